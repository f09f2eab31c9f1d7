"""The baseline: entries written are read again, and known findings are told from new ones."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from toshigaikou_cli.checks.baseline import KnownFinding, baseline_text, key_of, read_baseline, renewed, split
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FILLED = TEXT.filter(lambda text: bool(text.strip()))
ENTRIES = st.lists(
    st.builds(KnownFinding, FILLED, TEXT, TEXT, TEXT, FILLED, st.sampled_from(("", "2027-03-31"))), max_size=4
)


def finding(cell: str = "－", line: int = 4, document: str = "sheets/h30.tsv") -> Finding:
    return Finding(
        "result-empty", "warning", "no result", Spot(document, line=line), "achievement", "2018-1", cell
    )


def entry(cell: str = "－", expires: str = "") -> KnownFinding:
    return KnownFinding("result-empty", "h30.tsv", "achievement 2018-1", cell, "asked", expires)


@settings(deadline=None, max_examples=60)
@given(ENTRIES)
def test_what_is_written_is_read_again_and_keeps_to_the_schema(entries: list[KnownFinding]) -> None:
    from tempfile import TemporaryDirectory

    text = baseline_text(entries)
    schema = json.loads(packaged("schemas/baseline.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(tomllib.loads(text))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "baseline.toml"
        path.write_text(text, encoding="utf-8", newline="\n")
        assert list(read_baseline(path)) == entries


def test_a_date_of_toml_is_a_day(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text(
        'version = 1\n[[known]]\ncheck = "a-b"\nreason = "x"\nexpires = 2027-03-31\n', encoding="utf-8"
    )
    assert read_baseline(path)[0].expires == "2027-03-31"


def test_an_entry_follows_its_record_and_not_its_line() -> None:
    told = split([finding(line=4), finding(line=99)], [entry()], "2026-11-22", {"result-empty"}, ["h30.tsv"])
    assert not told.new
    assert [each.known for each in told.known] == ["asked", "asked"]


@pytest.mark.parametrize(
    ("entries", "day", "new", "expired", "unmatched"),
    [
        ([entry()], "2026-11-22", 0, 0, 0),
        ([entry("another")], "2026-11-22", 1, 0, 1),
        ([entry(expires="2026-11-22")], "2026-11-22", 0, 0, 0),
        ([entry(expires="2026-11-21")], "2026-11-22", 1, 1, 0),
        ([], "2026-11-22", 1, 0, 0),
    ],
)
def test_what_serves(entries: list[KnownFinding], day: str, new: int, expired: int, unmatched: int) -> None:
    told = split([finding()], entries, day, {"result-empty"}, ["x/h30.tsv"])
    assert (len(told.new), len(told.expired), len(told.unmatched)) == (new, expired, unmatched)


@pytest.mark.parametrize(("checks", "documents"), [({"date-impossible"}, ["h30.tsv"]), ({"result-empty"}, ["h29.tsv"]),
                                                  ({"result-empty"}, None)])  # fmt: skip
def test_what_was_not_looked_at_is_not_unmatched(checks: set[str], documents: list[str] | None) -> None:
    assert split([], [entry()], "2026-11-22", checks, documents).unmatched == []


def test_renewing_keeps_reasons_and_drops_what_is_gone() -> None:
    gone = entry("gone")
    known = finding()._replace(known="asked")
    entries = renewed([known, finding("new")], [entry(), gone], [gone], "", "")
    assert [(each.cell, each.reason == "asked") for each in entries] == [("new", False), ("－", True)]
    assert all(each.reason for each in entries)
    assert {each.key for each in entries} == {key_of(known), key_of(finding("new"))}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "known = []",
            "the file: 'version' is a required property (write version = 1, then [[known]] for each entry)",
        ),
        ("version = 2", "version: 1 was expected (write version = 1)"),
        ("version = 1\nknow = 1", "know: unknown key (known: version, known)"),
        (
            '{}check = "a-b"',
            "entry 2: 'reason' is a required property (an entry has check and reason, and perhaps",
        ),
        (
            '{}check = "a-b"\nreason = "x"\nline = 3',
            "line of entry 2: unknown key (known: check, document, record",
        ),
        (
            '{}check = 3\nreason = "x"',
            "check of entry 2: 3 is not of type 'string' (a check's code in quotes",
        ),
        (
            '{}check = "a-b"\nreason = "x"\nexpires = "2027-02-30"',
            "expires of entry 2: '2027-02-30' is not a 'date'",
        ),
    ],
)
def test_a_broken_entry_is_named_with_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    first = 'version = 1\n[[known]]\ncheck = "a-b"\nreason = "x"\n[[known]]\n'
    path = tmp_path / "baseline.toml"
    path.write_text(text.replace("{}", first), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_baseline(path)
    assert str(caught.value).startswith(f"{path}: {message}")
