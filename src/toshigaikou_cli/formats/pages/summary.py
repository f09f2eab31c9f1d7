"""The summary of an answer on one or two A4 pages: for the boss, or the press. In Japanese or English.

What does not fit is not squeezed in: lists end with how many more there are and the command that has them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.coverage.english import in_register, titled
from toshigaikou_cli.coverage.measures import COUNTED, NOT_HELD, MeasureCoverage, Report
from toshigaikou_cli.coverage.page import NO_NAMES, PageFacts, Question
from toshigaikou_cli.formats.documents import source_words
from toshigaikou_cli.formats.pages.html import make_environment, own_style, page_width
from toshigaikou_cli.formats.pages.page_words import bureaus_words, named_question, units_words
from toshigaikou_cli.formats.pages.question import question_words, year_words
from toshigaikou_cli.formats.pages.summary_words import WORDS
from toshigaikou_cli.formats.pages.sureness import sure_words
from toshigaikou_cli.language import Language, worded
from toshigaikou_cli.records.document_facts import NO_FACTS

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

MOST_WITH, MOST_WITHOUT, MOST_ROWS, MOST_BARS, MOST_DOCUMENTS = 18, 36, 10, 10, 6
"""How many of each list fit on two pages, together, at their longest."""
_LONGEST = 34
"""Characters of a text in a table: with more it would take three lines."""


class StateShare(NamedTuple):
    """A part of all achievements: its state and word, its number, and where it stands in a bar of 1000."""

    state: str
    word: str
    number: int
    start: int
    length: int


class ListedPart(NamedTuple):
    """A list as far as it fits: what is shown, and how many more there are."""

    shown: Sequence[Any]
    more: int


def summary(facts: Sequence[PageFacts], language: Language = "ja") -> str:
    """The summary of each strategy that is asked about. The same facts give the same bytes."""
    from markupsafe import Markup

    if language == "en":
        facts = [each._replace(report=titled(each.report, each.names)) for each in facts]

    environment = make_environment(language=language)
    part = environment.get_template("summary_part.html.j2")
    words = worded(WORDS, language)
    blocks = [part.render(_context(each, language), t=words) for each in facts]
    first = facts[0]
    question = question_words(named_question(first.question, first.names, language), language)
    return environment.get_template("summary.html.j2").render(
        lang=language,
        title=f"{first.report.strategy}：{words['title']}" if language == "ja" else words["title"],
        question=question,
        report=first.report,
        blocks=[Markup(text) for text in blocks],  # noqa: S704 (our own templates made them)
        **own_style(environment, "summary.css", f"{words['filter']}{question}" if question else ""),
    )


def _context(facts: PageFacts, language: Language) -> dict[str, Any]:
    report = facts.report
    measures = [one for goal in report.goals for area in goal.areas for one in area.measures]
    names = facts.names if language == "en" else NO_NAMES
    counting = _counting(facts.achievements, names, language)
    return {
        "report": report,
        "question": question_words(named_question(facts.question, facts.names, language), language),
        "years": [year_words(account.fiscal_year, language) for account in report.years],
        "missing": [year_words(year, language) for year in report.missing_years],
        "states": _states(report, worded(WORDS, language)),
        "all": sum(account.achievements for account in report.years),
        "bureaus": counting.bureaus,
        "cities": counting.cities,
        "bars": _fitting(_bars(report), MOST_BARS),
        "with_results": _fitting([_line(one, names, language) for one in measures if one.covered], MOST_WITH),
        "without": _fitting([one for one in measures if not one.covered], MOST_WITHOUT),
        "rows": counting.rows if _narrow(facts.question) else None,
        "sure": sure_words(facts.views["sure"], language),
        "documents": _fitting([_source(each, facts, language) for each in report.documents], MOST_DOCUMENTS),
        "command": _command(facts.question),
        "short": partial(short, scale=1 if language == "ja" else 2),
        "page_width": page_width,
    }


def _source(document: Mapping[str, Any], facts: PageFacts, language: Language) -> dict[str, str]:
    name, sha256 = document["name"], document["sha256"]
    words, url, licence = source_words(name, facts.facts.get(sha256, NO_FACTS), language)
    return {"words": words, "url": url, "licence": licence, "name": name, "sha256": sha256}


class _Counting(NamedTuple):
    """What counts: how many bureaus and cities, and its rows as far as they fit."""

    bureaus: int
    cities: int
    rows: ListedPart


def _counting(
    achievements: Iterable[AchievementRow], names: Mapping[str, str], language: Language
) -> _Counting:
    """Read once: there may be very many."""
    bureaus, cities, number = set[str](), set[str](), 0
    shown: list[dict[str, Any]] = []
    for row in filter(_counts, achievements):
        number += 1
        bureaus.update(row["bureaus"] or [row["bureau_text"]])
        cities.update(row["cities"])
        if number <= MOST_ROWS:
            shown.append(_row(row, names, language))
    return _Counting(len(bureaus), len(cities), ListedPart(shown, number - len(shown)))


def _counts(row: AchievementRow) -> bool:
    return row["outcome"] == "held" and any(link["status"] in COUNTED for link in row["links"])


def _narrow(question: Question) -> bool:
    """Whether so little is asked about that its achievements are listed, and not only its measures."""
    return any((question.measure, question.city, question.bureau))


def _fitting(listed: Sequence[Any], most: int) -> ListedPart:
    return ListedPart(listed[:most], max(0, len(listed) - most))


def short(text: str, most: int = _LONGEST, scale: int = 1) -> str:
    """A text that takes no more than two lines of a table; ``scale`` is 2 where letters are half as wide. It ends with a whole
    word, where it has words."""
    most *= scale
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(",;:")
    return f"{words if len(words) > most // 2 else text[: most - 1]}…"


def _states(report: Report, words: Mapping[str, str]) -> list[StateShare]:
    """All achievements by how they answer what is asked, those that count first."""
    names = ("linked", "suggested", "elsewhere", "outside", "unlinked")
    numbers = {name: sum(getattr(account, name) for account in report.years) for name in names}
    numbers["apart"] = sum(getattr(account, state) for account in report.years for state in NOT_HELD)
    whole, start, shares = sum(numbers.values()), 0, []
    for name, number in numbers.items():
        if number:
            length = round(1000 * (start_of(numbers, name) + number) / whole) - start
            shares.append(StateShare(name, words[name], number, start, length))
            start += length
    return shares


def start_of(numbers: Mapping[str, int], name: str) -> int:
    """How many come before a state."""
    before = list(numbers)[: list(numbers).index(name)]
    return sum(numbers[each] for each in before)


def _bars(report: Report) -> list[tuple[str, Any]]:
    """The shares that are drawn: of the goals, or of the areas of the only goal."""
    if len(report.goals) == 1:
        areas = report.goals[0].areas
        return [(f"{area.code} {area.title}".strip(), area.figure) for area in areas]
    return [(f"{goal.code} {goal.title}".strip(), goal.figure) for goal in report.goals]


def _line(one: MeasureCoverage, names: Mapping[str, str], language: Language) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "bureaus": bureaus_words(one, names, language),
        "number": sum(one.counts.values()),
        "cities": ("、" if language == "ja" else ", ").join(in_register(each, names) for each in one.cities),
    }


def _row(row: AchievementRow, names: Mapping[str, str], language: Language) -> dict[str, Any]:
    codes = [link["measure"] for link in row["links"] if link["status"] in COUNTED]
    return {
        "id": row["id"],
        "year": row["fiscal_year"],
        "bureau": units_words(row, parts=False, names=names, language=language),
        "item": row["item"],
        "measures": "、".join(dict.fromkeys(codes)),
        "source": row["source"],
    }


def _command(question: Question) -> str:
    """The command that lists everything."""
    named = question._asdict()
    options = ("goal", "area", "measure", "bureau", "city", "year", "status", "outcome")
    return " ".join(
        ["tgx", "query", "achievements", *(f"--{name} {named[name]}" for name in options if named[name])]
    )
