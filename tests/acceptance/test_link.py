"""Links that people judge: from the command line, kept through everything, and shown wherever a link is."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from acceptance.test_schemas import validator
from conftest import InterruptedAnswers, Outcome, Run

SEOUL = "2017-ef07e9"
"""A row of the packaged sheet: the environment bureau's exchange with Seoul, linked to measure 18."""


@pytest.fixture
def file(catalogue: Path) -> Path:
    """Where the judgements of the catalogue are kept."""
    return catalogue.with_name("catalogue.judgements.yaml")


def entries(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))["judgements"]
    return found


def statuses(tgx: Run, name: str = SEOUL) -> dict[int, str]:
    done = tgx("link", "show", name, "--format", "json")
    assert done.code == 0, done.err
    return {link["measure_number"]: link["status"] for link in json.loads(done.out)["links"]}


def years(tgx: Run) -> dict[str, int]:
    found: dict[str, int] = json.loads(tgx("report", "--format", "json").out)["years"][0]
    return found


def judged(done: Outcome) -> None:
    assert (done.code, done.err) == (0, "")


# ---------------------------------------------------------------- accept, reject, outside, undo


def test_an_accepted_link_is_confirmed_wherever_it_is_shown(tgx: Run, file: Path) -> None:
    assert statuses(tgx)[18] == "linked"
    judged(tgx("link", "accept", SEOUL, "18", "--by", "山田", "--note", "環境の交流"))
    assert statuses(tgx)[18] == "confirmed"
    said = "accepted by 山田, "
    for command in (("link", "show", SEOUL), ("show", SEOUL), ("show", "18")):
        assert said in tgx(*command).out
        assert ": 環境の交流" in tgx(*command).out
    listed = tgx("query", "achievements", "--measure", "18", "--status", "confirmed", "--format", "json")
    (achievement,) = json.loads(listed.out)
    link = achievement["links"][0]
    assert (link["strategy"], link["measure"], link["status"], link["method"]) == (
        "2014",
        "18",
        "confirmed",
        "rule",
    )
    assert link["judgement"] == {
        "verdict": "accepted",
        "by": "山田",
        "date": link["judgement"]["date"],
        "note": "環境の交流",
        "stale": False,
    }
    assert "18✓" in tgx("query", "achievements", "--city", "ソウル").out
    entry = entries(file)[0]
    assert (entry["achievement"], entry["measure"], entry["verdict"]) == (SEOUL, 18, "accepted")
    assert entry["text"]["begins"].startswith("ソウル特別市との交流")


def test_the_json_of_judged_links_keeps_to_its_schemas(tgx: Run, file: Path) -> None:
    other = json.loads(tgx("query", "achievements", "--format", "json").out)[0]["id"]
    made: list[tuple[str, ...]] = [("accept", SEOUL, "18"), ("accept", SEOUL, "76"), ("outside", other)]
    for arguments in (*made, ("accept", other, "1", "--replace")):
        judged(tgx("link", *arguments, "--by", "山田"))
    commands: list[tuple[str, tuple[str, ...]]] = [
        ("link-show", ("link", "show", SEOUL)),
        ("link-show", ("link", "show", other)),
        ("link-judgements", ("link", "judgements")),
        ("link-explain", ("link", "explain", SEOUL, "76")),
        ("link-suggest", ("link", "suggest")),
        ("query-achievements", ("query", "achievements")),
        ("show", ("show", SEOUL)),
    ]
    for schema, command in commands:
        data = json.loads(tgx(*command, "--format", "json").out)
        validator(schema).validate(data)
        assert data
    listed = json.loads(tgx("link", "judgements", "--format", "json").out)
    assert [each["verdict"] for each in listed[-1]["replaced"]] == ["outside"]


def test_evidence_names_bureaus_and_not_their_ids(tgx: Run, catalogue: Path) -> None:
    link = json.loads(tgx("link", "show", SEOUL, "--format", "json").out)["links"][0]
    assert (link["evidence"][0]["kind"], link["evidence"][0]["words"]) == ("lead", ["環境局"])
    assert "lead bureau of the measure: 環境局" in tgx("link", "show", SEOUL).out


def test_a_measure_that_the_rules_did_not_see_counts_once_it_is_accepted(tgx: Run, file: Path) -> None:
    before = json.loads(tgx("report", "--format", "json").out)["total"]
    assert "76" in before["others"]
    judged(tgx("link", "accept", SEOUL, "76", "--by", "山田"))
    assert statuses(tgx)[76] == "confirmed"
    after = json.loads(tgx("report", "--format", "json").out)["total"]
    assert "76" in after["members"]
    assert after["numerator"] == before["numerator"] + 1
    assert "manual" in tgx("link", "show", SEOUL).out


