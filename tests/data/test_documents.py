"""The packaged documents: whole, true to the facts of the originals, and in words of our own."""

from __future__ import annotations

import os
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import pytest

from toshigaikou_cli.packaged import default_project

STRATEGY = default_project() / "documents/strategy-2014.tsv"
SHEET = default_project() / "documents/achievements-h29.tsv"
ORIGINALS = os.environ.get("TGX_ORIGINALS")
needs_originals = pytest.mark.skipif(not ORIGINALS, reason="TGX_ORIGINALS is not set")

# Scanning slips of the originals that the packaged documents put right (see documents/README.md).
CORRECTED = {"ウェールズ^o州": "ウェールズ州", "GUAP0": "GUAPO"}
# The longest run of characters, names and dates aside, that two texts on one fact may share.
LONGEST_COMMON = 12

DATE = re.compile(
    r"(?:平成|昭和|令和)\d+年度?(?:\d+月)?(?:\d+(?:、\d+)*日)?|H\d+(?:\.\d+)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日"
)
COUNT = re.compile(r"\d+(?:名|人|社|校|都市|団体|件|回|か国)")
NAME = re.compile(
    r"「[^」]*」|【[^】]*】|[ァ-ヴー]+(?:・[ァ-ヴー]+)*|[A-Za-z0-9]{2,}"
    r"|[一-鿿]+(?:大学|大学院|高等学校|中学校|高校|博物館|大使館|教育省|委員会|局|庁|救助隊|部長|制度)"
)


class Measure(NamedTuple):
    number: str
    title: str
    overview: str
    bureaus: str


class Achievement(NamedTuple):
    field: str
    bureau: str
    item: str
    result: str


