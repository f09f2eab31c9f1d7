"""What people mend of a row, in every project: from the command line, counted, withdrawn, stale, and refused."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from acceptance.test_schemas import validator
from conftest import Outcome, Run
from projects_made import Place

HEADER = "施策番号,分野,担当局,項目,実績\n"
CALLED_OFF = "33,水道,水道局,台北市との水道分野における技術交流,・8月に予定していた台北市への水道技術の職員派遣は中止した。\n"
OTHERS = (
    '－,環境,環境局,ソウル特別市との大気汚染対策に関する交流,"・10月3日に予定していたワークショップは中止\n'
    '・北京市の国際会議に職員2名が参加（11月7日）"\n'
    "－,教育,謎の局,ロンドンとの文化交流,・ロンドンで意見交換を実施（9月2日）\n"
)
"""Of measure 33, 水道局 and 環境局 in the packaged city: in another project of its own measure and units."""


def of_project(text: str, place: Place) -> str:
    one, other = place.facts.units
    return text.replace("33,", f"{place.facts.measures[1]},").replace("環境局", one).replace("水道局", other)


@pytest.fixture
def sheet(place: Place, tgx: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet of FY2020 with a row that was called off, in the catalogue of each project."""
    for name in ("CALLED_OFF", "OTHERS"):
        monkeypatch.setitem(globals(), name, of_project(globals()[name], place))
    path = place.folder / "r2.csv"
    path.write_text(HEADER + CALLED_OFF + OTHERS, encoding="utf-8")
    assert tgx("import", path, "--year", "2020").code == 0
    return path


@pytest.fixture
def file(place: Place) -> Path:
    return place.judgements


def ids(tgx: Run) -> list[str]:
    """The rows of the sheet, in their order."""
    return [row["id"] for row in data(tgx, "query", "achievements", "--year", "2020")]


