"""What programs and notebooks use: a catalogue's records and report, by the functions that the commands call.

``import toshigaikou_cli as tgx`` gives these names. Records are dictionaries of the shapes that ``tgx query … --format json``
prints (``schemas/``). Every error is a :class:`toshigaikou_cli.errors.TgxError`, whose text says what, where and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.jobs import asking
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import KINDS, OUTCOMES, STATUSES, Filters

if TYPE_CHECKING:
    from toshigaikou_cli.coverage import measures
    from toshigaikou_cli.records.document_rows import DocumentRow
    from toshigaikou_cli.records.rows import AchievementRow, CityRow, MeasureRow


class Which(TypedDict, total=False):
    """The filters, as of the commands: ``goal=2`` is ``--goal 2``, ``year="H29"`` is ``--year H29``."""

    strategy: str
    goal: str | int
    area: str
    measure: str | int
    bureau: str
    city: str
    year: str | int
    status: str


class WhichReport(Which, total=False):
    """Also only achievements of an outcome: held, not_held, planned or empty."""

    outcome: str


class WhichAchievements(WhichReport, total=False):
    """Also only results, or only plans."""

    kind: str


def open(path: str | os.PathLike[str]) -> Catalogue:
    """The catalogue in a file, for reading. Raises CatalogueError where there is none, or one of another version."""
    file = Path(path)
    with reading(file):
        return Catalogue(file)


class Catalogue:
    """A catalogue, for reading only: nothing here writes. Each question opens the file and closes it again, so that a
    command may write between two of them.

    Questions raise CatalogueError as :func:`open` does, UsageError for a filter's value that is not known, and TypeError
    for a filter that the question does not have.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open = True

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Answer nothing more: a question raises ValueError from now on, as of a closed file."""
        self._open = False

    def _file(self) -> Path:
        if not self._open:
            raise ValueError("the catalogue is closed")
        return self.path

    def measures(self, **which: Unpack[Which]) -> list[MeasureRow]:
        """Measures with their bureaus and the achievements linked to them: ``tgx query measures``."""
        return asking.measures(self._file(), _filters(which, Which))

    def achievements(self, **which: Unpack[WhichAchievements]) -> list[AchievementRow]:
        """Achievements with their activities, cities, links and sources: ``tgx query achievements``."""
        parts = asking.achievements_in_parts(self._file(), _filters(which, WhichAchievements), None)
        return [record for part in parts for record in part]

    def cities(self, **which: Unpack[Which]) -> list[CityRow]:
        """Cities with a relation or an achievement: ``tgx query cities``."""
        return asking.cities(self._file(), _filters(which, Which), every=False)

    def documents(self) -> list[DocumentRow]:
        """The imported documents, with the account of their rows: ``tgx query documents``."""
        return asking.documents(self._file())

    def report(self, **which: Unpack[WhichReport]) -> ShownReport:
        """The coverage of the goals, with the members of every figure: ``tgx report``."""
        from toshigaikou_cli.jobs import reporting

        filters = _filters(which, WhichReport)
        if filters.status == "rejected":
            raise UsageError(say("a rejected link is in no figure"))
        asked = reporting.Asked(filters)
        with reporting.reports(self._file(), asked) as found:
            return ShownReport(tuple(made for made, _ in found), asked.detailed)


def _filters(given: Mapping[str, Any], which: type[Which]) -> Filters:
    if unknown := sorted(given.keys() - _names(which)):
        raise TypeError(f"no such filter here: {', '.join(unknown)}")
    filters = Filters(**{name: str(value) for name, value in given.items() if value is not None})
    for name, known in (("status", STATUSES), ("outcome", OUTCOMES), ("kind", KINDS)):
        one_of(name, getattr(filters, name), known)
    return filters


def _names(which: type[Which]) -> frozenset[str]:
    names: frozenset[str] = vars(which)["__optional_keys__"]
    return names


class ShownReport:
    """The report by goals; a notebook shows it as tables."""

    def __init__(self, made: Sequence[measures.Report], detailed: bool) -> None:
        self._made = made
        self._detailed = detailed

    @property
    def data(self) -> dict[str, Any] | list[dict[str, Any]]:
        """What ``tgx report --format json`` prints (``schemas/report.schema.json``): of several strategies a list."""
        from toshigaikou_cli.formats.report import report_json

        blocks = [report_json(each) for each in self._made]
        return blocks[0] if len(blocks) == 1 else blocks

    def _repr_html_(self) -> str:
        """Tables and notes as ``tgx report`` has them: every text is escaped, and there is no script."""
        from toshigaikou_cli.formats.report import report_parts
        from toshigaikou_cli.formats.tables.fragment import fragment

        return "".join(fragment(report_parts(each, detailed=self._detailed)) for each in self._made)


def to_frame(records: Sequence[Mapping[str, Any]]) -> Any:
    """Records as a ``pandas.DataFrame``, a row each, where pandas is installed, else as a ``polars.DataFrame``; lists and
    objects stay in their cells. Raises UsageError where neither is installed."""
    try:
        import pandas
    except ImportError:
        pass
    else:
        return pandas.DataFrame(list(records))
    try:
        import polars
    except ImportError:
        raise UsageError(say("a frame needs pandas or polars"), hint=say("pip install pandas")) from None
    return polars.DataFrame(list(records), infer_schema_length=None)
