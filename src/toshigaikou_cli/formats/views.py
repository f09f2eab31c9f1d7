"""A view of the catalogue as tables and texts, and as JSON. The figures' members are the same in all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from toshigaikou_cli.coverage.figures import Figure, Names
from toshigaikou_cli.coverage.measures import NOT_HELD
from toshigaikou_cli.coverage.views import FigureRow, RowFact, Section, View, figures_of
from toshigaikou_cli.formats.figures import missing_line, stamp_lines, titles_note
from toshigaikou_cli.formats.pages import heat
from toshigaikou_cli.formats.plain import plain
from toshigaikou_cli.formats.records.listing import relations_text
from toshigaikou_cli.formats.records.outcomes import outcome_text
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value, bar, percent
from toshigaikou_cli.messages import Message, coded, joined, say, say_as, sayable
from toshigaikou_cli.records.long import LongList
from toshigaikou_cli.text.dates import fiscal

BAR = 12
_CODED = {
    "imported": say_as("sheet", "imported"),
    "none": say_as("sheet", "none"),
    "yes": say_as("counts", "yes"),
    "no": say_as("counts", "no"),
}
MONTHS = (say("Apr"), say("May"), say("Jun"), say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec"),
          say("Jan"), say("Feb"), say("Mar"))  # fmt: skip
TITLES = {
    "achievements": say("Achievements"),
    "activities": say("Activities"),
    "both": say("Both"),
    "bureaus": say("Bureaus"),
    "by": say_as("deadline", "By"),
    "cities": say("Cities"),
    "counted_links": say("Links that count"),
    "country": say("Country"),
    "counts": say("Counted?"),
    "dated": say("Dated activities"),
    "departments": say("Department"),
    "fiscal_year": say("FY"),
    "led": say("Measures led"),
    "linked": say("Linked"),
    "links": say("Links"),
    "measures": say("Measures"),
    "method": say("Method"),
    "months": say("Month"),
    "new_relation": say("Of these new"),
    "nothing_reported": say("Nothing reported"),
    "outside": say("Outside"),
    "related": say("Measures related to"),
    "relation": say("Relation by then"),
    "relation_and_nothing": say("Relation, nothing reported"),
    "relation_and_reported": say("Relation and reported"),
    "relations": say("Relations"),
    "reported": say("Reported by then"),
    "reported_without_relation": say("Reported without a relation"),
    "sheet": say("Sheet"),
    "since": say("Since"),
    "suggested": say("Suggested only"),
    "targets": say("Target"),
    "text": say("Text"),
    "unlinked": say("Unlinked"),
    "with_results": say("With results"),
    "without": say("Without results"),
    "years": say("Year"),
    "areas": say("Area"),
    "bureau": say("Bureau"),
    "not_held": say("Not held"),
    "planned": say("Planned"),
    "empty": say("Empty"),
    "held": say("Held"),
    "words": say("Words"),
    "tested": say("In our test"),
    "tested_links": say("Tested links"),
    "tested_right": say("Right"),
    "tested_rows": say("Tested rows"),
    "goals": say("Goal"),
    "outcome": say("Outcome"),
    "item": say("Item"),
    "kind": say("Crosswalk"),
    "elsewhere": say("Elsewhere"),
}
_WITHIN = {
    "relation": sayable("  with a relation that began by then: {n} ({members})"),
    "new_relation": sayable("  of these, with a relation that began after the strategy: {n} ({members})"),
    "reported": sayable("  partner in a sheet of that fiscal year or before: {n} ({members})"),
    "both": sayable("  with a relation by then, and partner: {n} ({members})"),
}
"""What each number of a target counts."""
FIRST = {
    "followed": say("Subject"),
    "alone": say("Measure"),
    "undecided": say("Measure"),
    "bureaus": say("Bureau"),
    "not_held": say("What was reported"),
    "cities": say("City"),
    "links": say("Status"),
    "outside": say("Reason"),
}
FACTS = {"tested", "relations", "text", "country", "bureau", "sheet"}
"""Facts that are texts and give way on a narrow screen."""
NOT_ON_SCREEN = {"cities": {"since"}, "targets": {"cities"},
                 "links": {"by", "tested_links", "tested_right", "tested_rows"}}  # fmt: skip


def view_parts(view: View, *, explain: bool = False, listed: Names | None = None) -> list[Part]:
    """The view for reading; ``explain`` adds rules and exclusions, ``listed`` the members under their names."""
    parts: list[Part] = [TableText((view.strategy or say("No strategy imported"),), heading=True)]
    known = not (view.missing_years and "year" in view.filters)
    for section in view.sections:
        if view.view == "timeline":
            parts.append(month_grid(section, view.missing_years))
        else:
            parts.append(section_table(section, screen=True, known=known))
    if view.view == "targets":
        parts.append(TableText(tuple(_who(view))))
    if view.totals:
        parts.append(_totals(view))
    for strip in view.strips:
        parts.append(heat.strip_table(strip, FIRST.get(view.view, "")))
    if view.strips:
        parts.append(heat.legend(view.strips))
    if view.view == "sure":
        parts.append(_documents(view.documents))
    parts.append(TableText(tuple(_notes(view))))
    if explain:
        parts += explained(figures_of(view))
        parts.append(TableText(tuple(stamp_lines(view.made, view.documents))))
    if listed is not None:
        parts.append(members_table(figures_of(view), listed))
    return parts


def csv_tables(view: View, listed: Names | None = None) -> list[Table]:
    """The view for spreadsheets: a table a section, or (``listed``) one table of the members of every figure."""
    if listed is not None:
        return [members_table(figures_of(view), listed)]
    return [section_table(section) for section in view.sections]


def section_table(section: Section, *, screen: bool = False, known: bool = True) -> Table:
    """The rows of a section; the screen adds shares and bars and leaves out what the key says already. Not ``known``: there
    is no sheet that could say the numbers."""
    hidden = NOT_ON_SCREEN.get(section.key, set()) if screen else set()
    facts = [name for name in (section.rows[0].facts if section.rows else ()) if name not in hidden]
    names = list(section.rows[0].figures) if section.rows else []
    if screen:
        names = [
            name
            for name in names
            if name not in (*NOT_HELD, "elsewhere") or any(r.figures[name].numerator for r in section.rows)
        ]
    first = FIRST.get(section.key, TITLES.get(section.key, "Row"))
    if screen and not section.rows:
        return Table((Column("none", ""),), (), title=section.title, notes=(say("none"),))
    columns = [Column("title" if screen else "key", first, flexible=True)]
    if not screen:
        columns.append(Column("title", say("Title")))
    columns += [_fact_column(name) for name in facts]
    for name in names:
        columns += _figure_columns(name, screen=screen)
    rows = [
        (
            *((row.title,) if screen else (row.key, row.title)),
            *(_shown(name, row.facts[name], row.title) for name in facts),
            *(value for name in names for value in _values(name, row, screen=screen, known=known)),
        )
        for row in section.rows
    ]
    return Table(tuple(columns), rows, title=section.title if screen else "", folds=screen)


def _titled(name: str) -> str:
    """The heading of a column; a year or a strategy is its own."""
    if name.startswith("FY") and name[2:].isdigit():
        return fiscal.fiscal_year_heading(name[2:])
    return TITLES.get(name, name)


def _fact_column(name: str) -> Column:
    return Column(name, _titled(name), flexible=name in FACTS, names=name in FACTS and name != "text")


def _figure_columns(name: str, *, screen: bool) -> list[Column]:
    columns = [Column(name, _titled(name), "right")]
    if name == "with_results":
        columns.append(Column("with_results_of", say_as("denominator", "Measures"), "right"))
        if screen:
            columns += [Column("share", say("Share"), "right", drop=8), Column("bar", "", drop=9)]
    return columns


def _values(name: str, row: FigureRow, *, screen: bool, known: bool) -> list[Value]:
    """A figure's cells. Where no sheet was imported there is no number: – on the screen, nothing in CSV."""
    figure = row.figures[name]
    unknown = name not in ("lead", "related") and not known
    unknown |= row.facts.get("sheet") == "none" and not figure.numerator
    part, whole = figure.numerator, figure.denominator
    values: list[Value] = [part]
    if name == "with_results":
        values += [whole, percent(part, whole), bar(part, whole, BAR)] if screen else [whole]
    if unknown:
        values = [
            "–" if screen else None,
            *([""] * (len(values) - 1) if screen else [None] * (len(values) - 1)),
        ]
    return values


