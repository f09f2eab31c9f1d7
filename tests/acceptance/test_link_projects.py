"""What people decide about links, in every project: of a row that states its measure, and of one that states none.

What depends on the rules of the packaged city stands in ``test_link.py``.
"""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from acceptance.test_schemas import validator
from conftest import InterruptedAnswers, Outcome, Run
from projects_made import Place

HEAD = "施策番号\t担当局・部\t項目名\t実績（令和2年度）\n"


class Desk(NamedTuple):
    """A project with a sheet of FY2020: the ids of a row that states ``measures[0]`` and of one that states nothing."""

    place: Place
    stated: str
    free: str

    @property
    def measures(self) -> tuple[str, str, str]:
        return self.place.facts.measures

    @property
    def file(self) -> Path:
        return self.place.judgements


def sheet(place: Place, text: str = "大気の測り方を学び合った。", item: str = "ソウル特別市との交流") -> Path:
    one, other = place.facts.units
    rows = (
        (place.facts.measures[0], one, item, text),
        ("－", other, "高校生の水道施設の見学", "高校生20名が見学した。"),
    )
    path = place.folder / "r2.tsv"
    path.write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def desk(tgx: Run, place: Place) -> Desk:
    assert tgx("import", "--quiet", sheet(place)).code == 0
    stated, free = (row["id"] for row in data(tgx, "query", "achievements", "--year", "2020"))
    return Desk(place, stated, free)


