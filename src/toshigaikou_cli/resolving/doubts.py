"""What resolving names against the registers leaves in doubt: each with its check's code, words, and proposals."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import coded, joined, say, sayable
from toshigaikou_cli.records.documents import CityRecord, MeasureRecord
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days, fiscal_year_name
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.above import parent_before
from toshigaikou_cli.vocabulary.bureaus.entries import Proposal
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister, Resolution
from toshigaikou_cli.vocabulary.bureaus.validity import (
    EARLIEST,
    LATEST,
    first_day,
    last_day,
    overlaps,
)
from toshigaikou_cli.vocabulary.cities.entries import City, Relation
from toshigaikou_cli.vocabulary.cities.register import CityProposal, CityRegister
from toshigaikou_cli.vocabulary.keys import without_layout
from toshigaikou_cli.vocabulary.near import bureau_head, nearness, one_off

_LIKE_A_BUREAU = expression(r".{1,20}(?:局|庁|本部|委員会)(?:[^\s]{1,20}部)?")
_SECOND = expression(r"([^\s（）()、,：:]{1,20}?(?:部|課|室|所|センター))([^\s]+部.*)")
"""Something like a department before a bureau that has one behind its name as well."""
_LIKE_A_PART = expression(r"[^\s、,/()（）]{1,20}(?:部|課|室|係|所|館|センター|事務局|担当)")
_LIKE_A_SECTION = expression(r"[^\s、,/()（）]{1,20}(?:部|課|室)")
_NEAR_PART = 75.0
"""From which nearness on (to 100) a section's name may be a slip of another's."""
_NEAR_ENOUGH = 45.0
"""A name less near than this to one of the line of what it resembles is not accepted by a command."""
_PROPOSALS = 3


class Doubt(NamedTuple):
    """A name or text in doubt: ``code`` of the check, ``column`` and ``text`` in question, what is wrong with it,
    what it may be instead, and the command that accepts it.

    It is no finding yet: the same text stands in many rows and is looked into once, so the record and its place come
    later (:func:`~toshigaikou_cli.resolving.rows.doubt_rows`), and the severity is the check's.
    """

    code: str
    column: str
    text: str
    message: str
    hint: str = ""
    accept: str = ""


def _listed(proposals: Iterable[tuple[str, str]]) -> str:
    """Names that may be meant, each with the reason."""
    return joined([say("{name}: {reason}", name=name, reason=reason) for name, reason in proposals], "; ")


# ---------------------------------------------------------------- bureaus


@lru_cache(maxsize=4096)  # the cells of a sheet repeat
def bureau_doubts(cell: str, fiscal_year: int, register: BureauRegister) -> tuple[Doubt, ...]:
    """The doubts of an achievement's bureau cell: unknown, not in force, department unknown or of another bureau."""
    found = register.resolve_all(cell, fiscal_year)
    if not found:
        return (Doubt("bureau-unknown", "bureau", cell, say("no bureau: the cell is empty")),)
    doubts: list[Doubt] = []
    for place, resolution in enumerate(found):
        if resolution.bureau is None:
            doubt = _unknown_bureau(resolution, register, fiscal_year)
            name = without_layout(resolution.text)
            if (
                place == 0
                or doubt.accept
                or _LIKE_A_BUREAU.fullmatch(name)
                or _LIKE_A_SECTION.fullmatch(name)
            ):
                doubts.append(doubt)
            continue
        if not resolution.in_force:
            doubts.append(_not_in_force(resolution, fiscal_year))
        doubts += _department_doubts(cell, resolution, resolution.bureau, fiscal_year, register)
    return tuple(doubts)


def measure_doubts(measure: MeasureRecord, fiscal_year: int, register: BureauRegister) -> Iterator[Doubt]:
    """The doubts of a measure's bureaus: one of several unknown, or not in force when the strategy was made."""
    resolutions = [register.resolve(mention.text, fiscal_year) for mention in measure.bureaus]
    if not any(each.bureau for each in resolutions):
        text = "、".join(mention.text for mention in measure.bureaus)
        message = say(
            "measure {code} has no known bureau: {name}", code=measure.code, name=text or say("(empty)")
        )
        first = Doubt("", "", "", "")
        if resolutions:
            first = _unknown_bureau(resolutions[0], register, fiscal_year)
        yield Doubt("measure-bureau-unknown", "bureaus", text, message, first.hint, first.accept)
        return
    for resolution in resolutions:
        if resolution.bureau is None:
            yield _unknown_bureau(resolution, register, fiscal_year, "bureaus")
        elif not resolution.in_force:
            yield _not_in_force(resolution, fiscal_year, "bureaus")


