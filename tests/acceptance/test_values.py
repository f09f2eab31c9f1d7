"""Options with a fixed list of values take each value by its code and by what people call it, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import commands_page
from conftest import Run
from toshigaikou_cli.cli.values import code_of, in_help, listed, spoken
from toshigaikou_cli.language import speaking


def every_list() -> list[Any]:
    """Each parameter that has a fixed list, with its command and its codes."""
    return [
        pytest.param(command, parameter, codes, id=f"{command.name} {parameter.opts[0]}")
        for command in commands_page.commands()
        for parameter in commands_page.parameters(command)
        if (codes := listed(command.command, parameter))
    ]


@pytest.mark.parametrize(("command", "parameter", "codes"), every_list())
def test_each_value_is_taken_by_code_and_by_word(
    command: Any, parameter: Any, codes: tuple[str, ...]
) -> None:
    several = parameter.multiple or parameter.nargs == -1
    end = "x" if codes[0].endswith("=") else ""

    def taken(text: str) -> str:
        value = parameter.type_cast_value(command.context, [text] if several else text)
        return str(getattr(value, "value", value[0] if several else value))

    found = spoken(codes)
    assert found
    every = [word for _, words in found for word in set(words)]
    assert len(every) == len(set(every)), "one word means one value"
    for code, words in found:
        assert taken(f"{code}{end}") == f"{code}{end}"
        for word in words:
            sign = "＝x" if end else ""
            assert taken(f"{word}{sign}") == f"{code}{end}"
            with speaking("ja"):
                assert not in_help(codes) or f"{word}（{code.rstrip('=')}）" in in_help(codes)
    with (
        pytest.raises(Exception, match="not one of")
        if getattr(parameter.type, "choices", ())
        else speaking(None)
    ):
        assert taken("存在しない値") == "存在しない値"


def test_lists_without_words_are_names_alone() -> None:
    """A value without a Japanese word is a name in each language: of a form of file."""
    lists = {code for each in every_list() for code, words in spoken(each.values[2]) if not words}
    assert lists <= {"json", "jsonl", "csv", "markdown", "html", "pdf", "svg", "png", "github", "gitlab", "junit", "sarif",
                     "datapackage", "parquet", "sqlite", "jsonld", "bibtex", "csl-json"}  # fmt: skip


def test_spaces_and_widths_do_not_matter() -> None:
    assert code_of("結び付き あり", ("linked", "suggested")) == "linked"
    assert code_of("Not held", ("held", "not_held")) == "not_held"
    assert code_of("ＢＵＲＥＡＵ", ("bureau",)) == "bureau"
    assert code_of("局長", ("bureau",)) == "局長"
    assert code_of("発行者", ("publisher=",)) == "publisher="


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("report", "--by", "局"), ("report", "--by", "bureau")),
        (("report", "実施状況"), ("report", "outcomes")),
        (("query", "achievements", "--kind", "実績"), ("query", "achievements", "--kind", "result")),
        (("query", "achievements", "--status", "候補"), ("query", "achievements", "--status", "suggested")),
        (("query", "activities", "--outcome", "中止"), ("query", "activities", "--outcome", "cancelled")),
        (("export", "--table", "施策"), ("export", "--table", "measures")),
    ],
    ids=lambda each: " ".join(each),
)
def test_the_output_is_the_same(
    tgx: Run, catalogue: Path, words: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert tgx(*words) == tgx(*codes)
    assert tgx(*codes).code == 0


def test_a_wrong_value_lists_the_words(tgx: Run) -> None:
    done = tgx("report", "--by", "局長", "--lang", "ja")
    assert done.code == 2
    assert done.err.startswith(
        "tgx: --by：「局長」は使えません（使えるもの：局（bureau）、部（department）、"
    )
    done = tgx("query", "achievements", "--status", "候補者", "--lang", "ja")
    assert "：「候補者」は使えません（使えるもの：結び付きあり（linked）、確認済み（confirmed）、" in done.err
    assert done.err.endswith("、戦略の外（outside）、未整理（unlinked））\n")
    assert "'局長' is not one of 'bureau', 'department'" in tgx("report", "--by", "局長").err


@pytest.mark.parametrize("name", ["日本語", "JA", "ja_JP", "Japanese"])
def test_the_language_by_its_name(tgx: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert tgx("info", "--help", "--lang", name).out.startswith("使い方：")
    monkeypatch.setenv("TGX_LANG", name)
    assert tgx("info", "--help").out.startswith("使い方：")


def test_the_words_of_a_project_beside_the_usual_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tgx.toml").write_text(
        '[project]\nid = "osaka"\n[words]\ngoal = "柱"\nlead = "所管"\nunit = "課"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert code_of("柱", ("goal", "area")) == code_of("目的", ("goal", "area")) == "goal"
    with speaking("ja"):
        assert in_help(("goal", "lead")) == "柱（goal）、所管（lead）"
