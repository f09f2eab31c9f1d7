"""Charts of ``tgx report``: the numbers of the tables, ready for an article, in fonts that have Japanese."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from acceptance.test_startup import loaded_by
from conftest import Run
from toshigaikou_cli.coverage.figures import Stamp
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.coverage.views import FigureRow, Section, View, count
from toshigaikou_cli.drawing import fonts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.charts.bars import MOST, bar_chart
from toshigaikou_cli.formats.charts.words import Around
from toshigaikou_cli.jobs.charting import drawn
from toshigaikou_cli.records.charts import BarChart, ChartBar, ChartFrame, ChartPoint, Panel, PanelChart
from toshigaikou_cli.records.document_facts import NONE, DocumentFacts

SVG = "{http://www.w3.org/2000/svg}"
INDICATORS = Path(__file__).resolve().parents[1] / "examples" / "indicators"
FRAME = ChartFrame("題", "戦略", ("注",), ("出典：都", "CC0", "2026年"), "概要", "ja")


def has_font() -> bool:
    try:
        return bool(fonts.japanese_font())
    except UsageError:
        return False


drawing = pytest.mark.skipif(not has_font(), reason="no font with Japanese")
matplotlib = pytest.importorskip("matplotlib")


def lines_of(svg: bytes) -> list[str]:
    """What a chart says to who cannot see it."""
    root = ElementTree.fromstring(svg)
    return (root.findtext(f"{SVG}desc") or "").splitlines()


@drawing
@pytest.mark.parametrize("by", ["year", "goal", "bureau", "city"])
@pytest.mark.parametrize("question", [(), ("--goal", "2")], ids=["all", "goal"])
def test_a_chart_has_the_numbers_of_its_table(
    tgx: Run, catalogue: Path, tmp_path: Path, by: str, question: tuple[str, ...]
) -> None:
    table = json.loads(tgx("report", "--by", by, *question, "--format", "json").out)
    done = tgx("report", "--by", by, *question, "--output", tmp_path / "chart.svg")
    assert (done.code, done.out, done.err) == (0, "", "")
    listed = lines_of((tmp_path / "chart.svg").read_bytes())
    shown = sorted(
        tuple(map(int, found)) for line in listed for found in re.findall(r"：(\d+)／(\d+)$", line)
    )
    rows = table["sections"][0]["rows"]
    figures = [row["figures"] for row in rows if row["facts"].get("sheet") != "none"]
    if by == "goal":
        wanted = [(f["with_results"]["numerator"], f["with_results"]["denominator"]) for f in figures]
    else:
        wanted = [(f["linked"]["numerator"], f["achievements"]["numerator"]) for f in figures]
    assert shown == sorted(wanted)[-MOST:]
    unknown = [line for line in listed if line.endswith("資料なし")]
    assert len(unknown) == sum(row["facts"].get("sheet") == "none" for row in rows)
    if question:
        assert "絞り込み：目的2" in listed[0]


@drawing
def test_an_svg_is_told_and_has_nothing_that_runs(tgx: Run, catalogue: Path) -> None:
    made = tgx("report", "--by", "goal", "--format", "svg").out
    assert made == tgx("report", "--by", "goal", "--format", "svg").out
    root = ElementTree.fromstring(made)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "目的ごとの実績のある施策の数"
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert not names & {"script", "foreignObject", "image", "a", "animate", "metadata", "text"}
    attributes = [(name, value) for each in root.iter() for name, value in each.attrib.items()]
    assert not [name for name, _ in attributes if name.startswith("on")]
    links = [value for name, value in attributes if name.endswith("href")]
    assert all(value.startswith("#") for value in links)
    assert "出典：東京都「東京都都市外交基本戦略（事実の書き写し）」（2014年12月）" in made
    assert "利用条件：CC0 1.0（書き写し）" in made
    english = tgx("report", "--by", "goal", "--format", "svg", "--lang", "en").out
    assert "How many measures of each goal have results?" in english


@drawing
def test_a_png_is_a_picture(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    from PIL import Image

    assert tgx("report", "--by", "city", "--output", tmp_path / "c.png").code == 0
    with Image.open(tmp_path / "c.png") as image:
        assert image.format == "PNG"
        assert image.width == 1600
        assert len(image.getcolors(1_000_000) or []) > 3


@drawing
def test_indicators_have_their_values_and_targets(tgx: Run, tmp_path: Path) -> None:
    for name in ("strategy-2016.tsv", "progress-r1.tsv", "indicators-r1.tsv"):
        assert tgx("import", INDICATORS / name, "--quiet").code == 0
    assert tgx("report", "indicators", "--output", tmp_path / "i.svg").code == 0
    listed = lines_of((tmp_path / "i.svg").read_bytes())
    report = json.loads(tgx("report", "indicators", "--format", "json").out)
    visitors = next(each for each in report["indicators"] if each["name"] == "外国人観光客数")
    line = next(line for line in listed if "外国人観光客数" in line)
    assert all(value["text"] in line for value in visitors["actual"])
    with_numbers = [each for each in report["indicators"] if any(v["value"] for v in each["actual"])]
    assert f"ほか{len(with_numbers) - 12}件の指標は図にありません。" in listed
    assert "発行者不明" in listed[-3]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("report",), "no chart of coverage"),
        (("report", "timeline"), "no chart of timeline"),
        (("report", "--by", "year", "--list"), "--list does not go with a chart"),
        (("report", "--by", "year", "--summary"), "a summary is a page"),
    ],
)
def test_what_is_no_chart_is_refused(
    tgx: Run, catalogue: Path, tmp_path: Path, arguments: tuple[str, ...], what: str
) -> None:
    done = tgx(*arguments, "--output", tmp_path / "chart.svg")
    assert (done.code, done.out) == (2, "")
    assert what in done.err
    assert not (tmp_path / "chart.svg").exists()
    assert tgx("report", "--by", "year", "--format", "png").code == 2


def test_without_matplotlib_or_a_font_it_says_what_to_install(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "chart.png"
    with monkeypatch.context() as without:
        without.setattr(fonts, "_installed", lambda: None)
        done = tgx("report", "--by", "goal", "--output", target)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert "no font with Japanese is installed" in done.err
        without.setenv("TGX_FONT", str(INDICATORS / "series.tsv"))
        assert "no font with Japanese (name another file" in tgx("report", "--by", "goal", "-o", target).err
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "matplotlib", None)
        done = tgx("report", "--by", "goal", "--output", target)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert "pip install 'toshigaikou-cli[charts]'" in done.err
    assert not target.exists()


def test_only_a_chart_loads_the_library(catalogue: Path) -> None:
    assert not loaded_by("report", "--by", "goal", "--format", "csv") & {"matplotlib", "PIL", "numpy"}


def view(rows: int, name: str = "bureau") -> View:
    made = tuple(
        FigureRow(
            str(2000 + at), f"局{at}", {},
            {
                "achievements": count("achievements", [f"{at}-{n}" for n in range(at)], 99, ""),
                "linked": count("achievements", [f"{at}-{n}" for n in range(at // 2)], 99, ""),
            },
        )
        for at in range(rows)
    )  # fmt: skip
    stamp = Stamp("1", "", "2026-11-29")
    return View(name, "", "", "戦略", {}, (Section(name, "", made),), (), {}, (), (), stamp, ())


def around(name: str, *documents: tuple[str, DocumentFacts]) -> Around:
    return Around(name, "戦略", Question(), documents, Stamp("1", "", "2026-11-29"))


def test_a_long_list_shows_the_longest_and_says_what_is_left_out() -> None:
    chart = bar_chart(view(70), around("bureau"))
    assert [bar.whole for bar in chart.bars] == list(range(69, 39, -1))
    left = range(40)
    said = f"ほか40件（数える実績{sum(n // 2 for n in left)}件、報告{sum(left)}件）は図にありません。"
    assert chart.frame.notes[0] == said
    assert len(bar_chart(view(20), around("bureau")).bars) == 20
    years = bar_chart(view(40, "year"), around("year"))
    assert [bar.whole for bar in years.bars] == list(range(10, 40))
    assert years.frame.notes[0] == "これより前の10年度は図にありません。"


def test_what_is_not_known_of_a_document_is_said() -> None:
    known = DocumentFacts("都", "題", "2014-12", NONE, "CC BY 4.0")
    documents = (("a", known), ("b.tsv", DocumentFacts()), ("c", known), ("d", DocumentFacts(licence=NONE)))
    source, licence, _ = bar_chart(view(1), around("bureau", *documents)).frame.sources
    assert source == "出典：都「題」（2014年12月）、発行者不明「b.tsv」、都「題」（2014年12月）、ほか1点"
    assert licence == "利用条件：CC BY 4.0、1点は不明、1点は記載なし"


@drawing
@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("bars", [1, 3, 20, 70])
def test_any_number_of_bars_is_drawn(bars: int, upright: bool) -> None:
    if upright and bars > 3:
        bars = 11
    made = [
        ChartBar(f"とても長い名前の局 {'国際' * 40}", at, 2 * at, f"{at}／{2 * at}") for at in range(bars)
    ]
    chart = BarChart(FRAME, "件数", "局", "数える", "ほか", tuple(made), upright)
    root = ElementTree.fromstring(drawn(chart, "svg"))
    tall = float(root.attrib["height"].removesuffix("pt"))
    assert root.attrib["width"] == "576pt"
    assert tall < 450 + 60 * bars


@drawing
def test_nothing_is_drawn_as_a_box() -> None:
    odd = BarChart(FRAME, "件", "局", "a", "b", (ChartBar("𓀀局", 1, 2, "1"),))
    with pytest.raises(UsageError, match=r"has no 𓀀 \(U\+13000\)"):
        drawn(odd, "svg")
    with pytest.raises(UsageError, match="nothing to draw"):
        drawn(odd._replace(bars=()), "svg")
    panel = Panel("$x^2$ 率", "%", (ChartPoint(2019, -1.5, "△1.5"),), (), ((2.0, "2以上"),))
    shown = drawn(PanelChart(FRAME, "年度", ("実績値", "目標値"), (panel,)), "svg")
    assert shown.startswith(b"<?xml")


@drawing
def test_a_font_is_looked_into() -> None:
    font = fonts.japanese_font()
    assert fonts.missing(font, "東京都 １①") == []
    assert fonts.missing(Path("/nowhere.ttf"), "a b") == ["a", "b"]
    lines = fonts.wrapped(font, "平成29年度の国際交流事業の実績", 10, 60)
    assert all(fonts.length(font, line, 10) <= 60 for line in lines)
    assert "".join(lines) == "平成29年度の国際交流事業の実績"
    assert not [line for line in lines if line.startswith("9")]
    assert fonts.wrapped(font, "あ" * 50, 10, 60, 2)[-1].endswith("…")
    assert fonts.plain("葛\U000e0100城\u200bか\u3099") == "葛城が"