def _unknown_bureau(
    resolution: Resolution, register: BureauRegister, fiscal_year: int, column: str = "bureau"
) -> Doubt:
    text = resolution.text
    proposals = resolution.proposals[:_PROPOSALS]
    hint = _listed((each.bureau.name, each.reason) for each in proposals)
    head, meant = bureau_head(text) or text, _meant(proposals, fiscal_year)
    if not proposals and (near := _near_opening(text, register, fiscal_year)):
        head, meant = text[: len(near.name)], near
        hint = say("{name}: one character differs from {head}", name=near.name, head=head)
    accept = _command(head, "bureau", meant) if meant else ""
    message = say("unknown bureau: {name}", name=text or say("(empty)"))
    if proposals and meant is None:
        known = say(
            "where it means another one: tgx words add-alias {name} --bureau BUREAU", name=shlex.quote(head)
        )
        hint = joined((hint, known), "; ")
    add = say("no registered name is near; where it is a unit: tgx words add-unit {name}", name=text)
    return Doubt("bureau-unknown", column, text, message, hint or add, accept)


def _meant(proposals: Sequence[Proposal], fiscal_year: int) -> Bureau | None:
    """The bureau that an unknown name most likely means: one in force in the year, of a name that is near."""
    return next(
        (
            each.bureau
            for each in proposals
            if each.bureau.in_force(fiscal_year) and each.score >= _NEAR_ENOUGH
        ),
        None,
    )


def _near_opening(text: str, register: BureauRegister, fiscal_year: int) -> Bureau | None:
    """The bureau whose name the text opens with but for one character: a slip may have eaten the 局 itself."""
    near = [each for each in register if len(each.name) > 2 and one_off(text[: len(each.name)], each.name)]
    return max(near, key=lambda each: (each.in_force(fiscal_year), len(each.name)), default=None)


def _command(name: str, kind: str, meant: Bureau | City) -> str:
    """The command that accepts a name; none for a unit or a city that only the strategies of a catalogue name (its id is
    its name): a file of names cannot refer to it."""
    if meant.id == meant.name:
        return ""
    return " ".join(["tgx words add-alias", shlex.quote(name), f"--{kind}", meant.id, "--reason", "WHY"])


def _not_in_force(resolution: Resolution, fiscal_year: int, column: str = "bureau") -> Doubt:
    assert resolution.bureau is not None
    name = resolution.bureau.name
    hint = _listed((each.bureau.name, each.reason) for each in resolution.proposals[:_PROPOSALS])
    message = say("{name} was not in force in {year}", name=name, year=fiscal_year_name(fiscal_year))
    return Doubt("bureau-not-in-force", column, resolution.text, message, hint)


def _department_doubts(
    cell: str, resolution: Resolution, bureau: Bureau, fiscal_year: int, register: BureauRegister
) -> Iterator[Doubt]:
    """The department against those of the bureau and of those on its line; nothing where the register lists none."""
    yield from _parent_doubts(resolution, bureau, register)
    text = resolution.department
    if not text or resolution.how in ("department", "one_of_each"):
        return
    if (before := _SECOND.match(without_layout(cell))) and before[2].startswith(resolution.text):
        message = say(
            "{before} stands before {name}, and {text} after it",
            before=before[1],
            name=bureau.name,
            text=text,
        )
        yield Doubt("department-unknown", "bureau", cell, message)
    line = [register.by_id[each] for each in sorted(register.lineage(bureau.id))]
    listed = [each for one in (bureau, *line) for each in one.departments]
    if not listed:
        yield from _section_doubts(resolution, bureau, fiscal_year, register)
        return
    key = match_key(text)
    own = [each for each in bureau.departments if each.is_named(key)]
    known = own or [each for each in listed if each.is_named(key)]
    if any(overlaps(each.valid_from, each.valid_to, *fiscal_year_days(fiscal_year)) for each in known):
        return
    if known:
        message = say(
            "{text} of {name} was not in force in {year}",
            text=text,
            name=bureau.name,
            year=fiscal_year_name(fiscal_year),
        )
        yield Doubt("department-unknown", "bureau", text, message)
        return
    others = [
        one.name
        for one in register
        if one not in line and one.in_force(fiscal_year) and one.has_department(key)
    ]
    if others:
        message = say(
            "{text} is no department of {name}, but of {others}",
            text=text,
            name=bureau.name,
            others="、".join(dict.fromkeys(others)),
        )
        yield Doubt("department-elsewhere", "bureau", text, message)
        return
    near = _near(key, tuple(dict.fromkeys(each.name for each in listed)))
    hint = _listed(near) or say("known: {names}", names=_names(bureau))
    yield Doubt(
        "department-unknown",
        "bureau",
        text,
        say("unknown department of {name}: {text}", name=bureau.name, text=text),
        hint,
    )