def data(tgx: Run, *command: str | Path) -> Any:
    done = tgx(*command, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def entries(desk: Desk) -> list[dict[str, Any]]:
    """The entries of the file that are on rows of the sheet."""
    found: list[dict[str, Any]] = yaml.safe_load(desk.file.read_text("utf-8"))["judgements"]
    return [each for each in found if each["achievement"].startswith("2020-")]


def code(entry: dict[str, Any]) -> str:
    """The code of an entry's measure, without that of its strategy."""
    return str(entry["measure"]).rpartition(":")[2]


def statuses(tgx: Run, name: str) -> dict[str, str]:
    return {link["measure"]: link["status"] for link in data(tgx, "link", "show", name)["links"]}


def year(tgx: Run) -> dict[str, Any]:
    report = data(tgx, "report", "--year", "2020")
    return {**report["years"][0], "total": report["total"]}


def judged(done: Outcome) -> None:
    assert (done.code, done.err) == (0, "")


# ---------------------------------------------------------------- accept, reject, outside, undo


def test_an_accepted_link_is_confirmed_wherever_it_is_shown(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]
    assert statuses(tgx, row)[measure] == "linked"
    judged(tgx("link", "accept", row, measure, "--by", "山田", "--note", "環境の交流"))
    for command in (("link", "show", row), ("show", row), ("show", measure)):
        out = tgx(*command).out
        assert "accepted by 山田, " in out, command
        assert "環境の交流" in out
    (found,) = data(tgx, "query", "achievements", "--year", "2020", "--status", "confirmed")
    link = found["links"][0]
    assert (link["measure"], link["status"], link["method"]) == (measure, "confirmed", "stated")
    assert (link["judgement"]["by"], link["judgement"]["stale"]) == ("山田", False)
    assert f"{measure}✓" in tgx("query", "achievements", "--year", "2020").out
    (entry,) = entries(desk)
    assert (entry["achievement"], code(entry), entry["verdict"]) == (row, measure, "accepted")
    assert entry["text"]["begins"].startswith("ソウル特別市との交流")


def test_a_measure_that_the_rules_did_not_see_counts_once_it_is_accepted(tgx: Run, desk: Desk) -> None:
    row, measure, before = desk.stated, desk.measures[2], year(tgx)["total"]
    assert measure in before["others"]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    assert statuses(tgx, row)[measure] == "confirmed"
    after = year(tgx)["total"]
    assert (measure in after["members"], after["numerator"]) == (True, before["numerator"] + 1)
    assert data(tgx, "link", "show", row)["links"][0]["measure"] in desk.measures


def test_accepting_says_what_it_leaves_open(tgx: Run, desk: Desk) -> None:
    first, last = desk.measures[0], desk.measures[2]
    done = tgx("link", "accept", desk.free, last, "--by", "山田")
    judged(done)
    left = [measure for measure, status in statuses(tgx, desk.free).items() if status == "suggested"]
    assert ("  still suggested for " in done.out) == bool(left)
    for measure in left:
        assert measure in done.out
        judged(tgx("link", "reject", desk.free, measure, "--by", "山田"))
    assert "still suggested" not in tgx("link", "accept", desk.free, last, "--by", "山田").out
    judged(tgx("import", "--quiet", sheet(desk.place, "会議は中止した。")))
    done = tgx("link", "accept", desk.stated, first, "--by", "山田")
    assert (
        f"nothing of this row was held: its links count nowhere (if it was: tgx link mend {desk.stated}"
        in done.out
    )
    assert year(tgx)["not_held"] == 1


def test_a_rejected_link_stays_visible_and_counts_no_more(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]

    def counted() -> int:
        (found,) = data(tgx, "query", "measures", "--measure", measure)
        return int(found["achievements"].get("2020", 0))

    assert counted() == 1
    judged(tgx("link", "reject", row, measure, "--by", "山田", "--note", "会議だけ"))
    assert (counted(), statuses(tgx, row)[measure]) == (0, "rejected")
    assert f"{measure}×" in tgx("query", "achievements", "--year", "2020").out
    proposed = data(tgx, "link", "suggest", "--limit", "999")
    own = [each for each in proposed if each["id"] == row]
    assert all(measure not in [claim["measure"] for claim in each["proposals"]] for each in own)


def test_outside_rejects_all_links_and_the_report_counts_it_apart(tgx: Run, desk: Desk) -> None:
    before = year(tgx)
    judged(tgx("link", "outside", desk.stated, "--by", "佐藤", "--note", "対象外"))
    assert set(statuses(tgx, desk.stated).values()) == {"rejected"}
    after = year(tgx)
    assert (after["linked"], after["outside"]) == (before["linked"] - 1, before["outside"] + 1)
    states = ("linked", "suggested", "outside", "unlinked")
    assert sum(after[state] for state in states) == after["achievements"]
    found = data(tgx, "query", "achievements", "--status", "outside", "--year", "2020")
    assert [each["id"] for each in found] == [desk.stated]


def test_undo_brings_back_what_was(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[2]
    before = tgx("link", "show", row).out
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    judged(tgx("link", "outside", row, "--by", "佐藤", "--replace"))
    done = tgx("link", "undo")
    judged(done)
    assert "outside" in done.out
    assert f"holds again: {row}: " in done.out
    assert statuses(tgx, row)[measure] == "confirmed"
    judged(tgx("link", "undo", row, measure))
    assert tgx("link", "show", row).out == before
    assert entries(desk) == []
    done = tgx("link", "undo", row)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_judgement_that_says_otherwise_is_not_replaced_in_silence(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    before = desk.file.read_bytes()
    for command in (("reject", row, measure), ("outside", row)):
        done = tgx("link", *command, "--by", "佐藤")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert f"is judged otherwise: {row}: " in done.err
        assert desk.file.read_bytes() == before
    done = tgx("link", "reject", row, measure, "--by", "佐藤", "--replace")
    assert "in the place of: " in done.out
    assert [each["replaced"][0]["by"] for each in entries(desk)] == ["山田"]
    assert statuses(tgx, row)[measure] == "rejected"
    done = tgx("link", "reject", row, measure, "--by", "鈴木")
    assert (done.code, "nothing changed" in done.out) == (0, True)
    assert entries(desk)[0]["by"] == "佐藤"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "2020-ffffff", "{measure}", "--by", "a"), "no achievement 2020-ffffff"),
        (("accept", "{unit}", "{measure}", "--by", "a"), "no achievement"),
        (("accept", "{row}", "99-99", "--by", "a"), "99-99"),
        (("accept", "{row}", "{measure}"), "--by"),
        (("accept", "{row}", "{measure}", "--by", "  "), "a judgement needs a name"),
        (("outside", "{row}"), "--by"),
        (("explain", "{row}", "99-99"), "99-99"),
        (("show", "{row}", "--format", "csv"), "one thing is no table"),
        (("suggest", "--goal", "99"), "nothing is called 99"),
        (("undo", "{row}"), "no judgement on 2020-"),
        (("import", "nowhere.yaml"), "nowhere.yaml: no such file"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    tgx: Run, desk: Desk, arguments: tuple[str, ...], said: str
) -> None:
    before = desk.file.read_bytes() if desk.file.exists() else None
    names = {"row": desk.stated, "measure": desk.measures[0], "unit": desk.place.facts.units[0]}
    done = tgx("link", *(each.format(**names) for each in arguments))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert (desk.file.read_bytes() if desk.file.exists() else None) == before


def test_the_json_of_judged_links_keeps_to_its_schemas(tgx: Run, desk: Desk) -> None:
    row, other, measure = desk.stated, desk.free, desk.measures[2]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    judged(tgx("link", "outside", other, "--by", "山田"))
    judged(tgx("link", "accept", other, measure, "--replace", "--by", "山田"))
    commands: list[tuple[str, tuple[str, ...]]] = [
        ("link-show", ("link", "show", row)),
        ("link-judgements", ("link", "judgements")),
        ("link-explain", ("link", "explain", row, measure)),
        ("link-suggest", ("link", "suggest")),
        ("query-achievements", ("query", "achievements")),
        ("show", ("show", row)),
    ]
    for schema, command in commands:
        validator(schema).validate(data(tgx, *command))
    assert [each["verdict"] for each in data(tgx, "link", "judgements")[-1]["replaced"]] == ["outside"]


# ---------------------------------------------------------------- what they outlive


def test_judgements_survive_import_and_rebuild(tgx: Run, desk: Desk, tmp_path: Path) -> None:
    row = desk.stated
    judged(tgx("link", "accept", row, desk.measures[2], "--by", "山田"))
    judged(tgx("link", "reject", row, desk.measures[0], "--by", "山田"))
    before = data(tgx, "link", "show", row)["links"]
    judged(tgx("rebuild", "--quiet"))
    assert data(tgx, "link", "show", row)["links"] == before
    again = sheet(desk.place)
    again.write_bytes(again.read_bytes() + b"\n")
    judged(tgx("import", "--quiet", again))
    assert data(tgx, "link", "show", row)["links"] == before
    other = ("--db", tmp_path / "other.sqlite", "--judgements", desk.file)
    judged(tgx("import", "--quiet", *desk.place.documents, again, *other))
    assert data(tgx, "link", "show", row, *other[:2])["links"] == before


def test_a_changed_text_marks_a_judgement_stale_and_it_comes_first(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    judged(tgx("import", "--quiet", sheet(desk.place, "大気 の測り方を\u3000学び合った。")))
    assert f"{measure}✓!" not in tgx("query", "achievements", "--year", "2020").out
    judged(tgx("import", "--quiet", sheet(desk.place, "職員の親睦会を開いた。")))
    found = next(each for each in data(tgx, "query", "achievements", "--year", "2020") if each["id"] == row)
    (link,) = (each for each in found["links"] if each["measure"] == measure)
    assert (link["status"], link["judgement"]["stale"]) == ("confirmed", True)
    assert f"{measure}✓!" in tgx("query", "achievements", "--year", "2020").out
    first = data(tgx, "link", "suggest", "--limit", "1")[0]
    assert (first["id"], first["stale"]) == (row, True)
    judged(tgx("link", "accept", row, measure, "--by", "佐藤"))
    assert tgx("link", "judgements", "--state", "stale").err == "none in this state\n"
    assert [entry["by"] for entry in entries(desk)] == ["佐藤"]


def test_a_judgement_on_what_is_gone_is_kept_and_listed(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    judged(tgx("import", "--quiet", "--replace", sheet(desk.place, "別の事業", item="研修")))
    (gone,) = data(tgx, "link", "judgements", "--state", "no_achievement")
    assert (gone["achievement"], gone["item"]) == (row, None)
    assert gone["begins"] == "ソウル特別市との交流 大気の測り方を学び合った。"
    judged(tgx("import", "--quiet", "--replace", sheet(desk.place)))
    assert statuses(tgx, row)[measure] == "confirmed"


def test_an_edited_file_is_noticed_and_applied(tgx: Run, desk: Desk) -> None:
    row, measure, other = desk.stated, desk.measures[2], desk.measures[1]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    number = len(data(tgx, "link", "judgements"))
    entry = {key: value for key, value in entries(desk)[0].items() if key not in ("title", "text")}
    entry["measure"] = f"{data(tgx, 'query', 'measures', '--measure', other)[0]['strategy']}:{other}"
    lines = {"version": 2, "judgements": [entry]}
    desk.file.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    done = tgx("link", "suggest", "--limit", "1")
    assert "the judgements have changed since they were applied (tgx link apply)" in done.err
    done = tgx("link", "apply")
    judged(done)
    assert done.out == f"{desk.file}: 1 judgement, applied\n"
    assert tgx("link", "apply").out == f"{desk.file}: 1 judgement, already in the catalogue\n"
    assert (statuses(tgx, row)[other], number >= 1) == ("confirmed", True)
    assert measure not in statuses(tgx, row)


@pytest.mark.parametrize("command", ["import", "rebuild", "accept", "apply"])
def test_a_broken_file_stops_what_needs_it_and_is_left_alone(tgx: Run, desk: Desk, command: str) -> None:
    before = tgx("link", "show", desk.stated).out
    desk.file.write_text("version: 1\njudgements: [\n", encoding="utf-8")
    arguments: dict[str, tuple[Any, ...]] = {
        "import": ("import", desk.place.documents[0]),
        "rebuild": ("rebuild",),
        "accept": ("link", "accept", desk.stated, desk.measures[0], "--by", "a"),
        "apply": ("link", "apply"),
    }
    done = tgx(*arguments[command])
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"{desk.file.name}:3: not valid YAML" in done.err
    assert desk.file.read_text("utf-8") == "version: 1\njudgements: [\n"
    assert tgx("link", "show", desk.stated).out == before


def test_a_lost_file_is_not_taken_for_no_judgements(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[2]
    judged(tgx("link", "accept", row, measure, "--by", "山田"))
    number = len(data(tgx, "link", "judgements"))
    text = desk.file.read_text("utf-8")
    desk.file.unlink()
    for command in (("import", desk.place.documents[0]), ("rebuild",), ("link", "apply")):
        done = tgx(*command)
        assert done.code == 2
        assert re.search(rf"the file of {number} judgements? is missing", done.err)
    assert statuses(tgx, row)[measure] == "confirmed"
    done = tgx("link", "export", desk.file)
    assert done.code == 0
    assert re.fullmatch(rf"{number} judgements? in {re.escape(str(desk.file))}\n", done.out)
    assert yaml.safe_load(desk.file.read_text("utf-8")) == yaml.safe_load(text)
    judged(tgx("rebuild", "--quiet"))


def test_export_and_import_carry_judgements_over(tgx: Run, desk: Desk, tmp_path: Path) -> None:
    row, (stated, _, other) = desk.stated, desk.measures
    judged(tgx("link", "accept", row, other, "--by", "山田"))
    judged(tgx("link", "reject", row, stated, "--by", "山田"))
    assert tgx("link", "export").out == desk.file.read_text("utf-8")
    out = tmp_path / "out.yaml"
    judged(tgx("link", "export", out))
    done = tgx("link", "export", out)
    assert (done.code, "--force" in done.err) == (2, True)
    judged(tgx("link", "undo"))
    judged(tgx("link", "accept", row, stated, "--by", "佐藤"))
    done = tgx("link", "import", out)
    assert (done.code, done.err) == (1, "")
    assert "0 added, " in done.out
    assert "1 in conflict" in done.out
    assert "[kept as it was] against " in done.out
    assert statuses(tgx, row)[stated] == "confirmed"
    assert tgx("link", "import", out, "--replace").code == 0
    assert statuses(tgx, row)[stated] == "rejected"


def test_a_new_catalogue_takes_the_judgements_of_the_file(tgx: Run, desk: Desk, tmp_path: Path) -> None:
    judged(tgx("link", "accept", desk.stated, desk.measures[2], "--by", "山田"))
    other = tmp_path / "other.sqlite"
    documents = (*desk.place.documents, desk.place.folder / "r2.tsv")
    judged(tgx("import", "--quiet", *documents, "--db", other, "--judgements", desk.file))
    links = data(tgx, "link", "show", desk.stated, "--db", other)["links"]
    assert (links[0]["measure"], links[0]["status"]) == (desk.measures[2], "confirmed")
    assert not other.with_name("other.judgements.yaml").exists()


def test_an_import_of_the_same_sheet_applies_an_edited_file(tgx: Run, desk: Desk) -> None:
    before = desk.file.read_text("utf-8") if desk.file.exists() else "version: 1\njudgements: []\n"
    judged(tgx("link", "accept", desk.stated, desk.measures[2], "--by", "山田"))
    edited = desk.file.read_text("utf-8")
    judged(tgx("link", "undo", desk.stated))
    desk.file.write_text(edited, encoding="utf-8")
    again = desk.place.folder / "r2.tsv"
    assert "nothing changed" in tgx("import", again).out
    assert statuses(tgx, desk.stated)[desk.measures[2]] == "confirmed"
    desk.file.write_text(before, encoding="utf-8")
    tgx("import", "--dry-run", again)
    assert statuses(tgx, desk.stated)[desk.measures[2]] == "confirmed"
    tgx("import", again)
    assert statuses(tgx, desk.stated).get(desk.measures[2]) != "confirmed"


def test_an_imported_entry_is_pinned_to_todays_text(tgx: Run, desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    entry = f"{{achievement: {desk.stated}, outside: true, by: 山田, date: 2026-01-05, note: 対象外}}"
    own.write_text(f"version: 1\njudgements: [{entry}]\n", encoding="utf-8")
    done = tgx("link", "import", own)
    assert (done.code, "1 added" in done.out) == (0, True)
    assert len(entries(desk)[0]["text"]["digest"]) == 16


@pytest.mark.parametrize("text", ["version: 1\njudgements: [", "version: 1\naliases: []\n", "\x00", ""])
def test_a_broken_import_changes_nothing(tgx: Run, desk: Desk, tmp_path: Path, text: str) -> None:
    before = desk.file.read_bytes() if desk.file.exists() else None
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    done = tgx("link", "import", own)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert str(own) in done.err
    assert (desk.file.read_bytes() if desk.file.exists() else None) == before


@pytest.mark.parametrize("command", ["accept", "undo", "apply", "suggest", "show", "judgements", "import"])
def test_without_a_catalogue_nothing_is_made(tgx: Run, desk: Desk, tmp_path: Path, command: str) -> None:
    row = desk.stated
    more = {"accept": (row, desk.measures[0], "--by", "a"), "show": (row,), "import": ("a.yaml",)}
    before = sorted(tmp_path.rglob("*"))
    done = tgx("link", command, *more.get(command, ()), "--db", tmp_path / "none.sqlite")
    assert (done.code, done.out) == (2, "")
    assert "no catalogue" in done.err
    assert sorted(tmp_path.rglob("*")) == before


# ---------------------------------------------------------------- suggest, explain, review


def test_suggest_leaves_out_what_is_judged(tgx: Run, desk: Desk) -> None:
    def open_rows() -> dict[str, dict[str, Any]]:
        rows = data(tgx, "link", "suggest", "--year", "2020", "--limit", "99")
        assert [row["priority"] for row in rows] == sorted((row["priority"] for row in rows), reverse=True)
        assert all(row["why"] for row in rows)
        return {row["id"]: row for row in rows}

    assert desk.free in open_rows()
    judged(tgx("link", "accept", desk.free, desk.measures[1], "--by", "山田"))
    assert desk.free not in open_rows()
    short = tgx("link", "suggest", "--limit", "1")
    rows = len(data(tgx, "link", "suggest", "--limit", "999"))
    assert ("more (--limit" in short.err) == (rows > 1)


def test_explain_says_why_and_why_not(tgx: Run, desk: Desk) -> None:
    for measure in desk.measures:
        told = data(tgx, "link", "explain", desk.stated, measure)
        assert told["status"] == statuses(tgx, desk.stated).get(measure)
        assert told["for"] or told["against"]
        assert (told["score"] >= told["thresholds"]["needed"]) or told["against"]
    for each in data(tgx, "link", "show", desk.free)["links"]:
        if each["status"] == "suggested":
            assert data(tgx, "link", "explain", desk.free, each["measure"])["against"]


def test_review_saves_each_answer(tgx: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [row["id"] for row in data(tgx, "link", "suggest", "--year", "2020", "--limit", "9")]
    last = desk.measures[2]
    monkeypatch.setattr(
        sys, "stdin", io.StringIO(f"m {last} # 確かめた\n" + "o # 対象外\n" * (len(asked) - 1))
    )
    done = tgx("link", "review", "--by", "山田", "--year", "2020")
    assert (done.code, done.err) == (0, "")
    made = {(each["achievement"], "outside" in each): each for each in entries(desk)}
    assert (code(made[asked[0], False]), made[asked[0], False]["note"]) == (last, "確かめた")
    assert all(made[row, True]["outside"] is True for row in asked[1:])
    assert statuses(tgx, asked[0])[last] == "confirmed"


def test_review_undoes_and_explains_what_it_did_not_understand(
    tgx: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.file.read_bytes() if desk.file.exists() else None
    monkeypatch.setattr(sys, "stdin", io.StringIO("u\n9\nx\nm 99-99\no\nu\nq\n"))
    done = tgx("link", "review", "--by", "山田", "--year", "2020", "--stated")
    assert done.code == 0
    for said in ("nothing to undo", "not understood: 9", "not understood: x"):
        assert said in done.out
    assert (entries(desk) if desk.file.exists() else []) == []
    assert before is None or b"judgements" in desk.file.read_bytes()


def test_evidence_names_units_and_not_their_ids(tgx: Run, desk: Desk) -> None:
    (found,) = data(tgx, "query", "measures", "--measure", desk.measures[0])
    unit, text = desk.place.facts.units[0], f"{found['title']}を行った。{found['overview']}"
    judged(tgx("import", "--quiet", "--replace", sheet(desk.place, text, found["title"])))
    key = data(tgx, "query", "achievements", "--year", "2020")[0]["id"]
    told = data(tgx, "link", "explain", key, desk.measures[0])
    assert ("lead", [unit]) in [(each["kind"], each["words"]) for each in told["for"]]
    assert f"：{unit}（" in tgx("--lang", "ja", "link", "explain", key, desk.measures[0]).out


def test_review_with_nothing_open(tgx: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    done = tgx("link", "review", "--by", "山田", "--year", "2030")
    assert (done.code, done.out, done.err) == (0, "nothing is open\n", "")
    done = tgx("link", "review", "--by", " ")
    assert (done.code, done.out) == (2, "")
    assert "a judgement needs a name" in done.err


def test_review_that_is_interrupted_keeps_what_was_answered(
    tgx: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = len(data(tgx, "link", "suggest", "--year", "2020", "--limit", "99"))
    monkeypatch.setattr(sys, "stdin", InterruptedAnswers("o\n"))
    done = tgx("link", "review", "--by", "山田", "--year", "2020")
    assert (done.code, done.err) == (130, "") if number > 1 else (0, "")
    assert len([each for each in entries(desk) if each.get("outside")]) == 1


def test_text_of_a_document_cannot_steer_the_terminal(tgx: Run, desk: Desk) -> None:
    hostile = sheet(desk.place, "大気の測り方\x1b[31m", "交流\x1b]0;x\x07 [red]赤[/red]")
    judged(tgx("import", "--quiet", "--replace", hostile))
    key = data(tgx, "query", "achievements", "--year", "2020")[0]["id"]
    code_, name, note = desk.measures[0], "a\x1b[31m", "\x1b]0;x\x07\u202e"
    judged(tgx("link", "accept", key, code_, "--by", name, "--note", note))
    commands = (
        ("suggest", "--limit", "99"),
        ("show", key),
        ("judgements",),
        ("export",),
        ("explain", key, code_),
    )
    for command in commands:
        out = tgx("link", *command).out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


# ---------------------------------------------------------------- mending


def counted(tgx: Run, measure: str) -> int:
    (found,) = data(tgx, "query", "measures", "--measure", measure)
    return int(found["achievements"].get("2020", 0))


def test_a_row_mended_to_held_counts_again_until_it_is_undone(tgx: Run, desk: Desk) -> None:
    row, measure = desk.stated, desk.measures[0]
    called_off = "8月に予定していたソウル特別市への職員派遣は中止した。"
    judged(tgx("import", "--quiet", sheet(desk.place, called_off)))
    before = data(tgx, "show", row)["achievement"]
    assert (before["outcome"], before["cities"], counted(tgx, measure)) == ("not_held", [], 0)
    judged(tgx("link", "mend", row, "--outcome", "held", "--note", "実施とある", "--by", "山田"))
    after = data(tgx, "show", row)["achievement"]
    assert (after["outcome"], after["cities"], counted(tgx, measure)) == ("held", ["ソウル特別市"], 1)
    assert [date["role"] for date in after["activities"][0]["dates"]] == ["when"]
    judged(tgx("rebuild", "--quiet"))
    assert data(tgx, "show", row)["achievement"]["outcome"] == "held"
    judged(tgx("link", "undo", row))
    assert (data(tgx, "show", row)["achievement"], counted(tgx, measure)) == (before, 0)


def test_dates_cities_and_the_unit_of_a_row_are_mended(tgx: Run, desk: Desk) -> None:
    row, unit = desk.free, desk.place.facts.units[0]
    before = data(tgx, "show", row)["achievement"]
    for options in (("--when", "令和2年10月3日"), ("--city", "ソウル", "--city", "北京"), ("--unit", unit)):
        judged(tgx("link", "mend", row, *options, "--by", "山田"))
    after = data(tgx, "show", row)["achievement"]
    assert [date["start"] for date in after["activities"][0]["dates"]] == ["2020-10-03"]
    assert (after["cities"], after["bureau"]) == (["ソウル特別市", "北京市"], unit)
    assert row in tgx("query", "achievements", "--bureau", unit, "--year", "2020").out
    validator("show").validate(data(tgx, "show", row))
    validator("link-judgements").validate(data(tgx, "link", "judgements"))
    for _ in range(3):
        judged(tgx("link", "undo", row))
    assert data(tgx, "show", row)["achievement"] == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--city", "アトランティス"), "unknown: アトランティス"),
        (("--unit", "謎の局"), "unknown unit: 謎の局"),
        (("--activity", "5", "--outcome", "held"), "no activity 5: the row has 1"),
        (("--when", "2021-02-30"), "no date: 2021-02-30"),
    ],
)
def test_what_cannot_be_mended_is_refused_in_one_line(
    tgx: Run, desk: Desk, arguments: tuple[str, ...], said: str
) -> None:
    done = tgx("link", "mend", desk.free, *arguments, "--by", "山田")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