def month_grid(section: Section, missing: Sequence[int]) -> Table:
    """Fiscal years × months: how many activities, with a block as high as the month's share of the fullest."""
    found: dict[int, dict[str, int]] = {}
    sheets = {row.facts["fiscal_year"] for row in section.rows if row.facts["sheet"] == "imported"}
    for row in section.rows:
        year = row.facts["fiscal_year"]
        assert isinstance(year, int)
        number = row.figures["activities"].numerator
        if number or row.facts["sheet"] == "imported":
            found.setdefault(year, {})[row.key[5:]] = number
    most = max((n for months in found.values() for n in months.values()), default=0)
    months = [f"{month:02}" for month in fiscal.MONTHS]
    words = dict(zip(months, MONTHS, strict=True))

    def cell(year: int, month: str) -> str:
        number = found.get(year, {}).get(month)
        if number is None:
            return "/"
        return f"{number}{heat.BLOCKS[heat.level(number, most)]}" if number else "."

    rows = [
        (fiscal.fiscal_year_heading(year), *(cell(year, month) for month in months))
        for year in sorted({*found, *missing})
    ]
    columns = (
        Column("fiscal_year", ""),
        *(Column(m, words[m], "right", heat=True, brief=str(int(m))) for m in months),
    )
    notes = [say(". none   3▃ activities dated in the month, beside the fullest month   / no sheet imported")]
    if dated := [fiscal.fiscal_year_name(year) for year in sorted(found) if year not in sheets]:
        told = sayable("{years}: no sheet imported; sheets of other years have activities with these dates.")
        notes.append(say(told, years=dated))
    return Table(columns, rows, title=section.title, notes=tuple(notes), folds=True)


