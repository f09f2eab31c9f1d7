"""Messages in both languages: all are there, with their values, in the glossary's terms, and no text goes round them."""

from __future__ import annotations

import io
import pickle
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import literals
import messages
import plurals
from conftest import Run
from toshigaikou_cli.cli.usage import TEMPLATES, understood
from toshigaikou_cli.language import chosen, in_language, of_page, speaking
from toshigaikou_cli.messages import coded, joined, say, say_as, say_n
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading, fiscal_year_name

MODULES = sorted(str(path.relative_to(messages.SRC)) for path in messages.SRC.rglob("*.py"))
UNCONVERTED = frozenset((messages.ROOT / "tests" / "unconverted.txt").read_text(encoding="utf-8").split())
"""Modules whose texts are not translated yet; the list only shrinks."""
FOR_PROGRAMS = frozenset(
    {
        "formats/exports/citation.py",
        "formats/exports/linked.py",
        "formats/exports/package.py",
        "formats/exports/questions.py",
        "formats/exports/words.py",
        "formats/exports/workbook.py",
        "formats/findings/junit.py",
        "formats/findings/sarif.py",
    }
)
"""Modules of files for programs, which are the same in every language."""
GLOSSARY = messages.ROOT / "docs" / "glossary.md"
OTHER_VALUES = {"FY{year}": {"year", "era"}}
"""What a translation may say beyond the values of the English text."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def strings(message: object) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (str(message or ""),)


def test_every_message_is_translated() -> None:
    known = messages.translated()
    found = {(message.id, message.context): message for message in messages.extracted() if message.id}
    lacking = [
        key
        for key in found
        if not (there := known.get(*key)) or there.fuzzy or not all(strings(there.string))
    ]
    assert not lacking, "make messages adds them to the catalogue; then translate them"
    dead = [(message.id, message.context) for message in known if message.id]
    assert not set(dead) - set(found), "make messages takes them out"


def test_the_compiled_catalogue_is_the_catalogue() -> None:
    assert messages.MO.read_bytes() == messages.mo_bytes(
        read_po(io.BytesIO(messages.PO.read_bytes()), locale="ja")
    ), "make messages compiles it"


def test_translations_have_the_values_of_their_messages() -> None:
    for message in messages.translated():
        if not message.id or not all(strings(message.string)):
            continue
        wanted = set().union(*map(placeholders, strings(message.id)))
        for text in strings(message.string):
            assert placeholders(text) in (wanted, OTHER_VALUES.get(strings(message.id)[0])), message.id


def test_what_is_counted_has_a_singular_form() -> None:
    found = [message.id for message in messages.extracted() if message.id]
    pairs = [each for each in found if isinstance(each, tuple)]
    nouns = set().union(*(plurals.nouns_of(*pair) for pair in pairs))
    assert {"rows", "achievements", "cities"} <= nouns
    alone = [each for each in found if isinstance(each, str) and each not in TEMPLATES]
    lacking = {each: words for each in alone if (words := list(plurals.counted(each, nouns)))}
    assert not lacking, "say_n() gives it a form for one"
    assert not [one for one, many in pairs if one == many or list(plurals.counted(one, nouns))]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{n} rows left out that are wholly struck through", ["rows"]),
        ("learned from {n} judged rows ({digest})", ["rows"]),
        ("{rows} rows, but {accounted} accounted for", ["rows"]),
        ("{part} of {n} measures with results", ["measures"]),
        ("{n} dragons", ["dragons"]),
        ("{name} dragons", []),
        ("a workbook of more than {n:,} rows", []),
        ("{n} with suggested links only: {measures}", []),
        ("row {name} names measure {measure}", []),
        ("Achievements: {n}", []),
        ("{n} linked", []),
        ("{n} row", []),
    ],
)
def test_what_counts_something(template: str, words: list[str]) -> None:
    assert list(plurals.counted(template, {"rows", "measures", "names"})) == words


@pytest.mark.parametrize("module", MODULES)
def test_no_text_bypasses_translation(module: str) -> None:
    found = [] if module in FOR_PROGRAMS else literals.of_module(messages.SRC / module)
    if module in UNCONVERTED:
        assert found, f"{module} is converted: take it out of tests/unconverted.txt"
    else:
        assert not found, "say() makes a message of it"


def test_what_is_not_converted_exists() -> None:
    assert set(MODULES) >= UNCONVERTED


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            'raise UsageError("no such thing", where="--city", hint="try again")',
            ["no such thing", "try again"],
        ),
        ('raise UsageError(say("no such thing"), where="--city", hint=say("tgx show {id}", id=x))', []),
        ('note(f"{n} more")', ["… more"]),
        ('note(say("{n} more", n=n))', []),
        ('note(say(f"{n} more"))', ["f'{n} more'"]),
        ('note(say("a" + x))', ["'a' + x"]),
        ('Column("goal", "Goal", "right")', ["Goal"]),
        ('Column("goal", say("Goal"), "right")', []),
        ('text = "two words" if x else f"{y} is long"', ["two words", "… is long"]),
        ('def f():\n "Words of a docstring."\n return "code"', []),
        ('raise ValueError("a mistake of the code")', []),
        ('x = typer.Option("--city", help="The city of it.")', []),
        ('words = {"ja": {"none": "なし、何も"}, "en": {"none": "none of it"}}', []),
        ('words = {"en": {"none": "none of it"}}', ["none of it"]),
        ('word = ("実績なし", "no results")[at]', []),
        ('word = ("not any", "no results")[at]', ["no results", "not any"]),
        ('word = "実績なし" if language == "ja" else "no results"', []),
        ('word = "実績なし" if old else "no results"', ["no results"]),
        ('db.execute("SELECT code FROM measure WHERE id = ?")', []),
    ],
)
def test_what_is_a_bypass(code: str, texts: list[str]) -> None:
    assert sorted(found.text for found in literals.bypasses(code)) == sorted(texts)


def glossary() -> list[tuple[str, list[str]]]:
    """The Japanese terms, each with the words that must not stand for it."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]*) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [
        (term.strip(), [word for word in map(str.strip, no.split("、")) if word]) for _, term, no in rows[1:]
    ]


