"""The report as a folder of pages, where one page would be too large: an index, one a goal, one a measure or more.

Each page has its own style and script, works without a network from a disk, and is made while its achievements are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.coverage.english import titled
from toshigaikou_cli.coverage.measures import AreaCoverage, GoalCoverage, MeasureCoverage
from toshigaikou_cli.coverage.page import NO_NAMES
from toshigaikou_cli.coverage.page_folder import FolderFacts
from toshigaikou_cli.coverage.views import HeatCell
from toshigaikou_cli.formats.pages.html import cell_of, hashed, make_environment, own_style, with_titles
from toshigaikou_cli.formats.pages.page_words import asked_words, bureaus_words, named_question, page_title
from toshigaikou_cli.formats.pages.question import question_words
from toshigaikou_cli.formats.records.evidence import as_evidence, evidence_lines
from toshigaikou_cli.language import Language, worded

if TYPE_CHECKING:
    import jinja2

    from toshigaikou_cli.records.rows import AchievementRow

MOST = 2_800_000
"""Bytes of what a page lists: with its style, head and foot it stays under 3 MB."""
LONGEST = 200_000
"""Characters of an achievement that are shown."""


WORDS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "pieces": '<div class="m">',
        "overview": "概要",
        "stray": "どの施策にも結び付かない実績", "apart": "中止・予定・実績なし",
        "counted": "<h2>数えられる実績</h2>", "suggested": "<h2>候補（数えない）</h2>",
        "nothing": "<p>取り込んだ資料に、この施策の実績はありません。</p>",
        "not_held": "<p>取り込んだ資料には、この施策で実施されなかったもの（中止・予定・実績なし）しかありません。</p>",
        "year": "<h3>{}年度</h3>\n",
        "none": "<p>ありません。</p>", "cut": "…（以下略：tgx show {}）", "before": "前のページ", "page": "{}（{}ページ）",
    },
    "en": {
        "pieces": '<div class="m">',
        "overview": "Overview",
        "stray": "Achievements that are linked to no measure", "apart": "Not held",
        "counted": "<h2>Achievements that count</h2>", "suggested": "<h2>Suggested (does not count)</h2>",
        "nothing": "<p>The imported sheets have no achievement of this measure.</p>",
        "not_held": "<p>Of this measure the imported sheets report only what was not held.</p>",
        "year": "<h3>FY{}</h3>\n",
        "none": "<p>There are none.</p>", "cut": "… (cut here: tgx show {})", "before": "Page before", "page": "{} (page {})",
    },
}  # fmt: skip


class PagedMeasure(NamedTuple):
    """A measure, the name of its first page, and its marks by year."""

    measure: MeasureCoverage
    name: str
    overview: str
    bureaus: str
    cells: tuple[tuple[int, HeatCell], ...]


class PagedGoal(NamedTuple):
    """A goal, its page, and its measures by area."""

    name: str
    goal: GoalCoverage
    areas: list[tuple[AreaCoverage, list[PagedMeasure]]]


class PageFrame(NamedTuple):
    """What all pages of a folder share: the templates' parts, and what stands in each frame."""

    frame: jinja2.Template
    parts: Any
    shared: Mapping[str, Any]
    language: Language = "ja"
    names: Mapping[str, str] = NO_NAMES

    @property
    def words(self) -> Mapping[str, str]:
        return worded(WORDS, self.language)

    def goal(self, word: str, code: str) -> str:
        """What leads to a goal; ``word`` is what the project calls goals."""
        return f"{word}{code}" if self.language == "ja" else f"Goal {code}"

    def page(self, title: str, body: Iterable[str], ways: Sequence[tuple[str, str]], after: str = "") -> str:
        """A whole page: ``ways`` are the links at its head, ``after`` is the page that goes on."""
        from markupsafe import Markup

        text = Markup("").join(map(Markup, body))
        return self.frame.render(title=title, body=text, ways=ways, after=after, **self.shared)


def pages(facts: Sequence[FolderFacts], language: Language = "ja") -> Iterator[tuple[str, str]]:
    """The files of the folder, each with its name. The same facts give the same bytes."""
    if language == "en":
        facts = [_in_english(each) for each in facts]
    names = facts[0].names
    environment = make_environment(facts[0].words, language, names)
    question = question_words(named_question(facts[0].question, names, language), language)
    paper = PageFrame(
        environment.get_template("folder.html.j2"),
        environment.get_template("folder_parts.html.j2").module,
        {
            "made": facts[0].report.made,
            "question": question,
            **own_style(environment, header=asked_words(question, language)),
            **hashed("script", environment.get_template("folder.js").render()),
        },
        language,
        names,
    )
    blocks = [_block(paper, each, f"s{at}-" if len(facts) > 1 else "") for at, each in enumerate(facts, 1)]
    several = len(facts) > 1
    ways = [
        (each.name, paper.goal(facts[0].words.goal, each.goal.code))
        for block in blocks
        for each in block["goals"]
    ]
    title = page_title("" if several else facts[0].report.strategy, language)
    yield "index.html", paper.page(title, [paper.parts.index(block) for block in blocks], ways)
    for each, block in zip(facts, blocks, strict=True):
        yield from _goals(paper, block["goals"], each.words.goal)
        yield from _measures(paper, each, block["goals"])
        for name, heading, entries in (
            (block["stray"], paper.words["stray"], each.stray),
            (block["apart"], paper.words["apart"], each.apart),
        ):
            body = _entries(paper, entries(), None)
            yield from _split(paper, name, heading, body, [("index.html", paper.words["overview"])])


