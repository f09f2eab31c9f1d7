"""What a project calls its goals, areas, measures and units is what every output calls them."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run

TGX_TOML = """\
[project]
id = "aoi"
name = "葵ヶ丘市"
language = "ja"
prefixes = ["葵ヶ丘市", "市"]

[words]
goal = "柱"
area = "分野"
measure = "取組"
unit = "所管"
lead = "主務"
related = "協力"
"""
STRATEGY = """\
葵ヶ丘市国際化推進計画
令和2年3月
計画期間：令和2年度から令和6年度まで

基本方針1 交流を広げる

（1）若者の交流

番号\t事業名\t概要\t担当課
1\t青少年交流\t大連市へ青少年を派遣する\t国際課（総務課）
2\t視察受入\t海外からの視察を受け入れる\t総務課

基本方針2 経済

（1）商い

番号\t事業名\t概要\t担当課
3\t商談会\t釜山広域市で商談会を開く\t商業課
"""
SHEET = """\
葵ヶ丘市国際化推進計画 令和{year}年度の実績

担当課\t事業名\t実績（令和{year}年度）
国際課\t青少年交流\t大連市へ青少年10名を派遣した（令和{year}年8月）
商業課\t商談会\t釜山広域市の商談会は中止
新設課\t催し\t催しを開いた
商業課\t商談会\t釜山広域市で商談会を開いた
"""
DEFAULTS = re.compile(r"目的|取組の方向|施策|主管|主担当|担当部署|局|目標(?=[0-9]|ごと|なし|別)")
"""What tgx calls them where a project says nothing, in any of its texts; 目標 is a target, too."""
COMMANDS = (
    *(("report", *more) for more in (
        (), ("--goal", "1"), ("--area", "1-1"), ("--measure", "3"), ("--uncovered",), ("--explain",), ("--list", "uncovered"),
        *(("--by", by) for by in ("bureau", "department", "city", "year", "unit", "goal-bureau")),
        ("timeline",), ("gaps",), ("overlaps",), ("outcomes",), ("sure",), ("targets",), ("matrix",), ("cities",),
        ("bureaus",), ("years",),
        *(("--format", form) for form in ("markdown", "csv", "html")),
    )),
    *(("query", what, "--format", form) for what in ("measures", "achievements", "activities", "bureaus", "cities", "documents")
      for form in ("table", "markdown")),
    ("search", "商談会"), ("show", "1"), ("show", "国際課"), ("show", "商業課"), ("show", "大連市"),
    ("validate", "--severity", "info"), ("validate", "--severity", "info", "--format", "markdown"),
    ("link", "suggest"), ("link", "judgements"), ("diff", "2021", "2022"), ("info",), ("source", "1"), ("cite", "1"),
    ("words", "unknown"), ("report", "--goal", "9"), ("report", "--bureau", "無い課"), ("show", "99"), ("documents", "list"),
)  # fmt: skip


@pytest.fixture
def folder(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of odd words with a strategy and two sheets, in whose folder the commands run."""
    monkeypatch.delenv("TGX_DB")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tgx.toml").write_text(TGX_TOML, encoding="utf-8")
    (tmp_path / "strategy.tsv").write_text(STRATEGY, encoding="utf-8")
    for year in (3, 4):
        (tmp_path / f"sheet-{year}.tsv").write_text(SHEET.format(year=year), encoding="utf-8")
    assert tgx("import", "strategy.tsv", "sheet-3.tsv", "sheet-4.tsv").code == 0
    return tmp_path


def texts(path: Path) -> Iterator[str]:
    """The texts of an output: of a workbook those of its parts."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            yield from (book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    else:
        yield path.read_text(encoding="utf-8")


def defaults(text: str) -> list[str]:
    return [text[max(0, found.start() - 15) : found.end() + 15] for found in DEFAULTS.finditer(text)]


def test_no_output_has_the_words_of_others(tgx: Run, folder: Path) -> None:
    said: dict[tuple[str, ...], list[str]] = {}
    ran = 0
    for command in COMMANDS:
        done = tgx(*command)
        assert done.code != 3, (command, done.err)
        ran += done.code == 0
        said[command] = defaults(done.out + done.err)
    assert {command: found for command, found in said.items() if found} == {}
    assert ran > len(COMMANDS) * 2 / 3
    first = next(
        line.split()[0] for line in tgx("link", "suggest").out.splitlines() if line.startswith("2021-")
    )
    for command in (
        ("link", "show", first),
        ("link", "explain", first, "3"),
        ("show", first),
        ("cite", first),
    ):
        done = tgx(*command)
        assert (done.code, defaults(done.out)) == (0, []), command


def test_nor_has_a_file(tgx: Run, folder: Path) -> None:
    for name in ("page.html", "report.md", "report.xlsx"):
        assert tgx("report", "--output", name).code == 0, name
    assert tgx("report", "--output", "pages/").code == 0
    assert tgx("export", "out", "--format", "xlsx").code == 0
    written = [folder / name for name in ("page.html", "report.md", "report.xlsx", "out/tgx.xlsx")]
    for path in (*written, *(folder / "pages").glob("*.html")):
        assert [(path.name, found) for text in texts(path) for found in defaults(text)] == []
    assert "取組" in (folder / "page.html").read_text(encoding="utf-8")


def test_nor_has_a_chart(tgx: Run, folder: Path) -> None:
    pytest.importorskip("matplotlib")
    done = tgx("report", "--by", "goal", "--output", "chart.svg")
    if done.code:
        pytest.skip(done.err)  # no font
    drawn = (folder / "chart.svg").read_text(encoding="utf-8")
    assert "柱ごとの" in drawn
    assert defaults(drawn) == []


def test_evidence_quotes_documents_as_they_are(tgx: Run, folder: Path) -> None:
    """A word of a document that is also one of tgx's own stays."""
    text = STRATEGY.replace("商談会を開く", "商談会を施策の目的として開く")
    (folder / "strategy.tsv").write_text(text, encoding="utf-8")
    assert tgx("import", "strategy.tsv").code == 0
    assert "施策の目的として" in tgx("show", "3").out


