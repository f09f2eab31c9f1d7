"""The report as one self-contained page: no network, no script of others, and all of it there without JavaScript.

Jinja2 with autoescape makes it, from ``templates/``; text of documents is only ever text there.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.coverage.english import in_register, titled
from toshigaikou_cli.coverage.indicators import years_of
from toshigaikou_cli.coverage.measures import MeasureCoverage, Report
from toshigaikou_cli.coverage.page import NO_NAMES, PageFacts
from toshigaikou_cli.coverage.views import HeatCell, View, cell
from toshigaikou_cli.formats.documents import source_words
from toshigaikou_cli.formats.indicators import said as values_said
from toshigaikou_cli.formats.indicators import share_of, trend_of
from toshigaikou_cli.formats.pages import worldmap
from toshigaikou_cli.formats.pages.page_words import (
    STATUS,
    asked_words,
    bureaus_words,
    heat_class,
    heat_text,
    heat_words,
    kind_word,
    link_words,
    named_question,
    page_title,
    units_words,
)
from toshigaikou_cli.formats.pages.question import OUTCOMES, question_words
from toshigaikou_cli.formats.pages.sureness import method_word, sure_words, words_of_test
from toshigaikou_cli.formats.records.evidence import (
    as_evidence,
    as_objection,
    evidence_lines,
    objections_text,
)
from toshigaikou_cli.formats.tables.table import bar, percent
from toshigaikou_cli.language import Language, in_language, meaning_of
from toshigaikou_cli.messages import Message
from toshigaikou_cli.records.document_facts import NO_FACTS
from toshigaikou_cli.records.project import NEUTRAL, ProjectWords
from toshigaikou_cli.records.wording import as_called
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of, months_of
from toshigaikou_cli.text.keys import visible

if TYPE_CHECKING:
    import jinja2

    from toshigaikou_cli.records.rows import AchievementRow, LinkRow


class ListedEntry(NamedTuple):
    """An achievement where it is shown in full: under the measure of its first link, or among those without one."""

    record: AchievementRow
    bureaus: tuple[int, ...]
    cities: tuple[int, ...]
    months: tuple[tuple[str, str], ...]
    counted: tuple[tuple[LinkRow, tuple[int, ...]], ...]
    suggested: tuple[LinkRow, ...]
    document: int


class ShownParts(NamedTuple):
    """A measure with its marks by year, and by year what is shown under it: entries in full, and achievements shown
    under another measure, those that count here and those that are only suggested."""

    measure: MeasureCoverage
    overview: str
    bureaus: str
    bureau_keys: tuple[int, ...]
    cells: tuple[tuple[int, HeatCell], ...]
    years: tuple[
        tuple[int, tuple[ListedEntry, ...], tuple[AchievementRow, ...], tuple[AchievementRow, ...]], ...
    ]


def page(facts: Sequence[PageFacts], language: Language = "ja") -> str:
    """The whole page, a block for each strategy. The same facts give the same bytes."""
    from markupsafe import Markup

    if language == "en":
        facts = [
            each._replace(
                report=titled(each.report, each.names),
                overviews=with_titles(each.overviews, each.report, each.names),
            )
            for each in facts
        ]

    environment = make_environment(facts[0].words, language, facts[0].names)
    several = len(facts) > 1
    block = environment.get_template("block.html.j2")
    texts = [
        block.render(_context(each, language), pre=f"{each.report.strategy_id}." if several else "")
        for each in facts
    ]
    first = facts[0]
    question = question_words(named_question(first.question, first.names, language), language)
    return environment.get_template("report.html.j2").render(
        title=page_title("" if several else first.report.strategy, language),
        several=[each.report.strategy for each in facts] if several else [],
        question=question,
        report=first.report,
        imported=[account.fiscal_year for account in first.report.years],
        blocks=[Markup(text) for text in texts],  # noqa: S704 (our own templates made them)
        **own_style(environment, header=asked_words(question, language)),
        **hashed("script", environment.get_template("script.js").render()),
    )


def with_titles(overviews: Mapping[str, str], report: Report, names: Mapping[str, str]) -> dict[str, str]:
    """The texts of the measures, behind their titles where these are shown in English."""
    measures = (one for goal in report.goals for area in goal.areas for one in area.measures)
    told = {one.code: one.title for one in measures if one.title in names}
    return {code: "。".join(filter(None, (told.get(code), text))) for code, text in overviews.items()}


def make_environment(
    words: ProjectWords = NEUTRAL, language: Language = "ja", names: Mapping[str, str] = NO_NAMES
) -> jinja2.Environment:
    """The templates in a language, with what they call; ``words`` are what the project calls goals and units, ``names`` are
    English names by those of the documents."""
    import jinja2

    at = 0 if language == "ja" else 1
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source if language == "ja" else _english_source),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: _shown(in_language(value, language) if isinstance(value, Message) else value),
    )
    environment.globals["w"] = words
    environment.filters |= {
        "percent": lambda figure: percent(figure.numerator, figure.denominator),
        "reasons": lambda outside: objections_text(map(as_objection, outside), language),
        "units": partial(units_words, names=names, language=language),
        "named": lambda name: in_register(name, names),
        "scripted": _scripted,
        "graded": lambda grade: _graded(grade, language),
    }
    environment.globals |= {
        "heat": heat_class,
        "mark": lambda found: heat_text(found, language),
        "said": lambda found: heat_words(found, language),
        "width": page_width,
        "status": {key: words[at] for key, words in STATUS.items()},
        "linked": lambda link: link_words(link, language),
        "outcome": {key: words[at] for key, words in OUTCOMES.items() if key != "held"},
        "values": values_said,
        "method": lambda method: method_word(method, language),
        "tested": lambda row: words_of_test(row, language),
    }
    return environment


def _source(name: str) -> str:
    """A template in which the project's words stand for those that it is written with."""
    form = "{{{{ w.{}|scripted }}}}" if name.endswith(".js") else "{{{{ w.{} }}}}"
    return as_called(_template(name), ProjectWords(*map(form.format, ProjectWords._fields)))