def _in_english(facts: FolderFacts) -> FolderFacts:
    return facts._replace(
        report=titled(facts.report, facts.names),
        overviews=with_titles(facts.overviews, facts.report, facts.names),
    )


def _block(paper: PageFrame, facts: FolderFacts, pre: str) -> dict[str, Any]:
    report = facts.report
    imported = {account.fiscal_year for account in report.years}
    years = sorted({*imported, *report.missing_years})
    goals, number = [], 0
    for at, goal in enumerate(report.goals, 1):
        areas = []
        for area in goal.areas:
            shown = []
            for measure in area.measures:
                number += 1
                cells = tuple((year, cell_of(measure, year, imported)) for year in years)
                bureaus = bureaus_words(measure, paper.names, paper.language)
                overview = facts.overviews.get(measure.code, "")
                shown.append(PagedMeasure(measure, f"{pre}measure-{number}.html", overview, bureaus, cells))
            areas.append((area, shown))
        goals.append(PagedGoal(f"{pre}goal-{at}.html", goal, areas))
    return {
        "report": report,
        "years": years,
        "goals": goals,
        "bureaus": facts.bureaus,
        "cities": facts.cities,
        "stray": f"{pre}stray.html",
        "apart": f"{pre}apart.html",
    }


def _goals(paper: PageFrame, goals: Iterable[PagedGoal], word: str) -> Iterator[tuple[str, str]]:
    ways = [
        ("index.html", paper.words["overview"]),
        *((each.name, paper.goal(word, each.goal.code)) for each in goals),
    ]
    for each in goals:
        title = f"{each.goal.code} {each.goal.title}"
        yield each.name, paper.page(title, [paper.parts.goal(each.goal, each.areas)], ways)


def _measures(paper: PageFrame, facts: FolderFacts, goals: Iterable[PagedGoal]) -> Iterator[tuple[str, str]]:
    for goal in goals:
        ways = [
            ("index.html", paper.words["overview"]),
            (goal.name, paper.goal(facts.words.goal, goal.goal.code)),
        ]
        for _, shown in goal.areas:
            for one in shown:
                title = f"{one.measure.code} {one.measure.title}"
                yield from _split(paper, one.name, title, _of_measure(paper, facts, one), ways)


def _of_measure(paper: PageFrame, facts: FolderFacts, one: PagedMeasure) -> Iterator[str]:
    code = one.measure.code
    yield str(paper.parts.measure(one))
    if one.measure.counts:
        yield paper.words["counted"]
        yield from _entries(paper, facts.counted(code), (facts.report.strategy_id, code))
    if one.measure.suggested_counts:
        yield paper.words["suggested"]
        yield from (str(paper.parts.line(each)) for each in facts.suggested(code))
    if not one.measure.counts and not one.measure.suggested_counts:
        yield paper.words["not_held" if one.measure.not_held else "nothing"]


def _entries(
    paper: PageFrame, records: Iterable[AchievementRow], measure: tuple[str, str] | None
) -> Iterator[str]:
    """Achievements under their fiscal years; with why they are linked to a measure, by its strategy and code."""
    year = None
    for record in records:
        links = [
            (link, list(evidence_lines(map(as_evidence, link["evidence"]), paper.language)))
            for link in record["links"]
            if (link["strategy"], link["measure"]) == measure
        ]
        head = "" if record["fiscal_year"] == year else paper.words["year"].format(record["fiscal_year"])
        year = record["fiscal_year"]
        yield head + str(paper.parts.entry(record, _texts(record, paper.words["cut"]), links))
    if year is None:
        yield paper.words["none"]


def _texts(record: AchievementRow, cut: str) -> list[str]:
    """The texts of its activities, as far as a page can show them."""
    texts = [activity["text"] for activity in record["activities"]] or [record["result"]]
    if sum(map(len, texts)) <= LONGEST:
        return texts
    return ["\n".join(texts)[:LONGEST] + cut.format(record["id"])]


def _split(
    paper: PageFrame, name: str, title: str, pieces: Iterable[str], ways: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Pages of at most :data:`MOST` bytes of pieces: ``name``, then ``name`` with -2, -3 and so on."""
    stem = name.removesuffix(".html")
    names = [name]
    kept: list[str] = []
    size = 0

    def made(after: str) -> tuple[str, str]:
        at = len(names)
        before = [(names[-2], paper.words["before"])] if at > 1 else []
        heading = paper.words["page"].format(title, at) if at > 1 or after else title
        body = [paper.words["pieces"], *kept, "</div>"]
        return names[-1], paper.page(heading, body, [*ways, *before], after)

    for piece in pieces:
        length = len(piece.encode())
        if kept and size + length > MOST:
            after = f"{stem}-{len(names) + 1}.html"
            yield made(after)
            names.append(after)
            kept, size = [], 0
        kept.append(piece)
        size += length
    yield made("")
