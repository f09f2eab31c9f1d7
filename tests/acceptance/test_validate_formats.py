"""The output formats against their public schemas and rules.

The schemas are not part of this project. Tests that need them look in the folder that ``TGX_PUBLIC_SCHEMAS`` names:
``JUnit.xsd`` (the one of Jenkins' xUnit plugin, or github.com/windyroad/JUnit-Schema) and ``sarif-schema-2.1.0.json``
(OASIS). ``.ci/run`` takes both from published packages.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

import make_documents as make
from conftest import Run
from make_documents import Sheet
from projects_made import Place
from toshigaikou_cli.checks import CHECKS
from toshigaikou_cli.formats import FINDINGS
from toshigaikou_cli.packaged import packaged

HOSTILE = "＜甲＞\x1b[31m&]]>\"'%0A::error::"
SHEET = (
    "国際交流の取組実績（平成30年度）\n\n分野\t担当（関係）部所名\t項目名\t実績（30年度）\n"
    "①交流\t国際交流推進庁総務部\tパリ市との交流\t・平成29年6月4日 講習\n"
    "①交流\t環境局総務部\tソウル特別市との交流\t\n①交流\t環境局総努部\tローマ市との交流\t視察\n"
    f"①交流\t{HOSTILE}\t{HOSTILE}\t・平成30年2月30日 {HOSTILE}\n"
    "①交流\t環境局総務部\tベルリン市との交流\t・意見交換会（2020年5月に開催予定）の準備\n"
)
FILES = ("a b.tsv", "clean.tsv")


@pytest.fixture
def folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In each project a sheet with all kinds of findings and hostile text, a clean one, and a baseline that knows one
    finding."""
    one, other = place.facts.units
    monkeypatch.setitem(
        globals(), "SHEET", SHEET.replace("環境局総務部", one).replace("環境局総努部", f"{one}総努部")
    )
    (place.folder / FILES[0]).write_text(SHEET, encoding="utf-8")
    clean = SHEET.splitlines(keepends=True)
    (place.folder / FILES[1]).write_text(
        "".join([*clean[:3], f"①交流\t{other}\t研修\t5か国から12名を受け入れた。\n"]), "utf-8"
    )
    (place.folder / "tgx-baseline.toml").write_text(
        'version = 1\n[[known]]\ncheck = "result-empty"\ndocument = "a b.tsv"\nrecord = "RECORD"\nreason = "asked"\n',
        encoding="utf-8",
    )
    return place.folder


PRINTED: dict[tuple[str, ...], str] = {}
"""What was printed so far, by project and options: the sheets and the project are the same in each test."""


@pytest.fixture
def printed(tgx: Run, folder: Path, place: Place) -> Any:
    """``printed("sarif")``: what ``tgx validate`` prints of both sheets, notes and a known finding included."""

    baseline = folder / "tgx-baseline.toml"

    def known() -> None:
        """The baseline knows the finding of the row without a result."""
        text = baseline.read_text(encoding="utf-8")
        if "RECORD" in text:
            every = json.loads(tgx("validate", *FILES, "-f", "json", "--ignore", "baseline-*").out)[
                "findings"
            ]
            empty = next(each for each in every if each["check"] == "result-empty")
            key = f"achievement {empty['record']['id']}"
            baseline.write_text(text.replace("RECORD", key), encoding="utf-8")

    def of(form: str, *arguments: str) -> str:
        key = (place.name, form, *arguments)
        if key not in PRINTED:
            known()
            done = tgx("validate", *FILES, "--severity", "info", "--format", form, *arguments)
            assert (done.code, done.err) == (1, "")
            PRINTED[key] = done.out
        return PRINTED[key]

    return of


def public(name: str) -> Path:
    given = os.environ.get("TGX_PUBLIC_SCHEMAS")
    if not given or not (Path(given) / name).exists():
        pytest.skip(f"TGX_PUBLIC_SCHEMAS has no {name}")
    return Path(given) / name


# ---------------------------------------------------------------- the place


UNKNOWN_TABLE = "\n\n略称\t正式な名前\nC40\t世界大都市気候先導グループ\n"


