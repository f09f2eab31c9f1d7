"""A new project, proposed from the strategy of a city: its units, its partner cities, and what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toshigaikou_cli import __version__, projects, readers
from toshigaikou_cli.errors import ReadError, UsageError
from toshigaikou_cli.jobs.import_options import ImportOptions
from toshigaikou_cli.jobs.preparing import prepare
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.blocks import Line, ReadOptions
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.kinds import UNIT_KINDS
from toshigaikou_cli.records.started import NamedPartner, ProposedUnit, StartedProject
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.vocabulary.bureaus.ranks import kind_of_unit, levels_of
from toshigaikou_cli.vocabulary.bureaus.short_forms import without_short_forms
from toshigaikou_cli.vocabulary.bureaus.units import split_units
from toshigaikou_cli.vocabulary.cities import listed
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary, of_project, vocabulary_of
from toshigaikou_cli.vocabulary.word_files import word_files
from toshigaikou_cli.vocabulary.yaml_files import load_packaged

TextPlaced = tuple[str, str]
"""A text, and where it stands."""
_LONG_LINE = 25
"""Characters from which on a line may go on in the next one."""


def proposed(folder: Path, source: Path | None, data: bytes, city: str) -> StartedProject:
    """The project of a folder from the content of a strategy. Raises UsageError where nobody says which city it is of,
    ReadError and ParseError where the strategy cannot be read."""
    own = of_project(vocabulary_of(word_files(folder / "words")), projects.current())
    vocabulary = replace(own, local=True)
    document: StrategyDocument | None = None
    if source:
        try:
            read = prepare(data, source.name, vocabulary, ImportOptions(kind="strategy")).document
        except ReadError as error:
            raise _with_way_out(error, source) from error
        assert isinstance(read, StrategyDocument)
        document = read
    name = city.strip() or (_in_japan(document.government, vocabulary.cities) if document else "")
    if not name:
        what = say("nothing says which city the project is of")
        raise UsageError(what, where="--city", hint=say("name it: --city NAME"))
    bare = StartedProject(name, _id_of(folder), __version__, source.name if source else "", document)
    lines = list(_lines(data, source)) if source else []
    return _with_cities(replace(bare, units=tuple(_units(bare))), vocabulary, lines)


def _with_way_out(error: ReadError, source: Path) -> ReadError:
    """The error, for a PDF with what can be done where nobody has another form of it."""
    if source.suffix.lower() != ".pdf":
        return error
    table = say(
        "or write its measures into a table (番号, 施策, 概要, 担当課, under the headings of the goals; Excel or CSV) and take"
        " that: tgx init FOLDER --from TABLE"
    )
    hint = joined(filter(None, (error.hint, table)), "; ")
    return ReadError(error.what, where=error.where, hint=hint, spot=error.spot)


def _in_japan(government: str, register: CityRegister) -> str:
    """A government as a document names it, "" where the name is of a city abroad."""
    found = register.resolve(government) if government else None
    return "" if found and found.country != "JP" else government


def _id_of(folder: Path) -> str:
    """An id from the name of the folder; "city" where it has no Latin letter."""
    plain = re.sub(r"[^a-z0-9]+", "-", folder.absolute().name.lower()).strip("-")[:40]
    return plain.strip("-") or "city"


def _with_cities(
    started: StartedProject, vocabulary: Vocabulary, lines: Sequence[TextPlaced]
) -> StartedProject:
    register = vocabulary.cities
    countries = {match_key(row.country) for row in started.strategy.cities} if started.strategy else set()
    lines = [each for each in lines if match_key(each[0]) not in countries]  # a province there is no partner
    home = register.resolve(started.name)
    entries = {str(each["id"]): each for each in load_packaged(base_data("cities.yaml"))["cities"]}
    named: dict[str, NamedPartner] = {}
    for each, city in _named_cities(started, register, lines):
        key = city.id if city else each.name
        if not (home and key == home.id):
            named.setdefault(key, each._replace(entry=entries[city.id] if city else None))
    own = {**entries[home.id], "self": True} if home else None
    taken = set(named) | {home.id if home else started.name, started.name}
    mentioned = {
        key: each._replace(entry=entries.get(key))
        for key, each in _mentioned(started, register, lines).items()
        if key not in taken
    }
    return replace(started, own=own, cities=tuple(named.values()), mentioned=tuple(mentioned.values()))


def _mentioned(
    started: StartedProject, register: CityRegister, lines: Sequence[TextPlaced]
) -> dict[str, NamedPartner]:
    """The places abroad that a text names, by id or, where the register does not have them, by name."""
    found: dict[str, NamedPartner] = {}
    for text, place in lines:
        where = _where(started, place)
        for mention in register.find_mentions(tidy(text)):
            city = register.by_name[mention.city]
            if city.country != "JP" and not city.own:
                found.setdefault(city.id, NamedPartner(city.name, where, None))
        for name in register.foreign_names(tidy(text)):
            found.setdefault(name, NamedPartner(name, where, None))
    return found


def _named_cities(
    started: StartedProject, register: CityRegister, lines: Sequence[TextPlaced]
) -> Iterator[tuple[NamedPartner, City | None]]:
    """The cities of tables, then those of lists in the text, as often as they are named."""
    for row in started.strategy.cities if started.strategy else ():
        where = _where(started, row.source.in_its_table)
        country = register.country_code(row.country) if row.country else None
        yield NamedPartner(row.name, where, None, country=country or ""), register.resolve(row.name)
    found = [*listed.line_by_line([text for text, _ in lines], register)]
    for start, stop in _paragraphs(lines):
        text = "".join(line for line, _ in lines[start:stop])
        for each in listed.in_line(text, register):
            at = next((at for at in range(start, stop) if each.text in tidy(lines[at][0])), start)
            found.append((at, each))
    for at, each in sorted(found, key=lambda found: found[0]):
        where = _where(started, lines[at][1])
        yield NamedPartner(each.text, where, None, True, each.relation), each.city


def _paragraphs(lines: Sequence[TextPlaced]) -> Iterator[tuple[int, int]]:
    """The lines that are one text, as the first and the one behind the last: a long line without an end goes on."""
    start = 0
    for at, (text, place) in enumerate(lines, 1):
        goes_on = len(text.strip()) >= _LONG_LINE and not text.rstrip().endswith(("。", "：", ":"))
        if not goes_on or at == len(lines) or _page(lines[at][1]) != _page(place):
            yield start, at
            start = at


def _page(place: str) -> str:
    return str(place).partition(":")[0]


def _where(started: StartedProject, place: str) -> str:
    return joined(filter(None, (started.file, place)))


def _lines(data: bytes, source: Path) -> Iterator[TextPlaced]:
    """The texts of a document outside its tables and, a cell after the other, in them, with their places."""
    for block in readers.read(data, source.name, ReadOptions()).blocks:
        if isinstance(block, Line):
            yield block.text, block.spot.in_its_table
        else:
            yield from ((cell.text, block.spot.in_its_table) for cell in block.cells if not cell.filled)


def _units(started: StartedProject) -> Iterator[ProposedUnit]:
    """The distinct units of measures and indicators, in the document's order, each behind what it is part of."""
    places: dict[str, str] = {}
    for text, place in _mentions(started.strategy):
        if name := text.removeprefix(started.name).strip():
            places.setdefault(name, f"{started.file} {place}".strip())
    kept = set(without_short_forms(list(places)))
    places = {name: place for name, place in places.items() if name in kept}
    paths = _paths(places)
    named: dict[str, set[UnitPath]] = {}
    below: dict[UnitPath, int] = {}
    for path in paths.values():
        for end in range(1, len(path) + 1):
            named.setdefault(path[end - 1], set()).add(path[:end])
            below[path[:end]] = max(below.get(path[:end], 0), len(path) - end)
    ids: dict[UnitPath, str] = {}
    kinds: dict[UnitPath, int] = {}
    for name, place in places.items():
        for end in range(1, len(paths[name]) + 1):
            path = paths[name][:end]
            if path in ids:
                continue
            ids[path] = f"unit-{len(ids) + 1}"
            # what has parts is higher than they are, whatever it is called
            kind = min(UNIT_KINDS.index(kind_of_unit(path[-1])), len(UNIT_KINDS) - 1 - below[path])
            kinds[path] = max(kind, kinds.get(path[:-1], -1) + 1)
            own = path[-1] if len(path) == 1 or len(named[path[-1]]) == 1 else "".join(path)
            yield ProposedUnit(ids[path], own, UNIT_KINDS[kinds[path]], ids.get(path[:-1], ""), place)