def test_terms_are_those_of_the_glossary() -> None:
    forbidden = {word: term for term, words in glossary() for word in words}
    assert len(forbidden) > 20
    for message in messages.translated():
        for text in strings(message.string):
            found = {word: forbidden[word] for word in forbidden if word in text}
            assert not found or not message.id, f"{message.id}: {found}"


def test_every_word_of_the_architecture_is_in_the_glossary() -> None:
    text = (messages.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    words = re.sub(r"\([^()]*\)", "", text.partition("## Words\n")[2].partition("\n## ")[0])
    known = GLOSSARY.read_text(encoding="utf-8")
    for word in re.split(r"[,\n.]+", words):
        name = word.strip().removeprefix("or ")
        assert not name or f"| {name} |" in known, name


@pytest.mark.parametrize(
    "text", [message for message in messages.translated() if message.id], ids=lambda m: str(m.id)[:40]
)
def test_japanese_is_set_as_an_office_sets_it(text: object) -> None:
    for shown in strings(getattr(text, "string", "")):
        assert not re.search(r"[｡-ﾟ]", shown), "half-width kana or punctuation"
        assert not re.search(r"[ぁ-んァ-ヶ一-龠][,;:!?]", shown), "half-width punctuation"
        assert not re.search(r"[ぁ-んァ-ヶ一-龠]\((?!s\))|\)[ぁ-んァ-ヶ一-龠]", shown), "half-width brackets"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "jam_JM.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "TGX_LANG": "en"}, "en"),
        ({"LANG": "C", "TGX_LANG": "ja"}, "ja"),
    ],
)
def test_the_language_is_chosen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    monkeypatch.delenv("LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert chosen() == language
    assert of_page() == "ja"
    with speaking("en"):
        assert (chosen(), of_page()) == ("en", "en")
        with speaking(None):
            assert chosen() == "en"
    assert chosen() == language


def test_the_language_of_a_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = tmp_path / "tgx.toml"
    settings.write_text('[project]\nid = "osaka"\nlanguage = "ja"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert (chosen(), of_page()) == ("ja", "ja")
    monkeypatch.setenv("TGX_LANG", "en")
    assert chosen() == "en"
    monkeypatch.delenv("TGX_LANG")
    settings.write_text('[project]\nid = "osaka"\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert (chosen(), of_page()) == ("en", "en")
    settings.write_text("[project", encoding="utf-8")
    assert (chosen(), of_page()) == ("ja", "ja")


def test_a_message_is_its_english_text() -> None:
    message = say("unknown: {value}", value="x")
    assert (message, f"{message}!") == ("unknown: x", "unknown: x!")
    copy = pickle.loads(pickle.dumps(message))
    assert (copy, copy.template, copy.arguments) == (message, message.template, message.arguments)
    assert in_language(message) == message
    assert say("{x}", x=["a", say("b")]) == "a, b"
    assert say_n("{n} known finding", "{n} known findings", 1) == "1 known finding"
    assert joined(["a", "b"], "; ") == "a; b"
    assert coded("not_held", spaced=True) == "not held"


def test_a_message_in_japanese() -> None:
    inner = say("cannot be read: {what}", what=say("no such file"))
    hostile = say("unknown: {value}", value="{what} %s")
    with speaking("ja"):
        assert in_language(inner) == "読めません：ファイルがありません"
        assert in_language(hostile) == "「{what} %s」は使えません"
        assert in_language(say("one of {known}", known=["a", "b"])) == "使えるもの：a、b"
        assert in_language(say_n("{n} known finding", "{n} known findings", 2)) == "既知の指摘2件"
        assert in_language(joined([coded("held"), coded("not_held"), "x"], "; ")) == "実施；未実施；x"
        assert in_language("plain text") == "plain text"
        assert in_language(say("never said before")) == "never said before"
        assert in_language(fiscal_year_name(2017)) == "平成29年度（2017年度）"
        assert in_language(fiscal_year_name(2019)) == "令和元年度（2019年度）"
        assert in_language(fiscal_year_heading(2017)) == "2017年度"
        assert in_language(say_as("heading", "no such heading")) == "no such heading"
    assert (fiscal_year_name(2017), fiscal_year_heading("2017")) == ("FY2017", "FY2017")


@pytest.mark.parametrize(
    "arguments",
    [("--lang", "ja", "show", "999"), ("show", "--lang", "ja", "999"), ("show", "999", "--lang=ja")],
    ids=" ".join,
)
def test_lang_stands_anywhere(tgx: Run, arguments: tuple[str, ...]) -> None:
    assert "「x」は使えません" in tgx(*arguments, "--status", "x").err
    assert tgx("show", "999", "--status", "x").err.startswith("tgx: --status: unknown: x (one of ")


def test_a_language_that_there_is_not(tgx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tgx("info", "--lang", "fr").err == "tgx: --lang: unknown: fr (one of ja, en)\n"
    assert tgx("info", "--lang").code == 2
    monkeypatch.setenv("TGX_LANG", "fr")
    done = tgx("info")
    assert (done.code, done.err) == (2, "tgx: TGX_LANG: unknown: fr (one of ja, en)\n")
    assert tgx("search", "--", "--lang", "ja").err.startswith("tgx: TGX_LANG")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reprot",), "コマンド「reprot」はありません。「report」"),
        (("show",), "IDの指定がありません"),
        (("report", "--form", "x"), "オプション--formはありません（近いもの："),
        (("report", "--format", "x"), "「x」は使えません（使えるもの：表（table）、json、"),
        (("query", "achievements", "--limit", "0"), "tgx: --limit：0は使えません（1以上）（"),
        (("browse", "--port", "99999"), "99999は使えません（0～65535）"),
        (("report", "xyz"), "tgx: VIEW：「xyz」は使えません"),
        (("import", "--yer", "2017", "a.csv"), "オプション--yerはありません（近いもの：--year、--years）"),
        (("query", "achievements", "--limit", "x"), "「x」は整数ではありません"),
        (("report", "--goal"), "オプション--goalには値が必要です"),
        (("report", "--list=3"), "オプション--listに値は付けられません"),
        (("info", "a"), "余分な引数があります（a）"),
        (("query", "cities", "--jobs", "3"), "--jobsはありません"),
        (("info", "--kind", "x"), "tgx infoに--kindはありません。--kindは次のコマンドで使えます：tgx query"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_usage_errors_are_in_japanese(tgx: Run, arguments: tuple[str, ...], said: str) -> None:
    done = tgx("--lang", "ja", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_what_typer_says_stays_what_it_is_in_english() -> None:
    for template in TEMPLATES:
        text = template.format_map({name: f"'{name}'" for name in placeholders(template)})
        assert understood(text) == text
    assert understood("Something else") == "Something else"


def test_help_is_in_japanese(tgx: Run) -> None:
    shown = tgx("query", "--help", "--lang", "ja").out
    assert shown.startswith("使い方：tgx query [オプション] コマンド [引数]...\n")
    assert "オプション：" in shown
    assert re.search(r"^  measures +施策と担当局", shown, re.MULTILINE)
    for name in ("report", "import", "validate", "link review"):
        page = tgx(*name.split(), "--help", "--lang", "ja").out
        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", re.sub(r"tgx [a-z ]+", "", page)), page
    assert tgx("query", "--help").out.startswith("Usage: tgx query [OPTIONS] COMMAND [ARGS]...\n")


def test_data_is_the_same_in_both_languages(tgx: Run, catalogue: Path) -> None:
    for command in (
        ("report", "--format", "json"),
        ("report", "--format", "csv"),
        ("query", "achievements", "--format", "csv"),
        ("query", "achievements", "--format", "json"),
        ("show", "35", "--format", "json"),
        ("validate", "--format", "json"),
    ):
        plain = tgx(*command)
        assert plain == tgx(*command, "--lang", "ja")
        assert plain.code == 0


@pytest.mark.parametrize("name", ["measures", "achievements", "activities", "bureaus", "cities", "documents"])
def test_csv_has_headers_in_japanese_where_asked(tgx: Run, catalogue: Path, name: str) -> None:
    keys, *rows = tgx("query", name, "--format", "csv", "--lang", "ja").out.splitlines()
    heads, *same = tgx("query", name, "--format", "csv", "--headers", "ja").out.splitlines()
    assert rows == same
    assert re.fullmatch(r"[a-z0-9_,]+", keys)
    assert not re.search(r"[a-z]", heads)
    assert heads.count(",") == keys.count(",")


def test_headers_are_of_csv_only(tgx: Run, catalogue: Path) -> None:
    done = tgx("query", "cities", "--headers", "ja")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tgx: --headers: only CSV has such headers (add --format csv)\n"


def test_the_head_of_a_baseline_is_in_the_language(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = list((messages.ROOT / "examples" / "sheets").glob("*.tsv"))
    for lang, said in (("ja", "# 既知の指摘とその理由です。"), ("en", "# Findings that are known, each")):
        arguments = ("--write-baseline", "--reason", "x", "--lang", lang)
        tgx("validate", *map(str, sheet), *arguments)
        assert (tmp_path / "tgx-baseline.toml").read_text(encoding="utf-8").startswith(said)


def test_a_table_is_in_japanese(tgx: Run, catalogue: Path) -> None:
    shown = tgx("report", "--goal", "2", "--lang", "ja").out
    assert "2-ア 世界主要都市との施策の学び合い：22施策のうち6施策に実績あり" in shown
    assert "平成27年度（2015年度）、平成28年度（2016年度）の実績資料は取り込まれていません。" in shown
    assert "番号  目的  取組の方向  施策" in tgx("query", "measures", "--lang", "ja").out
    assert "| 番号 | 目的 |" in tgx("query", "measures", "--lang", "ja", "--format", "markdown").out