def test_every_format_has_the_line_of_an_unknown_table(tgx: Run, folder: Path) -> None:
    (folder / "t.tsv").write_text(SHEET + UNKNOWN_TABLE, encoding="utf-8")
    line = SHEET.count("\n") + 3

    def of(form: str) -> str:
        return tgx("validate", "t.tsv", "--select", "table-unknown", "--severity", "info", "-f", form).out

    (finding,) = json.loads(of("json"))["findings"]
    place = {"page": None, "sheet": None, "line": line, "row": None, "column": None, "bbox": None}
    assert finding["source"] == {"document": "t.tsv", **place}
    (result,) = json.loads(of("sarif"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": line}
    assert of("github").startswith(
        f"::notice file=t.tsv,line={line},title=table-unknown::line {line}: a table"
    )
    assert of("text").startswith(f"t.tsv:line {line}: info [table-unknown] a table without a known header")
    assert f'name="table-unknown line {line}"' in of("junit")
    assert next(csv.DictReader(io.StringIO(of("csv"))))["where"] == f"t.tsv:line {line}"
    assert f"t.tsv:line {line}" in of("markdown")
    said = json.loads(tgx("import", "t.tsv", "--json", "--add").out)[0]["findings"][0]
    assert (said["where"], said["source"]) == (f"t.tsv:line {line}", finding["source"])
    assert f"(t.tsv:line {line})" in tgx("import", "t.tsv", "--dry-run", "--add", "--year", "2018").out


def test_a_workbooks_places_name_the_sheet(tgx: Run, folder: Path) -> None:
    header = SHEET.splitlines()[2].split("\t")
    sheet = make.table_cells([header, ["①交流", "国際交流推進庁", "パリ市との交流", "講習"]])
    legend = make.table_cells([["略称", "正式な名前"], ["C40", "気候の集まり"]])
    sheets = (Sheet("平成30年度", sheet), Sheet("作業用", sheet, state="hidden"), Sheet("凡例", legend))
    (folder / "b.xlsx").write_bytes(make.workbook(*sheets))
    shown = tgx("validate", "b.xlsx", "--severity", "info", "-f", "json").out
    places = {each["check"]: each["source"] for each in json.loads(shown)["findings"]}
    at = {check: (place["page"], place["sheet"], place["row"]) for check, place in places.items()}
    assert at["bureau-unknown"] == (1, "平成30年度", 2)
    assert at["part-skipped"] == (2, "作業用", None)
    assert (
        "b.xlsx:sheet 作業用: info [part-skipped] not read: hidden sheet\n"
        in tgx("validate", "b.xlsx", "--severity", "info").out
    )
    assert at["table-unknown"] == (3, "凡例", 1)
    log = json.loads(tgx("validate", "b.xlsx", "--select", "bureau-unknown", "-f", "sarif").out)
    (named,) = log["runs"][0]["results"][0]["locations"][0]["logicalLocations"]
    assert named["fullyQualifiedName"].startswith("page 1/sheet 平成30年度/row 2/")
    assert json.loads(tgx("import", "b.xlsx", "--json", "--add").out)[0]["skipped"] == [
        "sheet 作業用: hidden sheet"
    ]
    listed = json.loads(tgx("query", "documents", "-f", "json").out)
    (document,) = (each for each in listed if each["name"] == "b.xlsx")
    assert document["skipped"] == ["sheet 作業用: hidden sheet"]
    every = json.loads(tgx("query", "achievements", "-f", "json").out)
    (achievement,) = (each for each in every if each["source"]["document"] == "b.xlsx")
    assert (achievement["source"]["sheet"], achievement["source"]["row"]) == ("平成30年度", 2)


# ---------------------------------------------------------------- SARIF


def test_sarif_keeps_to_its_public_schema(printed: Any) -> None:
    schema = json.loads(public("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(schema)
    log = json.loads(printed("sarif"))
    assert list(validator.iter_errors(log)) == []
    del log["runs"][0]["tool"]["driver"]["name"]
    assert list(validator.iter_errors(log)) != []


def test_sarif_tells_the_same_as_json(printed: Any) -> None:
    (run,) = json.loads(printed("sarif"))["runs"]
    data = json.loads(printed("json"))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [check.code for check in CHECKS]
    both = [*data["findings"], *data["known"]]
    assert [result["ruleId"] for result in run["results"]] == [each["check"] for each in both]
    for result, each in zip(run["results"], both, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == each["source"]["document"].replace(" ", "%20")
        assert physical["region"]["startLine"] == each["source"]["line"]
        assert result["message"]["text"].startswith(each["message"][:10])
        assert each["source"]["document"] in result["message"]["text"].split("\n")[1]
        assert result["level"] == {"info": "note"}.get(each["severity"], each["severity"])
    suppressed = [result["ruleId"] for result in run["results"] if "suppressions" in result]
    assert suppressed == ["result-empty"]
    hashes = {each["location"]["uri"]: each["hashes"]["sha-256"] for each in run["artifacts"]}
    assert hashes == {each["name"].replace(" ", "%20"): each["sha256"] for each in data["documents"]}


# ---------------------------------------------------------------- JUnit


def test_junit_keeps_to_its_public_schema(printed: Any) -> None:
    import xmlschema

    schema = xmlschema.XMLSchema(str(public("JUnit.xsd")))
    report = printed("junit")
    assert list(map(str, schema.iter_errors(report))) == []
    assert list(schema.iter_errors(report.replace(" classname=", " klass="))) != []


def test_junit_counts_what_it_holds(printed: Any) -> None:
    root = ElementTree.fromstring(printed("junit"))
    data = json.loads(printed("json"))
    suites = {suite.attrib["name"]: suite for suite in root}
    assert sorted(suites) == sorted(FILES)
    for name, suite in suites.items():
        cases = suite.findall("testcase")
        failed = [case for case in cases if case.find("failure") is not None]
        own = [
            each
            for each in data["findings"]
            if each["source"]["document"] == name and each["severity"] != "info"
        ]
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == len(failed) == len(own)
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        assert len(cases) >= len(CHECKS)
    messages = [case.attrib["message"] for case in root.iter("skipped")]
    assert "known: asked" in messages


# ---------------------------------------------------------------- the others


def test_github_annotations_are_one_line_each(printed: Any) -> None:
    lines = printed("github").splitlines()
    data = json.loads(printed("json"))
    assert len(lines) == len(data["findings"])
    for line, each in zip(lines, data["findings"], strict=True):
        told = re.fullmatch(r"::(error|warning|notice) file=([^,:]+),line=(\d+),title=([a-z-]+)::(.+)", line)
        assert told
        assert told[2] == each["source"]["document"]
        assert int(told[3]) == each["source"]["line"]
        assert told[4] == each["check"]
    assert "%250A\\x3a:error\\x3a:" in printed("github")


def test_json_keeps_to_its_schema_and_names_what_was_checked(printed: Any, place: Place) -> None:
    data = json.loads(printed("json"))
    schema = json.loads(packaged("schemas/validate.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    assert [each["name"] for each in data["documents"]] == sorted(FILES)
    assert data["summary"]["known"] == len(data["known"]) == 1
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for each in data["findings"]:
        counts[each["severity"]] += 1
    assert {key: data["summary"][key] for key in counts} == counts
    assert min(counts["error"], counts["info"]) > 0
    assert counts["warning"] > 0 or place.name != "tokyo"  # it alone has registered departments


def test_every_format_has_the_same_findings(printed: Any) -> None:
    expected = [each["check"] for each in json.loads(printed("json"))["findings"]]
    assert [row["check"] for row in csv.DictReader(io.StringIO(printed("csv")))] == expected
    assert [each["check_name"] for each in json.loads(printed("gitlab"))] == expected
    lines = {each["source"]["line"] for each in json.loads(printed("json"))["findings"]}
    text = printed("text", "--all")
    assert set(re.findall(r"^\S*.*\[([a-z-]+)\]", text, re.MULTILINE)) == set(expected)
    assert {int(line) for line in re.findall(r"\.tsv:line (\d+)", text)} == lines
    titles = re.findall(
        r"^### (?:error|warning|info) ([a-z-]+): .+ \((\d+) finding", printed("markdown"), re.MULTILINE
    )
    assert sorted(code for code, number in titles for _ in range(int(number))) == sorted(expected)
    assert len(re.findall(r"^\| .*\.tsv:line \d+ \|", printed("markdown"), re.MULTILINE)) == len(expected)


def test_the_ending_of_a_file_says_how(tgx: Run, folder: Path) -> None:
    def written(name: str, *more: str) -> tuple[int, str]:
        done = tgx("validate", FILES[0], "-o", name, *more)
        assert done.out == ""
        return done.code, (folder / name).read_text(encoding="utf-8") if done.code < 2 else done.err

    assert json.loads(written("f.json")[1])["rules"]
    assert json.loads(written("g.json", "-f", "gitlab")[1])[0]["check_name"]
    assert json.loads(written("s.json", "-f", "sarif")[1])["runs"]
    assert json.loads(written("s.sarif")[1])["runs"]
    assert written("f.xml") == (1, tgx("validate", FILES[0], "-f", "junit").out)
    assert written("f.txt") == (1, tgx("validate", FILES[0]).out)
    assert written("f.md")[1].startswith("## tgx validate")
    for arguments, said in (
        (("f.xml", "-f", "json"), ".xml is not --format json"),
        (("f.pdf",), "unknown ending: .pdf"),
    ):
        code, error = written(*arguments)
        assert (code, error.count("\n")) == (2, 1)
        assert said in error
    assert tgx("validate", "--list", "-o", "f.json").code == 2


# ---------------------------------------------------------------- GitLab


def test_gitlab_keeps_to_its_schema_and_to_what_gitlab_asks_for(printed: Any) -> None:
    schema = json.loads(packaged("schemas/gitlab-code-quality.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    entries = json.loads(printed("gitlab"))
    validator.validate(entries)
    data = json.loads(printed("json"))["findings"]
    assert [each["location"] for each in entries] == [
        {"path": each["source"]["document"], "lines": {"begin": each["source"]["line"]}} for each in data
    ]
    severities = {"error": "major", "warning": "minor", "info": "info"}
    assert [each["severity"] for each in entries] == [severities[each["severity"]] for each in data]
    assert len({each["fingerprint"] for each in entries}) == len(entries)
    assert all(
        each["message"][:10] in entry["description"] for each, entry in zip(data, entries, strict=True)
    )
    del entries[0]["fingerprint"]
    assert not validator.is_valid(entries)


def test_gitlab_gives_paths_of_the_repository_and_a_line_to_what_has_none(tgx: Run, folder: Path) -> None:
    header = SHEET.splitlines()[2].split("\t")
    sheet = make.table_cells([header, ["①交流", "国際交流推進庁", "パリ市との交流", "講習"]])
    (folder / "b.xlsx").write_bytes(make.workbook(Sheet("平成30年度", sheet)))
    (entry,) = json.loads(
        tgx("validate", "./b.xlsx", "--select", "bureau-unknown", "--fail-on", "never", "-f", "gitlab").out
    )
    assert entry["location"] == {"path": "b.xlsx", "lines": {"begin": 1}}
    assert entry["description"].startswith("sheet 平成30年度:row 2: unknown bureau")
    assert (
        json.loads(tgx("validate", FILES[1], "-f", "gitlab", "--fail-on", "never", "--select", "date-*").out)
        == []
    )


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_a_fingerprint_stays_where_the_row_moves(tgx: Run, folder: Path, form: str) -> None:
    def prints() -> list[str]:
        told = json.loads(tgx("validate", FILES[0], "-f", form, "--select", "bureau-unknown").out)
        if form == "gitlab":
            return sorted(each["fingerprint"] for each in told)
        return sorted(each["partialFingerprints"]["tgxFinding/v1"] for each in told["runs"][0]["results"])

    before = prints()
    lines = SHEET.splitlines(keepends=True)
    (folder / FILES[0]).write_text("".join([*lines[:3], "\n", *reversed(lines[3:])]), encoding="utf-8")
    assert prints() == before
    (folder / FILES[0]).write_text(SHEET.replace("国際交流推進庁", "国際交流促進庁"), encoding="utf-8")
    assert prints() != before


@pytest.mark.parametrize("form", FINDINGS)
def test_no_text_steers_a_terminal(printed: Any, form: str) -> None:
    assert "\x1b" not in printed(form)