def _parent_doubts(resolution: Resolution, bureau: Bureau, register: BureauRegister) -> Iterator[Doubt]:
    """A unit that stands behind another one here, and is entered as part of nothing."""
    if above := parent_before(resolution, register):
        message = say(
            "{name} stands in {bureau} here, and is entered as part of nothing",
            name=bureau.name,
            bureau=above.name,
        )
        add = say(
            "if it is part of that: tgx words add-unit {name} --parent {bureau}; one of its own: also --id ID",
            name=bureau.name,
            bureau=above.name,
        )
        yield Doubt("department-unknown", "bureau", resolution.text, message, add)


def _section_doubts(
    resolution: Resolution, bureau: Bureau, fiscal_year: int, register: BureauRegister
) -> Iterator[Doubt]:
    """What stands behind a unit of which the register has parts, and is none of them."""
    parts = [each for each in register if each.parent == bureau.id]
    text = resolution.department or ""
    if not parts or not _LIKE_A_PART.fullmatch(text):
        return
    found = [(nearness(each.name, match_key(text)), each) for each in parts if each.in_force(fiscal_year)]
    near = sorted((each for each in found if each[0].score >= _NEAR_PART), key=lambda each: -each[0].score)
    hint = _listed((each.name, why.reason) for why, each in near[:_PROPOSALS])
    add = say("to add it: tgx words add-unit {name} --parent {bureau}", name=text, bureau=bureau.name)
    message = say("no such unit in {bureau}: {name}", bureau=bureau.name, name=text)
    accept = _command(resolution.text, "bureau", near[0][1]) if near else ""
    yield Doubt("department-unknown", "bureau", resolution.text, message, hint or add, accept)


def _names(bureau: Bureau) -> str:
    return "、".join(each.name for each in bureau.departments) or say("none of this bureau")


