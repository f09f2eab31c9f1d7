"""Names that the registers do not have are listed, and accepted with one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Outcome, Run

SHEET = (
    "担当局\t項目名\t実績（平成30年度）\n国際交流推進庁総務部\t交流\t実施\n国際交流推進庁\t派遣\t2名\n"
    "環境局総務部\tソウル特別市との交流\t実施\n生活文化局振興部\t展示\t実施\n"
)


@pytest.fixture
def imported(tgx: Run, tmp_path: Path) -> Path:
    file = tmp_path / "sheet.tsv"
    file.write_text(SHEET, encoding="utf-8")
    assert tgx("import", file).code == 0
    return file


def test_unknown_names_are_collected_with_counts(tgx: Run, imported: Path) -> None:
    found = json.loads(tgx("vocabulary", "unknown", "--format", "json").out)
    assert {(r["kind"], r["name"], r["count"]) for r in found} == {
        ("bureau", "国際交流推進庁総務部", 1),
        ("bureau", "国際交流推進庁", 1),
    }
    assert "国際交流推進庁" in tgx("vocabulary", "unknown").out


def test_an_accepted_name_is_used_after_a_rebuild(tgx: Run, imported: Path) -> None:
    accepted = tgx(
        "vocabulary", "add-alias", "国際交流推進庁", "--bureau", "政策企画局", "--reason", "a name of 2018", "--by", "tests"
    )  # fmt: skip
    assert (accepted.code, "tgx rebuild" in accepted.err) == (0, True)
    assert "国際交流推進庁 stands for 政策企画局 (seisaku-kikaku)" in accepted.out
    assert tgx("validate").code == 1
    assert tgx("rebuild", "-q").code == 0
    assert tgx("validate").code == 0
    unknown = tgx("vocabulary", "unknown")
    assert (unknown.out, unknown.err) == ("", "every name is known\n")
    found = json.loads(tgx("query", "achievements", "--bureau", "国際交流推進庁", "--format", "json").out)
    assert [(a["bureau"], a["department"]) for a in found] == [("政策企画局", "総務部"), ("政策企画局", None)]
    listed = json.loads(tgx("vocabulary", "aliases", "--format", "json").out)
    assert [(r["alias"], r["id"], r["reason"], r["by"]) for r in listed] == [
        ("国際交流推進庁", "seisaku-kikaku", "a name of 2018", "tests")
    ]


def refused(done: Outcome, *words: str) -> None:
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    for word in words:
        assert word in done.err


def test_what_cannot_be_accepted(tgx: Run, imported: Path) -> None:
    add = ("vocabulary", "add-alias")
    why = ("--reason", "x", "--by", "y")
    refused(tgx(*add, "甲庁", *why), "--bureau", "--city")
    refused(tgx(*add, "甲庁", "--bureau", "環境局", "--by", "y"), "--reason")
    refused(tgx(*add, "甲庁", "--bureau", "無い局", *why), "無い局")
    refused(tgx(*add, "甲庁", "--bureau", "生活文化局", *why), "seikatsu-bunka-2010", "seikatsu-bunka-2025")
    refused(tgx(*add, "甲市", "--city", "無い市", *why), "無い市")
    refused(tgx(*add, "環境局", "--bureau", "水道局", *why), "環境局")
    refused(tgx(*add, "　", "--bureau", "水道局", *why))
    assert json.loads(tgx("vocabulary", "aliases", "--format", "json").out) == []
    assert tgx(*add, "甲庁", "--bureau", "水道局", *why).code == 0
    refused(tgx(*add, "甲庁", "--bureau", "下水道局", *why), "甲庁")


def test_a_city_name_too(tgx: Run, imported: Path) -> None:
    done = tgx(
        "vocabulary", "add-alias", "漢陽都城", "--city", "ソウル", "--reason", "an old name", "--by", "tests"
    )
    assert done.code == 0
    assert "ソウル特別市" in done.out
    assert tgx("rebuild", "-q").code == 0
    assert (
        json.loads(tgx("query", "cities", "--city", "漢陽都城", "--format", "json").out)[0]["name"]
        == "ソウル特別市"
    )


def test_a_cell_may_name_several_bureaus(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "two.tsv"
    file.write_text(
        "担当局\t項目名\t実績（平成30年度）\n建設局、交通局\t視察\t実施\n東京都立大学\t留学\t2名\n",
        encoding="utf-8",
    )
    tgx("import", file)
    for bureau in ("建設局", "交通局"):
        found = json.loads(tgx("query", "achievements", "--bureau", bureau, "--format", "json").out)
        assert [(a["item"], a["bureau"], a["bureaus"]) for a in found] == [
            ("視察", "建設局", ["建設局", "交通局"])
        ]
    bureaus = json.loads(tgx("query", "bureaus", "--bureau", "交通局", "--format", "json").out)
    assert bureaus[0]["achievements"] == {"2018": 1}
    found = json.loads(tgx("query", "achievements", "--bureau", "東京都立大学", "--format", "json").out)
    assert [a["bureau"] for a in found] == ["総務局"]