def data(tgx: Run, *command: str) -> Any:
    done = tgx(*command, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def row_of(tgx: Run, key: str) -> dict[str, Any]:
    found: dict[str, Any] = data(tgx, "show", key)["achievement"]
    return found


def counted(tgx: Run, measure: str) -> int:
    (found,) = data(tgx, "query", "measures", "--measure", measure)
    return int(found["achievements"].get("2020", 0))


def mend(tgx: Run, *arguments: str) -> Outcome:
    done = tgx("link", "mend", *arguments, "--by", "山田")
    assert (done.code, done.err) == (0, "")
    return done


def refused(done: Outcome, said: str) -> None:
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


# ---------------------------------------------------------------- an outcome counts, and is taken back


def test_a_row_mended_to_held_counts_again_until_it_is_undone(tgx: Run, sheet: Path, place: Place) -> None:
    key = ids(tgx)[0]
    before, shown = row_of(tgx, key), tgx("show", key).out
    assert (before["outcome"], before["cities"], counted(tgx, place.facts.measures[1])) == ("not_held", [], 0)
    done = mend(tgx, key, "--outcome", "held", "--note", "局の報告書に実施とある")
    assert f"{key}: outcome held by 山田, " in done.out
    after = row_of(tgx, key)
    assert (after["outcome"], after["cities"], counted(tgx, place.facts.measures[1])) == ("held", ["台北"], 1)
    assert after["activities"][0]["outcome"] == "held"
    assert [date["role"] for date in after["activities"][0]["dates"]] == ["when"]
    (fact,) = after["mended"]
    assert (fact["sets"], fact["values"], fact["activity"], fact["stale"]) == (
        "outcome",
        ["held"],
        None,
        False,
    )
    assert "outcome held, by 山田, " in tgx("show", key).out
    done = tgx("link", "undo", key)
    assert (done.code, done.out.startswith(f"undone: {key}: outcome held by 山田")) == (0, True)
    assert (row_of(tgx, key), tgx("show", key).out, counted(tgx, place.facts.measures[1])) == (
        before,
        shown,
        0,
    )


def test_only_one_activity_of_a_row_can_be_mended(tgx: Run, sheet: Path, place: Place) -> None:
    key = ids(tgx)[1]
    before = row_of(tgx, key)
    mend(tgx, key, "--activity", "2", "--outcome", "none")
    assert [each["outcome"] for each in row_of(tgx, key)["activities"]] == ["cancelled", "none"]
    assert row_of(tgx, key)["outcome"] == "not_held"
    listed = data(tgx, "query", "activities", "--year", "2020", "--bureau", place.facts.units[0])
    assert sorted("mended" in each for each in listed) == [False, True]
    mend(tgx, key, "--activity", "1", "--outcome", "held")
    assert row_of(tgx, key)["outcome"] == "held"
    assert tgx("link", "undo").code == tgx("link", "undo").code == 0
    assert row_of(tgx, key) == before


# ---------------------------------------------------------------- dates, cities, the unit


def test_dates_cities_and_the_unit_of_a_row(tgx: Run, sheet: Path, place: Place) -> None:
    key = ids(tgx)[2]
    before = row_of(tgx, key)
    assert before["bureau"] is None
    errors = tgx("validate").out
    assert "謎の局" in errors
    mend(tgx, key, "--when", "2020-10-03/05", "--when", "2020-11")
    mend(tgx, key, "--city", "ソウル", "--city", "北京")
    unit, part = ("教育庁", "総務部") if place.name == "tokyo" else (place.facts.units[1], None)
    mend(tgx, key, "--unit", f"{unit} {part or ''}".strip())
    after = row_of(tgx, key)
    dates = [(each["start"], each["end"], each["role"]) for each in after["activities"][0]["dates"]]
    assert dates == [("2020-10-03", "2020-10-05", "when"), ("2020-11-01", "2020-11-30", "when")]
    assert after["cities"] == ["ソウル特別市", "北京市"]
    assert (after["bureau"], after["bureaus"], after["department"]) == (unit, [unit], part)
    assert "謎の局" not in tgx("validate").out
    assert key in tgx("query", "achievements", "--bureau", unit, "--year", "2020").out
    assert key in tgx("query", "achievements", "--city", "北京", "--year", "2020").out
    assert key not in tgx("query", "achievements", "--city", "ロンドン", "--year", "2020").out
    assert tgx("rebuild").code == 0
    assert row_of(tgx, key) == after
    for _ in range(3):
        assert tgx("link", "undo", key).code == 0
    assert row_of(tgx, key) == before
    assert tgx("validate").out == errors


def test_no_date_and_no_city_are_answers_too(tgx: Run, sheet: Path) -> None:
    key = ids(tgx)[2]
    mend(tgx, key, "--when", "none")
    mend(tgx, key, "--city", "none")
    after = row_of(tgx, key)
    assert (after["activities"][0]["dates"], after["cities"]) == ([], [])
    assert [each["values"] for each in after["mended"]] == [[], []]


def test_the_rules_link_a_row_by_its_mended_unit_and_verdicts_stay(
    tgx: Run, catalogue: Path, tmp_path: Path
) -> None:
    path = tmp_path / "r2.csv"
    text = (HEADER + CALLED_OFF).replace("施策番号,", "").replace("33,", "")
    path.write_text(text, encoding="utf-8")
    assert tgx("import", path, "--year", "2020").code == 0
    key = ids(tgx)[0]
    mend(tgx, key, "--outcome", "held")
    assert tgx("link", "accept", key, "35", "--by", "佐藤").code == 0
    statuses = {link["measure_number"]: link["status"] for link in row_of(tgx, key)["links"]}
    assert (statuses[33], statuses[35]) == ("linked", "confirmed")
    mend(tgx, key, "--unit", "環境局")
    statuses = {link["measure_number"]: link["status"] for link in row_of(tgx, key)["links"]}
    assert (statuses[33], statuses[35]) == ("suggested", "confirmed")


# ---------------------------------------------------------------- kept through everything, and stale


def test_a_corrected_sheet_makes_a_mend_stale_and_keeps_its_effect(
    tgx: Run, sheet: Path, place: Place
) -> None:
    key = ids(tgx)[0]
    mend(tgx, key, "--outcome", "held")
    sheet.write_text(HEADER + CALLED_OFF.replace("中止した", "中止となった") + OTHERS, encoding="utf-8")
    assert tgx("import", sheet, "--year", "2020").code == 0
    after = row_of(tgx, key)
    assert (after["outcome"], after["mended"][0]["stale"], counted(tgx, place.facts.measures[1])) == (
        "held",
        True,
        1,
    )
    assert "stale: the text has changed since" in tgx("show", key).out
    assert key in tgx("link", "judgements", "--state", "stale").out
    assert tgx("link", "suggest", "--limit", "1", "--format", "csv").out.count("mended by 山田") == 1
    assert "outcome mended by 山田" in tgx("validate").out
    mend(tgx, key, "--outcome", "held")
    assert not row_of(tgx, key)["mended"][0]["stale"]


def test_a_mend_follows_its_activity_and_waits_for_one_that_is_gone(tgx: Run, sheet: Path) -> None:
    key = ids(tgx)[1]
    mend(tgx, key, "--activity", "2", "--outcome", "none")
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace('"・10月3日', '"・協定を締結した\n・10月3日'), encoding="utf-8")
    assert tgx("import", sheet, "--year", "2020").code == 0
    after = row_of(tgx, key)
    assert [each["outcome"] for each in after["activities"]] == ["held", "cancelled", "none"]
    assert (after["mended"][0]["activity"], after["mended"][0]["stale"]) == (3, False)
    sheet.write_text(
        HEADER + OTHERS.replace("\n・北京市の国際会議に職員2名が参加（11月7日）", ""), encoding="utf-8"
    )
    assert tgx("import", sheet, "--year", "2020", "--replace").code == 0
    after = row_of(tgx, key)
    assert ([each["outcome"] for each in after["activities"]], "mended" in after) == (["cancelled"], False)
    assert key in tgx("link", "judgements", "--state", "no_activity").out
    sheet.write_text(text, encoding="utf-8")
    assert tgx("import", sheet, "--year", "2020").code == 0
    assert row_of(tgx, key)["mended"][0]["values"] == ["none"]