@lru_cache(maxsize=4096)
def _near(key: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    near = sorted(
        (-found.score, name, found.reason) for name in names if (found := nearness(name, key)).close
    )
    return tuple((name, reason) for _, name, reason in near[:_PROPOSALS])


# ---------------------------------------------------------------- cities


def place_doubts(text: str, column: str, register: CityRegister) -> Iterator[Doubt]:
    """Words of a text that look like a place abroad and are not in the register."""
    names = _foreign_names(register.alike(text), register)
    for name in names:
        if any(other != name and other.endswith(name) for other in names):
            continue  # the ending of a name found whole
        code = "city-unknown" if column == "item" else "place-unknown"
        yield _unknown_city(
            code, column, name, say("no such city in the register: {name}", name=name), register
        )


_NO_NAME = expression(
    r"[\s\-－―ー—–/／×*…]*|なし|無し|該当なし|未定|不明|同上|〃|各国|各地|多数|複数|全世界|世界各.*|海外.*|国内.*|.*(?:諸国|か国|カ国|ヵ国|地域|都市|名|人|外)"
)
_REST = expression(r"\s*(?:ほか|他|など|等|外)(?:[0-9０-９].*)?$")
_LIKE_A_CITY = expression(
    r"[ァ-ヺー・]{2,20}(?:特別市|市|町|村|州|郡|県|区|省|都)?|[一-鿿ァ-ヺー々]{1,10}(?:市|町|村|州|郡|県|区|省|道)"
)
_PARTS_OF_CELL = expression(r"[\n\r、，,;；/／]|及び|および|並びに")
_OF_COUNTRY = expression(r"([一-鿿ァ-ヺー]{2,12})[(（]([^()（）]{2,20})[)）]")
"""中国（臨沂市）: a country with the city in brackets."""
_IN_PARENTHESES = expression(r"[(（][^()（）]*[)）]")


def partner_doubts(cell: str, register: CityRegister) -> Iterator[Doubt]:
    """The names in a cell of a column of partners that look like a place and are not in the register."""
    if not cell.strip():
        return
    own = _IN_PARENTHESES.sub("", _OF_COUNTRY.sub(lambda found: _behind_country(found, register), cell))
    for part in dict.fromkeys(_PARTS_OF_CELL.split(own)):
        name = _REST.sub("", part).strip(" \u3000・※*＊")
        country, _, city = name.replace("\u3000", " ").replace("・", " ").partition(" ")
        if city and register.country_code(country):
            name = name[len(country) :].lstrip(" \u3000・")
        if _NO_NAME.fullmatch(name) or not _LIKE_A_CITY.fullmatch(name):
            continue
        if register.is_known(name) or any(mention.text in name for mention in register.find_mentions(name)):
            continue
        message = say("no such city in the register: {name}", name=name)
        yield _unknown_city("city-unknown", "city", name, message, register)


def _behind_country(found: re.Match[str], register: CityRegister) -> str:
    return f"{found[1]}・{found[2]}" if register.country_code(found[1]) else found[0]


@lru_cache(maxsize=1024)  # sheets say the same again, with other numbers
def _foreign_names(text: str, register: CityRegister) -> tuple[str, ...]:
    return tuple(dict.fromkeys(register.foreign_names(text)))


def relation_doubts(record: CityRecord, register: CityRegister) -> Iterator[Doubt]:
    """A strategy's row of a partner city against the register: unknown, another country, another date."""
    city = register.resolve(record.name)
    if city is None:
        message = say("city not in the register: {name}", name=record.name)
        yield _unknown_city("city-unknown", "name", record.name, message, register)
        return
    code = register.country_code(record.country) if record.country else None
    if code and code != city.country:
        message = say(
            "{name} is in {country}, not in {stated}",
            name=city.name,
            country=register.country_name(city.country),
            stated=record.country,
        )
        yield Doubt("relation-contradicts", "country", record.country, message)
    registered = [each for each in city.relations if each.kind == record.relation and each.since]
    if record.since and registered and not any(_agrees(record.since, each) for each in registered):
        days = joined(str(each.since) for each in registered)
        message = say(
            "{relation} relation with {name}: {since} here, {days} in the register",
            relation=coded(record.relation),
            name=city.name,
            since=record.since,
            days=days,
        )
        yield Doubt("relation-contradicts", "since", record.since_text, message)


def _agrees(since: str, relation: Relation) -> bool:
    return overlaps(relation.since, relation.since, first_day(since), last_day(since))


@lru_cache(maxsize=1024)  # the places of a sheet repeat
def _proposals(name: str, register: CityRegister) -> tuple[CityProposal, ...]:
    return register.proposals(name, _PROPOSALS)


def _unknown_city(code: str, column: str, name: str, message: str, register: CityRegister) -> Doubt:
    proposals = _proposals(name, register)
    hint = _listed((each.city.name, each.reason) for each in proposals)
    accept = _command(name, "city", proposals[0].city) if proposals else ""
    if hint:
        other = sayable("{near}; a city of its own: tgx words add-city {name} --country COUNTRY")
        return Doubt(code, column, name, message, say(other, near=hint, name=name), accept)
    add = say("no registered name is near; to add it: tgx words add-city {name} --country COUNTRY", name=name)
    return Doubt(code, column, name, message, add)


# ---------------------------------------------------------------- the registers themselves


def register_doubts(bureaus: Iterable[Bureau], cities: Iterable[City]) -> Iterator[Doubt]:
    """One name for two bureaus at the same time or for two cities, and validity that ends before it begins."""
    holders: dict[str, dict[str, tuple[str, Bureau]]] = defaultdict(dict)
    for bureau in bureaus:
        if first_day(bureau.valid_from) > last_day(bureau.valid_to):
            message = say(
                "{id} ends ({valid_to}) before it begins ({valid_from})",
                id=bureau.id,
                valid_to=bureau.valid_to,
                valid_from=bureau.valid_from,
            )
            yield Doubt("vocabulary-overlap", "bureau", bureau.name, message)
        for form in bureau.forms:
            holders[match_key(form)].setdefault(bureau.id, (form, bureau))
    for held in holders.values():
        entries = list(held.values())
        for place, (form, one) in enumerate(entries):
            for _, other in entries[:place]:
                if _together(one, other):
                    code = (
                        "vocabulary-overlap"
                        if match_key(one.name) == match_key(other.name)
                        else "vocabulary-name-doubled"
                    )
                    message = say(
                        "{form} stands for {one} and {other}, which were in force at the same time",
                        form=form,
                        one=other.id,
                        other=one.id,
                    )
                    yield Doubt(code, "bureau", form, message)
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for city in cities:
        for form in city.written:
            owners[match_key(form)].setdefault(city.id, form)
    for found in owners.values():
        if len(found) > 1:
            form = next(iter(found.values()))
            yield Doubt(
                "vocabulary-name-doubled",
                "city",
                form,
                say("{form} stands for {ids}", form=form, ids=joined(found, " and ")),
            )


def _together(one: Bureau, other: Bureau) -> bool:
    """Whether two bureaus were surely in force on the same day: between the latest start and the earliest end."""
    start = max(_surely_from(one), _surely_from(other))
    return start <= min(_surely_to(one), _surely_to(other))


def _surely_from(bureau: Bureau) -> str:
    return last_day(bureau.valid_from) if bureau.valid_from else EARLIEST


def _surely_to(bureau: Bureau) -> str:
    return first_day(bureau.valid_to) if bureau.valid_to else LATEST
