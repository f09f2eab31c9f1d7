"""A page that is a folder: the report's own figures, links that lead somewhere, nothing put over what is not its own."""

from __future__ import annotations

import json
import re
import sqlite3
from base64 import b64encode
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run
from projects_made import Place
from toshigaikou_cli.formats.pages import folder as pages
from toshigaikou_cli.jobs import page_folder

ID = re.compile(r"<article id=\"([^\"]+)\"")


def texts_of(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text(encoding="utf-8") for each in folder.glob("*.html")}


@pytest.fixture
def catalogue(tgx: Run, place: Place) -> Path:
    """That of each project, with a sheet of a long text."""
    (field, unit, item, _), other = place.rows
    rows = [(field, unit, item, "・9月21日 職員4名と意見交換し、" + "互いの取組を紹介した。" * 20), other]
    assert tgx("import", "--quiet", place.sheet("a.tsv", rows)).code == 0
    return place.catalogue


@pytest.fixture
def written(tgx: Run, catalogue: Path, tmp_path: Path) -> Path:
    done = tgx("report", "--format", "html", "--output", f"{tmp_path}/page/")
    assert (done.code, done.out) == (0, "")
    assert str(tmp_path / "page" / "index.html") in done.err
    return tmp_path / "page"


def test_each_measure_lists_what_the_report_counts(tgx: Run, written: Path) -> None:
    texts = texts_of(written)
    (report,) = [json.loads(tgx("report", "--format", "json").out)]
    measures = [one for goal in report["goals"] for area in goal["areas"] for one in area["measures"]]
    assert len(texts) == len(measures) + len(report["goals"]) + 3
    for number, one in enumerate(measures, 1):
        text = texts[f"measure-{number}.html"]
        assert ID.findall(text) == [key for keys in one["achievements"].values() for key in keys]
        for key in (key for keys in one["suggested"].values() for key in keys):
            assert f"<code>{key}</code>" in text.split("候補（数えない）")[1]
    apart = {
        key
        for year in report["years"]
        for key in (*year["members"].get("outside", ()), *year["members"].get("unlinked", ()))
    }
    assert set(ID.findall(texts["stray.html"])) == apart


def test_the_folder_in_english(tgx: Run, written: Path, tmp_path: Path) -> None:
    assert tgx("report", "--format", "html", "--lang", "en", "--output", f"{tmp_path}/en/").code == 0
    ja, en = texts_of(written), texts_of(tmp_path / "en")
    assert ja.keys() == en.keys()
    for name, text in ja.items():
        assert ID.findall(text) == ID.findall(en[name])
        heads = re.findall(r"<(?:h2|caption|label|dt)[^>]*>([^<]*)", en[name].split("<main")[1])
        assert not [head for head in heads if re.search("[ぁ-んァ-ヶ。、：（]", head)]
    if ID.findall("".join(text for name, text in ja.items() if name.startswith("measure-"))):
        assert any("<h2>Achievements that count</h2>" in text for text in en.values())


def test_every_link_leads_to_a_page_and_none_outside(written: Path) -> None:
    texts = texts_of(written)
    for text in texts.values():
        assert set(re.findall(r"href=\"?([^\"> ]+)", text)) <= {*texts, "#main", "data:,"}
        assert "src=" not in text.split("</head>")[1]


def test_only_its_own_style_and_script_run(written: Path) -> None:
    for text in texts_of(written).values():
        for tag in ("style", "script"):
            (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
            digest = b64encode(sha256(inner.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in text


def test_the_same_bytes_again_in_the_place_of_the_old(tgx: Run, written: Path, place: Place) -> None:
    before = texts_of(written)
    assert tgx("report", "--output", f"{written}/").code == 0
    assert texts_of(written) == before
    assert tgx("report", "--goal", list(place.facts.goals)[1], "--output", f"{written}/").code == 0
    assert len(texts_of(written)) < len(before)
    assert "絞り込み：" in (written / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["mine.txt", "tgx-export.json"])
def test_what_is_no_page_of_tgx_is_left(tgx: Run, catalogue: Path, tmp_path: Path, name: str) -> None:
    kept = tmp_path / "folder" / name
    kept.parent.mkdir()
    kept.write_text('{"files": []}', encoding="utf-8")
    done = tgx("report", "--format", "html", "--output", f"{kept.parent}/")
    assert done.code == 2
    assert "no page of tgx" in done.err
    assert [each.name for each in kept.parent.iterdir()] == [name]


def test_pages_are_split_before_they_are_too_large(
    tgx: Run, catalogue: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST", 2000)
    assert tgx("report", "--output", f"{tmp_path}/page/").code == 0
    texts = texts_of(tmp_path / "page")
    split = [name for name in texts if re.fullmatch(r"measure-\d+-2\.html", name)]
    assert split or place.name == "empty"
    for name in split:
        first = texts[name.replace("-2.html", ".html")]
        assert f'<a rel="next" href="{name}">' in first
        assert f'href="{name.replace("-2.html", ".html")}"' in texts[name]
        parts = [
            first,
            *(text for other, text in texts.items() if other.startswith(name.replace("2.html", ""))),
        ]
        ids = [key for text in parts for key in ID.findall(text)]
        assert len(ids) == len(set(ids))


def test_a_text_without_end_does_not_fill_a_page(
    tgx: Run, catalogue: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LONGEST", 100)
    assert tgx("report", "--output", f"{tmp_path}/page/").code == 0
    text = "".join(texts_of(tmp_path / "page").values())
    if place.name != "tokyo":
        assert "互いの取組を紹介した。" * 20 not in text  # a row that no measure has stands by its item alone
        return
    assert re.search(r"…（以下略：tgx show 20[0-9]{2}-[0-9a-f]{6}）", text)


def test_one_page_of_too_many_is_refused_and_says_what_to_do(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.html"
    number = len(json.loads(tgx("query", "achievements", "--format", "json").out))
    monkeypatch.setattr(page_folder, "MOST_ROWS", number - 1)
    for output in ((), ("--output", file)):
        done = tgx("report", "--format", "html", *output)
        assert (done.code, done.out) == (2, "")
        assert f"{number} achievements" in done.err
        assert "--output FOLDER/" in done.err
    assert not file.exists()
    monkeypatch.setattr(page_folder, "MOST_ROWS", number)
    assert tgx("report", "--format", "html", "--output", file).code == 0


def test_text_of_documents_is_text(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    evil = "</li></article><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e"
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        for table, column in (
            ("achievement", "item"),
            ("activity", "text"),
            ("measure", "title"),
            ("document", "name"),
        ):
            connection.execute(f"UPDATE {table} SET {column} = ?", (evil,))
    assert tgx("report", "--output", f"{tmp_path}/page/").code == 0
    for text in texts_of(tmp_path / "page").values():
        assert text.count("<script>") == 1
        assert "<img" not in text
        assert not {"\x1b", "\u202e"} & set(text)