def test_without_words_a_project_has_those_that_fit_any(tgx: Run, folder: Path) -> None:
    (folder / "tgx.toml").write_text(TGX_TOML.partition("[words]")[0], encoding="utf-8")
    out = tgx("report").out
    assert "実績のある施策" in out
    assert "目標" in out
    assert "goals" not in tgx("report", "--lang", "ja").out
    assert "柱" not in out


def test_a_grade_is_told_with_what_it_means(tgx: Run, folder: Path) -> None:
    scale = '\n[rating]\nscale = {A = "順調", "◎" = "大変順調"}\n'
    (folder / "tgx.toml").write_text(TGX_TOML + scale, encoding="utf-8")
    (folder / "rated.tsv").write_text(
        "葵ヶ丘市国際化推進計画 令和6年度の実績\n\n"
        "担当課\t事業名\t指標（KPI）\t目標値\t実績値\t進捗状況\t実績（令和6年度）\n"
        "国際課\t青少年交流\t派遣者数（人）\t10\t12\tA\t大連市へ青少年12名を派遣した\n"
        "商業課\t商談会\t商談件数（件）\t10\t2\tC\t釜山広域市で商談会を開いた\n",
        encoding="utf-8",
    )
    assert tgx("import", "rated.tsv").code == 0
    table = tgx("query", "indicators").out
    assert "A（順調）" in table
    assert "C（" not in table
    assert "A（順調）" in tgx("report", "indicators").out
    assert "<td>A（順調）</td>" in tgx("report", "--format", "html").out
    for out in (
        tgx("query", "indicators", "--format", "json").out,
        tgx("query", "indicators", "--format", "csv").out,
    ):
        assert "順調" not in out


def test_a_form_of_codes_is_no_setting(tgx: Run, folder: Path) -> None:
    layout = '\n[[strategy]]\nid = "2020"\nlayout = {number = "{n}"}\n'
    (folder / "tgx.toml").write_text(TGX_TOML + layout, encoding="utf-8")
    done = tgx("validate", "--lang", "en")
    assert done.code == 2
    assert "number" in done.err


def test_help_and_the_exported_database_say_it_too(tgx: Run, folder: Path) -> None:
    for command in (("report", "--help"), ("query", "measures", "--help"), ("link", "accept", "--help")):
        done = tgx(*command)
        assert (done.code, defaults(done.out)) == (0, []), command
        assert "取組" in done.out
    assert tgx("export", folder / "out", "--format", "sqlite").code == 0
    with contextlib.closing(sqlite3.connect(folder / "out" / "tgx.db")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        heads = [
            head[0] for name in names for head in connection.execute(f'SELECT * FROM "{name}"').description
        ]
    assert "取組一覧" in names
    assert {"柱", "分野", "取組", "主務", "所管"} <= set(heads)
    assert defaults(" ".join((*names, *heads))) == []
    assert "title: 取組 (measures)" in (folder / "out" / "metadata.yaml").read_text(encoding="utf-8")
    settings = (folder / "tgx.toml").read_text(encoding="utf-8")
    (folder / "tgx.toml").write_text(settings.replace('"取組"', '"事業"'), encoding="utf-8")
    assert tgx("export", folder / "other", "--format", "sqlite").code == 0
    with contextlib.closing(sqlite3.connect(folder / "other" / "tgx.db")) as connection:
        found = connection.execute('SELECT "事業", "施策" FROM "リンク一覧"')  # two columns keep two names
        assert len(found.description) == 2


def test_without_a_project_another_citys_catalogue_has_neutral_words(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packaged_documents: tuple[Path, Path]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TGX_LANG", "ja")
    (tmp_path / "strategy.tsv").write_text(STRATEGY, encoding="utf-8")
    assert tgx("import", "strategy.tsv").code == 0
    for command in (
        ("report",),
        ("query", "measures"),
        ("report", "--by", "bureau"),
        ("show", "1"),
        ("report", "--goal", "9"),
    ):
        done = tgx(*command)
        told = re.findall(r"目的|取組の方向|主管|局", done.out + done.err)
        assert told == [], (command, told)
    assert "担当部署" in tgx("report", "--by", "bureau").out
    own = ("--db", tmp_path / "tokyo.sqlite")
    assert tgx(*own, "import", packaged_documents[0]).code == 0
    assert "目的" in tgx(*own, "report").out
