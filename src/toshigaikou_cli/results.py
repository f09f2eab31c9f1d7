"""What the catalogue answers with: the records that go to checks, coverage and formats.

Named tuples, not dataclasses: every reading command loads this, and making a dataclass takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Kind = Literal["strategy", "achievements"]
Severity = Literal["error", "warning", "info"]
Thing = Literal["measure", "achievement", "bureau", "city"]


class LinkFact(NamedTuple):
    """One link of an achievement that is a result: ids, fiscal year, and the link's status."""

    achievement: str
    fiscal_year: int
    measure: int
    status: str


class LinkCount(NamedTuple):
    """How many achievements of a fiscal year are linked to a measure: ``counted``, or only suggested."""

    measure: int
    fiscal_year: int
    counted: bool
    achievements: int


class OutcomeCount(NamedTuple):
    """How many achievements of a fiscal year came to an outcome: linked, suggested, outside or unlinked."""

    fiscal_year: int
    outcome: str
    achievements: int


class ReportedFact(NamedTuple):
    """One achievement that is a result. ``outcome`` as in OutcomeCount; ``measures`` are those that it counts for.

    ``bureaus`` are the ids of all registered bureaus that its cell names, ``department`` is of the first.
    """

    achievement: str
    fiscal_year: int
    bureaus: tuple[str, ...]
    bureau_text: str
    department: str | None
    item: str
    outcome: str
    outside: str
    cities: tuple[str, ...]
    measures: tuple[int, ...]


class ActivityFact(NamedTuple):
    """One activity of a result; ``key`` is ``id#3``, ``dates`` are (start, end, precision, kind).

    A date's kind is ``when`` (it says when the activity took place), ``planned`` or ``mentioned``.
    """

    key: str
    achievement: str
    fiscal_year: int
    text: str
    cities: tuple[str, ...]
    dates: tuple[tuple[str, str, str, str], ...]


class LinkClaim(NamedTuple):
    """One link of an achievement: the measure's number, its status after judgements, and the rules' score."""

    measure: int
    status: str
    score: float


class OpenRow(NamedTuple):
    """An achievement that no judgement settles; ``stale`` says who judged it on another text ("" where nobody did).

    ``claims`` are its links, the highest score first; ``outside`` why the rules found that no measure fits.
    """

    achievement: str
    fiscal_year: int
    kind: str
    bureau: str
    item: str
    outside: str
    claims: tuple[LinkClaim, ...]
    stale: str


class Hit(NamedTuple):
    """A place where a search text stands: ``spans`` are places in ``text``."""

    thing: Thing
    key: str
    fiscal_year: int | None
    title: str
    where: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Finding(NamedTuple):
    """What a check or a step reports. ``code`` is stable; ``where`` is ``file:page:row`` as far as known."""

    code: str
    severity: Severity
    message: str
    where: str = ""
    hint: str = ""
    cell: str = ""


class Spot(NamedTuple):
    """The place that a check's finding leads to, as far as known; ``column`` is the header as it is printed."""

    document: str = ""
    page: int | None = None
    line: int | None = None
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """``file:page 2:line 19``; the row of its table where the document has no lines."""
        spots = [f"page {self.page}"] if self.page is not None else []
        if self.line is not None:
            spots.append(f"line {self.line}")
        elif self.row is not None:
            spots.append(f"row {self.row}")
        return ":".join([self.document, *spots])


class CheckFinding(NamedTuple):
    """What a check of the catalogue reports, of the record ``thing`` ``key`` (achievement 2017-3f9a1c, measure 35 …).

    ``cell`` is the text in question, ``accept`` the command that accepts it as it is, ``known`` the reason why the
    finding is in the baseline, "" where it is not.
    """

    code: str
    severity: Severity
    message: str
    spot: Spot = Spot()
    thing: str = ""
    key: str = ""
    cell: str = ""
    hint: str = ""
    accept: str = ""
    known: str = ""


class CheckInfo(NamedTuple):
    """What a check looks for, for lists and reports; ``bad`` is found, ``good`` is not."""

    code: str
    severity: Severity
    name: str
    why: str
    mend: str
    bad: str
    good: str


class Validation(NamedTuple):
    """What a run of the checks gave: the findings that are shown, those that the baseline knows, and what was checked.

    ``hidden`` counts the findings below the severity that is shown. ``documents`` have name, kind and sha256,
    ``checked`` counts documents, measures and achievements, ``rules`` is the version of the set of checks.
    """

    findings: tuple[CheckFinding, ...]
    known: tuple[CheckFinding, ...]
    hidden: Mapping[str, int]
    documents: Sequence[Mapping[str, str]]
    checked: Mapping[str, int]
    checks: tuple[CheckInfo, ...]
    rules: int
    tgx: str
