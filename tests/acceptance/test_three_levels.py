"""A strategy and sheets with three columns side by side for who is responsible: 局, 部, 課, or 部, 課, 係."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

HEAD = "洞海市国際戦略\n策定 平成28年3月\n\n基本目標１　世界とつながるまち\n番号|施策|概要|{levels}\n"
ROWS = """\
1|交流の推進|交流する。|市民局|文化部|国際課
2|広報の推進|広報する。|||広報課
3|観光の推進|迎える。||観光部|誘致課、庶務課
4|港の推進|開く。|港湾局|総務部|庶務課
5|教育の推進|学ぶ。|教育局||義務教育課
"""
OF_OFFICES = """\
1|交流の推進|交流する。|総務部|国際課|交流係
2|広報の推進|広報する。|総務部|国際課|広報係
3|観光の推進|迎える。|経済部|観光課|
"""


def begun(
    tgx: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, levels: str, rows: str
) -> dict[str, tuple[str, str]]:
    """The units of a project that was made from a strategy, by id: name, kind, what each is part of."""
    monkeypatch.delenv("TGX_DB")
    (folder / "plan.tsv").write_text((HEAD.format(levels=levels) + rows).replace("|", "\t"), encoding="utf-8")
    made = tgx("init", folder / "dokai", "--from", folder / "plan.tsv")
    assert made.code == 0, made.err
    monkeypatch.chdir(folder / "dokai")
    words = Path("words/units.yaml").read_text(encoding="utf-8")
    units = [json.loads(line.strip("- ")) for line in words.splitlines() if line.strip().startswith("- {")]
    names = {unit["id"]: unit["name"] for unit in units}
    return {unit["name"]: (unit["kind"], names.get(unit.get("parent", ""), "")) for unit in units}


def rows_of(tgx: Run, header: str, *rows: str) -> list[tuple[str, list[str]]]:
    lines = ["平成29年度 国際関係事業実績", f"{header}|事業名|実績"]
    lines += [f"{row}|事業{n}|会議を{n}回開いた。" for n, row in enumerate(rows, 1)]
    Path("sheet.tsv").write_text("\n".join(lines).replace("|", "\t"), encoding="utf-8")
    done = tgx("import", "documents/plan.tsv", "sheet.tsv")
    assert done.code == 0, done.err
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    found.sort(key=lambda row: row["item"])
    return [(row["bureau_text"], row["bureaus"]) for row in found]


def test_bureau_department_and_section(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun(tgx, tmp_path, monkeypatch, "局|部|課", ROWS) == {
        "市民局": ("bureau", ""),
        "文化部": ("department", "市民局"),
        "国際課": ("section", "文化部"),
        "広報課": ("section", "文化部"),
        "観光部": ("department", "市民局"),
        "誘致課": ("section", "観光部"),
        "市民局観光部庶務課": ("section", "観光部"),
        "港湾局": ("bureau", ""),
        "総務部": ("department", "港湾局"),
        "港湾局総務部庶務課": ("section", "総務部"),
        "教育局": ("bureau", ""),
        "義務教育課": ("section", "教育局"),
    }
    assert rows_of(
        tgx,
        "局|部|課",
        "市民局|文化部|国際課",
        "||広報課",
        "港湾局|総務部|庶務課",
        "市民局|文化部|",
        "||国際課",
    ) == [
        ("市民局文化部国際課", ["国際課"]),
        ("市民局文化部広報課", ["広報課"]),
        ("港湾局総務部庶務課", ["港湾局総務部庶務課"]),
        ("市民局文化部", ["文化部"]),
        ("市民局文化部国際課", ["国際課"]),
    ]
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [[unit["name"] for unit in each["bureaus"]] for each in measures] == [
        ["国際課"], ["広報課"], ["誘致課", "市民局観光部庶務課"], ["港湾局総務部庶務課"], ["義務教育課"],
    ]  # fmt: skip
    assert tgx("words", "unknown").err == "every name is known\n"
    listed = json.loads(tgx("report", "--by", "unit", "--level", "bureau", "--format", "json").out)
    assert "市民局" in json.dumps(listed, ensure_ascii=False)


def test_department_section_and_office(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begun(tgx, tmp_path, monkeypatch, "部|課|係", OF_OFFICES) == {
        "総務部": ("bureau", ""),
        "国際課": ("department", "総務部"),
        "交流係": ("section", "国際課"),
        "広報係": ("section", "国際課"),
        "経済部": ("department", ""),
        "観光課": ("section", "経済部"),
    }
    assert rows_of(tgx, "部|課|係", "総務部|国際課|交流係", "経済部|観光課|", "総務部|国際課|") == [
        ("総務部国際課交流係", ["交流係"]),
        ("経済部観光課", ["観光課"]),
        ("総務部国際課", ["国際課"]),
    ]
    assert tgx("words", "unknown").err == "every name is known\n"


def test_two_columns_and_related_sections_stay_what_they_are(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "1|交流の推進|交流する。|総務部|国際課、広報課|観光課\n2|広報の推進|広報する。||広報課|\n"
    assert begun(tgx, tmp_path, monkeypatch, "部|課|関係課", rows) == {
        "総務部": ("department", ""),
        "国際課": ("section", "総務部"),
        "広報課": ("section", "総務部"),
        "観光課": ("section", ""),
    }
