"""A clean sheet gives no finding; each kind of mutation of it is found at its place, wherever it happens.

``TGX_MUTATIONS`` sets the number of random places of each kind (100 for the full measure).
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from toshigaikou_cli.checks import CHECKS
from toshigaikou_cli.jobs import checking
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary

PLACES = int(os.environ.get("TGX_MUTATIONS", "3"))
HEADER = ["No.", "担当（関係）部所名", "項目名", "実績（30年度）", "施策番号"]
NUMBER, BUREAU, ITEM, RESULT, MEASURE = range(5)
FIRST_LINE = 4
BUREAUS = ("環境局総務部", "水道局総務部", "下水道局総務部", "建設局道路管理部", "教育庁指導部", "産業労働局商工部",
           "生活文化局文化振興部", "東京消防庁総務部", "福祉保健局健康安全部", "政策企画局外務部", "総務局総務部")  # fmt: skip
CITIES = (
    "ソウル特別市",
    "北京市",
    "パリ市",
    "ベルリン市",
    "ジャカルタ特別市",
    "モスクワ市",
    "ローマ市",
    "カイロ県",
)
WORK = (
    "大気の測り方",
    "水の調べ方",
    "道路の守り方",
    "展示の作り方",
    "防災の備え",
    "感染症の備え",
    "学校の授業",
)

Rows = list[list[str]]


class Mutated(NamedTuple):
    """A sheet's rows after a mutation, the line where it must be found, and the check (or checks, a|b) that finds it."""

    rows: Rows
    line: int
    check: str


Mutation = Callable[[Rows, int, random.Random], Mutated]


def clean_rows() -> Rows:
    """Thirty rows: a day, a range or a month each, in the sheet's year."""
    rows = []
    for at in range(30):
        month = (at * 5) % 12 + 1
        year = 30 if month >= 4 else 31
        day = at % 25 + 1
        when = (
            f"平成{year}年{month}月{day}日",
            f"平成{year}年{month}月{day}日～{day + 2}日",
            f"平成{year}年{month}月",
        )[at % 3]
        city, work = CITIES[at % len(CITIES)], WORK[at % len(WORK)]
        result = f"・{when} {work}について、{city}の職員{at + 2}名と意見交換"
        rows.append(
            [
                str(at + 1),
                BUREAUS[at % len(BUREAUS)],
                f"{city}との交流（{work}その{at}）",
                result,
                str(at + 1),
            ]
        )
    return rows