_OUT_OF = {
    "relation_and_reported": say("cities with a relation"),
    "relation_and_nothing": say("cities with a relation"),
    "reported_without_relation": say("partner cities of achievements"),
    "dated": say("activities"),
    "counted_links": say("links"),
    "held": say("achievements"),
}
"""What the whole of a total is."""


def _totals(view: View) -> Table:
    rows = [
        (*(TITLES[name], figure.numerator, figure.denominator), _OUT_OF.get(name, ""),
         percent(figure.numerator, figure.denominator))
        for name, figure in view.totals.items()
    ]  # fmt: skip
    columns = (Column("figure", say("Figure"), flexible=True), Column("number", say("Number"), "right"),
               Column("of", say("Out of"), "right"), Column("out_of", "", flexible=True),
               Column("share", say("Share"), "right", drop=1))  # fmt: skip
    left_out: dict[str, list[str]] = {}
    for name, figure in view.totals.items():
        for text in figure.exclusions:
            left_out.setdefault(text, []).append(TITLES[name])
    notes = (
        say("{name}: not counted: {text}", name=names[0], text=text)
        if len(names) == 1
        else say("not counted: {text} ({names})", text=text, names=joined(names, "; "))
        for text, names in left_out.items()
    )
    return Table(columns, rows, title=say("In all"), notes=tuple(notes))


def _who(view: View) -> Iterator[str]:
    """Which cities each number of the targets stands for."""
    left_out: dict[str, None] = {}
    for row in view.sections[0].rows:
        yield say("{title} by {by}:", title=row.title, by=row.facts["by"])
        for name, figure in row.figures.items():
            yield say(_WITHIN[name], n=figure.numerator, members=_listed(figure))
            left_out |= dict.fromkeys(figure.exclusions)
    yield from (say("Not counted: {text}", text=text) for text in left_out)


def _listed(figure: Figure) -> str:
    return joined(figure.members, "、") if figure.members else say("none")


