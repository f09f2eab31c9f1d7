"""Mends: how they stand to a row, what they make of it, and their file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.judgements.entries import mends_of, verdicts_of, with_new, without
from toshigaikou_cli.judgements.file import as_yaml, read_judgements, write_judgements
from toshigaikou_cli.judgements.mends import (
    MendStanding,
    added,
    impossible,
    mended,
    merged,
    standing,
)
from toshigaikou_cli.judgements.verdicts import text_digest
from toshigaikou_cli.records.facts import ActivityFacts, CityFact, DateFact, RowFacts
from toshigaikou_cli.records.judgement import Judgement, Mend, Mended
from toshigaikou_cli.text.dates.written import days_of
from toshigaikou_cli.text.keys import match_key

DAY = DateFact("2021-08-03", "2021-08-03", "day", "cancelled", "8月3日")
HISTORY = DateFact("1988-01-01", "1988-12-31", "year", "mentioned", "1988年")
SEOUL = CityFact("ソウル特別市", "partner", "ソウル")
CANCELLED = ActivityFacts("訪問は中止", "cancelled", "中止", (DAY, HISTORY), (SEOUL,))
HELD = ActivityFacts("会議に参加", "held", "", (), (CityFact("台北", "partner", "台北"),))
ROW = RowFacts(
    "result",
    2021,
    "交流訪問は中止",
    "交流",
    "訪問は中止",
    "not_held",
    (CANCELLED,),
    (("ソウル特別市", "not_held"),),
    bureau="kankyo",
    department="総務部",
    bureaus=("kankyo",),
)
TWO = replace(ROW, outcome="held", activities=(CANCELLED, HELD), cities=(*ROW.cities, ("台北", "partner")))


def mend(sets: Mended = "outcome", *values: str, activity: int | None = None, **more: Any) -> Mend:
    base: dict[str, Any] = {"achievement": "2021-aaaaaa", "by": "山田", "date": "2026-01-05"}
    return Mend(
        activity=activity,
        sets=sets,
        values=values or (("held",) if sets == "outcome" else ()),
        **{**base, **more},
    )


def after(row: RowFacts, *mends: Mend) -> RowFacts:
    return mended(row, [(each, standing(each, row).at) for each in mends])


# ---------------------------------------------------------------- over what was inferred


def test_without_mends_a_row_is_as_it_was() -> None:
    assert mended(TWO, []) == TWO


def test_what_is_held_after_all_has_its_day_and_its_partner_back() -> None:
    row = after(ROW, mend())
    assert (row.outcome, row.cities) == ("held", (("ソウル特別市", "partner"),))
    assert [date.role for date in row.activities[0].dates] == ["when", "mentioned"]
    assert row.activities[0].words == ""


def test_what_was_not_held_has_no_day_and_no_partner() -> None:
    held = after(ROW, mend())
    row = after(held, mend("outcome", "cancelled"))
    assert (row.outcome, row.cities) == ("not_held", (("ソウル特別市", "not_held"),))
    assert [date.role for date in row.activities[0].dates] == ["cancelled", "mentioned"]
    assert after(held, mend("outcome", "none")).outcome == "empty"
    assert after(held, mend("outcome", "planned")).outcome == "planned"


def test_a_mend_of_an_activity_outranks_that_of_its_row_and_leaves_the_others() -> None:
    row = after(TWO, mend("outcome", "none"), mend("outcome", "held", activity=1))
    assert [activity.outcome for activity in row.activities] == ["held", "none"]
    assert row.activities[0].dates[0].role == "when"
    row = after(TWO, mend("outcome", "cancelled", activity=2))
    assert (row.outcome, row.activities[0]) == ("not_held", CANCELLED)
    assert dict(row.cities) == {"ソウル特別市": "not_held", "台北": "not_held"}


def test_a_row_without_activities_has_the_outcome_that_is_set() -> None:
    row = replace(ROW, activities=(), outcome="empty")
    assert after(row, mend()).outcome == "held"
    assert after(row, mend("outcome", "cancelled")).outcome == "not_held"


def test_dates_take_the_place_of_those_of_the_activity_and_not_of_what_it_mentions() -> None:
    row = after(ROW, mend(), mend("dates", "2021-10-03/05", "2021-11"))
    assert row.activities[0].dates == (
        DateFact("2021-10-03", "2021-10-05", "day", "when", "2021-10-03/05"),
        DateFact("2021-11-01", "2021-11-30", "month", "when", "2021-11"),
        HISTORY,
    )
    assert after(ROW, mend("dates", "2021-10-03")).activities[0].dates[0].role == "cancelled"
    assert after(ROW, mend("dates")).activities[0].dates == (HISTORY,)


def test_cities_of_an_activity_are_its_partners() -> None:
    row = after(TWO, mend("cities", "北京市", activity=2))
    assert [city.city for city in row.activities[1].cities] == ["北京市"]
    assert dict(row.cities) == {"ソウル特別市": "not_held", "北京市": "partner"}
    assert dict(after(TWO, mend("cities", activity=2)).cities) == {"ソウル特別市": "not_held"}


def test_a_venue_stays_one_unless_it_is_named_as_a_partner() -> None:
    fair = replace(HELD, cities=(CityFact("パリ", "venue", "パリ"),))
    row = replace(ROW, outcome="held", activities=(fair,), cities=(("パリ", "venue"),))
    assert dict(after(row, mend("cities", "台北")).cities) == {"パリ": "venue", "台北": "partner"}
    assert dict(after(row, mend("cities", "パリ", activity=1)).cities) == {"パリ": "partner"}


def test_cities_of_a_row_are_exactly_its_partners() -> None:
    row = after(TWO, mend("cities", "台北", "北京市"))
    assert dict(row.cities) == {"台北": "partner", "北京市": "partner"}
    assert row.activities[1].cities == HELD.cities
    named = replace(
        TWO, item_cities=("ソウル特別市",), cities=(("ソウル特別市", "partner"), ("台北", "partner"))
    )
    assert dict(after(named, mend("cities")).cities) == {}


def test_a_city_of_the_item_counts_as_the_row_does() -> None:
    row = replace(
        ROW, item_cities=("ソウル特別市",), activities=(replace(CANCELLED, cities=()), HELD), outcome="held"
    )
    assert dict(after(row, mend("outcome", "cancelled", activity=2)).cities)["ソウル特別市"] == "not_held"


def test_what_a_clause_says_was_not_held_stays_so() -> None:
    row = replace(TWO, cities=(("ソウル特別市", "not_held"), ("台北", "not_held")))
    assert dict(after(row, mend(activity=1)).cities) == {"ソウル特別市": "partner", "台北": "not_held"}


def test_a_plan_counts_what_is_planned() -> None:
    plan = replace(ROW, kind="plan")
    assert dict(after(plan, mend("outcome", "planned")).cities) == {"ソウル特別市": "partner"}
    assert impossible(mend(), plan) == "a plan cannot be held"


def test_a_unit_is_the_only_bureau_of_the_row() -> None:
    row = after(ROW, mend("unit", "suido", ""))
    assert (row.bureau, row.department, row.bureaus) == ("suido", None, ("suido",))
    assert (row.cities, row.activities) == (ROW.cities, ROW.activities)


# ---------------------------------------------------------------- how a mend stands


def digest(text: str) -> str:
    return text_digest(match_key(text))


def test_how_a_mend_stands_to_the_row() -> None:
    assert standing(mend(), None) == MendStanding("no_achievement")
    assert standing(mend(), ROW) == MendStanding("current")
    assert standing(mend(digest=text_digest(ROW.search)), ROW) == MendStanding("current")
    assert standing(mend(digest="0" * 16), ROW) == MendStanding("stale")
    assert standing(mend(activity=2), TWO) == MendStanding("current", 1)
    assert standing(mend(activity=2, digest="0" * 16), TWO) == MendStanding("stale", 1)
    assert standing(mend(activity=5, digest="0" * 16), TWO) == MendStanding("no_activity")
    assert standing(mend("dates", digest="0" * 16), TWO) == MendStanding("no_activity")


def test_a_mend_follows_its_activity_to_another_place() -> None:
    assert standing(mend(activity=1, digest=digest(HELD.text)), TWO) == MendStanding("current", 1)
    assert standing(mend(activity=9, digest=digest(HELD.text)), TWO) == MendStanding("current", 1)
    twins = replace(TWO, activities=(HELD, HELD))
    assert standing(mend(activity=2, digest=digest(HELD.text)), twins) == MendStanding("current", 1)


def test_what_is_impossible_is_said() -> None:
    assert impossible(mend(), TWO) == ""
    assert impossible(mend(activity=5), TWO) == "no activity 5: the row has 2"
    assert impossible(mend(activity=5, digest="0" * 16), TWO) == ""
    assert impossible(mend(activity=5), None) == ""
    assert impossible(mend("dates", "2021-10-03"), TWO) == "dates are of one activity, and the row has 2"
    assert impossible(mend("dates", "2021-10-03"), ROW) == ""
    assert impossible(mend("dates", "2021-02-30"), None) == "no date: 2021-02-30"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021-10-03", ("2021-10-03", "2021-10-03", "day")),
        ("2021-10-03/05", ("2021-10-03", "2021-10-05", "day")),
        ("2021-10-30/11-02", ("2021-10-30", "2021-11-02", "day")),
        ("2021-12-30/2022-01-02", ("2021-12-30", "2022-01-02", "day")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2021-10/12", ("2021-10-01", "2021-12-31", "month")),
        ("2021", ("2021-01-01", "2021-12-31", "year")),
        ("FY2021", ("2021-04-01", "2022-03-31", "fiscal_year")),
        ("2021-02-30", None),
        ("2021-13", None),
        ("2021-10-05/03", None),
        ("2021/05", None),
        ("2021-10/2021-11-05", None),
        ("0000", None),
        ("10月3日", None),
        ("", None),
    ],
)
def test_dates_are_in_the_notation_of_tgx(text: str, days: object) -> None:
    assert days_of(text) == days


# ---------------------------------------------------------------- lists and the file

VERDICT = Judgement("2021-aaaaaa", None, "outside", "佐藤", "2026-01-04")


def test_a_mend_takes_the_place_of_one_on_the_same_and_no_other() -> None:
    one, other = mend(), mend(activity=1)
    new = mend("outcome", "none")
    assert added([one, other], new) == (other, replace(new, replaced=(one,)))
    assert added([one], mend(by="鈴木")) == (one,)
    assert added([replace(one, digest="0" * 16)], replace(one, digest="1" * 16))[0].digest == "1" * 16


def test_both_kinds_stand_in_one_list_in_their_order() -> None:
    entries = with_new(with_new((mend(),), VERDICT), mend("unit", "環境局"))
    assert entries == (mend(), VERDICT, mend("unit", "環境局"))
    assert (verdicts_of(entries), mends_of(entries)) == ((VERDICT,), (entries[0], entries[2]))
    replaced = with_new(entries, mend("outcome", "none"))
    assert replaced[:2] == entries[1:]
    assert without(replaced, replaced[-1]) == (*entries[1:], entries[0])
    assert without(entries, VERDICT) == (entries[0], entries[2])
    assert with_new(entries, VERDICT) == entries


def test_merging_reports_where_two_differ() -> None:
    own = mend(digest="0" * 16)
    theirs = (mend("outcome", "none"), mend("unit", "環境局"), mend(digest="1" * 16, date="2026-02-01"))
    found = merged([own], theirs[:2])
    assert (found.entries, found.conflicts) == ((own, theirs[1]), ((own, theirs[0]),))
    assert merged([own], theirs[:1], replace_own=True).entries == (replace(theirs[0], replaced=(own,)),)
    assert merged([own], theirs[2:]).entries == (replace(theirs[2], replaced=(own,)),)
    assert merged([own], [own]).same == (own,)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    entries = (
        mend(
            activity=2,
            note="局の報告",
            digest="0" * 16,
            begins="訪問",
            replaced=(mend("outcome", "none", activity=2),),
        ),
        VERDICT,
        mend("dates", "2021-10-03/05", "2021"),
        mend("dates", activity=3),
        mend("cities", "ソウル特別市"),
        mend("cities", activity=1),
        mend("unit", "環境局 総務部"),
    )
    path.write_text(as_yaml(entries), encoding="utf-8")
    assert read_judgements(path).entries == entries


def test_comments_stay_where_a_mend_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("# 課内で確認済み\n" + as_yaml([VERDICT]), encoding="utf-8")
    now = write_judgements(path, [VERDICT, mend()], read_judgements(path))
    assert path.read_text("utf-8").startswith("# 課内で確認済み\n")
    assert read_judgements(path) == now


ENTRY = "achievement: 2021-aaaaaa, by: 山田, date: 2026-01-05"
BROKEN = {
    "two things": (f"{{{ENTRY}, outcome: held, unit: 環境局}}", "one of outcome, dates, cities"),
    "with a measure": (f"{{{ENTRY}, outcome: held, measure: 18, verdict: accepted}}", "one of outcome"),
    "with outside": (f"{{{ENTRY}, outside: true, cities: [台北]}}", "one of outcome"),
    "a unit of an activity": (f"{{{ENTRY}, unit: 環境局, activity: 1}}", "one of outcome"),
    "a verdict on an activity": (f"{{{ENTRY}, outside: true, activity: 1}}", "one of outcome"),
    "no such outcome": (f"{{{ENTRY}, outcome: maybe}}", "maybe"),
    "activity 0": (f"{{{ENTRY}, activity: 0, outcome: held}}", "0"),
    "an activity alone": (f"{{{ENTRY}, activity: 1}}", "one of outcome"),
    "no date": (f"{{{ENTRY}, dates: [10月3日]}}", "10月3日"),
    "no such day": (f"{{{ENTRY}, dates: [2021-02-30]}}", "entry 1, 2021-aaaaaa: no such date: 2021-02-30"),
    "one date": (f"{{{ENTRY}, dates: 2021-10-03}}", "2021-10-03"),
    "twice": (f"{{{ENTRY}, outcome: held}}, {{{ENTRY}, outcome: none}}", "mended twice: 2021-aaaaaa: outcome held by"),
    "replaced by another kind": (
        f"{{{ENTRY}, outcome: held, replaced: [{{{ENTRY}, outside: true}}]}}",
        "entry 1, 2021-aaaaaa: replaced by what it cannot replace",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    text, said = BROKEN[name]
    path = tmp_path / "judgements.yaml"
    path.write_text(f"version: 1\njudgements: [{text}]\n", encoding="utf-8")
    with pytest.raises(JudgementError) as caught:
        read_judgements(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
