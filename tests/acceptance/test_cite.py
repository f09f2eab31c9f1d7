"""``tgx cite``: a citation for each claim, in four forms, with pictures of the rows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from acceptance.test_startup import HEAVY, loaded_by
from conftest import Run
from toshigaikou_cli.formats.citations import CITATIONS
from toshigaikou_cli.formats.citations.bibtex import bibtex
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.document_facts import DocumentFacts

CSL = Draft7Validator(json.loads((Path(__file__).parents[1] / "csl" / "csl-data.json").read_text("utf-8")))
SHEET = Path(__file__).resolve().parents[2] / "docs" / "days" / "sheet-2018.tsv"


def cited(words: str = "50%の人 & {会} #1 \\x_y ~ ^ $", **facts: str) -> Citation:
    source: Any = {
        "document": "a_b.pdf", "sha256": "0" * 64, "page": 2, "sheet": None, "line": None, "row": 3, "bbox": None
    }  # fmt: skip
    return Citation("2017-abc", "achievement", "項目", words, "環境局", 2017, source, DocumentFacts(**facts))


def ids(tgx: Run, *arguments: str) -> list[str]:
    done = tgx("cite", *arguments, "--format", "csl-json")
    return [each["custom"]["claim"] for each in json.loads(done.out)]


def test_what_is_cited_is_what_counts(tgx: Run, catalogue: Path) -> None:
    question = ("--goal", "2", "--city", "ソウル")
    rows = json.loads(tgx("query", "achievements", *question, "--format", "json").out)
    counting = {
        row["id"]
        for row in rows
        if any(link["inside"] and link["status"] in ("linked", "confirmed") for link in row["links"])
    }
    found = ids(tgx, *question)
    measures = {
        str(link["measure"])
        for row in rows
        for link in row["links"]
        if link["inside"] and link["status"] == "linked"
    }
    assert set(found) == counting | measures
    assert len(found) == len(set(found))
    assert ids(tgx, "--measure", "17") == ["17"]
    assert ids(tgx, "18", "2017-ef07e9", "18") == ["18", "2017-ef07e9"]


def test_a_citation_has_document_place_hash_and_words(tgx: Run, catalogue: Path) -> None:
    source = json.loads(tgx("source", "2017-ef07e9", "--format", "json").out)["source"]
    for form in CITATIONS:
        shown = tgx("cite", "2017-ef07e9", "--format", form).out
        for part in ("東京都", "achievements-h29.tsv", source["sha256"], "市職員4名との意見交換"):
            assert part in shown, (form, part)
        assert f"page {source['page']}" in shown
        assert f"line {source['line']}" in shown
    japanese = tgx("cite", "18", "--lang", "ja").out
    assert "2014年12月" in japanese
    assert "アドレスの記載なし" in japanese


def test_what_is_not_known_is_said_and_never_made_up(tgx: Run, catalogue: Path) -> None:
    assert tgx("import", SHEET, "--quiet", "--meta", "date=none").code == 0
    shown = tgx("cite", "--year", "2018", "--status", "linked").out
    assert "Not known: publisher, address, licence, day of access." in shown
    assert "No date stated." in shown
    items = json.loads(tgx("cite", "--year", "2018", "--format", "csl-json").out)
    own = [item for item in items if item["custom"]["document"] == SHEET.name]
    assert own
    for item in own:
        assert not {"author", "publisher", "issued", "URL", "accessed"} & set(item)
        assert item["custom"]["missing"] == ["publisher", "url", "licence", "accessed"]


def test_japanese_sentences_have_no_space_between_them(tgx: Run, catalogue: Path) -> None:
    for form in ("text", "markdown", "bibtex"):
        ja, en = (tgx("cite", "2017-ef07e9", "--format", form, "--lang", lang).out for lang in ("ja", "en"))
        assert not re.search("。 (?!SHA)", ja)
        assert "28行目。" in ja
        assert re.search(r"line 28\. [A-Z]", en)


def test_csl_json_keeps_to_the_public_schema(tgx: Run, catalogue: Path) -> None:
    tgx("import", SHEET, "--quiet", "--meta", "publisher=都", "--meta", "url=https://example.jp/a", "--meta",
        "accessed=2024-05-01", "--meta", "licence=CC BY 4.0", "--meta", "date=2019")  # fmt: skip
    items = json.loads(tgx("cite", "--goal", "2", "--format", "csl-json").out)
    CSL.validate(items)
    assert len({item["id"] for item in items}) == len(items)
    own = next(item for item in items if item["custom"]["document"] == SHEET.name)
    assert own["issued"] == {"date-parts": [[2019]]}
    assert own["accessed"] == {"date-parts": [[2024, 5, 1]]}
    assert not CSL.is_valid([{"id": "x", "type": "no type"}])


def test_bibtex_is_read_by_another_program(tgx: Run, catalogue: Path) -> None:
    database = pytest.importorskip("pybtex.database")
    read = database.parse_string(tgx("cite", "--goal", "2", "--format", "bibtex").out, "bibtex")
    assert len(read.entries) == len(ids(tgx, "--goal", "2"))
    entry = read.entries["tgx-measure-18"]
    assert str(entry.persons["author"][0]) == "{東京都}"
    assert (entry.fields["year"], entry.fields["date"]) == ("2014", "2014-12")
    assert "line 95" in entry.fields["note"]


def test_special_characters_are_text_in_bibtex() -> None:
    facts = {"publisher": "A & B {C}", "url": "https://example.jp/a_b?c=%20#d", "date": "2014-12-26"}
    made = bibtex([cited(**facts), cited()], "en")
    assert r"author = {{A \& B \textbraceleft{}C\textbraceright{}}}" in made
    assert (
        r"50\%の人 \& \textbraceleft{}会\textbraceright{} \#1 \textbackslash{}x\_y \textasciitilde{}" in made
    )
    assert "url = {https://example.jp/a_b?c=%20#d}" in made
    depth = 0
    for char in made:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert re.findall(r"@misc\{([^,]+),", made) == ["tgx-2017-abc", "tgx-2017-abc-2"]
    database = pytest.importorskip("pybtex.database")
    entry = database.parse_string(made, "bibtex").entries["tgx-2017-abc"]
    assert entry.fields["url"] == facts["url"]
    assert entry.fields["month"] == "December"


def test_markdown_shows_text_as_text() -> None:
    made = CITATIONS["markdown"]([cited("*a* <b> [c](d)", url="https://example.jp/a_b")], "en", None)
    assert r"\*a\* &lt;b&gt; \[c\](d)" in made
    assert "<https://example.jp/a_b>" in made


def test_the_ending_of_a_file_is_its_form(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    for ending, begins in ((".bib", "@misc{"), (".json", "["), (".md", "- **"), (".txt", "Measure 18")):
        path = tmp_path / f"cited{ending}"
        done = tgx("cite", "18", "--output", path)
        assert (done.code, done.out) == (0, "")
        assert path.read_text(encoding="utf-8").startswith(begins)
    assert tgx("cite", "18", "--output", tmp_path / "cited.docx").code == 2
    assert tgx("cite", "18", "--output", tmp_path / "a.bib", "--format", "text").code == 2


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "nothing is asked about"),
        (("18", "--goal", "2"), "ids and filters do not go together"),
        (("目的2",), "no claim of a document"),
        (("--measure", "999"), "999"),
        (("18", "--lang", "fr"), "unknown: fr"),
    ],
)
def test_what_cannot_be_cited_is_refused(
    tgx: Run, catalogue: Path, arguments: tuple[str, ...], what: str
) -> None:
    done = tgx("cite", *arguments)
    assert (done.code, done.out) == (2, "")
    assert what in done.err


def test_citing_loads_nothing_heavy(catalogue: Path) -> None:
    assert not loaded_by("cite", "--measure", "18", "--format", "bibtex") & {*HEAVY, "PIL", "matplotlib"}


def test_each_row_has_its_picture(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    done = tgx("cite", "--measure", "18", "--image", tmp_path / "rows")
    if "no font with Japanese" in done.err:
        pytest.skip("no font with Japanese")
    written = {path.name for path in (tmp_path / "rows").iterdir()}
    assert written == {"measure-18.png", *(f"{each}.png" for each in ids(tgx, "--measure", "18")[1:])}
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "rows").iterdir())
    assert f"{len(written)} pictures written" in done.err


def test_one_picture_is_one_row(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    done = tgx("cite", "--measure", "18", "--image", tmp_path / "rows.png")
    assert (done.code, done.out) == (2, "")
    assert "rows do not go into one picture (name a folder)" in done.err
    assert "q.svg: unknown ending: .svg (one of .png)" in tgx("cite", "18", "--image", tmp_path / "q.svg").err
    assert list(tmp_path.glob("*.png")) == []
    done = tgx("cite", "18", "--image", tmp_path / "one.png")
    if "no font with Japanese" not in done.err:
        assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_without_a_japanese_font_no_picture_is_drawn(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TGX_FONT", str(SHEET))
    done = tgx("cite", "18", "--image", tmp_path / "rows")
    assert (done.code, done.out) == (2, "")
    assert "no font with Japanese" in done.err
    assert not (tmp_path / "rows").exists()