def written(rows: Rows, header: list[str] = HEADER) -> str:
    lines = ["国際交流の取組実績（平成30年度）", "", "\t".join(header), *("\t".join(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _with(rows: Rows, at: int, column: int, text: str, check: str) -> Mutated:
    assert rows[at][column] != text
    changed = [list(row) for row in rows]
    changed[at][column] = text
    return Mutated(changed, FIRST_LINE + at, check)


# ---------------------------------------------------------------- the kinds


def drop_a_row(rows: Rows, at: int, chance: random.Random) -> Mutated:
    at = min(max(at, 1), len(rows) - 2)  # of the first and the last row nothing tells that they were there
    return Mutated(rows[:at] + rows[at + 1 :], FIRST_LINE + at, "numbering-broken")


def double_a_row(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return Mutated(rows[: at + 1] + rows[at:], FIRST_LINE + at + 1, "achievement-doubled")


def a_character_of_the_bureau(rows: Rows, at: int, chance: random.Random) -> Mutated:
    name = re.split(r"(?<=[局庁])", rows[at][BUREAU])[0]
    place = chance.randrange(len(name))
    other = chance.choice([char for char in "曲県室丘亀乙" if char != name[place]])
    slipped = rows[at][BUREAU][:place] + other + rows[at][BUREAU][place + 1 :]
    # 東室消防庁 reads as 消防庁 behind something like a department
    return _with(rows, at, BUREAU, slipped, "bureau-unknown|department-unknown")


def a_character_of_the_department(rows: Rows, at: int, chance: random.Random) -> Mutated:
    cell = rows[at][BUREAU]
    place = chance.randrange(re.search(r"[局庁]", cell).end(), len(cell) - 1)  # type: ignore[union-attr]
    slipped = cell[:place] + chance.choice("輿亀乙丙") + cell[place + 1 :]
    return _with(rows, at, BUREAU, slipped, "department-unknown")


def a_bureau_of_another_time(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return _with(
        rows,
        at,
        BUREAU,
        chance.choice(("福祉局", "保健医療局", "知事本局", "子供政策連携室")),
        "bureau-not-in-force",
    )


def the_department_of_another(rows: Rows, at: int, chance: random.Random) -> Mutated:
    bureau = re.split(r"(?<=[局庁])", rows[at][BUREAU])[0]
    department = chance.choice(
        [d for d in ("道路管理部", "指導部", "外務部") if not rows[at][BUREAU].endswith(d)]
    )
    return _with(rows, at, BUREAU, bureau + department, "department-elsewhere")


def no_bureau(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return _with(rows, at, BUREAU, chance.choice(("各種の取組", "未定", "その一")), "bureau-unknown")


def the_year_before_or_after(rows: Rows, at: int, chance: random.Random) -> Mutated:
    shift = chance.choice((-1, 1))
    result = re.sub(r"平成(\d\d)年", lambda found: f"平成{int(found[1]) + shift}年", rows[at][RESULT])
    return _with(rows, at, RESULT, result, "activity-outside-year|date-impossible")  # 平成 ends in April 2019


def a_day_that_never_was(rows: Rows, at: int, chance: random.Random) -> Mutated:
    wrong = chance.choice(
        ("平成30年6月31日", "平成31年2月29日", "平成30年13月1日", "平成30年4月40日", "平成30年11月31日")
    )
    result = re.sub(r"平成[0-9年月日～]+", wrong, rows[at][RESULT])
    return _with(rows, at, RESULT, result, "date-impossible")


def years_that_contradict(rows: Rows, at: int, chance: random.Random) -> Mutated:
    result = re.sub(
        r"平成(\d\d)年", lambda found: f"平成{found[1]}（{int(found[1]) + 1987}）年", rows[at][RESULT]
    )
    return _with(rows, at, RESULT, result, "date-impossible")


def a_range_backwards(rows: Rows, at: int, chance: random.Random) -> Mutated:
    first = chance.randint(12, 28)
    words = f"平成30年{chance.randint(4, 12)}月{first}日～{first - chance.randint(1, 10)}日"
    result = re.sub(r"平成[0-9年月日～]+", words, rows[at][RESULT])
    return _with(rows, at, RESULT, result, "date-impossible")


def a_plan_for_a_result(rows: Rows, at: int, chance: random.Random) -> Mutated:
    words = chance.choice(("を開催予定", "の開催を予定している。", "（開催予定）"))
    return _with(rows, at, RESULT, rows[at][RESULT] + words, "result-is-plan")


def an_empty_result(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return _with(rows, at, RESULT, chance.choice(("", "－", "…", "・", "　")), "result-empty")


def an_empty_item(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return _with(rows, at, ITEM, "", "row-rejected")


def a_cell_too_many(rows: Rows, at: int, chance: random.Random) -> Mutated:
    changed = [list(row) for row in rows]
    changed[at].insert(chance.randrange(len(HEADER) + 1), "余り")
    return Mutated(changed, FIRST_LINE + at, "row-rejected")


def cells_swapped(rows: Rows, at: int, chance: random.Random) -> Mutated:
    other = chance.choice((ITEM, RESULT))
    changed = [list(row) for row in rows]
    changed[at][BUREAU], changed[at][other] = changed[at][other], changed[at][BUREAU]
    return Mutated(changed, FIRST_LINE + at, "bureau-unknown")


def a_character_of_the_city(rows: Rows, at: int, chance: random.Random) -> Mutated:
    item = rows[at][ITEM]
    city = next(city for city in CITIES if item.startswith(city))
    place = chance.randrange(len(city) - (3 if city.endswith("特別市") else 1))
    katakana = re.match(r"[ァ-ヺー]", city[place])
    wrong = chance.choice([char for char in ("ヌネ" if katakana else "亀乙") if char != city[place]])
    return _with(rows, at, ITEM, item[:place] + wrong + item[place + 1 :], "city-unknown")


def a_measure_that_is_not_there(rows: Rows, at: int, chance: random.Random) -> Mutated:
    return _with(rows, at, MEASURE, str(chance.randint(77, 999)), "link-astray")


def a_number_twice(rows: Rows, at: int, chance: random.Random) -> Mutated:
    at = max(at, 1)
    return _with(rows, at, NUMBER, rows[at - 1][NUMBER], "numbering-broken")


KINDS: tuple[Mutation, ...] = (
    drop_a_row,
    double_a_row,
    a_character_of_the_bureau,
    a_character_of_the_department,
    a_bureau_of_another_time,
    the_department_of_another,
    no_bureau,
    the_year_before_or_after,
    a_day_that_never_was,
    years_that_contradict,
    a_range_backwards,
    a_plan_for_a_result,
    an_empty_result,
    an_empty_item,
    a_cell_too_many,
    cells_swapped,
    a_character_of_the_city,
    a_measure_that_is_not_there,
    a_number_twice,
)


# ---------------------------------------------------------------- finding them


@pytest.fixture(scope="module", autouse=True)
def _loaded_once() -> Iterator[None]:
    """One vocabulary for all: loading it takes longer than a sheet of thirty rows."""
    vocabulary = load_vocabulary()

    def loaded() -> Vocabulary:
        return vocabulary

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toshigaikou_cli.jobs.naming.current_vocabulary", loaded)
        yield


def found_in(path: Path, text: str) -> list[Finding]:
    path.write_text(text, encoding="utf-8")
    checked, failed = checking.check_files([path], CHECKS, Filters(), checking.Given())
    assert failed == []
    # the rows state measures by their numbers, whatever they are about
    return [
        finding
        for finding in checked.findings
        if finding.severity != "info" and finding.code != "measure-stated-doubtful"
    ]


def test_the_clean_sheet_gives_no_finding(tmp_path: Path) -> None:
    assert found_in(tmp_path / "sheet.tsv", written(clean_rows())) == []


@pytest.mark.parametrize("mutation", KINDS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_is_found_at_its_place(mutation: Mutation, tmp_path: Path) -> None:
    chance = random.Random(mutation.__name__)
    rows = clean_rows()
    missed = []
    for _ in range(PLACES):
        mutated = mutation(rows, chance.randrange(len(rows)), chance)
        found = found_in(tmp_path / "sheet.tsv", written(mutated.rows))
        here = {each.code for each in found if each.spot.line == mutated.line}
        if not here & set(mutated.check.split("|")):
            missed.append((mutated, found))
        elsewhere = [each for each in found if each.spot.line not in (mutated.line, mutated.line + 1)]
        assert elsewhere == []
    assert missed == []


def test_swapped_headers_are_found_in_every_row(tmp_path: Path) -> None:
    header = [HEADER[0], HEADER[2], HEADER[1], *HEADER[3:]]
    found = found_in(tmp_path / "sheet.tsv", written(clean_rows(), header))
    lines = {each.spot.line for each in found if each.code == "bureau-unknown"}
    assert lines == set(range(FIRST_LINE, FIRST_LINE + 30))


def test_the_registers_hold_what_the_mutations_count_on() -> None:
    register: BureauRegister = load_vocabulary().bureaus
    assert all(register.resolve(bureau, 2018).in_force for bureau in BUREAUS)
