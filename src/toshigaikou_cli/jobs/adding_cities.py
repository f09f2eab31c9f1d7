"""The partner cities of a list of their own (姉妹都市一覧): each in the project's own words, or refused with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs import adding
from toshigaikou_cli.jobs.places import load_file
from toshigaikou_cli.jobs.preparing import context_of, read
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.parsers import parse_cities
from toshigaikou_cli.records.documents import CityRecord
from toshigaikou_cli.vocabulary import own_words
from toshigaikou_cli.vocabulary.bureaus.validity import may_be_same
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.register import CityRegister


class PartnerRow(NamedTuple):
    """A row of a list: ``id`` is that of the city that was added, or joined with the own one; ``refused`` says why it was not,
    ``there`` that it was so already."""

    name: str
    place: str
    relation: str
    since: str
    id: str = ""
    refused: str = ""
    there: bool = False


class AddedCities(NamedTuple):
    """The rows of a list, and the file that was written (or would be)."""

    path: Path
    rows: tuple[PartnerRow, ...]

    @property
    def added(self) -> list[PartnerRow]:
        return [row for row in self.rows if row.id and not row.there]

    @property
    def refused(self) -> list[PartnerRow]:
        return [row for row in self.rows if row.refused]


def add_cities(source: Path, *, dry_run: bool = False) -> AddedCities:
    """Write the partner cities of a file into the project's ``words/cities.yaml``, with the places where they stand; a row
    that does not say clearly which city it is, of which country, and since when, is refused. Raises UsageError,
    VocabularyError, ReadError and ParseError, and writes nothing, where there is no project to write into or no list."""
    with adding.own_cities(dry_run=dry_run) as file:
        reading = read(load_file(source), source.name)
        listed = parse_cities(reading.blocks, context_of(reading, source.name, file.vocabulary))
        rows = [_added(file, record, source.name) for record in listed.cities]
        rows += [
            PartnerRow(each.text, f"{source.name}: {each.source.in_its_table}", "", "", refused=each.reason)
            for each in listed.rejected
        ]
    return AddedCities(file.path, tuple(rows))


def _added(file: adding.OwnCities, record: CityRecord, name: str) -> PartnerRow:
    row = PartnerRow(
        record.name, f"{name}: {record.source.in_its_table}", record.relation, record.since or ""
    )
    known = file.vocabulary.cities.resolve(record.name)
    reason = next(_against(record, known, file), None)
    if reason:
        return row._replace(refused=reason)
    if known and any(each.kind == record.relation for each in known.relations):
        return row._replace(id=known.id, there=True)
    new = adding.NewCity(
        record.name,
        country="" if known else record.country,
        relation=record.relation,
        since=record.since or "",
    )
    try:
        return row._replace(id=file.add(new, row.place)["id"])
    except UsageError as error:
        return row._replace(refused=error.what)


def _against(record: CityRecord, known: City | None, file: adding.OwnCities) -> Iterator[Message]:
    """Why a row is not clear."""
    register = file.vocabulary.cities
    since = next((cell for cell in record.cells if cell.column == "since"), None)
    if record.since is None:
        yield say("no date in {text}", text=record.since_text or say("(empty)"))
    elif since is not None and not since.text.strip() and not since.filled:
        yield say("no date in {text}", text=say("(empty)"))
    if record.name in file.names or (known and known.id in file.ids):
        yield say("it stands twice")
    if known and known.own:
        yield say("it is the project's own city")
    if known and record.country and (code := _code(record.country, register)) != known.country:
        yield say("it is in {country}, not in {other}", country=known.country, other=code or record.country)
    if known:
        before = next((each.since for each in known.relations if each.kind == record.relation), None)
        if before and record.since and not may_be_same(before, record.since):
            yield say("it is one already, since {date}", date=before)


def _code(country: str, register: CityRegister) -> str:
    try:
        return own_words.country_code(country, register)
    except UsageError:
        return ""