def test_the_report_counts_a_suggestion_only_once_it_is_accepted(tgx: Run, file: Path) -> None:
    def measure(number: int) -> dict[str, Any]:
        report = json.loads(tgx("report", "--format", "json").out)
        areas = (area for goal in report["goals"] for area in goal["areas"])
        return next(m for area in areas for m in area["measures"] if m["number"] == number)

    number = next(key for key, status in statuses(tgx).items() if status == "suggested")
    before = measure(number)
    assert SEOUL in before["suggested"]["2017"]
    judged(tgx("link", "accept", SEOUL, str(number), "--by", "山田"))
    after = measure(number)
    assert SEOUL in after["achievements"]["2017"]
    assert SEOUL not in after["suggested"].get("2017", [])
    assert after["covered"]


def test_a_rejected_link_stays_visible_and_counts_no_more(tgx: Run, file: Path) -> None:
    before = json.loads(tgx("query", "measures", "--measure", "18", "--format", "json").out)[0][
        "achievements"
    ]
    judged(tgx("link", "reject", SEOUL, "18", "--by", "山田", "--note", "会議だけ"))
    after = json.loads(tgx("query", "measures", "--measure", "18", "--format", "json").out)[0]["achievements"]
    assert after["2017"] == before["2017"] - 1
    assert statuses(tgx)[18] == "rejected"
    assert "18×" in tgx("query", "achievements", "--city", "ソウル").out
    proposed = json.loads(tgx("link", "suggest", "--limit", "99", "--format", "json").out)
    (row,) = (each for each in proposed if each["id"] == SEOUL)
    assert "18" not in [claim["measure"] for claim in row["proposals"]]


def test_outside_rejects_all_links_and_the_report_counts_it_apart(tgx: Run, file: Path) -> None:
    before = years(tgx)
    judged(tgx("link", "outside", SEOUL, "--by", "佐藤", "--note", "対象外"))
    assert set(statuses(tgx).values()) == {"rejected"}
    after = years(tgx)
    assert (after["linked"], after["outside"]) == (before["linked"] - 1, before["outside"] + 1)
    assert (
        after["linked"] + after["suggested"] + after["outside"] + after["unlinked"] == after["achievements"]
    )
    assert "outside the strategy by a person's judgement (佐藤, " in tgx("show", SEOUL).out
    found = json.loads(tgx("query", "achievements", "--status", "outside", "--format", "json").out)
    assert SEOUL in [achievement["id"] for achievement in found]


def test_undo_brings_back_what_was(tgx: Run, file: Path) -> None:
    before = tgx("link", "show", SEOUL).out
    judged(tgx("link", "accept", SEOUL, "76", "--by", "山田"))
    judged(tgx("link", "outside", SEOUL, "--by", "佐藤", "--replace"))
    done = tgx("link", "undo")
    judged(done)
    assert "outside" in done.out
    assert "holds again: 2017-ef07e9: 76 accepted by 山田" in done.out
    assert statuses(tgx)[76] == "confirmed"
    judged(tgx("link", "undo", SEOUL, "76"))
    assert tgx("link", "show", SEOUL).out == before
    assert entries(file) == []
    done = tgx("link", "undo")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tgx: no judgement to undo (tgx link judgements lists all)\n"


