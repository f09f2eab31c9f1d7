"""What the catalogue answers with.

Named tuples, not dataclasses: every reading command loads this, and making a dataclass takes a millisecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toshigaikou_cli.records.kinds import LinkStatus, YearKind

Thing = Literal["measure", "achievement", "bureau", "city", "goal", "area"]


class LinkFact(NamedTuple):
    """One link of an achievement that is a result: ids, fiscal year, and the link's status."""

    achievement: str
    fiscal_year: int
    measure: str
    status: str


class LinkCount(NamedTuple):
    """How many achievements of a fiscal year are linked to a measure: ``counted``, or only suggested."""

    measure: str
    fiscal_year: int
    counted: bool
    achievements: int


class LinkStateCount(NamedTuple):
    """How many achievements of a fiscal year have a link state.

    Of what was held: linked, suggested, elsewhere, outside or unlinked; only links to what is asked about make it linked
    or suggested. Of the rest its outcome: not_held, planned or empty.
    """

    fiscal_year: int
    link_state: str
    achievements: int


class ReportedFact(NamedTuple):
    """One achievement that is a result, by its id; or, where only numbers are asked for, so many that are alike in what
    follows (:class:`~toshigaikou_cli.records.long.OnlyCounted`), without items.

    ``link_state`` as in LinkStateCount; ``measures`` are those that it counts for, ``cities`` its partners: none for a row
    that was not held. ``bureaus`` are the ids of all registered bureaus that its cell names, ``department`` is of the
    first. ``about``: it has a link to the goal, area or measure that is asked about, or none is.
    """

    achievements: Sequence[str]
    fiscal_year: int
    bureaus: tuple[str, ...]
    bureau_text: str
    department: str | None
    item: str
    link_state: str
    outside: str
    cities: tuple[str, ...]
    measures: tuple[str, ...]
    about: bool = True


FactPart = Literal["fiscal_year", "bureaus", "bureau_text", "department", "cities", "measures"]
"""What a view may look at in a :class:`ReportedFact`, beside its link state and whether it is ``about``."""


class ActivityFact(NamedTuple):
    """One held activity of a result; ``key`` is ``id#3``, ``dates`` are (start, end, precision, role)."""

    key: str
    achievement: str
    fiscal_year: int
    cities: tuple[str, ...]
    dates: tuple[tuple[str, str, str, str], ...]


class CityActivities(NamedTuple):
    """The held activities of results: how many there are, and those with each city, by their keys (``id#3``) or only as
    many (:class:`~toshigaikou_cli.records.long.OnlyCounted`)."""

    number: int
    by_city: Mapping[str, Sequence[str]]


class NotHeld(NamedTuple):
    """One activity of a result that was not held: ``outcome`` is cancelled, planned or none, ``words`` say so."""

    key: str
    achievement: str
    fiscal_year: int
    bureau: str
    item: str
    row: str
    outcome: str
    words: str


class LinkClaim(NamedTuple):
    """One link of an achievement: the measure's number, its status after judgements, and the rules' score."""

    measure: str
    status: LinkStatus
    score: float


class OpenRow(NamedTuple):
    """An achievement that no judgement settles; ``stale`` says who judged it on another text ("" where nobody did).

    ``claims`` are its links, the highest score first; ``outside`` why the rules found that no measure fits. Not ``held``: it
    counts for nothing, however it is linked.
    """

    achievement: str
    fiscal_year: int
    kind: YearKind
    bureau: str
    item: str
    outside: str
    claims: tuple[LinkClaim, ...]
    stale: str
    held: bool = True


class Hit(NamedTuple):
    """A place where a search text stands: ``spans`` are places in ``text``."""

    thing: Thing
    key: str
    fiscal_year: int | None
    title: str
    where: str
    text: str
    spans: tuple[tuple[int, int], ...]
