"""What an import may replace without being told to, and what brings it back."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import Outcome, Run
from make_kitakyushu import SOURCES
from projects_made import Place

EXPORTS = (
    *(("query", what) for what in ("measures", "achievements", "activities", "cities", "documents")),
    ("report",),
    ("link", "judgements"),
)


YEARS = {2015: "平成27年度", 2016: "平成28年度", 2020: "令和2年度", 2021: "令和3年度"}
"""Years of which no project has a sheet."""


class Desk(NamedTuple):
    """Where a test works, and the unit of its sheets."""

    folder: Path
    unit: str
    measures: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    """The documents that were there before."""

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk(
        place.folder, place.facts.units[0], place.facts.measures, tuple(each.name for each in place.documents)
    )


def sheet(
    path: Path,
    desk: Desk,
    items: Sequence[str],
    *,
    year: int = 2020,
    beside: Mapping[int, Sequence[str]] | None = None,
) -> Path:
    """A sheet of items, each held; ``beside`` are reference columns: the items that they have something of."""
    columns = {year: items, **(beside or {})}
    every = list(dict.fromkeys(item for own in columns.values() for item in own))
    lines = ["\t".join(["担当局・部", "項目名", *(f"実績（{YEARS[each]}）" for each in columns)])]
    for item in every:
        results = ("視察受入れ" if item in own else "" for own in columns.values())
        lines.append("\t".join([desk.unit, item, *results]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def items(number: int, start: int = 0) -> list[str]:
    return [f"第{each}回交流会議" for each in range(start, start + number)]


def records(tgx: Run) -> dict[str, tuple[str, str]]:
    """The document and the item of each achievement of the years of the test."""
    listed = json.loads(tgx("query", "achievements", "--format", "json").out)
    return {
        each["id"]: (each["source"]["document"], each["item"])
        for each in listed
        if each["fiscal_year"] in YEARS
    }


def brought(tgx: Run, name: str) -> int:
    return sum(1 for document, _ in records(tgx).values() if document == name)


def exports(tgx: Run) -> list[str]:
    return [tgx(*command, "--format", "json").out for command in EXPORTS]


def refused(done: Outcome, *said: str) -> bool:
    assert done.code == 2, done.out
    assert done.err.count("\n") == 1
    for each in said:
        assert each in done.err
    return True


# ---------------------------------------------------------------- a new edition


def test_a_new_edition_drops_up_to_a_fifth(tgx: Run, desk: Desk) -> None:
    assert tgx("import", sheet(desk / "a.tsv", desk, items(10))).code == 0
    done = tgx("import", sheet(desk / "b.tsv", desk, items(8)))
    assert done.code == 0
    assert "0 inserted, 0 changed, 2 removed, 8 unchanged" in done.out
    assert brought(tgx, "b.tsv") == 8


def test_more_than_a_fifth_is_named_and_goes_with_replace(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(10)))
    before = exports(tgx)
    excerpt = sheet(desk / "b.tsv", desk, items(7))
    assert refused(tgx("import", excerpt), "3 of the 10 records of a.tsv", "第7回交流会議", "--replace")
    assert exports(tgx) == before
    assert tgx("import", "--replace", excerpt).code == 0
    assert len(records(tgx)) == 7
    assert "nothing changed" in tgx("import", excerpt).out
    assert tgx("rebuild", "--quiet").code == 0
    assert len(records(tgx)) == 7


def test_a_judged_row_is_named_and_its_judgement_comes_back(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(10)))
    judged = next(key for key, (_, item) in records(tgx).items() if item == "第9回交流会議")
    assert tgx("link", "accept", judged, desk.measures[1], "--by", "山田").code == 0
    before = exports(tgx)
    edition = sheet(desk / "b.tsv", desk, items(9))
    assert refused(tgx("import", edition), "1 judged", judged)
    assert exports(tgx) == before
    assert tgx("import", "--replace", edition).code == 0
    assert judged not in records(tgx)
    assert "山田" in tgx("link", "judgements").out
    done = tgx("import", "--undo")
    assert "taken back: b.tsv (9 records)" in done.out
    assert "there again: a.tsv (10 records)" in done.out
    assert exports(tgx) == before


def test_a_mended_row_is_as_good_as_judged(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(10)))
    mended = next(key for key, (_, item) in records(tgx).items() if item == "第9回交流会議")
    assert tgx("link", "mend", mended, "--outcome", "cancelled", "--by", "山田").code == 0
    assert refused(tgx("import", sheet(desk / "b.tsv", desk, items(9))), mended)
    assert tgx("import", sheet(desk / "c.tsv", desk, items(8) + items(1, 9))).code == 0


# ---------------------------------------------------------------- other documents


def test_a_reference_column_never_takes_another_documents_rows(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "h28.tsv", desk, items(10), year=2016))
    before = records(tgx)
    r2 = sheet(desk / "r2.tsv", desk, items(10), year=2020, beside={2016: items(10)})
    assert refused(tgx("import", r2), "10 of the 10 records of h28.tsv", "another year's document")
    assert records(tgx) == before
    assert tgx("import", "--replace", r2).code == 0
    assert brought(tgx, "h28.tsv") == 0


def test_the_other_part_of_a_sheet_stays(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "part1.tsv", desk, items(10)))
    assert tgx("import", "--add", sheet(desk / "part2.tsv", desk, items(10, 20))).code == 0
    corrected = sheet(desk / "part2-corrected.tsv", desk, items(11, 20))
    assert refused(tgx("import", corrected), "10 of the 10 records of part1.tsv (of another document)")
    assert brought(tgx, "part1.tsv") == 10


def test_the_same_bytes_with_other_options_are_an_edition(tgx: Run, desk: Desk) -> None:
    path = sheet(desk / "a.tsv", desk, items(10))
    path.write_text(path.read_text(encoding="utf-8").replace("（令和2年度）", ""), encoding="utf-8")
    assert tgx("import", "--year", "R2", path).code == 0
    assert refused(tgx("import", "--year", "H28", path), "10 of the 10 records of a.tsv")
    assert refused(tgx("import", "--year", "H28", "--add", path), "10 of the 10 records of a.tsv")
    before = exports(tgx)
    assert tgx("import", "--year", "H28", "--replace", path).code == 0
    assert {key[:4] for key in records(tgx)} == {"2016"}
    assert tgx("import", "--undo", "a.tsv").code == 0
    assert exports(tgx) == before


def test_of_several_files_each_is_told_of(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(10)))
    excerpt, other = sheet(desk / "b.tsv", desk, items(2)), sheet(desk / "c.tsv", desk, items(3), year=2015)
    done = tgx("import", "--json", excerpt, other)
    assert refused(done, "b.tsv")
    summaries = json.loads(done.out)
    assert [each["status"] for each in summaries] == ["refused", "imported"]
    (loss,) = summaries[0]["losses"]
    assert (loss["document"], loss["of"], len(loss["records"]), loss["reason"]) == ("a.tsv", 10, 8, "many")
    assert len(records(tgx)) == 13


def test_a_dry_run_lists_all_that_would_go(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(20)))
    before = exports(tgx)
    excerpt = sheet(desk / "b.tsv", desk, items(2))
    done = tgx("import", "--dry-run", excerpt, sheet(desk / "c.tsv", desk, items(3), year=2015))
    assert refused(done, "18 of the 20")
    assert all(item in done.out for item in items(18, 2))
    assert "3 would be inserted" in done.out
    done = tgx("import", "--dry-run", "--replace", excerpt)
    assert (done.code, done.err) == (0, "")
    assert "18 would be removed" in done.out
    assert exports(tgx) == before


def test_a_strategy_loses_no_judged_measure(tgx: Run, desk: Desk, place: Place) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(1)))
    (key,), last = records(tgx), desk.measures[2]
    assert tgx("link", "reject", key, last, "--by", "山田").code == 0
    original = place.documents[0] if place.name == "tokyo" else SOURCES / "strategy-2016.tsv"
    lines = original.read_text(encoding="utf-8").splitlines(keepends=True)
    shorter = desk / "shorter.tsv"
    shorter.write_text("".join(line for line in lines if not line.startswith(f"{last}\t")), encoding="utf-8")
    number = sum(place.facts.goals.values())
    assert refused(tgx("import", shorter), f"1 of the {number} records", "1 judged")
    assert tgx("import", "--replace", shorter).code == 0
    assert len(json.loads(tgx("query", "measures", "--format", "json").out)) == number - 1
    assert tgx("import", "--undo").code == 0
    assert len(json.loads(tgx("query", "measures", "--format", "json").out)) == number


def test_other_measures_under_the_same_codes_are_not_the_same(tgx: Run, tmp_path: Path) -> None:
    head = "{}国際戦略\n\n(1) 国際化\n\n(ア) 施設\n\nNo.\t施策\t概要\t担当局\n"
    for name in ("岸壁の整備", "学校の交流"):
        rows = "".join(f"{number}\t{name}{number}\t進める。\t港湾局\n" for number in range(1, 5))
        (tmp_path / f"{name}.txt").write_text(head.format(name) + rows, encoding="utf-8")
    assert tgx("import", "--strategy", "port", tmp_path / "岸壁の整備.txt").code == 0
    done = tgx("import", "--strategy", "port", tmp_path / "学校の交流.txt")
    assert refused(done, "4 of the 4 records of 岸壁の整備.txt")


# ---------------------------------------------------------------- back again


def test_what_is_exported_does_not_say_what_was_replaced(tgx: Run, desk: Desk) -> None:
    """Numbers go on where a sheet is replaced; a rebuild counts them anew."""
    first = sheet(desk / "a.tsv", desk, items(3), year=2021)
    assert tgx("import", "-q", first).code == 0
    assert tgx("import", "-q", sheet(desk / "b.tsv", desk, items(2), year=2020)).code == 0
    assert tgx("import", "-q", sheet(first, desk, items(4), year=2021)).code == 0
    for form in ("datapackage", "sqlite"):
        assert tgx("export", desk / f"{form}-1", "--format", form).code == 0
    assert tgx("rebuild", "-q").code == 0
    for form in ("datapackage", "sqlite"):
        assert tgx("export", desk / f"{form}-2", "--format", form).code == 0
        before, after = (
            {path.name: path.read_bytes() for path in (desk / f"{form}-{n}").iterdir()} for n in "12"
        )
        assert len(before) > 1
        assert before == after


def test_undo_goes_back_step_by_step(tgx: Run, desk: Desk) -> None:
    states = []
    for number, many in enumerate((5, 6, 7)):
        tgx("import", sheet(desk / f"edition{number}.tsv", desk, items(many)))
        states.append(exports(tgx))
    documents = json.loads(tgx("query", "documents", "--format", "json").out)
    (last,) = (each for each in documents if each["name"] not in desk.there)
    assert last["name"] == "edition2.tsv"
    assert [each["name"] for each in last["editions"]] == ["edition1.tsv", "edition0.tsv"]
    assert tgx("query", "documents").out.count("replaced") == 2
    assert tgx("rebuild", "--quiet").code == 0
    assert exports(tgx) == states[2]
    assert refused(tgx("import", "--undo", "edition0.tsv"), "edition1.tsv")
    assert tgx("import", "--undo").code == 0
    assert exports(tgx) == states[1]
    assert tgx("import", "--undo", "edition1.tsv").code == 0
    assert exports(tgx) == states[0]
    assert tgx("import", "--undo").code == 0
    assert records(tgx) == {}


def test_where_nothing_was_imported_nothing_is_undone(tgx: Run, tmp_path: Path) -> None:
    assert tgx("import", sheet(tmp_path / "a.tsv", Desk(tmp_path, "環境局"), items(1))).code == 0
    assert tgx("import", "--undo").code == 0
    assert refused(tgx("import", "--undo"), "no document")


def test_undo_of_an_earlier_import_leaves_the_later_ones(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(5)), sheet(desk / "b.tsv", desk, items(6)))
    tgx("import", sheet(desk / "other.tsv", desk, items(4), year=2016))
    assert tgx("import", "--undo", desk / "b.tsv").code == 0
    assert (brought(tgx, "a.tsv"), brought(tgx, "other.tsv")) == (5, 4)
    assert refused(tgx("import", "--undo", "b.tsv"), "no such document", "a.tsv")
    assert refused(tgx("import", "--undo", "a.tsv", "other.tsv"), "one document")


def test_undo_gives_rows_of_several_documents_back(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "h28.tsv", desk, items(10), year=2016))
    tgx("import", sheet(desk / "r2.tsv", desk, items(10), beside={2016: items(4, 50)}), "--add")
    before = exports(tgx)
    later = sheet(desk / "r3.tsv", desk, items(5), year=2021, beside={2016: items(1)})
    assert tgx("import", "--replace", later).code == 0
    assert brought(tgx, "r2.tsv") == 10
    done = tgx("import", "--undo", "--dry-run")
    assert "would be there again: h28.tsv" in done.out
    assert brought(tgx, "r3.tsv") == 6
    assert tgx("import", "--undo").code == 0
    assert exports(tgx) == before


def test_a_changed_vocabulary_keeps_the_editions(
    tgx: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(5)))
    tgx("import", "--replace", sheet(desk / "b.tsv", desk, items(1)))
    bureaus = json.loads(tgx("query", "bureaus", "--format", "json").out)
    key = next(each["id"] for each in bureaus if each["name"] == desk.unit)
    aliases = desk / "own.yaml"
    aliases.write_text(
        f"version: 1\naliases:\n- kind: bureau\n  alias: 国際交流庁\n  id: {key}\n"
        "  date: '2026-11-22'\n  reason: a trial\n  by: tests\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("TGX_ALIASES", str(aliases))
    assert tgx("import", sheet(desk / "c.tsv", desk, items(1), year=2015)).code == 0
    assert (brought(tgx, "a.tsv"), brought(tgx, "b.tsv")) == (0, 1)
    assert tgx("import", "--undo", "b.tsv").code == 0
    assert brought(tgx, "a.tsv") == 5


# ---------------------------------------------------------------- documents remove


def test_a_removed_document_never_came(tgx: Run, desk: Desk) -> None:
    tgx(
        "import", sheet(desk / "a.tsv", desk, items(10)), sheet(desk / "other.tsv", desk, items(4), year=2016)
    )
    before = exports(tgx)
    tgx("import", "--replace", sheet(desk / "b.tsv", desk, items(2, 30)))
    judged = next(key for key, (name, _) in records(tgx).items() if name == "b.tsv")
    assert tgx("link", "outside", judged, "--by", "山田").code == 0
    assert refused(tgx("documents", "remove", "b.tsv"), "--yes")
    assert "would be removed: b.tsv" in tgx("documents", "remove", "--dry-run", "b.tsv").out
    assert brought(tgx, "b.tsv") == 2
    done = tgx("documents", "remove", "--yes", "b.tsv")
    assert done.code == 0
    assert "there again: a.tsv (10 records)" in done.out
    assert "1 judgement on its records stays" in done.out
    assert exports(tgx)[:-1] == before[:-1]
    assert refused(tgx("documents", "remove", "--yes", "b.tsv"), "no such document")


def test_removing_takes_the_same_bytes_with_other_options_too(tgx: Run, desk: Desk) -> None:
    path = sheet(desk / "a.tsv", desk, items(10))
    path.write_text(path.read_text(encoding="utf-8").replace("（令和2年度）", ""), encoding="utf-8")
    tgx("import", "--year", "R2", path)
    tgx("import", "--year", "H28", "--replace", path)
    assert tgx("documents", "remove", "--yes", "a.tsv").code == 0
    assert records(tgx) == {}


# ---------------------------------------------------------------- whatever comes

ITEMS = st.lists(st.sampled_from(items(6)), min_size=1, max_size=6, unique=True)
ANY_YEAR = st.sampled_from([2015, 2016, 2020])
DOCUMENTS = st.tuples(ANY_YEAR, ITEMS, st.dictionaries(ANY_YEAR, ITEMS, max_size=1), st.booleans())


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=st.lists(DOCUMENTS, min_size=2, max_size=4))
def test_nothing_goes_unasked_and_undo_is_its_opposite(
    tgx: Run,
    monkeypatch: pytest.MonkeyPatch,
    documents: list[tuple[int, list[str], dict[int, list[str]], bool]],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(folder, "環境局総務部")
        monkeypatch.setenv("TGX_DB", str(folder / "catalogue.sqlite"))
        (folder / "first.tsv").write_text("", encoding="utf-8")
        tgx("import", sheet(folder / "start.tsv", desk, items(1), year=2021))
        for number, (year, own, beside, add) in enumerate(documents):
            _check_import(tgx, sheet(folder / f"{number}.tsv", desk, own, year=year, beside=beside), add)


def _check_import(tgx: Run, path: Path, add: bool) -> None:
    before, rows = exports(tgx), records(tgx)
    options: list[Any] = ["--add"] if add else []
    if tgx("import", *options, path).code != 0:
        assert exports(tgx) == before
        assert tgx("import", "--replace", *options, path).code == 0
        replaced = True
    else:
        replaced = False
    after = records(tgx)
    if not replaced:
        gone = {name for key, (name, _) in rows.items() if key not in after or after[key][0] != name}
        assert len(gone) <= 1, "an import removes rows of its older edition only"
        lost = [key for key in rows if key not in after]
        assert len(lost) * 5 <= max(len(rows), 1)
    last = exports(tgx)
    assert tgx("rebuild", "--quiet").code == 0
    assert exports(tgx) == last
    if path.name in {name for name, _ in after.values()}:
        assert tgx("import", "--undo").code == 0
        assert exports(tgx) == before
        tgx("import", "--replace", *options, path)


def rewritten(path: Path, desk: Desk, cell: str, *, beside: str = "視察受入れ") -> Path:
    rows = [f"{cell}\tソウルとの交流\t職員8名", *(f"{desk.unit}\t{each}\t{beside}" for each in items(4))]
    path.write_text("\n".join(["担当局・部\t項目名\t実績（令和2年度）", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_bureau_written_another_way_is_the_same_row(tgx: Run, desk: Desk, place: Place) -> None:
    old, new = (
        rewritten(desk / f"{at}.tsv", desk, cell) for at, cell in enumerate(place.facts.written_two_ways)
    )
    tgx("import", old)
    before = next(key for key, (_, item) in records(tgx).items() if item == "ソウルとの交流")
    compared = json.loads(tgx("diff", old, new, "--format", "json").out)["aspects"][0]
    assert compared["counts"] == {"changed": 1, "continued": 4}
    done = tgx("import", new)
    after = next(key for key, (_, item) in records(tgx).items() if item == "ソウルとの交流")
    assert done.code == 0, done.err
    assert f"removed {before} ソウルとの交流 (now {after}: its bureau is written another way)" in done.out


def test_a_judged_row_of_a_rewritten_bureau_says_how_to_judge_it_again(
    tgx: Run, desk: Desk, place: Place
) -> None:
    cells, measure = place.facts.written_two_ways, desk.measures[1]
    tgx("import", rewritten(desk / "a.tsv", desk, cells[0]))
    before = next(key for key, (_, item) in records(tgx).items() if item == "ソウルとの交流")
    assert tgx("link", "accept", before, measure, "--by", "山田").code == 0
    new = rewritten(desk / "b.tsv", desk, cells[1])
    assert refused(tgx("import", new), before, "(now 2020-", "tgx link accept 2020-", " --by '山田'", measure)
    done = tgx("import", new, "--replace")
    command = next(line for line in done.out.splitlines() if "judge it again" in line).partition(": tgx ")[2]
    assert tgx(*shlex.split(command)).code == 0
    assert "confirmed" in tgx("show", command.split()[2]).out


def test_another_item_of_the_same_bureau_is_another_row(tgx: Run, desk: Desk) -> None:
    tgx("import", sheet(desk / "a.tsv", desk, items(10)))
    done = tgx("import", sheet(desk / "b.tsv", desk, [*items(9), "別の会議"]))
    assert done.code == 0
    assert "now" not in done.out
