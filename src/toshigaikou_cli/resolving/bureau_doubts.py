"""What a name of a unit leaves in doubt: unknown, not in force, a department of another one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, joined, say, sayable
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.resolving.doubts import PROPOSALS, Doubt, accepting, with_reasons
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days, fiscal_year_name
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.open_lists import is_open_list
from toshigaikou_cli.vocabulary.bureaus.above import parent_before
from toshigaikou_cli.vocabulary.bureaus.entries import Proposal
from toshigaikou_cli.vocabulary.bureaus.outside import outside_body
from toshigaikou_cli.vocabulary.bureaus.ranks import levels_of, rank_of
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister, Resolution
from toshigaikou_cli.vocabulary.bureaus.validity import (
    overlaps,
)
from toshigaikou_cli.vocabulary.keys import without_layout
from toshigaikou_cli.vocabulary.near import bureau_head, nearness, of_another_rank, one_off

_LIKE_A_BUREAU = expression(r".{1,20}(?:局|庁|本部|委員会)(?:[^\s]{1,20}部)?")
_SECOND = expression(r"([^\s（）()、,：:]{1,20}?(?:部|課|室|所|センター))([^\s]+部.*)")
"""Something like a department before a bureau that has one behind its name as well."""
_LIKE_A_PART = expression(r"[^\s、,/()（）]{1,20}(?:部|課|室|係|所|館|センター|事務局|担当)")
_LIKE_A_UNIT = expression(
    r"[^\s、,/()（）]{1,20}(?:部|課|室|係|所|署|館|園|校|センター|事務局|グループ|チーム)|各[^\s、,/()（）]{1,20}"
)
"""What is told where it stands behind other units of a cell, and is none that is known."""
_FOLLOWED = expression(
    r"[→⇒➡]|(?:令和|平成|[RＲHＨ])(?:元|[0-9０-９]{1,2})(?:年度?)?(?:[./]?[0-9０-９]{1,2}月)?(?:から|より|以降)"
)
"""What stands between a unit and the one that came after it."""
_IN_PARENTHESES = expression(r"[(（][^()（）]*[)）]$")
_NEAR_PART = 75.0
"""From which nearness on (to 100) a section's name may be a slip of another's."""
_NEAR_ENOUGH = 45.0
"""A name less near than this to one of the line of what it resembles is not accepted by a command."""


@lru_cache(maxsize=4096)  # the cells of a sheet repeat
def bureau_doubts(cell: str, fiscal_year: int, register: BureauRegister) -> tuple[Doubt, ...]:
    """The doubts of an achievement's bureau cell: unknown, not in force, department unknown or of another bureau."""
    found = register.resolve_all(cell, fiscal_year)
    if not found:
        return (_nobody(cell),)
    doubts: list[Doubt] = []
    for place, resolution in enumerate(found):
        if resolution.bureau is None:
            doubt = _unknown_bureau(resolution, register, fiscal_year)
            name = without_layout(resolution.text)
            if (
                place == 0
                or doubt.accept
                or outside_body(resolution.text) == resolution.text
                or _LIKE_A_BUREAU.fullmatch(name)
                or _LIKE_A_UNIT.fullmatch(_IN_PARENTHESES.sub("", name))
            ):
                doubts.append(doubt)
            continue
        if not resolution.in_force:
            doubts.append(_not_in_force(resolution, fiscal_year))
        doubts += _department_doubts(cell, resolution, resolution.bureau, fiscal_year, register)
    if sum(resolution.bureau is not None for resolution in found) > 1:
        doubts += _followed(cell, "bureau")
    return tuple(doubts)


def _followed(cell: str, column: str) -> list[Doubt]:
    """The doubt of a cell in which one unit follows another (国際課⇒広報課, 国際課（R5から広報課）): both are read."""
    if not _FOLLOWED.search(cell):
        return []
    message = say("{name}: one unit follows another, and both count", name=" ".join(cell.split()))
    hint = say("write the unit of that year alone into the cell")
    return [Doubt("bureau-not-in-force", column, cell, message, hint)]


def _nobody(cell: str) -> Doubt:
    """The doubt of a cell that names no unit: an empty one, or one that only says that there are many (全庁, 各課)."""
    name = without_layout(cell)
    if not name:
        return Doubt("bureau-unknown", "bureau", cell, say("no bureau: the cell is empty"))
    message = say("{name} names no unit: the row counts for nobody", name=name)
    add = say("write the unit into the cell; to count it as one: tgx words add-unit {name}", name=name)
    return Doubt("bureau-open" if is_open_list(name) else "bureau-unknown", "bureau", name, message, add)