def _english_source(name: str) -> str:
    from toshigaikou_cli.formats.pages.english import in_english

    return in_english(_template(name))


def _template(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def _graded(grade: str, language: Language) -> str:
    """A grade with what it means by the project."""
    meaning = meaning_of(grade)
    return (f"{grade}（{meaning}）" if language == "ja" else f"{grade} ({meaning})") if meaning else grade


def _scripted(word: str) -> str:
    """A word within the quotes of a script."""
    from markupsafe import Markup

    return Markup(json.dumps(word)[1:-1].replace("<", "\\u003c"))  # noqa: S704 (nothing of it can end the quotes)


def own_style(environment: jinja2.Environment, file: str = "style.css", header: str = "") -> dict[str, Any]:
    """A page's own style, and its hash for the page's policy: nothing else has a style. ``header`` stands at the head of
    each printed page."""
    widths = "".join(f".bar .w{each}{{width:{each}%}}" for each in range(0, 101, 2))
    return hashed("style", environment.get_template(file).render() + widths + running_header(header))


def hashed(name: str, text: str) -> dict[str, Any]:
    from markupsafe import Markup

    digest = b64encode(sha256(text.encode()).digest()).decode("ascii")
    return {name: Markup(text), f"{name}_hash": Markup(f"sha256-{digest}")}  # noqa: S704 (our own)


def running_header(text: str) -> str:
    """The style that puts a text at the head of each printed page."""
    said = "".join(f"\\{ord(char):x} " if char in '\\"<>\n' else char for char in text)
    return f'@page{{@top-right{{content:"{said}";font-size:8pt}}}}' if text else ""


def _shown(value: Any) -> Any:
    """Document text with control and direction-changing characters written out; markup of ours as it is."""
    return (
        value
        if hasattr(value, "__html__") or not isinstance(value, str)
        else visible(value, keep_newlines=True)
    )


def page_width(part: int, whole: int) -> int:
    """A bar's length in per cent, even; never nothing or all where that is not exact."""
    return bar(part, whole, 50).count("█") * 2


def _context(facts: PageFacts, language: Language) -> dict[str, Any]:
    report = facts.report
    names = facts.names if language == "en" else NO_NAMES
    imported = [account.fiscal_year for account in report.years]
    years = sorted({*imported, *report.missing_years})
    evidence: dict[str, int] = {}
    bureaus = _numbered(name for record in facts.achievements for name in _bureaus(record))
    cities = {city["name"]: number for number, city in enumerate(facts.cities)}
    documents = {document["sha256"]: number for number, document in enumerate(report.documents, 1)}
    months = _months(facts.views["timeline"])
    entries = {
        record["id"]: _entry(record, bureaus, cities, documents, months, evidence, language)
        for record in facts.achievements
    }
    shown = list(_measures(facts, entries, years, set(imported), bureaus, language))
    codes = {one.measure.code for one in shown}
    homes = {record["id"] for record in facts.achievements if _home(record, codes) is None}
    linked = {
        record["id"] for record in facts.achievements if _links(record, "linked", "confirmed", "suggested")
    }
    return {
        "bound": _bound(facts, language),
        "report": report,
        "question": question_words(named_question(facts.question, facts.names, language), language),
        "elsewhere": any(year.elsewhere for year in report.years),
        "not_held": any(c.state == "not-held" for one in shown for _, c in one.cells),
        "no_row": any(c.state == "no-row" for one in shown for _, c in one.cells),
        "imported": imported,
        "years": years,
        "missing": report.missing_years,
        "goals": [
            (goal, [(area, [one for one in shown if one.measure.area == area.code]) for area in goal.areas])
            for goal in report.goals
        ],
        "bureaus": bureaus,
        "bureau_number": {
            row.key: bureaus.get(row.title.split(" (")[0]) for row in facts.views["bureau"].sections[0].rows
        },
        "views": facts.views,
        "cities": _city_rows(facts, cities, language),
        "city_numbers": cities,
        "coast": worldmap.coast_path(facts.coast["rings"]),
        "view_box": " ".join(str(number) for number in worldmap.VIEW),
        "points": worldmap.points(_points(facts, names)),
        "timeline": _timeline(facts.views["timeline"], years, set(imported)),
        "stray": [
            entries[r["id"]]
            for r in facts.achievements
            if r["id"] in homes and r["outcome"] == "held" and r["id"] not in linked
        ],
        "others": [entries[r["id"]] for r in facts.achievements if r["id"] in homes & linked],
        "apart": [entries[record["id"]] for record in facts.achievements if record["outcome"] != "held"],
        "evidence": list(evidence),
        "indicators": [(line, trend_of(line), share_of(line)) for line in facts.indicators],
        "indicator_years": years_of(facts.indicators),
        "sure_words": sure_words(facts.views["sure"], language),
        "sources": {
            each["sha256"]: source_words(each["name"], facts.facts.get(each["sha256"], NO_FACTS), language)
            for each in facts.views["sure"].documents
        },
    }


def _bound(facts: PageFacts, language: Language) -> str:
    """The kinds of relation that bind the city, in words."""
    kinds = [kind_word(code, facts.kinds, language) for code, each in facts.kinds.items() if each.formal]
    return ("、" if language == "ja" else ", ").join(kinds)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _bureaus(record: AchievementRow) -> list[str]:
    return record["bureaus"] or [record["bureau_text"]]


def _links(record: AchievementRow, *statuses: str) -> list[LinkRow]:
    """Its links of some statuses; none of what was not held, for it counts nowhere."""
    if record["outcome"] != "held":
        return []
    return [link for link in record["links"] if link["status"] in statuses]


def _home(record: AchievementRow, codes: Set[str]) -> str | None:
    """The measure under which an achievement is shown in full: of its first link that counts, else of its first, among
    the measures that are shown."""
    links = [*_links(record, "linked", "confirmed"), *_links(record, "suggested")]
    return next((link["measure"] for link in links if link["measure"] in codes), None)


def _entry(
    record: AchievementRow,
    bureaus: Mapping[str, int],
    cities: Mapping[str, int],
    documents: Mapping[str, int],
    months: Mapping[str, Sequence[str]],
    evidence: dict[str, int],
    language: Language,
) -> ListedEntry:
    counted = []
    for link in _links(record, "linked", "confirmed"):
        lines = evidence_lines(map(as_evidence, link["evidence"]), language)
        counted.append((link, tuple(evidence.setdefault(text, len(evidence) + 1) for text in lines)))
    texts = [activity["text"] for activity in record["activities"]] or [record["result"]]
    return ListedEntry(
        record=record,
        bureaus=tuple(bureaus[name] for name in _bureaus(record)),
        cities=tuple(cities[name] for name in record["cities"] if name in cities),
        months=tuple(
            (text, " ".join(months.get(f"{record['id']}#{place}", ()))) for place, text in enumerate(texts, 1)
        ),
        counted=tuple(counted),
        suggested=tuple(_links(record, "suggested")),
        document=documents[record["source"]["sha256"]],
    )


def _measures(
    facts: PageFacts,
    entries: Mapping[str, ListedEntry],
    years: Sequence[int],
    imported: set[int],
    bureaus: Mapping[str, int],
    language: Language,
) -> Iterator[ShownParts]:
    codes = {one.code for goal in facts.report.goals for area in goal.areas for one in area.measures}
    homes: dict[str, dict[int, list[ListedEntry]]] = defaultdict(lambda: defaultdict(list))
    guests: dict[tuple[str, bool], dict[int, list[AchievementRow]]] = defaultdict(lambda: defaultdict(list))
    for record in facts.achievements:
        home, year = _home(record, codes), record["fiscal_year"]
        for link in _links(record, "linked", "confirmed", "suggested"):
            if link["measure"] == home:
                homes[link["measure"]][year].append(entries[record["id"]])
            else:
                guests[link["measure"], link["status"] == "suggested"][year].append(record)
    for goal in facts.report.goals:
        for measure in (one for area in goal.areas for one in area.measures):
            code = measure.code
            counted, suggested = guests[code, False], guests[code, True]
            with_some = sorted({*homes[code], *counted, *suggested})
            yield ShownParts(
                measure=measure,
                overview=facts.overviews.get(code, ""),
                bureaus=bureaus_words(measure, facts.names, language),
                bureau_keys=tuple(bureaus[b["name"]] for b in measure.bureaus if b["name"] in bureaus),
                cells=tuple((year, cell_of(measure, year, imported)) for year in years),
                years=tuple(
                    (y, tuple(homes[code][y]), tuple(counted[y]), tuple(suggested[y])) for y in with_some
                ),
            )


def cell_of(measure: MeasureCoverage, year: int, imported: set[int]) -> HeatCell:
    key = str(year)
    state = measure.state(key)
    if state in ("no-row", "not-held"):
        return HeatCell(state)
    return cell(measure.counts.get(key, 0), measure.suggested_counts.get(key, 0), sheet=year in imported)


def _months(timeline: View) -> dict[str, list[str]]:
    """The months that each activity counts in, by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in timeline.sections[0].rows:
        for key in row.figures["activities"].members:
            found[str(key)].append(row.key)
    return found


def _timeline(
    timeline: View, years: Sequence[int], imported: set[int]
) -> list[tuple[int, list[tuple[str, HeatCell]]]]:
    """Fiscal years with their twelve months; the whole of a cell is the fullest month."""
    numbers = {row.key: row.figures["activities"].numerator for row in timeline.sections[0].rows}
    most = max(numbers.values(), default=0)
    lines = []
    for year in sorted({*years, *(fiscal_year_of(row.key) for row in timeline.sections[0].rows)}):
        months = months_of(year)
        cells = [(m, cell(numbers.get(m, 0), 0, sheet=year in imported, whole=most)) for m in months]
        lines.append((year, cells))
    return lines


def _city_rows(facts: PageFacts, numbers: Mapping[str, int], language: Language) -> list[dict[str, Any]]:
    known = {city["name"]: city for city in facts.cities}
    return [
        {
            "row": row,
            "number": numbers[row.key],
            "relations": [
                (kind_word(r["kind"], facts.kinds, language), r["since"]) for r in known[row.key]["relations"]
            ],
        }
        for row in facts.views["city"].sections[0].rows
    ]


def _points(facts: PageFacts, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The cities of the table, and the strategy's own city."""
    known = {city["name"]: city for city in facts.cities}
    for row in facts.views["city"].sections[0].rows:
        yield {
            **known[row.key],
            "name": in_register(row.key, names),
            "number": row.figures["achievements"].numerator,
        }
    yield from (
        {**city, "name": in_register(city["name"], names), "number": 0}
        for city in facts.cities
        if city["self"]
    )