def test_mends_are_exported_and_taken_over(
    tgx: Run, sheet: Path, place: Place, file: Path, tmp_path: Path
) -> None:
    first, second = ids(tgx)[:2]
    mend(tgx, first, "--outcome", "held")
    assert tgx("link", "export", tmp_path / "out.yaml").code == 0
    assert (tmp_path / "out.yaml").read_bytes() == file.read_bytes()
    assert tgx("link", "undo").code == 0
    mend(tgx, second, "--activity", "1", "--outcome", "planned")
    assert tgx("link", "import", tmp_path / "out.yaml").out.startswith(f"{tmp_path / 'out.yaml'}: 1 added, ")
    assert (row_of(tgx, first)["outcome"], counted(tgx, place.facts.measures[1])) == ("held", 1)
    mend(tgx, first, "--outcome", "none", "--replace")
    done = tgx("link", "import", tmp_path / "out.yaml")
    assert (done.code, "[kept as it was] against" in done.out) == (1, True)


def test_the_json_of_mended_rows_keeps_to_its_schemas(tgx: Run, sheet: Path) -> None:
    key = ids(tgx)[0]
    mend(tgx, key, "--outcome", "none")
    mend(tgx, key, "--outcome", "held", "--replace")
    mend(tgx, key, "--activity", "1", "--when", "2020-08-03")
    for schema, command in (
        ("show", ("show", key)),
        ("query-achievements", ("query", "achievements")),
        ("query-activities", ("query", "activities")),
        ("link-judgements", ("link", "judgements")),
    ):
        validator(schema).validate(data(tgx, *command))
    listed = data(tgx, "link", "judgements")
    first, second = (each for each in listed if each["achievement"] == key)
    assert (first["verdict"], first["sets"], first["values"]) == ("mended", "outcome", ["held"])
    assert first["replaced"][0]["values"] == ["none"]
    assert (second["activity"], second["values"]) == (1, ["2020-08-03"])
    assert "activity 1: dates 2020-08-03" in tgx("link", "judgements").out


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--city", "アトランティス"), "unknown: アトランティス"),
        (("--unit", "謎の局"), "unknown unit: 謎の局"),
        (("--activity", "5", "--outcome", "held"), "no activity 5: the row has 1"),
        (("--when", "2021-02-30"), "no date: 2021-02-30"),
        (("--when", "10月3日"), "no date: 10月3日"),
        (("--outcome", "odd"), "unknown: odd"),
        ((), "nothing to set"),
        (("--outcome", "held", "--unit", "{unit}"), "a mend sets one thing"),
        (("--activity", "1", "--unit", "{unit}"), "a unit is that of the whole row"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    tgx: Run, sheet: Path, place: Place, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = file.read_bytes() if file.exists() else None
    given = [each.format(unit=place.facts.units[0]) for each in arguments]
    refused(tgx("link", "mend", ids(tgx)[0], *given, "--by", "山田"), said)
    assert (file.read_bytes() if file.exists() else None) == before


def test_who_is_asked_for_and_another_mend_is_not_replaced_in_silence(tgx: Run, sheet: Path) -> None:
    first, second = ids(tgx)[:2]
    assert "--by" in tgx("link", "mend", first, "--outcome", "held").err
    refused(tgx("link", "mend", first, "--outcome", "held", "--by", " "), "a judgement needs a name")
    refused(
        tgx("link", "mend", "2020-ffffff", "--outcome", "held", "--by", "a"), "no achievement 2020-ffffff"
    )
    refused(tgx("link", "mend", second, "--when", "2020-10-03", "--by", "a"), "dates are of one activity")
    mend(tgx, first, "--outcome", "held")
    assert "nothing changed" in mend(tgx, first, "--outcome", "held").out
    said = f"{first} is judged otherwise: {first}: outcome held by 山田"
    refused(tgx("link", "mend", first, "--outcome", "none", "--by", "佐藤"), said)
    assert "in the place of" in mend(tgx, first, "--outcome", "none", "--replace").out


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("cities: [アトランティス]", "unknown city: アトランティス"),
        ("unit: 謎の局", "unknown unit: 謎の局"),
        ("activity: 5, outcome: held", "no activity 5: the row has 1"),
    ],
)
def test_a_file_that_names_what_is_not_there_is_refused_with_its_entry(
    tgx: Run, sheet: Path, place: Place, file: Path, entry: str, said: str
) -> None:
    key = ids(tgx)[0]
    before = row_of(tgx, key)
    good = f"{{achievement: {key}, outcome: held, by: 山田, date: 2026-01-05}}"
    bad = f"{{achievement: {key}, {entry}, by: 山田, date: 2026-01-05}}"
    text = f"version: 1\njudgements: [{good}, {bad}]\n"
    file.write_text(text, encoding="utf-8")
    for command in (
        ("link", "apply"),
        ("rebuild",),
        ("import", str(sheet)),
        ("link", "accept", key, place.facts.measures[1], "--by", "a"),
    ):
        done = tgx(*command)
        assert (done.code, done.err.count("\n")) == (2, 1), command
        assert str(file) in done.err
        assert f"entry 2, {key}" in done.err
        assert said in done.err
    assert file.read_text("utf-8") == text
    assert row_of(tgx, key) == before