def _documents(documents: Iterable[Mapping[str, Any]]) -> Table:
    columns = (
        Column("name", say("Document"), flexible=True),
        Column("kind", say("Kind")),
        Column("sha256", say("SHA-256")),
    )
    rows = [(d["name"], coded(d["kind"]), d["sha256"]) for d in documents]
    return Table(columns, rows, title=say("Documents behind this report"))


def _notes(view: View) -> Iterator[str]:
    yield from view.notes
    rows = [row.title for section in view.sections for row in section.rows]
    rows += [title for strip in view.strips for _, title, _ in strip.rows]
    yield from titles_note(title.arguments.get("title") for title in rows if isinstance(title, Message))
    if view.missing_years and view.view != "timeline":
        yield missing_line(view.missing_years)
    yield view.note


Figures = Iterable[tuple[str, str, str, Figure]]
"""(section key, row title, figure name, figure), as ``coverage.views.figures_of`` gives them."""


def explained(figures: Figures) -> list[Part]:
    """Each figure's numerator and denominator, and each rule and exclusion once."""
    rows: list[tuple[Value, ...]] = []
    rules: dict[str, None] = {}
    exclusions: list[str] = []
    for _, title, name, figure in figures:
        label = _titled(name)
        rows.append((title or say("In all"), label, figure.numerator, figure.denominator, figure.counted))
        rules.setdefault(say("{name}: {rule}.", name=label, rule=figure.rule))
        exclusions += [
            say("{name}: not counted: {text}", name=title or say("In all"), text=text)
            for text in figure.exclusions
        ]
    columns = (
        Column("of", say_as("figure", "Of"), flexible=True),
        Column("figure", say("Figure")),
        Column("numerator", say("Number"), "right"),
        Column("denominator", say("Out of"), "right"),
        Column("counted", say("Counted")),
    )
    texts = (say("Rules"), *rules), tuple(dict.fromkeys(exclusions))
    return [
        Table(columns, rows, title=say("Figures")),
        *(TableText(tuple(lines)) for lines in texts if lines),
    ]


def members_table(figures: Figures, names: Names) -> Table:
    """One row for each member of each figure: a figure has as many rows as its number says."""
    columns = (Column("of", say_as("figure", "Of"), flexible=True), Column("figure", say("Figure")),
               Column("member", say("Member")), Column("name", say("Name"), flexible=True),
               Column("section", say("Section")))  # fmt: skip
    listed = [each for each in figures if each[-1].members]
    ends = list(accumulate(len(figure.members) for *_, figure in listed))

    def rows(start: int, stop: int) -> list[tuple[Value, ...]]:
        made: list[tuple[Value, ...]] = []
        for at in range(bisect_right(ends, start), len(listed)):
            section, title, name, figure = listed[at]
            first = ends[at] - len(figure.members)
            if first >= stop:
                break
            members = figure.members[max(0, start - first) : stop - first]
            around = title or say("In all"), _titled(name), coded(section)
            made += [
                (*around[:2], member, called, around[2])
                for member, called in zip(members, names.of(figure.counted, members), strict=True)
            ]
        return made

    return Table(columns, LongList(ends[-1] if ends else 0, rows), title=say("Members"))


def view_json(view: View) -> dict[str, Any]:
    """The view as JSON (``schemas/report.schema.json``)."""
    data: dict[str, Any] = plain(view, _parts)
    return data


def _parts(value: Any) -> Mapping[str, Any]:
    parts: dict[str, Any] = value._asdict()
    if isinstance(value, FigureRow):
        parts["facts"] = {name: _fact(fact) for name, fact in value.facts.items()}
    return parts


def _shown(name: str, fact: RowFact, title: str) -> str | int | None:
    """A fact in a table: codes are words in another language; ``title`` is that of its row."""
    value = _fact(fact)
    if isinstance(value, str) and name in ("sheet", "counts"):
        return _CODED.get(value) or coded(value)
    if isinstance(value, str) and name == "outcome":
        return outcome_text(value, title)
    return value


def _fact(fact: RowFact) -> str | int | None:
    return fact if isinstance(fact, str | int | None) else relations_text(fact)
