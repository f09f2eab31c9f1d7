"""``tgx validate``: what it checks, its options, its exit codes; the same input gives the same output."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Outcome, Run
from projects_made import Place
from toshigaikou_cli.checks import CHECKS
from toshigaikou_cli.packaged import base_data, default_project

HEADER = "分野\t担当（関係）部所名\t項目名\t実績（30年度）\n"
CLEAN = "①交流\t環境局\tソウル特別市との交流\t・平成30年6月4日 大気の測り方の講習に参加\n"
UNKNOWN = "①交流\t国際交流推進庁総務部\tパリ市との交流\t職員2名の受入れ\n"
EMPTY = "①交流\t環境局\tパリ市との交流\t－\n"
ANNOUNCED = "①交流\t環境局\tパリ市との交流\t・意見交換会（2020年5月に開催予定）の準備\n"


def sheets(folder: Path) -> Path:
    """A folder with a clean sheet, one with a warning, and one with an error."""
    for name, row in (("clean", CLEAN), ("empty", EMPTY), ("unknown", CLEAN + UNKNOWN)):
        sheet(folder / f"{name}.tsv", row)
    return folder


@pytest.fixture
def folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """These sheets in a project, of a unit of its own."""
    monkeypatch.setitem(globals(), "UNIT", place.facts.units[0])
    (place.folder / "tgx-baseline.toml").unlink(missing_ok=True)
    return sheets(place.folder)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """These sheets in a folder that is no project: for what its own settings say, and for other strategies and words."""
    monkeypatch.chdir(tmp_path)
    return sheets(tmp_path)


UNIT = "環境局"
"""What the unit of the sheets is called in the project of the test."""


def sheet(path: Path, rows: str, header: str = HEADER) -> Path:
    rows = rows.replace("環境局", UNIT)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"国際交流の取組実績（平成30年度）\n\n{header}{rows}", encoding="utf-8")
    return path


def found(done: Outcome) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return findings


def codes(done: Outcome) -> list[str]:
    return [each["check"] for each in found(done)]


# ---------------------------------------------------------------- files and the catalogue


def test_files_are_checked_without_leaving_a_catalogue(tgx: Run, alone: Path) -> None:
    done = tgx("validate", "clean.tsv")
    assert (done.code, done.err) == (0, "")
    assert not Path(os.environ["TGX_DB"]).exists()
    assert sorted(path.name for path in alone.iterdir()) == ["clean.tsv", "empty.tsv", "unknown.tsv"]


def test_an_existing_catalogue_stays_as_it_is(tgx: Run, folder: Path, place: Place) -> None:
    before, there = place.catalogue.read_bytes(), sorted(folder.rglob("*"))
    done = tgx("validate", "clean.tsv")
    number = sum(place.facts.goals.values())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        f"no findings: {len(CHECKS)} checks over 1 document, {number} measures and 1 achievement"
    )
    assert tgx("validate", "unknown.tsv").code == 1
    assert (place.catalogue.read_bytes(), sorted(folder.rglob("*"))) == (before, there)
    assert tgx("validate").code == 0


def test_a_finding_leads_to_the_cell(tgx: Run, folder: Path) -> None:
    done = tgx("validate", "unknown.tsv")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0] == "unknown.tsv:line 5: error [bureau-unknown] unknown bureau: 国際交流推進庁総務部"
    assert lines[1] == "    担当（関係）部所名: 国際交流推進庁総務部"
    assert lines[-1].startswith("1 error, 0 warnings: ")
    finding = found(tgx("validate", "unknown.tsv", "--format", "json"))[0]
    assert finding["source"] == {
        "document": "unknown.tsv", "page": None, "sheet": None, "line": 5, "row": None,
        "column": "担当（関係）部所名", "bbox": None,
    }  # fmt: skip
    assert finding["record"]["kind"] == "achievement"


def test_a_cell_of_a_workbook_is_named_by_sheet_and_row(tgx: Run, folder: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (HEADER + CLEAN + UNKNOWN).splitlines():
        book.active.append(row.split("\t"))  # type: ignore[union-attr]
    book.save("h30年度.xlsx")
    finding = found(tgx("validate", "h30年度.xlsx", "--format", "json"))[0]
    assert (finding["source"]["page"], finding["source"]["row"]) == (1, 3)
    assert finding["source"]["sheet"] == "Sheet"
    assert tgx("validate", "h30年度.xlsx").out.startswith(
        "h30年度.xlsx:sheet Sheet:row 3: error [bureau-unknown]"
    )


def test_an_unknown_name_comes_with_proposals_and_the_command_that_accepts_it(tgx: Run, folder: Path) -> None:
    sheet(folder / "slip.tsv", CLEAN.replace("環境局", "環鏡局"))
    finding = found(tgx("validate", "slip.tsv", "--format", "json"))[0]
    assert finding["hint"].startswith("環境局: one character differs")
    command = finding["accept"].split()
    assert command[:3] == ["tgx", "words", "add-alias"]
    words = [word.strip("'").replace("WHY", "a known slip") for word in command[1:]]
    assert tgx(*words, "--by", "tests").code == 0
    assert tgx("validate", "slip.tsv").code == 0


def test_the_strategy_to_link_to(tgx: Run, alone: Path) -> None:
    header = HEADER.replace("\n", "\t施策番号\n")
    sheet(alone / "numbered.tsv", CLEAN.replace("\n", "\t3\n"), header)
    small = (
        "港都国際戦略\n\n(1) 一つ目の目的\n\n(ア) 一つ目の方向\n\nNo.\t施策\t概要\t担当局\n"
        "1\t大気の研修\t大気の測り方\t環境局\n2\t水の研修\t水の調べ方\t水道局\n"
    )
    (alone / "strategy.tsv").write_text(small, encoding="utf-8")
    assert tgx("validate", "numbered.tsv").code == 0
    for arguments in (("numbered.tsv", "strategy.tsv"), ("numbered.tsv", "--strategy", "strategy.tsv")):
        done = tgx("validate", *arguments, "--format", "json")
        assert (done.code, codes(done)) == (1, ["link-astray"])
    # what the strategy itself has wrong is reported where it is one of the files
    (alone / "strategy.tsv").write_text(small.replace("\n2\t", "\n3\t"), encoding="utf-8")
    assert tgx("validate", "numbered.tsv", "--strategy", "strategy.tsv").code == 0
    assert codes(tgx("validate", "numbered.tsv", "strategy.tsv", "-f", "json")) == ["strategy-incomplete"]


def test_two_strategies_are_checked_each_by_itself(
    tgx: Run, alone: Path, packaged_documents: tuple[Path, Path]
) -> None:
    text = packaged_documents[0].read_text(encoding="utf-8")
    (alone / "a.tsv").write_text(text.replace("\n7\t", "\n8\t", 1), encoding="utf-8")
    (alone / "b.tsv").write_text(text.replace("\n9\t", "\n8\t", 1), encoding="utf-8")
    done = tgx("validate", "a.tsv", "b.tsv", "--format", "json")
    assert {each["source"]["document"] for each in found(done)} == {"a.tsv", "b.tsv"}
    assert json.loads(done.out)["checked"] == {"document": 2, "measure": 152, "achievement": 0}


def test_the_order_of_the_files_does_not_matter(tgx: Run, folder: Path) -> None:
    names = ["clean.tsv", "unknown.tsv", "empty.tsv"]
    one = tgx("validate", *names, "--format", "json")
    other = tgx("validate", *reversed(names), "clean.tsv", "--format", "json")
    assert (one.code, one.out) == (other.code, other.out)


def test_the_same_input_gives_the_same_bytes_in_another_process(alone: Path) -> None:
    for form in ("text", "json", "github", "junit", "sarif", "markdown", "csv"):
        outputs = {
            subprocess.run(
                [sys.executable, "-m", "toshigaikou_cli", "validate", "unknown.tsv", "empty.tsv", "--format", form],
                capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
            for seed in ("1", "2")
        }  # fmt: skip
        assert len(outputs) == 1
        assert outputs != {b""}


def test_the_packaged_documents_have_no_error_and_no_warning(
    tgx: Run, packaged_documents: tuple[Path, Path]
) -> None:
    done = tgx("validate", *packaged_documents, "--severity", "info", "--format", "json")
    assert (done.code, codes(done)) == (0, ["result-announces"])


def test_the_original_documents_have_no_error_and_no_warning(tgx: Run, originals: Path) -> None:
    done = tgx("validate", *sorted(originals.glob("*.txt")), "--severity", "info", "--format", "json")
    assert done.code == 0
    assert codes(done) == ["result-announces", "table-unknown"]


# ---------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("clean", (), 0),
        ("empty", (), 0),
        ("unknown", (), 1),
        ("empty", ("--fail-on", "warning"), 1),
        ("clean", ("--fail-on", "warning"), 0),
        ("unknown", ("--fail-on", "never"), 0),
        ("unknown", ("--ignore", "bureau-unknown"), 0),
        ("unknown", ("--select", "date-*,result-*"), 0),
        ("unknown", ("--select", "bureau-*"), 1),
        ("empty", ("--severity", "error", "--fail-on", "warning"), 1),
        ("missing", (), 2),
        ("unknown", ("--fail-on", "sometimes"), 2),
        ("unknown", ("--select", "no-such-check"), 2),
        ("unknown", ("--goal", "9"), 2),
    ],
)
def test_exit_codes(tgx: Run, folder: Path, name: str, arguments: tuple[str, ...], code: int) -> None:
    done = tgx("validate", f"{name}.tsv", *arguments)
    assert done.code == code
    assert done.err.count("\n") == (1 if code == 2 else 0)


def test_an_unreadable_file_is_named_and_the_others_are_checked(tgx: Run, folder: Path) -> None:
    (folder / "odd.tsv").write_text("甲\t乙\n一\t二\n", encoding="utf-8")
    done = tgx("validate", "odd.tsv", "unknown.tsv", "--format", "json")
    assert done.code == 2
    assert codes(done) == ["document-unreadable", "bureau-unknown"]
    assert done.err.startswith("tgx: odd.tsv:line 1: no known header")
    assert found(done)[0]["source"]["line"] == 1
    assert tgx("validate", ".").code == 2


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("broken.csv", 'a,b\nc,"d\ne,f\n', 2),
        ("bureaus.yaml", "version: 1\nbureaus: [\n", 3),
        ("empty.txt", "一行の文\n", None),
    ],
)
def test_an_errors_place_is_the_findings(
    tgx: Run, folder: Path, name: str, text: str, line: int | None
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    (finding,) = found(tgx("validate", name, "--format", "json"))
    assert (finding["source"]["document"], finding["source"]["line"]) == (name, line)


def test_severity_hides_and_says_so(tgx: Run, folder: Path) -> None:
    sheet(folder / "announced.tsv", CLEAN + ANNOUNCED + EMPTY)
    assert "info [result-announces]" in tgx("validate", "announced.tsv", "--severity", "info").out
    shown = tgx("validate", "announced.tsv").out
    assert "0 errors, 1 warning:" in shown
    assert "not shown (--severity info)" in shown
    hidden = json.loads(tgx("validate", "announced.tsv", "--severity", "error", "-f", "json").out)["summary"]
    assert (hidden["warning"], hidden["not_shown"]["warning"]) == (0, 1)


# ---------------------------------------------------------------- filters


def test_filters_leave_the_findings_of_their_records(tgx: Run, folder: Path, place: Place) -> None:
    other = place.facts.units[1]
    old = EMPTY.replace("環境局", other)
    sheet(folder / "sheets/h30.tsv", CLEAN + EMPTY)
    (folder / "sheets/h29.tsv").write_text(
        f"国際交流の取組実績（平成29年度）\n\n{HEADER.replace('30年', '29年')}{old}", encoding="utf-8"
    )
    every = ("validate", "sheets/h29.tsv", "sheets/h30.tsv", "--format", "json")
    assert codes(tgx(*every)) == ["result-empty"] * 2
    for arguments, document in (
        (("--year", "H29"), "sheets/h29.tsv"),
        (("--year", "2018"), "sheets/h30.tsv"),
        (("--bureau", other), "sheets/h29.tsv"),
        (("--bureau", UNIT, "--year", "2018"), "sheets/h30.tsv"),
    ):
        assert [each["source"]["document"] for each in found(tgx(*every, *arguments))] == [document]
    assert codes(tgx(*every, "--bureau", UNIT, "--year", "2017")) == []


def test_goal_filters_the_catalogue(tgx: Run, place: Place) -> None:
    assert tgx("import", "--quiet", place.sheet("a.tsv")).code == 0
    with closing(sqlite3.connect(place.catalogue)) as connection, connection:
        connection.execute("UPDATE achievement SET result = ''")
    every = codes(tgx("validate", "--format", "json"))
    goal = list(place.facts.goals)[0 if place.name == "empty" else 1]  # none of the sheet's own
    second = codes(tgx("validate", "--format", "json", "--goal", goal))
    assert len(second) < len(every)
    assert second or place.name == "empty"


# ---------------------------------------------------------------- settings


def test_settings_are_found_upwards_and_options_win(
    tgx: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (alone / "tgx.toml").write_text(
        '[validate]\nfail-on = "never"\nformat = "json"\nignore = ["date-*"]\n', "utf-8"
    )
    deep = alone / "sheets" / "old"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    done = tgx("validate", "../../unknown.tsv")
    assert (done.code, codes(done)) == (0, ["bureau-unknown"])
    assert "date-impossible" not in json.loads(done.out)["checks"]
    assert tgx("validate", "../../unknown.tsv", "--fail-on", "error").code == 1
    assert tgx("validate", "../../unknown.tsv", "--format", "text").out.startswith(
        "../../unknown.tsv:line 5: error"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[validate]\ncolour = 1\n", ("unknown key", "validate.colour", "select")),
        ("[report]\n", ("unknown key", "report")),
        ('[validate]\nselect = "no-such-check"\n', ("no such check",)),
        ('[validate]\nseverity = "loud"\n', ("loud", "warning")),
        ("[validate]\nignore = [1]\n", ("ignore",)),
        ("[validate]\ngoal = true\n", ("goal",)),
        ("[validate]\nbureau = 3\n", ("bureau",)),
        ("validate = 3\n", ("validate",)),
        ("[validate\n", ("not valid TOML", "line 1")),
    ],
)
def test_broken_settings_are_refused(tgx: Run, alone: Path, text: str, words: tuple[str, ...]) -> None:
    (alone / "tgx.toml").write_text(text, encoding="utf-8")
    done = tgx("validate", "clean.tsv")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    for word in words:
        assert word in done.err


def test_settings_name_files_beside_themselves(
    tgx: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (alone / "columns.yaml").write_text(
        "version: 1\ntables:\n  achievements:\n    columns:\n      bureau: {names: [受け持ち]}\n",
        encoding="utf-8",
    )
    sheet(alone / "in/sheet.tsv", CLEAN, HEADER.replace("担当（関係）部所名", "受け持ち"))
    monkeypatch.chdir(alone / "in")
    assert tgx("validate", "sheet.tsv").code == 2
    (alone / "tgx.toml").write_text('[validate]\ncolumns = "columns.yaml"\n', encoding="utf-8")
    assert tgx("validate", "sheet.tsv").code == 0


def test_other_vocabularies_and_names(tgx: Run, alone: Path) -> None:
    own = alone / "words"
    own.mkdir()
    (own / "bureaus.yaml").write_text(
        "version: 1\nbureaus:\n  - {id: kokusai, name: 国際交流推進庁, departments: [{name: 総務部}],"
        " sources: [https://example.org/a]}\n  - {id: kankyo, name: 環境局, sources: [https://example.org/a]}\n",
        encoding="utf-8",
    )
    (own / "cities.yaml").write_bytes(base_data("cities.yaml").read_bytes())
    assert tgx("validate", "unknown.tsv", "--vocabulary", "words", "--select", "bureau-*").code == 0
    (alone / "aliases.yaml").write_text(
        "version: 1\naliases:\n  - {kind: bureau, alias: 国際交流推進庁, id: seisaku-kikaku, date: '2026-11-22',"
        " reason: a trial, by: tests}\n",
        encoding="utf-8",
    )
    assert tgx("validate", "unknown.tsv", "--aliases", "aliases.yaml").code == 0
    assert tgx("validate", "unknown.tsv", "--aliases", "none.yaml").code == 2


@pytest.mark.parametrize(
    "path",
    sorted([*base_data().glob("*.yaml"), *(default_project() / "words").rglob("*.yaml")]),
    ids=lambda path: path.name,
)
def test_the_packaged_vocabularies_are_sound(tgx: Run, path: Path) -> None:
    done = tgx("validate", path, "--severity", "info")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no findings")


def test_a_yaml_file_of_no_known_name_is_refused(tgx: Run, folder: Path) -> None:
    (folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    done = tgx("validate", "notes.yaml")
    assert done.code == 2
    assert "bureaus" in done.err


# ---------------------------------------------------------------- the baseline


def test_a_baseline_knows_findings_and_outlives_moved_rows(tgx: Run, folder: Path) -> None:
    written = tgx("validate", "unknown.tsv", "empty.tsv", "--write-baseline", "--reason", "asked on Monday")
    assert (written.code, written.out) == (0, "")
    assert "2 known findings" in written.err
    text = (folder / "tgx-baseline.toml").read_text(encoding="utf-8")
    assert text.count('reason = "asked on Monday"') == 2
    done = tgx("validate", "unknown.tsv", "empty.tsv")
    assert done.code == 0
    assert "no findings" in done.out
    assert "2 known" in done.out
    sheet(folder / "unknown.tsv", CLEAN.replace("ソウル特別市", "パリ市") + CLEAN + UNKNOWN)
    known = json.loads(tgx("validate", "unknown.tsv", "-f", "json").out)
    assert [(each["check"], each["reason"]) for each in known["known"]] == [
        ("bureau-unknown", "asked on Monday")
    ]
    assert known["findings"] == []


def test_a_baseline_that_is_named_and_not_there_is_refused(tgx: Run, folder: Path) -> None:
    done = tgx("validate", "unknown.tsv", "--baseline", "knwon.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tgx: --baseline knwon.toml: no such file (--write-baseline makes it)\n"
    assert tgx("validate", "unknown.tsv", "--baseline", "known.toml", "--write-baseline").code == 0
    assert tgx("validate", "unknown.tsv", "--baseline", "known.toml").code == 0


def test_a_baseline_says_what_no_longer_serves(
    tgx: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tgx("validate", "unknown.tsv", "--write-baseline", "--reason", "until spring", "--expires", "2027-03-31")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806451200")  # 2027-03-31
    assert codes(tgx("validate", "unknown.tsv", "-f", "json")) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806537600")  # the day after
    done = tgx("validate", "unknown.tsv", "-f", "json")
    assert (done.code, codes(done)) == (1, ["bureau-unknown", "baseline-expired"])
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert codes(tgx("validate", "clean.tsv", "-f", "json")) == []  # its document was not looked at
    sheet(folder / "unknown.tsv", CLEAN)
    done = tgx("validate", "unknown.tsv", "-f", "json")
    assert (done.code, codes(done)) == (0, ["baseline-unmatched"])
    assert codes(tgx("validate", "unknown.tsv", "-f", "json", "--year", "2018")) == []
    assert codes(tgx("validate", "unknown.tsv", "-f", "json", "--select", "date-*,baseline-*")) == []
    tgx("validate", "unknown.tsv", "--write-baseline")
    assert "[[known]]" not in (folder / "tgx-baseline.toml").read_text(encoding="utf-8")


def test_writing_a_baseline_again_keeps_its_reasons(tgx: Run, folder: Path) -> None:
    tgx("validate", "unknown.tsv", "--write-baseline", "--reason", "first")
    tgx("validate", "unknown.tsv", "empty.tsv", "--write-baseline", "--reason", "second")
    text = (folder / "tgx-baseline.toml").read_text(encoding="utf-8")
    assert text.count('reason = "first"') == text.count('reason = "second"') == 1
    tgx("validate", "unknown.tsv", "empty.tsv", "--write-baseline", "--reason", "third")
    assert (folder / "tgx-baseline.toml").read_text(encoding="utf-8") == text


def test_a_baseline_serves_the_catalogue_as_well(tgx: Run, folder: Path) -> None:
    tgx("validate", "unknown.tsv", "--write-baseline")
    tgx("import", "unknown.tsv", "--add")
    assert tgx("validate").code == 0
    (folder / "other.toml").write_text("version = 1\n", encoding="utf-8")
    assert tgx("validate", "--baseline", "other.toml").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "version = 2\n",
        "version = 1\nknow = 1\n",
        "version = 1\nknown = 3\n",
        'version = 1\n[[known]]\ncheck = "result-empty"\n',
        'version = 1\n[[known]]\ncheck = "result-empty"\nreason = " "\n',
        'version = 1\n[[known]]\nreason = "x"\n',
        'version = 1\n[[known]]\ncheck = "result-empty"\nreason = "x"\nexpires = "soon"\n',
        'version = 1\n[[known]]\ncheck = "result-empty"\nreason = "x"\nline = 3\n',
        'version = 1\n[[known]]\ncheck = 3\nreason = "x"\n',
        "version = \n",
    ],
)
def test_a_broken_baseline_is_refused(tgx: Run, folder: Path, text: str) -> None:
    (folder / "tgx-baseline.toml").write_text(text, encoding="utf-8")
    done = tgx("validate", "clean.tsv")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "tgx-baseline.toml" in done.err


# ---------------------------------------------------------------- the list


def test_the_page_of_the_checks_is_up_to_date(tgx: Run) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == tgx("validate", "--list", "--format", "markdown").out


def test_every_check_says_what_it_is(tgx: Run) -> None:
    listed = json.loads(tgx("validate", "--list", "--format", "json").out)
    assert len({check["code"] for check in listed["checks"]}) == len(listed["checks"]) == len(CHECKS)
    for check in listed["checks"]:
        assert all(check.values())
        assert check["why"].endswith(".")
        assert check["mend"].endswith(".")
    shown = tgx("validate", "--list").out
    assert all(check["code"] in shown for check in listed["checks"])
    assert len(tgx("validate", "--list", "--format", "csv").out.splitlines()) == len(CHECKS) + 1


def test_the_version_of_the_rules_is_that_of_these_checks() -> None:
    """A check added, removed or of another severity is another version: change both lines."""
    from hashlib import sha256

    from toshigaikou_cli.checks import RULES_VERSION

    told = "\n".join(f"{check.code} {check.severity}" for check in CHECKS)
    assert (RULES_VERSION, sha256(told.encode()).hexdigest()[:12]) == (8, "a2be03394154")


def test_how_something_was_read_is_a_note_and_stops_nothing(tgx: Run, folder: Path) -> None:
    of_unit = Path(__file__).resolve().parents[1] / "examples" / "refused" / "reading-noted.tsv"
    path = folder / "h30.tsv"
    path.write_text(of_unit.read_text(encoding="utf-8"), encoding="utf-8")
    done = tgx("validate", path, "--fail-on", "warning")
    assert (done.code, "reading-" in done.out) == (0, False)
    done = tgx("validate", path, "--severity", "info", "--fail-on", "warning", "--select", "reading-*")
    assert done.code == 0
    assert "info [reading-noted]" in done.out
    assert "units-over-tables" in done.out


def test_a_row_of_totals_is_a_note_and_nothing_to_mend(tgx: Run, folder: Path) -> None:
    total = "\t\t合計\t3事業\n"
    sheet(folder / "total.tsv", CLEAN + total)
    done = tgx("validate", "total.tsv", "--severity", "info", "--format", "json")
    notes = [(each["check"], each["severity"]) for each in found(done) if "total" in each["message"]]
    assert notes == [("part-skipped", "info")]
    sheet(folder / "broken.tsv", CLEAN + "文化\t環境局\t\t開催\n")
    assert "row-rejected" in codes(tgx("validate", "broken.tsv", "--format", "json"))


def test_every_cell_that_was_not_read_is_named(tgx: Run, tmp_path: Path) -> None:
    lines = ["令和5年度の実績", "事業名\t実施日\t参加者数\t実績\t担当課"]
    lines += [
        f"交流{n}\t{when}\t\t会を開いた。\t国際課"
        for n, when in enumerate(["随時", "毎月", "5/8", "第2土曜", "適宜"])
    ]
    file = tmp_path / "r5.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = tgx("import", file, "--lang", "en")
    first = "随時 (line 3), 毎月 (line 4), 第2土曜 (line 6), …"
    assert f"info: 4 cells of 実施日 are kept as they are, not read: {first}" in done.out
    one = tgx("validate", "--severity", "info", "--format", "json")
    found = [each for each in json.loads(one.out)["findings"] if each["check"] == "part-skipped"]
    assert [(each["cell"], each["source"]["line"], each["source"]["column"]) for each in found] == [
        ("随時", 3, "実施日"),
        ("毎月", 4, "実施日"),
        ("第2土曜", 6, "実施日"),
        ("適宜", 7, "実施日"),
    ]