def test_a_judgement_that_says_otherwise_is_not_replaced_in_silence(tgx: Run, file: Path) -> None:
    judged(tgx("link", "accept", SEOUL, "18", "--by", "山田"))
    before = file.read_bytes()
    for command in (("reject", SEOUL, "18"), ("outside", SEOUL)):
        done = tgx("link", *command, "--by", "佐藤")
        assert (done.code, done.out) == (2, "")
        assert "is judged otherwise: 2017-ef07e9: 18 accepted by 山田" in done.err
        assert done.err.count("\n") == 1
        assert file.read_bytes() == before
    done = tgx("link", "reject", SEOUL, "18", "--by", "佐藤", "--replace")
    assert "in the place of: 2017-ef07e9: 18 accepted by 山田" in done.out
    assert [each["replaced"][0]["by"] for each in entries(file)] == ["山田"]
    assert statuses(tgx)[18] == "rejected"
    done = tgx("link", "reject", SEOUL, "18", "--by", "鈴木")
    assert (done.code, "nothing changed" in done.out) == (0, True)
    assert entries(file)[0]["by"] == "佐藤"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "2017-ffffff", "18", "--by", "a"), "no achievement 2017-ffffff"),
        (("accept", "環境局", "18", "--by", "a"), "no achievement 環境局"),
        (("accept", "35", "18", "--by", "a"), "no achievement 35"),
        (("accept", "2017", "2", "--by", "a"), "2017 begins the ids of 35 achievements (write more of it"),
        (("show", "２０１７"), "2017 begins the ids of 35 achievements (write more of it, such as 2017-"),
        (("show", "2016"), "no measure 2016"),
        (("accept", SEOUL, "99", "--by", "a"), "no measure 99"),
        (("accept", SEOUL, "甲", "--by", "a"), "甲"),
        (("accept", SEOUL, "18"), "--by"),
        (("accept", SEOUL, "18", "--by", "  "), "a judgement needs a name"),
        (("reject", SEOUL, "0", "--by", "a"), "no measure 0"),
        (("outside", SEOUL), "--by"),
        (("outside", "2017-", "--by", "a"), "nothing is called 2017-"),
        (("accept", SEOUL, "18", "--by", "a", "--note", "x" * 1001), "longer than 1000 characters"),
        (("explain", SEOUL, "99"), "no measure 99"),
        (("explain", "2017-ffffff", "1"), "no achievement 2017-ffffff"),
        (("show", "ソウル"), "no achievement ソウル"),
        (("show", SEOUL, "--format", "csv"), "one thing is no table"),
        (("suggest", "--status", "odd"), "unknown: odd"),
        (("suggest", "--goal", "9"), "nothing is called 9"),
        (("judgements", "--state", "odd"), "unknown: odd"),
        (("undo", SEOUL), f"no judgement on {SEOUL}"),
        (("import", "nowhere.yaml"), "nowhere.yaml: no such file"),
        (("evaluate", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    tgx: Run, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = tgx("link", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not file.exists()


@pytest.mark.parametrize("command", ["accept", "undo", "apply", "suggest", "show", "judgements", "import"])
def test_without_a_catalogue_nothing_is_made(tgx: Run, tmp_path: Path, command: str) -> None:
    more = {"accept": (SEOUL, "18", "--by", "a"), "show": (SEOUL,), "import": ("a.yaml",)}.get(command, ())
    done = tgx("link", command, *more, "--db", tmp_path / "none.sqlite")
    assert (done.code, done.out) == (2, "")
    assert "no catalogue" in done.err
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- what they outlive


def test_judgements_survive_import_and_rebuild(
    tgx: Run, file: Path, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    tgx("link", "accept", SEOUL, "76", "--by", "山田")
    tgx("link", "reject", SEOUL, "18", "--by", "山田")
    before = tgx("link", "show", SEOUL, "--format", "json").out
    judged(tgx("rebuild", "--quiet"))
    assert tgx("link", "show", SEOUL, "--format", "json").out == before
    strategy, sheet = packaged_documents
    again = tmp_path / sheet.name
    again.write_bytes(sheet.read_bytes() + b"\n")
    judged(tgx("import", "--quiet", again, strategy))
    links = json.loads(tgx("link", "show", SEOUL, "--format", "json").out)["links"]
    assert links == json.loads(before)["links"]
    newer = tmp_path / strategy.name
    newer.write_bytes(strategy.read_bytes() + b"\n")
    judged(tgx("import", "--quiet", newer))
    assert json.loads(tgx("link", "show", SEOUL, "--format", "json").out)["links"] == links


def test_a_new_catalogue_takes_the_judgements_of_the_file(
    tgx: Run, file: Path, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    tgx("link", "accept", SEOUL, "76", "--by", "山田")
    other = tmp_path / "other.sqlite"
    judged(tgx("import", "--quiet", *packaged_documents, "--db", other, "--judgements", file))
    done = tgx("link", "show", SEOUL, "--format", "json", "--db", other)
    assert json.loads(done.out)["links"][0]["measure"] == "76"
    assert not other.with_name("other.judgements.yaml").exists()


def test_the_environment_names_the_file(
    tgx: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "review" / "own.yaml"
    monkeypatch.setenv("TGX_JUDGEMENTS", str(own))
    judged(tgx("link", "accept", SEOUL, "76", "--by", "山田"))
    assert entries(own)[0]["measure"] == 76
    assert not file.exists()
    given = tmp_path / "given.yaml"
    done = tgx("link", "accept", SEOUL, "3", "--by", "山田", "--judgements", given)
    assert done.code == 2
    assert "the file of 1 judgement is missing" in done.err


def sheet_of(folder: Path, result: str, *, item: str = "ソウル特別市との交流", name: str = "h30.tsv") -> Path:
    path = folder / name
    row = f"①都市との交流\t環境局総務部\t{item}\t{result}\n"
    path.write_text(f"分野\t担当局・部\t項目名\t実績（平成30年度）\n{row}", encoding="utf-8")
    return path


def test_a_changed_text_marks_a_judgement_stale_and_it_comes_first(
    tgx: Run, file: Path, tmp_path: Path
) -> None:
    tgx("import", "--quiet", sheet_of(tmp_path, "大気の測り方を学び合った。"))
    key = json.loads(tgx("query", "achievements", "--year", "H30", "--format", "json").out)[0]["id"]
    judged(tgx("link", "accept", key, "18", "--by", "山田"))
    tgx("import", "--quiet", sheet_of(tmp_path, "大気 の測り方を\u3000学び合った。"))
    assert "18✓," in tgx("query", "achievements", "--year", "H30").out
    tgx("import", "--quiet", sheet_of(tmp_path, "職員の親睦会を開いた。"))
    (achievement,) = json.loads(tgx("query", "achievements", "--year", "H30", "--format", "json").out)
    assert achievement["id"] == key
    (link,) = (link for link in achievement["links"] if link["measure"] == "18")
    assert (link["status"], link["judgement"]["stale"]) == ("confirmed", True)
    assert "18✓!" in tgx("query", "achievements", "--year", "H30").out
    assert "stale" in tgx("show", key).out
    assert [j["state"] for j in json.loads(tgx("link", "judgements", "--format", "json").out)] == ["stale"]
    first = json.loads(tgx("link", "suggest", "--limit", "1", "--format", "json").out)[0]
    assert (first["id"], first["stale"]) == (key, True)
    assert first["why"][0].startswith("the text has changed since it was accepted by 山田, ")
    judged(tgx("link", "accept", key, "18", "--by", "佐藤"))
    assert tgx("link", "judgements", "--state", "stale").err == "none in this state\n"
    assert [entry["by"] for entry in entries(file)] == ["佐藤"]


def test_a_judgement_on_what_is_gone_is_kept_and_listed(tgx: Run, file: Path, tmp_path: Path) -> None:
    tgx("import", "--quiet", sheet_of(tmp_path, "大気の測り方"))
    key = json.loads(tgx("query", "achievements", "--year", "H30", "--format", "json").out)[0]["id"]
    tgx("link", "accept", key, "18", "--by", "山田")
    judged(tgx("import", "--quiet", "--replace", sheet_of(tmp_path, "別の事業", item="研修")))
    listed = json.loads(tgx("link", "judgements", "--format", "json").out)
    assert [(each["achievement"], each["state"], each["item"]) for each in listed] == [
        (key, "no_achievement", None)
    ]
    assert listed[0]["begins"] == "ソウル特別市との交流 大気の測り方"
    assert entries(file)[0]["achievement"] == key
    judged(tgx("import", "--quiet", "--replace", sheet_of(tmp_path, "大気の測り方")))
    assert statuses(tgx, key)[18] == "confirmed"


def test_a_judgement_is_not_carried_to_another_strategys_measure(
    tgx: Run, file: Path, tmp_path: Path
) -> None:
    tgx("link", "accept", SEOUL, "3", "--by", "山田")
    other = tmp_path / "other.txt"
    rows = "".join(f"{number}\t岸壁の整備{number}\t整備を進める。\t港湾局\n" for number in range(1, 5))
    other.write_text(
        f"港湾国際戦略\n\n(1) 港の国際化\n\n(ア) 施設\n\nNo.\t施策\t概要\t担当局\n{rows}",
        encoding="utf-8",
    )
    judged(tgx("import", "--quiet", other, "--strategy", "port"))
    assert statuses(tgx)[3] == "confirmed"
    own = ("--strategy", "2014", "--years", "2014-2020")
    assert tgx("import", "--quiet", other, *own).code == 2
    judged(tgx("import", "--quiet", "--replace", other, *own))
    assert "confirmed" not in statuses(tgx).values()
    assert [j["state"] for j in json.loads(tgx("link", "judgements", "--format", "json").out)] == [
        "no_measure"
    ]


def test_an_edited_file_is_noticed_and_applied(tgx: Run, file: Path) -> None:
    tgx("link", "accept", SEOUL, "76", "--by", "山田")
    data = entries(file)[0]
    del data["title"]
    data["measure"] = 75
    file.write_text(json.dumps({"version": 1, "judgements": [data]}, ensure_ascii=False), encoding="utf-8")
    done = tgx("link", "suggest", "--limit", "1")
    assert done.err.splitlines()[0] == (
        f"tgx: {file}: the judgements have changed since they were applied (tgx link apply)"
    )
    done = tgx("link", "apply")
    judged(done)
    assert done.out == f"{file}: 1 judgement, applied\n"
    assert tgx("link", "apply").out == f"{file}: 1 judgement, already in the catalogue\n"
    assert statuses(tgx)[75] == "confirmed"
    assert 76 not in statuses(tgx)


def test_an_import_of_the_same_sheet_applies_an_edited_file(
    tgx: Run, file: Path, packaged_documents: tuple[Path, Path]
) -> None:
    file.write_text(
        "version: 1\njudgements:\n"
        f"- {{achievement: {SEOUL}, measure: 76, verdict: accepted, by: 山田, date: 2026-01-05}}\n",
        encoding="utf-8",
    )
    done = tgx("import", *packaged_documents)
    assert done.out.count("nothing changed") == 2
    assert statuses(tgx)[76] == "confirmed"
    file.write_text("version: 1\njudgements: []\n", encoding="utf-8")
    tgx("import", "--dry-run", *packaged_documents)
    assert statuses(tgx)[76] == "confirmed"
    tgx("import", *packaged_documents)
    assert 76 not in statuses(tgx)


@pytest.mark.parametrize("command", ["import", "rebuild", "accept", "apply", "judgements"])
def test_a_broken_file_stops_what_needs_it_and_is_left_alone(
    tgx: Run, file: Path, packaged_documents: tuple[Path, Path], command: str
) -> None:
    before = tgx("link", "show", SEOUL).out
    file.write_text("version: 1\njudgements: [\n", encoding="utf-8")
    arguments: dict[str, tuple[Any, ...]] = {
        "import": ("import", packaged_documents[0]),
        "rebuild": ("rebuild",),
        "accept": ("link", "accept", SEOUL, "18", "--by", "a"),
        "apply": ("link", "apply"),
        "judgements": ("link", "judgements"),
    }
    done = tgx(*arguments[command])
    assert (done.code, done.out) == (2, "")
    assert f"{file}:3: not valid YAML" in done.err
    assert done.err.count("\n") == 1
    assert file.read_text("utf-8") == "version: 1\njudgements: [\n"
    assert tgx("link", "show", SEOUL).out == before


def test_a_lost_file_is_not_taken_for_no_judgements(
    tgx: Run, file: Path, packaged_documents: tuple[Path, Path]
) -> None:
    tgx("link", "accept", SEOUL, "76", "--by", "山田")
    text = file.read_text("utf-8")
    file.unlink()
    for command in (("import", packaged_documents[0]), ("rebuild",), ("link", "apply")):
        done = tgx(*command)
        assert done.code == 2
        assert "the file of 1 judgement is missing" in done.err
        assert "tgx link export FILE" in done.err
    assert statuses(tgx)[76] == "confirmed"
    done = tgx("link", "export", file)
    assert (done.code, done.out) == (0, f"1 judgement in {file}\n")
    assert "these are the judgements last applied" in done.err
    assert file.read_text("utf-8") == text
    judged(tgx("rebuild", "--quiet"))


def test_killed_between_file_and_catalogue_the_file_holds(tgx: Run, file: Path, catalogue: Path) -> None:
    script = (
        "import os, sys\n"
        "from toshigaikou_cli.jobs import judging\n"
        "from toshigaikou_cli.cli.app import run\n"
        "judging.renew = lambda *_: os.kill(os.getpid(), 9)\n"
        "run(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", script, "link", "accept", SEOUL, "76", "--by", "山田"]
    done = subprocess.run(command, check=False, env=os.environ, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert entries(file)[0]["measure"] == 76
    assert 76 not in statuses(tgx)
    judged(tgx("link", "reject", SEOUL, "18", "--by", "山田"))
    assert (statuses(tgx)[76], statuses(tgx)[18]) == ("confirmed", "rejected")
    assert len(entries(file)) == 2
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".tmp"] == []


def test_two_people_at_once_lose_no_judgement(tgx: Run, file: Path) -> None:
    command = [sys.executable, "-m", "toshigaikou_cli", "link", "accept", SEOUL]
    running = [
        subprocess.Popen([*command, str(number), "--by", "山田"], stdout=subprocess.DEVNULL)
        for number in (74, 75, 76)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert sorted(entry["measure"] for entry in entries(file)) == [74, 75, 76]
    assert [statuses(tgx)[number] for number in (74, 75, 76)] == ["confirmed"] * 3


# ---------------------------------------------------------------- import and export


def test_export_and_import_carry_judgements_over(tgx: Run, file: Path, tmp_path: Path) -> None:
    tgx("link", "accept", SEOUL, "76", "--by", "山田")
    tgx("link", "reject", SEOUL, "18", "--by", "山田")
    shown = tgx("link", "export")
    assert shown.out == file.read_text("utf-8")
    out = tmp_path / "out.yaml"
    judged(tgx("link", "export", out))
    done = tgx("link", "export", out)
    assert (done.code, "--force" in done.err) == (2, True)
    judged(tgx("link", "export", out, "--force"))
    tgx("link", "undo")
    tgx("link", "accept", SEOUL, "18", "--by", "佐藤")
    done = tgx("link", "import", out)
    assert (done.code, done.err) == (1, "")
    assert "0 added, 1 there already, 1 in conflict" in done.out
    assert "18 accepted by 佐藤" in done.out
    assert "[kept as it was] against 2017-ef07e9: 18 rejected by 山田" in done.out
    assert statuses(tgx)[18] == "confirmed"
    done = tgx("link", "import", out, "--replace")
    assert done.code == 0
    assert statuses(tgx)[18] == "rejected"
    done = tgx("link", "import", out)
    assert (done.code, "0 added, 2 there already, 0 in conflict" in done.out) == (0, True)


def test_an_imported_entry_is_pinned_to_todays_text(tgx: Run, file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    entry = f"{{achievement: {SEOUL}, outside: true, by: 山田, date: 2026-01-05, note: 対象外}}"
    own.write_text(f"version: 1\njudgements: [{entry}]\n", encoding="utf-8")
    done = tgx("link", "import", own)
    assert (done.code, "1 added" in done.out) == (0, True)
    assert len(entries(file)[0]["text"]["digest"]) == 16
    assert json.loads(tgx("link", "judgements", "--format", "json").out)[0]["date"] == "2026-01-05"


@pytest.mark.parametrize("text", ["version: 1\njudgements: [", "version: 1\naliases: []\n", "\x00", ""])
def test_a_broken_import_changes_nothing(tgx: Run, file: Path, tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    done = tgx("link", "import", own)
    assert (done.code, done.out) == (2, "")
    assert str(own) in done.err
    assert done.err.count("\n") == 1
    assert not file.exists()


# ---------------------------------------------------------------- suggest, explain, evaluate


def test_suggest_puts_what_matters_and_is_unsure_first(tgx: Run, file: Path) -> None:
    rows = json.loads(tgx("link", "suggest", "--limit", "99", "--format", "json").out)
    assert len(rows) == 35
    assert [row["priority"] for row in rows] == sorted((row["priority"] for row in rows), reverse=True)
    assert all(row["why"] for row in rows)
    assert any("nothing else counts for" in why for why in rows[0]["why"])
    tgx("link", "accept", rows[0]["id"], str(rows[0]["proposals"][0]["measure"]), "--by", "山田")
    after = json.loads(tgx("link", "suggest", "--limit", "99", "--format", "json").out)
    assert rows[0]["id"] not in [row["id"] for row in after]
    assert len(after) == 34
    short = tgx("link", "suggest", "--limit", "3")
    assert short.err == "31 more (--limit 34 lists all)\n"
    assert len(short.out.splitlines()) == 6  # with the heading, its line, and what the numbers are
    of_goal = json.loads(tgx("link", "suggest", "--measure", "43", "--limit", "9", "--format", "json").out)
    assert of_goal
    assert all("43" in [claim["measure"] for claim in row["proposals"]] for row in of_goal)


def test_explain_says_why_and_why_not(tgx: Run, file: Path) -> None:
    done = tgx("link", "explain", SEOUL, "18", "--format", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["status"], data["judgement"]) == ("linked", None)
    assert data["score"] >= data["thresholds"]["link"]
    assert {"kind": "lead", "words": ["環境局"]}.items() <= data["for"][0].items()
    other = json.loads(tgx("link", "explain", SEOUL, "76", "--format", "json").out)
    assert (other["status"], other["for"]) == (None, [])
    assert other["against"]
    tgx("link", "reject", SEOUL, "18", "--by", "山田", "--note", "会議だけ")
    out = tgx("link", "explain", SEOUL, "18").out
    assert "rejected by 山田, " in out
    assert "for  " in out


def test_every_link_that_is_only_suggested_has_something_against_it(tgx: Run, file: Path) -> None:
    data = json.loads(tgx("link", "show", SEOUL, "--format", "json").out)
    suggested = [link["measure"] for link in data["links"] if link["status"] == "suggested"]
    assert suggested
    for number in suggested:
        assert json.loads(tgx("link", "explain", SEOUL, str(number), "--format", "json").out)["against"]


LABELS = """\
held_out: true
year: 2017
rows:
  - {{id: {id}, accept: [18]}}
  - {{position: 1, item: 北京市との交流, accept: [2]}}
  - {{position: 99, accept: [2]}}
  - {{id: own, bureau: 環境局, item: ソウル特別市との大気の共同調査, result: 大気汚染の測り方を学び合った。, accept: [76]}}
  - {{id: away, bureau: 主税局, item: 庁舎の清掃, result: 床を磨いた。, outside: true}}
"""


def test_evaluate_takes_rows_of_the_catalogue_and_rows_of_its_own(
    tgx: Run, file: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.yaml"
    labels.write_text(LABELS.format(id=SEOUL), encoding="utf-8")
    done = tgx("link", "evaluate", labels, "--format", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["held_out"], data["unknown"]) == (True, ["99"])
    assert (data["all"]["rows"], data["all"]["inside"], data["all"]["found"]) == (4, 3, 2)
    assert data["all"]["recall"] == pytest.approx(2 / 3, abs=1e-4)
    (miss,) = data["misses"]
    assert (miss["id"], miss["bureau"], miss["wanted"]) == ("own", "環境局", ["76"])
    wanted = miss["measures"][0]
    assert (wanted["measure"], wanted["role"]) == ("76", "wanted")
    assert wanted["against"]
    assert sum(each["rows"] for each in data["by_bureau"]) == 4
    tgx("link", "reject", SEOUL, "18", "--by", "山田")
    assert json.loads(tgx("link", "evaluate", labels, "--format", "json").out) == data
    shown = tgx("link", "evaluate", labels).out
    assert "labels.yaml (held out from tuning): 4 rows, 3 of them with a measure" in shown
    assert "Not in the catalogue, not counted: 99" in shown
    assert tgx("link", "evaluate", labels, "--format", "csv").out.startswith(
        "of,rows,links,precision,recall,f1"
    )


def test_evaluate_tells_labels_of_another_sheet(tgx: Run, file: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.yaml"
    labels.write_text(
        "year: 2017\nrows: [{position: 1, item: 水道の漏水調査, accept: [33]}]\n", encoding="utf-8"
    )
    done = tgx("link", "evaluate", labels)
    assert done.code == 0
    assert "row 1 is labelled as 水道の漏水調査, in the catalogue it is " in done.err
    labels.write_text("rows: [{id: a, accept: [99]}]\n", encoding="utf-8")
    done = tgx("link", "evaluate", labels)
    assert (done.code, done.out) == (2, "")
    assert "row a names measure 99, which the strategy does not have" in done.err


# ---------------------------------------------------------------- review


def review(tgx: Run, monkeypatch: pytest.MonkeyPatch, answers: str, *arguments: str) -> Outcome:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return tgx("link", "review", "--by", "山田", *arguments)


def order(tgx: Run, *arguments: str) -> list[tuple[str, list[int]]]:
    rows = json.loads(tgx("link", "suggest", "--limit", "99", "--format", "json", *arguments).out)
    return [(row["id"], list(statuses(tgx, row["id"]))) for row in rows]


def test_review_saves_each_answer(tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, candidates), (second, others), (third, _), (fourth, last), *_ = order(tgx)
    answers = "1 r # 確かめた\nm 76\no # 対象外\nr 1\ns\nq\n"
    done = review(tgx, monkeypatch, answers)
    assert (done.code, done.err) == (0, "")
    made = {(each["achievement"], each.get("measure")): each for each in entries(file)}
    assert made[first, candidates[0]]["verdict"] == "accepted"
    assert made[first, candidates[0]]["note"] == "確かめた"
    assert [made[first, number]["verdict"] for number in candidates[1:]] == ["rejected"] * (
        len(candidates) - 1
    )
    assert made[second, 76]["verdict"] == "accepted"
    assert made[third, None]["outside"] is True
    assert made[fourth, last[0]]["verdict"] == "rejected"
    assert {each["by"] for each in entries(file)} == {"山田"}
    assert statuses(tgx, second)[76] == "confirmed"
    assert statuses(tgx, second)[others[0]] == "linked"
    assert done.out.count("q: quit") == 1  # the keys
    assert f"[1/35] {first}  FY2017" in done.out
    assert "4 rows judged (" in done.out
    assert "1 skipped, 30 left" in done.out
    assert done.out.endswith(f"saved in {file}\n")


def test_review_undoes_and_asks_again(tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, candidates), (second, _), *_ = order(tgx)
    done = review(tgx, monkeypatch, "u\n1\no\nu\nu\nr\n")
    assert done.code == 0
    assert "nothing to undo" in done.out
    assert done.out.count(f"[1/35] {first}") == 2
    assert done.out.count(f"[2/35] {second}") == 3
    assert [(each["achievement"], each["measure"], each["verdict"]) for each in entries(file)] == [
        (first, number, "rejected") for number in candidates
    ]


def test_review_explains_what_it_did_not_understand(
    tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = review(tgx, monkeypatch, "9\nx\n\nm\nm 99\nm 下水\n1 r 1\n?\n", "--limit", "1")
    assert done.code == 0
    for said in ("not understood: 9", "not understood: x", "a measure's number is missing", "no measure 99"):
        assert said in done.out
    assert "m 37  下水道技術の海外展開" in done.out
    assert "is both accepted and rejected" in done.out
    assert done.out.count("# at the end: why") >= 4
    assert not file.exists()
    assert "0 rows judged (nothing), 0 skipped, 1 left" in done.out


def test_review_takes_full_width_answers_and_filters(
    tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((key, candidates), *_) = order(tgx, "--measure", "43")
    done = review(tgx, monkeypatch, "ｍ　４５　ｒ＃別の施策\n", "--measure", "43", "--limit", "1")
    assert done.code == 0
    assert [(each["achievement"], each["measure"], each["verdict"]) for each in entries(file)] == [
        (key, 45, "accepted"),
        *((key, number, "rejected") for number in candidates),
    ]
    assert {each["note"] for each in entries(file)} == {"別の施策"}


def test_review_with_nothing_open(tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = review(tgx, monkeypatch, "1\n", "--year", "2030")
    assert (done.code, done.out, done.err) == (0, "nothing is open\n", "")
    done = tgx("link", "review", "--by", " ")
    assert (done.code, done.out) == (2, "")
    assert "a judgement needs a name" in done.err


def test_review_asks_nobody_for_a_name_where_answers_come_from_a_pipe(tgx: Run, file: Path) -> None:
    environment = {
        **os.environ,
        "USER": "tanaka",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    command = [sys.executable, "-m", "toshigaikou_cli", "link", "review", "--limit", "2"]
    done = subprocess.run(
        command, input=b"1\n" + b"\xff\xfe\n", capture_output=True, check=False, env=environment,
        cwd=file.parent,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert [each["by"] for each in entries(file)] == ["tanaka"]


def test_review_on_a_terminal_asks_for_a_name(tgx: Run, file: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "USER": "tanaka",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    command = [sys.executable, "-m", "toshigaikou_cli", "link", "review", "--limit", "1"]
    os.write(ours, "鈴木\n1\n".encode())
    done = subprocess.run(
        command, stdin=theirs, capture_output=True, check=False, env=environment, cwd=file.parent
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Your name [tanaka]: ")
    assert [each["by"] for each in entries(file)] == ["鈴木"]


def test_review_that_is_interrupted_keeps_what_was_answered(
    tgx: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", InterruptedAnswers("1\n"))
    done = tgx("link", "review", "--by", "山田")
    assert (done.code, done.err) == (130, "")
    assert len(entries(file)) == 1
    assert "1 row judged (1 accepted), 0 skipped, 34 left" in done.out


def test_text_of_a_document_cannot_steer_the_terminal(tgx: Run, file: Path, tmp_path: Path) -> None:
    hostile = sheet_of(tmp_path, "大気の測り方\x1b[31m", item="交流\x1b]0;x\x07 [red]赤[/red]")
    tgx("import", "--quiet", hostile)
    key = json.loads(tgx("query", "achievements", "--year", "H30", "--format", "json").out)[0]["id"]
    judged(tgx("link", "accept", key, "18", "--by", "a\x1b[31m", "--note", "\x1b]0;x\x07\u202e"))
    for command in (
        ("suggest", "--limit", "99"),
        ("show", key),
        ("judgements",),
        ("export",),
        ("explain", key, "18"),
    ):
        out = tgx("link", *command).out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "\u202e" not in out
    assert entries(file)[0]["by"] == "a\\x1b[31m"
