"""The learned model from the command line: trained on judgements, asked by suggest, refused where it cannot be used."""

from __future__ import annotations

import io
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Run

HEADER = "分野,担当局,項目,実績\n"
WATER = "水道,水道局,浄水場の研修その{},・海外の技術者{}名に漏水の探知を教えた。\n"
OTHER = "水道,水道局,浄水場の研修,・海外の技術者に漏水の探知を教えた。\n"


@pytest.fixture
def rows(catalogue: Path, tmp_path: Path, tgx: Run) -> list[str]:
    path = tmp_path / "r3.csv"
    path.write_text(HEADER + "".join(WATER.format(n, n) for n in range(1, 9)) + OTHER, encoding="utf-8")
    assert tgx("import", path, "--year", "2021").code == 0
    return [row["id"] for row in data(tgx, "query", "achievements", "--year", "2021")]


def data(tgx: Run, *args: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tgx(*args, "--format", "json").out)
    return found


NEEDS_NUMPY = pytest.mark.skipif(not find_spec("numpy"), reason="numpy is not installed")


def test_without_judgements_there_is_nothing_to_learn(tgx: Run, catalogue: Path) -> None:
    done = tgx("link", "learn")
    assert (done.code, done.out) == (2, "")
    assert "nothing to learn from" in done.err
    assert not catalogue.with_name("catalogue.judgements.learned.json").exists()


@NEEDS_NUMPY
def test_a_row_judged_otherwise_by_its_like_comes_first(
    tgx: Run, rows: list[str], catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in rows[:-1]:
        assert tgx("link", "accept", row, 63, "--by", "山田").code == 0
    before = tgx("report", "--format", "json").out
    done = tgx("link", "learn")
    assert (done.code, done.err) == (0, "")
    file = catalogue.with_name("catalogue.judgements.learned.json")
    assert done.out.startswith("learned from 8 judged rows (")
    assert str(file) in done.out.replace("\n", "")
    assert json.loads(file.read_text(encoding="utf-8"))["trained_on"]["rows"] == 8
    first = data(tgx, "link", "suggest")[0]
    assert first["id"] == rows[-1]
    assert first["why"][0] == "rules and learned model disagree: it puts 63 first"
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert rows[-1] in tgx("link", "review", "--by", "山田").out
    assert tgx("report", "--format", "json").out == before  # it never links
    assert tgx("link", "learn").out == done.out


def test_a_model_that_cannot_be_read_is_refused(tgx: Run, rows: list[str], catalogue: Path) -> None:
    catalogue.with_name("catalogue.judgements.learned.json").write_text("{", encoding="utf-8")
    done = tgx("link", "suggest")
    assert (done.code, done.out) == (2, "")
    assert "the learned model cannot be read (train it again: tgx link learn)" in done.err


# ---------------------------------------------------------------- words


@pytest.fixture
def project(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The second city, whose rules were learned from its judged rows; the commands run in its folder."""
    monkeypatch.delenv("TGX_DB")
    folder = tmp_path / "port"
    assert tgx("init", folder, "--example", "kitakyushu").code == 0
    monkeypatch.chdir(folder)
    assert tgx("import", *sorted((folder / "documents").iterdir())).code == 0
    return folder


def test_the_rules_of_the_second_city_are_what_is_learned(
    tgx: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project / "words/links/2016.yaml"
    packaged = file.read_text("utf-8")
    done = tgx("link", "learn", "--words")
    assert (done.code, done.err) == (0, "")
    assert "from 80 judged rows" in done.out
    assert done.out.endswith(f"{file}: nothing changes\n")
    by_people = re.sub(r"^ +learned: .*\n|^# learned: .*\n", "", packaged, flags=re.MULTILINE)
    by_people = re.sub(r"^  - code: .*\n    title: .*\n(?=  - code|\n)", "", by_people, flags=re.MULTILINE)
    assert by_people.count("title:") == 2  # a measure with one judged row, and what is outside
    file.write_text(by_people, encoding="utf-8")
    before = file.read_bytes()
    shown = tgx("link", "learn", "--words")
    assert "nothing is written (--write does)" in shown.out
    assert file.read_bytes() == before
    words = re.search(r"each held out once: (\d+) links, (\d+) right", shown.out)
    assert words is not None
    links, right = map(int, words.groups())
    assert (links >= 30, right / links >= 0.9) == (True, True)
    assert tgx("link", "learn", "--words", "--write").code == 0
    learned = {each["code"]: each.get("learned") for each in yaml.safe_load(packaged)["measures"]}
    made = file.read_text("utf-8")
    assert {each["code"]: each.get("learned") for each in yaml.safe_load(made)["measures"]} == learned
    assert "# one judged row: too few to learn from\n" in made
    assert "\noutside:\n" in made
    assert tgx("rebuild", "-q").code == 0
    (left,) = data(tgx, "link", "suggest", "--status", "suggested", "--limit", "99")
    assert left["item"] == "海外からの表敬"  # of no measure


def test_words_need_a_file_of_rules_and_rows(
    tgx: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, file = project / "tgx.toml", project / "words/links/2016.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('links = "words', '# links = "words'), encoding="utf-8")
    done = tgx("link", "learn", "--words")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert 'write links = "words/links/2016.yaml"' in done.err
    settings.write_text(text, encoding="utf-8")
    file.unlink()
    assert tgx("link", "learn", "--words", "--least", "3", "--write").code == 0
    assert "2-1-(3)" in file.read_text("utf-8")
    done = tgx("link", "learn", "--write")
    assert (done.code, "go with --words" in done.err) == (2, True)
    monkeypatch.chdir(tmp_path)
    done = tgx("link", "learn", "--words")
    assert (done.code, "no project to write into" in done.err) == (2, True)