def table_rows(path: Path) -> list[list[str]]:
    """The cells of every tab-separated line."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]


def squeeze(text: str) -> str:
    """The text without white space and without the slips that were put right."""
    text = re.sub(r"\s+", "", text)
    for slip, right in CORRECTED.items():
        text = text.replace(slip, right)
    return text


def bare(cell: str) -> str:
    """The squeezed text of a cell without HTML tags."""
    return squeeze(re.sub(r"<[^>]*>", "", cell))


def measures(path: Path) -> list[Measure]:
    return [Measure(*cells) for cells in table_rows(path) if len(cells) == 4 and cells[0].isdecimal()]


def achievements(path: Path) -> list[Achievement]:
    return [Achievement(*cells) for cells in table_rows(path) if cells[0] != "分野"]


def pages(path: Path) -> list[int]:
    """The number of rows under each header line of a sheet."""
    counts: list[int] = []
    for cells in table_rows(path):
        if cells[0] == "分野":
            counts.append(0)
        else:
            counts[-1] += 1
    return counts


def partners(path: Path) -> dict[str, list[list[str]]]:
    """The rows of the tables of cities, under the last name of their header."""
    tables: dict[str, list[list[str]]] = {}
    header = ""
    for cells in table_rows(path):
        if cells[0] == "都市名":
            header = cells[2]
            tables[header] = []
        elif header and len(cells) == 3:
            tables[header].append([squeeze(cell) for cell in cells])
    return tables


def headings(path: Path) -> list[str]:
    """The goal and area lines of the annex, squeezed."""
    annex = path.read_text("utf-8").rpartition("各局の都市外交関連施策\n")[2]
    return [squeeze(line) for line in annex.splitlines() if re.match(r"\((?:\d|[ア-ン])\)", line)]


def original(name: str) -> Path:
    return Path(ORIGINALS or "") / name


def measure_pairs() -> list[tuple[Measure, Measure]]:
    return list(zip(measures(STRATEGY), measures(original("strategy-2014.txt")), strict=True))


def achievement_pairs() -> list[tuple[Achievement, Achievement]]:
    return list(zip(achievements(SHEET), achievements(original("achievements-h29.txt")), strict=True))


def common_run(ours: str, theirs: str, *names: str) -> str:
    """The longest run that two texts share once names and dates are taken out of both."""

    def without_names(text: str, blank: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, blank)
        return NAME.sub(blank, DATE.sub(blank, text))

    left, right = without_names(bare(ours), "\0"), without_names(bare(theirs), "\1")
    found = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return left[found.a : found.a + found.size]


# ---------------------------------------------------------------- the documents alone


def test_strategy_has_every_measure_once() -> None:
    assert [m.number for m in measures(STRATEGY)] == [str(n) for n in range(1, 77)]
    assert all(cell.strip() for m in measures(STRATEGY) for cell in m)


def test_strategy_has_goals_areas_and_headers() -> None:
    text = STRATEGY.read_text("utf-8")
    assert re.findall(r"^[①-③] .+$", text, re.MULTILINE) == [
        "① 2020年大会の成功",
        "② 大都市共通の課題解決",
        "③ グローバル都市東京の実現",
    ]
    assert [h[1] for h in headings(STRATEGY)] == list("1アイウエ2アイ3アイウエオカキク")
    assert text.count("No.\t施策\t概要\t担当(関係)局\n") == 16


def test_strategy_has_the_partner_cities() -> None:
    tables = partners(STRATEGY)
    assert {name: len(rows) for name, rows in tables.items()} == {"提携年月日": 11, "加入年月日": 13}
    assert sum("★" in row[0] for row in tables["加入年月日"]) == 4
    assert [bool(row[2]) for row in tables["加入年月日"]] == [True] + [False] * 10 + [True, True]


def test_strategy_states_its_targets_once() -> None:
    text = STRATEGY.read_text("utf-8")
    assert re.findall(r"(\d{4})（[^）]*）年まで[^\n。]*?(\d+)都市", text) == [("2017", "15")]
    assert re.findall(r"2020年大会までに(\d+)都市", text) == ["30"]


def test_sheet_has_five_pages_of_rows() -> None:
    assert pages(SHEET) == [8, 6, 7, 10, 4]
    lines = SHEET.read_text("utf-8").splitlines()
    before = [lines[at - 1] for at, line in enumerate(lines) if line.startswith("分野\t")]
    assert before == [""] * 5
    assert "平成29年度" in lines[0]
    assert all(cell.strip() for row in achievements(SHEET) for cell in row)


def test_sheet_keeps_both_layouts_of_results() -> None:
    results = [row.result for row in achievements(SHEET)]
    lists = [r for r in results if "<ul>" in r]
    flat = [r for r in results if "<" not in r and "・" in r]
    assert len(lists) >= 10
    assert len(flat) >= 10
    for tag in ("ul", "li", "p", "b"):
        assert all(r.count(f"<{tag}>") == r.count(f"</{tag}>") for r in results), tag


@pytest.mark.parametrize("path", [STRATEGY, SHEET], ids=lambda p: p.name)
def test_tables_have_one_width_and_no_stray_characters(path: Path) -> None:
    text = path.read_text("utf-8")
    assert {len(cells) for cells in table_rows(path)} <= {3, 4}
    assert not re.search(r"[^\S\n\t ]|\ufeff|  |\^", text)
    assert "事実の書き写し" in text.split("\t")[0]


# ---------------------------------------------------------------- beside the originals


@needs_originals
def test_measures_keep_number_title_and_bureaus() -> None:
    for ours, theirs in measure_pairs():
        assert (ours.number, ours.title, ours.bureaus) == tuple(
            map(squeeze, (theirs.number, theirs.title, theirs.bureaus))
        )


@needs_originals
def test_strategy_keeps_headings_and_cities() -> None:
    source = original("strategy-2014.txt")
    assert headings(STRATEGY) == headings(source)
    assert partners(STRATEGY) == partners(source)


@needs_originals
def test_overviews_keep_years_and_named_places() -> None:
    rows = [row for table in partners(STRATEGY).values() for row in table]
    places = sorted({name.strip("★") for row in rows for name in row[:2]}, key=len, reverse=True)
    facts = re.compile("|".join([r"\d+", r"「[^」]*」", r"[A-Za-z]{2,}", *places]))
    for ours, theirs in measure_pairs():
        # The capital stands in many sentences as "the city"; names of the partners are facts.
        kept, given = (set(facts.findall(bare(m.overview))) - {"東京", "PR"} for m in (ours, theirs))
        assert kept == given, ours.number


@needs_originals
def test_achievements_keep_field_bureau_and_item() -> None:
    assert pages(SHEET) == pages(original("achievements-h29.txt"))
    for ours, theirs in achievement_pairs():
        assert ours[:3] == tuple(map(squeeze, theirs[:3]))


@needs_originals
@pytest.mark.parametrize(
    "pattern",
    [DATE, COUNT, re.compile(r"\d+"), re.compile(r"【[^】]*】"), re.compile(r"[①-⑳]")],
    ids=["dates", "counts", "numbers", "labels", "circled"],
)
def test_results_keep_every(pattern: re.Pattern[str]) -> None:
    for ours, theirs in achievement_pairs():
        kept, given = (Counter(pattern.findall(bare(row.result))) for row in (ours, theirs))
        assert kept == given, (ours.bureau, ours.item)


@needs_originals
def test_results_keep_every_name() -> None:
    for ours, theirs in achievement_pairs():
        kept = bare(ours.result)
        lost = [name for name in NAME.findall(bare(theirs.result)) if name not in kept]
        assert not lost, (ours.bureau, ours.item)


@needs_originals
def test_no_overview_is_copied() -> None:
    for ours, theirs in measure_pairs():
        run = common_run(ours.overview, theirs.overview, ours.title)
        assert len(run) <= LONGEST_COMMON, (ours.number, run)
        assert bare(ours.overview) != bare(theirs.overview)


@needs_originals
def test_no_result_is_copied() -> None:
    cities = [row[0] for row in partners(STRATEGY)["提携年月日"]]
    for ours, theirs in achievement_pairs():
        run = common_run(ours.result, theirs.result, ours.item, *cities)
        assert len(run) <= LONGEST_COMMON, (ours.bureau, ours.item, run)
        assert bare(ours.result) != bare(theirs.result)


def test_common_run_finds_a_copied_sentence_but_not_a_shared_name() -> None:
    sentence = "都市の間で水道の技術を伝え合う場を毎年必ず設けることにした"
    assert common_run(f"<li>{sentence}</li>", f"平成29年度、{sentence}。") == sentence
    name = "「世界のすべての大都市の水道に関する年次会合」"
    assert len(common_run(f"{name}への参加（4月1日）", f"4月1日に{name}を主催した")) <= 1