def measure_doubts(measure: MeasureRecord, fiscal_year: int, register: BureauRegister) -> Iterator[Doubt]:
    """The doubts of a measure's bureaus: one of several unknown, or not in force when the strategy was made. A measure of all
    (全庁, 各課) lacks none."""
    if measure.open_ended and not measure.bureaus:
        return
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
    if len(resolutions) > 1:
        for text in dict.fromkeys(cell.text for cell in measure.cells if cell.column == "bureaus"):
            yield from _followed(text, "bureaus")


def _unknown_bureau(
    resolution: Resolution, register: BureauRegister, fiscal_year: int, column: str = "bureau"
) -> Doubt:
    text = resolution.text
    if resolution.how == "several":
        return _one_of_several(resolution, register, column)
    proposals = resolution.proposals[:PROPOSALS]
    hint = with_reasons((each.bureau.name, each.reason) for each in proposals)
    head, meant = bureau_head(text) or text, _meant(proposals, fiscal_year)
    if not (proposals or outside_body(text)) and (near := _near_opening(text, register, fiscal_year)):
        head, meant = text[: len(near.name)], near
        hint = say("{name}: one character differs from {head}", name=near.name, head=head)
    accept = accepting(head, "bureau", meant) if meant else ""
    message = say("unknown bureau: {name}", name=text or say("(empty)"))
    if proposals and meant is None:
        known = say(
            "where it means another one: tgx words add-alias {name} --bureau BUREAU", name=shlex.quote(head)
        )
        hint = joined((hint, known), "; ")
    return Doubt("bureau-unknown", column, text, message, hint or _to_add(text), accept)


def _one_of_several(resolution: Resolution, register: BureauRegister, column: str) -> Doubt:
    units = [each.bureau for each in resolution.proposals[:PROPOSALS]]
    listed = [say("{id} ({name})", id=each.bureau.id, name=each.reason) for each in resolution.proposals]
    message = say("several units are called {name}: {units}", name=resolution.text, units=listed[:PROPOSALS])
    above = [register.by_id[unit.parent].name if unit.parent else "" for unit in units]
    names = joined([f"{over}{unit.name}" for over, unit in zip(above, units, strict=True) if over], "; ")
    hint = say("write before its name what it is part of: {names}", names=names)
    return Doubt("bureau-unknown", column, resolution.text, message, hint if names else "")


def _to_add(name: str) -> Message:
    """How to add an unknown unit: what its whole name says that it is part of first, each with its own name."""
    levels = levels_of(name)
    levels = (
        levels[:-1] if len(levels) > 1 and rank_of(levels[-1]) == 1 else levels
    )  # a 係 is told with its section
    if len(levels) == 1:
        return say("no registered name is near; where it is a unit: tgx words add-unit {name}", name=name)
    commands = [" ".join(["tgx words add-unit", levels[0]])]
    commands += (
        " ".join(["tgx words add-unit", level, "--parent", "".join(levels[:at])])
        for at, level in enumerate(levels[1:], 1)
    )
    template = sayable("no registered name is near; where they are units, one after the other: {commands}")
    return say(template, commands=joined(commands, "; "))


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
    opening = ((each, text[: len(each.name)]) for each in register if len(each.name) > 2)
    near = [
        each for each, head in opening if one_off(head, each.name) and not of_another_rank(head, each.name)
    ]
    return max(near, key=lambda each: (each.in_force(fiscal_year), len(each.name)), default=None)


def _not_in_force(resolution: Resolution, fiscal_year: int, column: str = "bureau") -> Doubt:
    assert resolution.bureau is not None
    name = resolution.bureau.name
    hint = with_reasons((each.bureau.name, each.reason) for each in resolution.proposals[:PROPOSALS])
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
    hint = with_reasons(near) or say("known: {names}", names=_names(bureau))
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
    meant = [each for each in parts if each.in_force(fiscal_year) and not of_another_rank(text, each.name)]
    found = [(nearness(each.name, match_key(text)), each) for each in meant]
    near = sorted((each for each in found if each[0].score >= _NEAR_PART), key=lambda each: -each[0].score)
    hint = with_reasons((each.name, why.reason) for why, each in near[:PROPOSALS])
    add = say("to add it: tgx words add-unit {name} --parent {bureau}", name=text, bureau=bureau.name)
    message = say("no such unit in {bureau}: {name}", bureau=bureau.name, name=text)
    accept = accepting(resolution.text, "bureau", near[0][1]) if near else ""
    yield Doubt("department-unknown", "bureau", resolution.text, message, hint or add, accept)


def _names(bureau: Bureau) -> str:
    return "、".join(each.name for each in bureau.departments) or say("none of this bureau")


@lru_cache(maxsize=4096)
def _near(key: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    near = sorted(
        (-found.score, name, found.reason)
        for name in names
        if (found := nearness(name, key)).close and not of_another_rank(name, key)
    )
    return tuple((name, reason) for _, name, reason in near[:PROPOSALS])