UnitPath = tuple[str, ...]
"""A unit and what it is part of, from what is highest down; at most one of each kind."""


def _paths(names: Iterable[str]) -> dict[str, UnitPath]:
    """Each name of a unit with what it is part of: by its own whole name, and by those of others where these agree."""
    own = {name: tuple(levels_of(name)) for name in names}
    above: dict[str, set[UnitPath]] = {}
    for path in own.values():
        for end in range(1, len(path)):
            above.setdefault(path[end], set()).add(path[:end])

    def whole(path: UnitPath) -> UnitPath:
        for _ in UNIT_KINDS:
            over = above.get(path[0], set())
            if len(over) != 1 or (head := next(iter(over)))[0] in path:
                break
            path = (*head, *path)
        last = len(UNIT_KINDS) - 1
        return (*path[:last], "".join(path[last:])) if len(path) > last else path

    return {name: whole(path) for name, path in own.items()}


def _mentions(strategy: StrategyDocument | None) -> Iterator[tuple[str, str]]:
    """Each name of a unit, with the place of its row."""
    if strategy is None:
        return
    for measure in strategy.measures:
        yield from ((each.text, str(measure.source.in_its_table)) for each in measure.bureaus)
    for indicator in strategy.indicators:
        units, _ = split_units(indicator.bureau_text)
        yield from ((each.text, str(indicator.source.in_its_table)) for each in units)
