"""``tgx report`` in all its views: the same members in every format, explained, and honest about what is not there."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

import reports
from conftest import Run
from projects_made import Place
from toshigaikou_cli.formats.pages.summary import short
from toshigaikou_cli.formats.records.evidence import as_evidence, evidence_lines
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.jobs.viewing import About, By

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠、。：（）]")
VIEWS = (
    *(("report", view) for view in get_args(About)),
    *(("report", "--by", by) for by in get_args(By)),
)


@pytest.fixture
def project(tgx: Run, place: Place) -> Place:
    """Each project, with a sheet of FY2020: so that no view is empty."""
    assert tgx("import", "--quiet", place.sheet("a.tsv")).code == 0
    return place


def figures(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every figure of a view's JSON with its row's title."""
    rows = [
        (row["title"], f)
        for section in data["sections"]
        for row in section["rows"]
        for f in row["figures"].values()
    ]
    return rows + [("In all", figure) for figure in data["totals"].values()]


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_view_has_the_same_members_in_every_format(tgx: Run, project: Place, view: tuple[str, ...]) -> None:
    data = json.loads(tgx(*view, "--format", "json").out)
    told = Counter((title, str(member)) for title, figure in figures(data) for member in figure["members"])
    if not told:
        assert project.name != "tokyo"
        return
    listed = csv.DictReader(io.StringIO(tgx(*view, "--list", "--format", "csv").out))
    assert Counter((row["of"], row["member"]) for row in listed) == told
    markdown = unescape(tgx(*view, "--list", "--format", "markdown").out.split("### Members")[1])
    rows = [
        re.split(r" (?<!\\)\| ", line.strip("| ").replace("\\", ""))
        for line in markdown.strip().splitlines()[2:]
    ]
    assert Counter((row[0], row[2]) for row in rows) == told
    screen = tgx(*view, "--list").out.split("\nMembers\n")[1].splitlines()[2:]
    assert len([line for line in screen if line]) == sum(told.values())


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_view_explains_every_figure(
    tgx: Run, project: Place, view: tuple[str, ...], monkeypatch: Any
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = json.loads(tgx(*view, "--format", "json").out)
    explained = tgx(*view, "--explain").out
    for _, figure in figures(data):
        assert figure["rule"] in explained
        assert all(text in explained for text in figure["exclusions"])
    assert "on 2023-11-14, vocabularies" in explained
    assert all(document["sha256"] in explained for document in data["documents"])
    assert "Reported is not achieved" in explained
    assert data["made"]["date"] == "2023-11-14"


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("view", [("report",), ("report", "--goal", "2"), *VIEWS], ids=" ".join)
def test_a_view_fits_the_terminal(
    tgx: Run, catalogue: Path, view: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tgx(*view).out
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    colored = tgx(*view).out
    monkeypatch.setenv("NO_COLOR", "1")
    bare = tgx(*view).out
    assert "\x1b[" in colored
    assert "\x1b" not in bare
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == bare
    assert all(width(line) <= columns for line in bare.splitlines())
    if columns == 200 and "--goal" not in view and view != ("report", "targets"):
        assert Counter(bare.split()) == Counter(plain.split())


def test_who_has_led_and_related_measures(tgx: Run, project: Place) -> None:
    unit = {"tokyo": "教育庁"}.get(project.name, project.facts.units[0])
    data = json.loads(tgx("report", "--by", "bureau", "--format", "json").out)
    rows = {row["title"]: row["figures"] for row in data["sections"][0]["rows"]}
    assert len(rows) == 20 or project.name != "tokyo"
    own = rows[unit]
    measures = json.loads(tgx("query", "measures", "--bureau", unit, "--format", "json").out)
    both = own["led"]["members"] + own["related"]["members"]
    assert sorted(both) == sorted(measure["code"] for measure in measures) != []
    assert sorted(own["with_results"]["members"] + own["without"]["members"]) == sorted(both)
    only = json.loads(tgx("report", "--by", "bureau", "--bureau", unit, "--format", "json").out)
    assert [row["title"] for row in only["sections"][0]["rows"]] == [unit]


def test_a_year_that_nobody_imported_has_no_numbers(tgx: Run, project: Place) -> None:
    missing = json.loads(tgx("report", "--format", "json").out)["missing_years"]
    assert 2016 in missing
    lines = tgx("report", "--by", "year").out.splitlines()
    unknown = [line for line in lines if line.startswith(tuple(f"FY{year}" for year in missing))]
    assert len(unknown) == len(missing)
    assert all(set(line.split()[2:]) == {"–"} for line in unknown)
    rows = csv.DictReader(io.StringIO(tgx("report", "--by", "year", "--format", "csv").out))
    told = {int(row["key"]): row["achievements"] for row in rows}
    assert {year for year, number in told.items() if not number} == set(missing)
    assert told[2020] == "2"
    assert {year: told[year] for year in project.facts.years} == {
        year: str(number) for year, number in project.facts.years.items()
    }


def test_uncovered_leaves_cities_and_bureaus_with_nothing(tgx: Run, project: Place) -> None:
    data = json.loads(tgx("report", "--by", "city", "--uncovered", "--format", "json").out)
    rows = data["sections"][0]["rows"]
    assert rows or project.name != "tokyo"
    assert all(row["figures"]["achievements"]["numerator"] == 0 for row in rows)
    assert data["filters"] == {"uncovered": True}


def test_views_without_a_strategy(tgx: Run, place: Place) -> None:
    place.catalogue.unlink()
    assert tgx("import", "--quiet", place.sheet("a.tsv")).code == 0
    assert tgx("report", "--by", "bureau").code == 0
    for view in (
        ("report",),
        ("report", "targets"),
        ("report", "--by", "area"),
        ("report", "--format", "html"),
    ):
        done = tgx(*view)
        assert (done.code, done.out) == (2, "")
        assert "no strategy in the catalogue" in done.err


def test_views_of_an_empty_sheet_of_years(tgx: Run, place: Place) -> None:
    place.catalogue.unlink()
    assert tgx("import", "--quiet", place.strategy).code == 0
    for view in (("report",), *VIEWS):
        done = tgx(*view, "--explain", "--list")
        assert (done.code, done.err) == (0, ""), view
    assert "実績資料のない状態" in tgx("report", "--format", "html").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("targets", "--by", "city"), "--by city does not go with targets"),
        (("--format", "html", "--list"), "html is one page of all views"),
        (("--format", "html", "sure"), "html is one page of all views"),
        (("--output", "{folder}/none/report.html"), "cannot be written"),
        (("nonsense",), "nonsense"),
    ],
)
def test_what_does_not_go_together_is_one_line(
    tgx: Run, project: Place, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = tgx("report", *(argument.format(folder=tmp_path) for argument in arguments))
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_a_bad_date_of_the_stamp_is_said(tgx: Run, project: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = tgx("report")
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH: no number of seconds: yesterday" in done.err


def test_output_replaces_a_file_in_one_step(tgx: Run, project: Place, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text("old", encoding="utf-8")
    done = tgx("report", "--format", "csv", "--bom", "--output", file)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == tgx("report", "--format", "csv", "--bom").out.replace(
        "\r\n", "\n"
    )
    assert b"\r\n" in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.csv"]
    failed = tgx("report", "--goal", "99", "--output", file)
    assert failed.code == 2
    assert file.read_text(encoding="utf-8").startswith("\ufeffgoal,area")


# ---------------------------------------------------------------- the page


@pytest.fixture
def page(tgx: Run, project: Place, monkeypatch: pytest.MonkeyPatch) -> HTMLParser:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    done = tgx("report", "--format", "html")
    assert (done.code, done.err) == (0, "")
    return HTMLParser(done.out)


def one(node: HTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first node of a selector, which must be there."""
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def of_value(page: HTMLParser, selector: str, name: str, value: str) -> LexborNode:
    """The first node of a selector with an attribute's value. Codes are Japanese, which selectolax below 0.4 takes in no
    selector."""
    return next(node for node in page.css(selector) if node.attributes.get(name) == value)


def listed(page: HTMLParser, figure: str) -> list[str]:
    cell = of_value(page, "[data-figure]", "data-figure", figure)
    return [link.text() for link in cell.css("a")] or [
        name for name in cell.text().split("、") if name != "なし"
    ]


def test_the_same_input_gives_the_same_page(
    tgx: Run, project: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = tgx("report", "--format", "html").out
    assert first == tgx("report", "--format", "html").out
    assert "2023-11-14 作成" in first
    assert len(first.encode()) < 400_000


def test_every_page_stands_alone_and_has_its_rows_and_members(
    tgx: Run, project: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HTMLParser(tgx("report", "--format", "html").out)
    check_page_stands_alone(page)
    achievements = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert {a.attributes["id"] for a in page.css("article")} >= {row["id"] for row in achievements}
    for record in achievements:
        article = of_value(page, "article", "id", record["id"]).text()
        assert record["item"] in article
        assert all(activity["text"] in article for activity in record["activities"])
    report = json.loads(tgx("report", "--format", "json").out)
    for goal in report["goals"]:
        assert listed(page, f"goal-{goal['code']}") == goal["figure"]["members"]
    for row in json.loads(tgx("report", "--by", "bureau", "--format", "json").out)["sections"][0]["rows"]:
        assert listed(page, f"bureau-{row['key']}") == row["figures"]["with_results"]["members"]


def test_every_view_fits_a_terminal(tgx: Run, project: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    goal = list(project.facts.goals)[1]
    for columns in (60, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        for view in (("report",), ("report", "--goal", goal), *VIEWS):
            wide = [line for line in tgx(*view).out.splitlines() if width(line) > columns]
            assert wide == [], (view, columns)


def test_the_page_has_the_members_of_the_report(tgx: Run, page: HTMLParser) -> None:
    report = json.loads(tgx("report", "--format", "json").out)
    for goal in report["goals"]:
        assert listed(page, f"goal-{goal['code']}") == [str(n) for n in goal["figure"]["members"]]
        for measure in (m for area in goal["areas"] for m in area["measures"]):
            box = of_value(page, "[id]", "id", f"m{measure['code']}")
            assert box.attributes["data-s"] == (
                "1" if measure["covered"] else "q" if measure["suggested"] else "0"
            )
            shown = {a.attributes["id"] for a in box.css("article") if a.attributes.get("class") != "s"}
            shown |= {(r.attributes["data-a"] or "") for r in box.css(".r")}
            assert shown == {key for keys in measure["achievements"].values() for key in keys}
            maybe = {a.attributes["id"] for a in box.css("article.s")}
            maybe |= {key for k in box.css(".k") for key in one(k, "b").text().split()}
            assert maybe == {key for keys in measure["suggested"].values() for key in keys}


def test_the_page_has_the_members_of_the_views(tgx: Run, page: HTMLParser) -> None:
    def view(*arguments: str) -> list[dict[str, Any]]:
        data = json.loads(tgx("report", *arguments, "--format", "json").out)
        return list(data["sections"][0]["rows"])

    for row in view("--by", "bureau"):
        assert listed(page, f"bureau-{row['key']}") == [
            str(n) for n in row["figures"]["with_results"]["members"]
        ]
    for row in view("targets"):
        for name, figure in row["figures"].items():
            assert listed(page, f"target-{row['key']}-{name}") == figure["members"]
    for row in view("timeline"):
        dated = [
            li for li in page.css("article li") if row["key"] in (li.attributes.get("data-m") or "").split()
        ]
        assert len(dated) == row["figures"]["activities"]["numerator"]
    numbers = {
        one(r, "th").text(): r.css_first("a[data-set]") for r in page.css("#cities tr:has(th[scope=row])")
    }
    for row in view("--by", "city"):
        members = row["figures"]["achievements"]["members"]
        link = numbers[row["title"]]
        assert (link is not None) == bool(members)
        if link is not None:
            number = (link.attributes["data-set"] or "").removeprefix("city=")
            own = {
                a.attributes["id"]
                for a in page.css("article")
                if number in (a.attributes.get("data-c") or "").split()
            }
            assert own == set(members)


def place_of(source: dict[str, Any]) -> str:
    """The place of a record as the page has it."""
    return f"{source['line']}行" if source["line"] else f"{source['row']}行"


def test_the_page_has_every_achievement_with_its_text_evidence_and_source(
    tgx: Run, project: Place, page: HTMLParser
) -> None:
    achievements = json.loads(tgx("query", "achievements", "--format", "json").out)
    evidence = [item.text().strip() for item in page.css("#evidence li")]
    for record in achievements:
        article = of_value(page, "article", "id", record["id"])
        text = article.text()
        assert record["item"] in text
        assert all(activity["text"] in text for activity in record["activities"])
        linked = [link["evidence"] for link in record["links"] if link["status"] == "linked"]
        if project.name == "tokyo" and linked:
            told = [evidence[int(number) - 1] for number in re.findall(r"\d+", one(article, "i").text())]
            assert told == evidence_lines(map(as_evidence, linked[0]), "ja")
        assert place_of(record["source"]) in text
    hashes = one(page, "#sure").text()
    assert all(record["source"]["sha256"] in hashes for record in achievements)


def check_page_stands_alone(page: HTMLParser) -> None:
    assert one(page, "html").attributes["lang"] == "ja"
    assert not page.css("script[src], link[rel=stylesheet], img, iframe, object, embed, [srcset]")
    addresses = [
        node.attributes.get(name) or "" for node in page.css("[href], [src]") for name in ("href", "src")
    ]
    assert all(address.startswith(("#", "data:,")) for address in addresses if address)
    targets = {node.attributes["id"] for node in page.css("[id]")}
    assert {address[1:] for address in addresses if address.startswith("#")} <= targets
    assert len(targets) == len(page.css("[id]"))


def goal_of(place: Place) -> str:
    """The second goal, as the city calls it."""
    return {"tokyo": "目的2"}.get(place.name, f"基本方針{list(place.facts.goals)[1]}")


@pytest.fixture
def question(project: Place) -> tuple[str, ...]:
    """A goal, a city and a year with a sheet."""
    year = "H29" if project.name == "tokyo" else "R2"
    return ("--goal", goal_of(project), "--city", "ソウル", "--year", year)


def test_the_page_takes_every_filter_and_says_so(tgx: Run, project: Place, question: tuple[str, ...]) -> None:
    text = tgx("report", "--format", "html", *question).out
    page = HTMLParser(text)
    year = {"R2": "令和2年度"}.get(question[-1], "平成29年度")
    asked = f"絞り込み：{goal_of(project)}・ソウル特別市・{year}"
    assert asked in one(page, "header.top").text()
    assert f'@page{{@top-right{{content:"{asked}"' in text
    report = json.loads(tgx("report", "--format", "json", *question).out)
    assert listed(page, f"goal-{list(project.facts.goals)[1]}") == report["total"]["members"]
    told = {a.attributes["id"] for a in page.css("article")}
    rows = json.loads(tgx("query", "achievements", "--format", "json", *question).out)
    assert told == {row["id"] for row in rows}
    (year,) = report["years"]
    numbers = [cell.text() for cell in page.css("#overview table")[1].css("tbody td")]
    states = ("achievements", "linked", "suggested", "elsewhere", "outside", "unlinked")
    assert numbers[: len(states)] == [str(year[state]) for state in states]
    assert "絞り込み" not in one(HTMLParser(tgx("report", "--format", "html").out), "header.top").text()


@pytest.mark.parametrize(
    ("lang", "said"), [("ja", "絞り込み：{}・ソウル特別市・"), ("en", "Question: goal {}")]
)
def test_the_summary_has_the_figures_of_the_report(
    tgx: Run, project: Place, question: tuple[str, ...], lang: str, said: str
) -> None:
    said = said.format(goal_of(project) if lang == "ja" else list(project.facts.goals)[1])
    done = tgx("report", *question, "--summary", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    page = HTMLParser(done.out)
    assert said in one(page, "header").text()
    report = json.loads(tgx("report", *question, "--format", "json").out)
    numbers = [one(card, "b").text().split() for card in page.css(".cards li")]
    (year,) = report["years"]
    assert numbers[0] == [str(report["total"]["numerator"]), "/", str(report["total"]["denominator"])]
    assert numbers[1] == [str(year["linked"])]
    states = ("linked", "suggested", "elsewhere")
    assert [int(li.text().split()[-1]) for li in page.css(".key li")] == [year[s] for s in states if year[s]]
    if project.name == "tokyo":
        tables = page.css("table:has(thead)")
        assert [one(row, "td").text() for row in tables[0].css("tbody tr")] == report["total"]["members"]
        assert {row.css("td")[-1].text() for row in tables[1].css("tbody tr")} == set(
            year["members"]["linked"]
        )
    assert [one(li, "b").text() for li in page.css(".without li")] == report["total"]["others"]
    assert not page.css("script, [style]")


def test_the_page_in_english(tgx: Run, project: Place) -> None:
    """The same page: its figures, its links, its members; the words around them are English."""
    texts = [tgx("report", "--format", "html", *lang).out for lang in ((), ("--lang", "en"))]
    ja, en = map(HTMLParser, texts)
    assert texts[0] == tgx("report", "--format", "html", "--lang", "ja").out
    assert [one(page, "html").attributes["lang"] for page in (ja, en)] == ["ja", "en"]
    for query, of in (
        ("[id]", "id"),
        ("a", "href"),
        ("[data-figure]", "data-figure"),
        ("[data-set]", "data-set"),
    ):
        assert [n.attributes[of] for n in ja.css(query)] == [n.attributes[of] for n in en.css(query)]
    tags = [
        [n.tag for n in page.css("body *") if n.tag != "text"] for page in (ja, en)
    ]  # the map has room for other labels
    assert tags[0] == tags[1]
    for query in ("h2", "caption", "thead th", ".key li", ".filter label > *", "button", "dt", ".note"):
        words = [n.text(deep=False) for n in en.css(query)]
        assert words
        assert not [word for word in words if _JAPANESE.search(word)]
    labels = [n.attributes["aria-label"] or "" for n in en.css("[aria-label]")]
    assert not [label for label in labels if _JAPANESE.search(label)]
    assert "Seoul" in [n.text() for n in en.css("#cities th[scope=row]")]
    rows = [n.text() for n in en.css("article p")]
    if project.name == "tokyo":
        assert "Bureau of Environment" in [n.text() for n in en.css("#bureaus th[scope=row]")]
        assert any(
            re.match(r"Bureau of Environment \(\S+\)\. linked by a rule, evidence nos\. \d+, \d+", row)
            for row in rows
        )
        assert any(re.search(r"Suggested: measures \d+, \d+", row) for row in rows)
    assert not [row for row in rows if re.search("[。、：「」]", re.sub(r"\(.*?\)", "", row))]
    evidence = [n.text() for n in en.css("ol.ev li")]
    assert not [line for line in evidence if line.startswith(("担当局", "施策"))]
    if project.name != "empty":
        assert any(line.startswith("lead bureau of the measure: ") for line in evidence)


def test_a_page_names_achievements_as_commands_take_them(tgx: Run, catalogue: Path) -> None:
    page = HTMLParser(tgx("report", "--format", "html").out)
    named = {id_ for node in page.css(".k b") for id_ in node.text().split()}
    known = {row["id"] for row in json.loads(tgx("query", "achievements", "--format", "json").out)}
    assert named
    assert named <= known
    rows = [node.text() for node in page.css("article p")]
    assert any(re.search(r"規則 根拠の番号：\d+、\d+.*。候補：施策\d+、\d+", row) for row in rows)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Exchange of staff", "Exchange of staff"),
        ("Exchange of staff with cities", "Exchange of staff…"),
        ("Seoul, Beijing, Paris, Berlin", "Seoul, Beijing…"),
        ("海外都市等との職員の相互交流をさらに進める取組について", "海外都市等との職員の相互交流をさらに進…"),
        ("A Donaudampfschifffahrtsgesellschaft", "A Donaudampfschifff…"),
    ],
)
def test_a_summary_cuts_between_words(text: str, shown: str) -> None:
    assert short(text, 20) == shown


def test_latin_letters_of_an_english_page_are_in_a_latin_font(tgx: Run, catalogue: Path) -> None:
    for kind in (("--format", "html"), ("--summary",)):
        ja, en = (tgx("report", *kind, "--lang", lang).out for lang in ("ja", "en"))
        fonts = [re.findall(r"body\{[^}]*?font:[^\"]*(.*?)[;}]", text)[0] for text in (ja, en)]
        assert fonts[0].startswith('"Hiragino Sans"')
        assert fonts[1].startswith('"Helvetica Neue",Arial')
        assert fonts[1].endswith(fonts[0])


def test_what_was_asked_stands_in_english_on_the_page(tgx: Run, project: Place) -> None:
    goal = list(project.facts.goals)[1]
    asked = ("report", "--format", "html", "--lang", "en", "--goal", goal, "--city", "ソウル特別市")
    page = HTMLParser(tgx(*asked).out)
    assert one(page, "p.asked").text() == f"Question: goal {goal}, Seoul"
    assert one(page, "title").text().endswith(f": measures and achievements (goal {goal}, Seoul)")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--summary", "--format", "csv"), "a summary is a page"),
        (("--summary", "--lang", "fr"), "one of ja, en"),
        (("--summary", "--by", "year"), "html is one page"),
    ],
)
def test_what_a_summary_does_not_go_with(
    tgx: Run, project: Place, arguments: tuple[str, ...], message: str
) -> None:
    done = tgx("report", *arguments)
    assert (done.code, done.out, message in done.err) == (2, "", True)


def test_a_row_that_counts_for_a_measure_that_is_not_shown_is_not_lost(tgx: Run, project: Place) -> None:
    unit = {"tokyo": "産業労働局"}.get(project.name, project.facts.units[0])
    page = HTMLParser(tgx("report", "--format", "html", "--bureau", unit).out)
    rows = json.loads(tgx("query", "achievements", "--bureau", unit, "--format", "json").out)
    assert rows
    assert {a.attributes["id"] for a in page.css("article")} == {row["id"] for row in rows}


def test_text_of_documents_is_only_text_in_the_page(tgx: Run, place: Place) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=y> {{ 7*7 }} {% raw %} \u202e反転 </article>"
    rows = [
        (f"分野{hostile}", place.facts.units[0], f"交流{hostile}", hostile),
        ("分野", f"謎の局{hostile}", hostile, "結果"),
    ]
    file = place.folder / "<b>sheet.tsv"
    place.catalogue.unlink()
    file.write_text(
        reports.sheet(rows, 2016).replace("<ul><li>", "").replace("</li></ul>", ""), encoding="utf-8"
    )
    assert tgx("import", "--quiet", place.strategy, file).code == 0
    out = tgx("report", "--format", "html").out
    tree = HTMLParser(out)
    assert len(tree.css("script")) == 1
    assert not tree.css("img, b[onerror], article article")
    assert "{{ 7*7 }}" in out
    assert "\u202e" not in out
    assert len(tree.css("article")) == 2


def test_a_year_without_a_sheet_has_no_numbers(tgx: Run, project: Place) -> None:
    out = tgx("report", "--year", "R10").out
    assert "No sheet is imported for FY2028: nothing can be counted (tgx import FILE)." in out
    assert "0 %" not in out
    assert "FY2015" not in out
    assert "0 %" not in tgx("report", "--by", "bureau", "--year", "R10").out
    there = tgx("report", "--year", "R2")
    assert "No sheet" not in there.out
    assert "%" in there.out
    data = json.loads(tgx("report", "--year", "R10", "--format", "json").out)
    assert (data["imported_years"], data["missing_years"]) == ([], [2028])


def test_what_matches_nothing_is_no_missing_sheet(tgx: Run, project: Place) -> None:
    bureaus = json.loads(tgx("query", "bureaus", "--format", "json").out)
    silent = [each["name"] for each in bureaus if each["leads"] and not each["achievements"]]
    assert silent or project.name != "tokyo"
    for name in silent[:1]:
        no_sheet_is_missing(tgx("report", "--bureau", name).out)
    no_sheet_is_missing(tgx("report", "--city", "ロンドン").out)


def no_sheet_is_missing(out: str) -> None:
    assert "No achievement matches what is asked." in out
    assert "nothing can be counted" not in out


def test_measures_without_results_are_counted_among_all(tgx: Run, project: Place) -> None:
    goal = list(project.facts.goals)[0 if project.name == "empty" else 1]
    whole = json.loads(tgx("report", "--goal", goal, "--year", "2020", "--format", "json").out)["total"]
    out = tgx("report", "--uncovered", "--goal", goal, "--year", "2020").out
    without = whole["denominator"] - whole["numerator"]
    assert f"{without} of {whole['denominator']} measures have no results." in out
    assert "measures without results" in out
    assert "with something to show" not in out
    assert "0 %" not in out


def test_a_suggestion_for_another_goal_is_no_unlinked_row(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TGX_JUDGEMENTS", str(tmp_path / "judgements.yaml"))
    rows = json.loads(tgx("query", "achievements", "--goal", "2", "--format", "json").out)
    key, measure = next(
        (row["id"], link["measure"])
        for row in rows
        for link in row["links"]
        if link["status"] == "linked"
        and {each["goal"] for each in row["links"]} == {"2"}
        and [each["status"] for each in row["links"]].count("linked") == 1
        and len(row["links"]) > 1
    )
    assert tgx("link", "reject", key, measure, "--by", "me").code == 0
    for goal, state in (("1", "elsewhere"), ("2", "suggested")):
        (year,) = json.loads(tgx("report", "--goal", goal, "--format", "json").out)["years"]
        assert key in year["members"][state]
        assert key not in year["members"]["unlinked"]
    for other in [link["measure"] for row in rows if row["id"] == key for link in row["links"]]:
        if other != measure:
            assert tgx("link", "reject", key, other, "--by", "me").code == 0
    (year,) = json.loads(tgx("report", "--goal", "1", "--format", "json").out)["years"]
    assert key not in year["members"]["elsewhere"]


def test_csv_for_people_has_headers_and_words_in_a_language(tgx: Run, project: Place) -> None:
    plain = tgx("report", "sure", "--format", "csv").out
    words = tgx("report", "sure", "--format", "csv", "--headers", "ja").out
    assert plain == tgx("report", "sure", "--format", "csv", "--lang", "ja").out
    assert plain.startswith("key,title,method,counts,")
    assert words.startswith("状態,名称,方法,数えるか,")
    how = {"tokyo": ("linked/rule,linked,rule,yes,", "linked/rule,結び付きあり,規則,数える,")}
    how["kitakyushu"] = how["tokyo"]
    how["empty"] = (
        "suggested/similarity,suggested,similarity,no,",
        "suggested/similarity,候補,類似,数えない,",
    )
    assert how[project.name][0] in plain
    assert how[project.name][1] in words
    goal = {"tokyo": "目的"}.get(project.name, "基本方針")
    assert tgx("report", "--by", "goal", "--format", "csv", "--headers", "ja").out.startswith(f"{goal},名称,")
    done = tgx("report", "--headers", "ja")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tgx: --headers: only CSV has such headers (add --format csv)\n"


def test_what_several_totals_leave_out_is_said_once(tgx: Run, project: Place) -> None:
    shown = tgx("report", "--by", "city").out
    home = {"tokyo": "東京", "kitakyushu": "洞海市"}.get(project.name)
    if home is None:
        assert "the strategy's own city" not in shown
        return
    told = f"not counted: {home}: the strategy's own city (Relation and reported; Relation, nothing reported)"
    assert shown.count("the strategy's own city") == 1
    assert told in shown
    assert "cities with a relation" in shown