def test_a_mend_by_hand_waits_for_its_row(tgx: Run, sheet: Path, file: Path, place: Place) -> None:
    key = ids(tgx)[0]
    file.write_text(
        f"version: 1\njudgements: [{{achievement: {key}, activity: 1, outcome: held, by: 山田, date: 2026-01-05}}]\n",
        encoding="utf-8",
    )
    place.catalogue.unlink()
    assert tgx("import", sheet, "--year", "2020").code == 0
    assert row_of(tgx, key)["outcome"] == "held"


def test_dates_are_given_as_an_office_writes_them(tgx: Run, sheet: Path) -> None:
    key = ids(tgx)[2]
    mend(tgx, key, "--when", "令和2年10月3日")
    assert row_of(tgx, key)["activities"][0]["dates"][0]["start"] == "2020-10-03"
    refused(tgx("link", "mend", key, "--when", "昨年", "--by", "山田"), "no date: 昨年")


def dated_and_placed(place: Place) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(place.catalogue)) as connection:
        tables = ("activity_date", "activity_city")
        return [row for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_rows_of_mends_are_the_same_in_whatever_order_they_are_laid(
    tgx: Run, sheet: Path, place: Place
) -> None:
    before = dated_and_placed(place)
    called_off, first, last = ids(tgx)
    mend(tgx, first, "--activity", "2", "--outcome", "cancelled")
    assert tgx("rebuild", "-q").code == 0
    mend(tgx, called_off, "--outcome", "held")
    mended = dated_and_placed(place)
    assert mended != before
    assert tgx("rebuild", "-q").code == 0
    assert dated_and_placed(place) == mended
    mend(tgx, last, "--outcome", "cancelled")
    assert [row[:2] for row in dated_and_placed(place)] == [row[:2] for row in before]
