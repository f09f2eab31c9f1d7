"""``tgx init --example``: a project that travels with tgx, in which everything works at once."""

from __future__ import annotations

import json
import re
import tomllib
from functools import partial
from pathlib import Path

import pytest

import make_kitakyushu
from conftest import Run
from make_pdfs import font_file
from toshigaikou_cli import __version__
from toshigaikou_cli.vocabulary.yaml_files import parse_yaml

DOCUMENTS = {"tokyo": 2, "kitakyushu": 5}


@pytest.fixture
def example(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """The folder of the example that the test names, with its documents imported; the commands run in it."""
    monkeypatch.delenv("TGX_DB")
    name = request.param
    folder = tmp_path / "mine"
    made = tgx("init", "--example", name, folder)
    assert made.code == 0, made.err
    monkeypatch.chdir(folder)
    documents = sorted((folder / "documents").iterdir())
    assert len(documents) == DOCUMENTS[name]
    done = tgx("import", *documents)
    assert done.code == 0, done.err
    return folder


@pytest.mark.parametrize("example", DOCUMENTS, indirect=True)
def test_an_example_is_a_folder_to_work_in(tgx: Run, example: Path) -> None:
    report = tgx("report")
    assert (report.code, report.err) == (0, "")
    done = tgx("validate")
    assert (done.code, "no findings" in done.out) == (0, True), done.out
    assert tgx("words", "unknown").err == "every name is known\n"
    assert (example / "README.md").is_file()
    assert (example / "documents.yaml").is_file() == (example / "DOCUMENTS.md").is_file()


@pytest.mark.parametrize("example", ["tokyo"], indirect=True)
def test_the_packaged_city_in_a_folder_reports_the_same(
    tgx: Run,
    example: Path,
    packaged_documents: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = tgx("report", "--goal", "2").out
    monkeypatch.chdir(tmp_path)
    packaged = ("--db", tmp_path / "packaged.sqlite")
    assert tgx(*packaged, "import", *packaged_documents).code == 0
    assert tgx(*packaged, "report", "--goal", "2").out == own


def test_an_example_is_named_in_english_where_that_is_asked_for(tgx: Run, tmp_path: Path) -> None:
    made = tgx("init", "--example", "kitakyushu", tmp_path / "en", "--lang", "en").out
    assert ": the project of Dokai (洞海市), an invented city, with 5 documents\n" in made
    made = tgx("init", "--example", "kitakyushu", tmp_path / "own").out
    assert ": the project of 洞海市, an invented city, with 5 documents\n" in made


@pytest.mark.parametrize("example", ["kitakyushu"], indirect=True)
def test_the_second_city_has_english_names(tgx: Run, example: Path) -> None:
    for view in (("--goal", "Ⅱ"), ("--by", "area"), ("--by", "bureau")):
        shown = tgx("report", *view, "--lang", "en", "--wide").out
        assert shown.startswith("Dokai’s International Policy Guidelines 2016")
        assert not re.findall("[ぁ-んァ-ヶ一-龠]+", shown), view


@pytest.mark.parametrize("example", ["kitakyushu"], indirect=True)
def test_what_the_second_city_shows(tgx: Run, example: Path) -> None:
    assert tgx("show", "Ⅱ").out.startswith("Goal Ⅱ アジアの環境と暮らしを支えるまち\n")
    assert tgx("show", "Hawaii").out.startswith("ハワイ州 (")
    assert re.search(
        r"^Of 101 counting links, .*, 76 confirmed by 佐藤\.$", tgx("report", "sure").out, re.MULTILINE
    )
    assert re.search(r"^What was reported +FY ", tgx("report", "outcomes").out, re.MULTILINE)
    shown = tgx("report", "indicators", "--wide").out
    assert "9 (FY2014) " in shown
    assert "9 (FY2014); " not in shown
    assert "18 (FY2019); 20 (FY2020) " in shown
    assert tgx("report", "--uncovered").out.splitlines()[2] == "All 20 measures have results."
    assert "achievements that count" not in tgx("report", "--uncovered").out
    assert re.search(r"^No sheet is imported|These count", tgx("report", "targets").out) is None
    items = tgx("diff", "2017", "2018", "--wide").out.partition("\nItems\n")[2].partition("\n\n")[0]
    assert items.startswith("Change   Id           Name")
    assert "After" not in items
    assert "Trade Promotion Section 食品の海外販売促進" in tgx("diff", "2017", "2018", "--lang", "en").out
    told = tgx("link", "explain", "2017-9b1b1e", "3-2-(1)", "--lang", "en").out
    assert "Youth exchange with sister cities (姉妹都市との青少年交流)" in told
    told = tgx("link", "review", "--by", "a", "--lang", "en").out
    assert "International Exchange Section  海外からの表敬" in told
    assert "1-1-(2) Attracting foreign companies  [suggested, 0.08]" in told
    assert (
        "1-1-(2) 外国企業の立地促進  ［候補、0.08］" in tgx("link", "review", "--by", "a", "--lang", "ja").out
    )


@pytest.mark.parametrize("example", ["kitakyushu"], indirect=True)
def test_the_second_city_is_read_and_linked_right(tgx: Run, example: Path) -> None:
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    right = make_kitakyushu.answers("sheet-h29.tsv") + make_kitakyushu.answers("sheet-h30.tsv")
    right += [cells[0] for cells in make_kitakyushu.rows("progress-r1.tsv") if len(cells) > 1][1:]
    assert len(rows) == len(right)
    for row, code in zip(rows, right, strict=True):
        found = {link["measure"] for link in row["links"] if link["status"] in ("linked", "confirmed")}
        assert found == ({code} - {"outside"} if row["outcome"] == "held" or code in found else set()), row
    cities = {
        city["name"]: city["country"] for city in json.loads(tgx("query", "cities", "--format", "json").out)
    }
    assert (cities["ロングビーチ市"], cities["カントー市"], "洞海市" in cities) == ("US", "VN", False)
    bureaus = json.loads(tgx("report", "--by", "unit", "--level", "bureau", "--format", "json").out)
    assert "産業経済局" in {row["title"] for row in bureaus["sections"][0]["rows"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--example", "tokyo", "--city", "青葉市", "new"], "neither --from nor --city"),
        ([], "FOLDER"),
    ],
)
def test_what_cannot_be_made_is_one_line(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = tgx("init", *arguments)
    assert (done.code, said in done.err, list(tmp_path.iterdir())) == (2, True, [])


def test_the_documents_are_those_that_the_script_makes() -> None:
    for name in make_kitakyushu.FORMS:
        if name.endswith(".pdf"):
            continue
        made = make_kitakyushu.document(name)
        assert make_kitakyushu.document(name) == made
        assert make_kitakyushu.PROJECT.joinpath("documents", name).stat().st_size == pytest.approx(
            len(made), rel=0.2
        )


@pytest.mark.skipif(not font_file(), reason="no Japanese font (TGX_TEST_FONT)")
def test_the_strategy_says_what_its_source_says(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TGX_PROJECT", str(make_kitakyushu.PROJECT))
    found = []
    for path in (
        make_kitakyushu.SOURCES / "strategy-2016.tsv",
        make_kitakyushu.PROJECT / "documents/strategy-2016.pdf",
    ):
        db = tmp_path / f"{path.suffix[1:]}.sqlite"
        assert tgx("--db", db, "import", path, "--judgements", tmp_path / "none.yaml").code == 0
        measures = json.loads(tgx("--db", db, "query", "measures", "--format", "json").out)
        found.append([{key: each[key] for key in each if key != "source"} for each in measures])
    assert found[0] == found[1]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_example_speaks_the_language(tgx: Run, tmp_path: Path, name: str) -> None:
    """What a person reads in it is in the language; what programs read is the same."""
    made = {lang: tmp_path / lang for lang in ("ja", "en")}
    for lang, folder in made.items():
        assert tgx("init", "--example", name, folder, "--lang", lang).code == 0
    files = {lang: {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
             for lang, folder in made.items()}  # fmt: skip
    assert files["ja"] == files["en"]
    for path in files["ja"]:
        if path.suffix in (".yaml", ".toml", ".yml") and "schemas" not in path.parts:
            texts = [(made[lang] / path).read_text(encoding="utf-8") for lang in ("ja", "en")]
            read = tomllib.loads if path.suffix == ".toml" else partial(parse_yaml, where=path.name)
            if path.suffix != ".yml":
                assert read(texts[0]) == read(texts[1]), path
            comments = re.findall(r"(?:^|\s)# (?!yaml-language|v\d|-+$)(.+)$", texts[0], re.MULTILINE)
            english = [each for each in comments if not re.search("[ぁ-んァ-ヶ一-龠]", each)]
            assert "links" in path.parts or not english, (path, english)
    for path in (each for each in files["ja"] if each.suffix == ".md"):
        texts = [(made[lang] / path).read_text(encoding="utf-8") for lang in ("ja", "en")]
        assert len(re.findall("[ぁ-ん]", texts[0])) > 10 * len(re.findall("[ぁ-ん]", texts[1])), path
    workflow = (made["ja"] / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert 'echo "資料はまだありません"' in workflow
    assert f"toshigaikou-cli=={__version__}" in workflow
