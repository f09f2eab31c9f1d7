"""What programs and notebooks use: a catalogue's records and report, by the functions that the commands call.

``import toshigaikou_cli as tgx`` gives these names. Records are dictionaries of the shapes that ``tgx query … --format json``
prints (``schemas/``). Every error is a :class:`toshigaikou_cli.errors.TgxError`, whose text says what, where and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.errors import TgxError, UsageError, one_of
from toshigaikou_cli.jobs import asking
from toshigaikou_cli.language import LANGUAGES, Language, in_language, names_from, speaking
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import KINDS, OUTCOMES, STATUSES, Filters, outcome_among

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


def open(path: str | os.PathLike[str], lang: Language | None = None) -> Catalogue:
    """The catalogue in a file, for reading.

    ``lang`` ("ja" or "en") is the language of what is shown to people: reports in a notebook and the texts of errors; by
    default that of the commands (TGX_LANG, the project, the locale). Records are the same in both. Raises CatalogueError
    where there is none, or one of another version, UsageError for another ``lang``.
    """
    file = Path(path)
    one_of("lang", lang, LANGUAGES)
    with _in_language(lang), reading(file):
        return Catalogue(file, lang)


@contextmanager
def _in_language(lang: Language | None, path: Path | None = None) -> Iterator[None]:
    """Have names and the texts of errors be in a language, and errors name arguments, not options."""
    from toshigaikou_cli.jobs import wording

    with speaking(lang):
        if path:
            names_from(lambda: wording.english(path))
        try:
            yield
        except TgxError as error:
            what, hint = (in_language(text) for text in (error.what, error.hint))
            where = in_language(error.where).removeprefix("--")
            raise type(error)(what, where=where, hint=hint, spot=error.spot) from None


class Catalogue:
    """A catalogue, for reading only: nothing here writes. Each question opens the file and closes it again, so that a
    command may write between two of them.

    Questions raise CatalogueError as :func:`open` does, UsageError for a filter's value that is not known, and TypeError
    for a filter that the question does not have.
    """

    def __init__(self, path: Path, lang: Language | None = None) -> None:
        self.path = path
        self._lang = lang
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

    @contextmanager
    def _file(self) -> Iterator[Path]:
        if not self._open:
            raise ValueError("the catalogue is closed")
        with _in_language(self._lang, self.path):
            yield self.path

    def measures(self, **which: Unpack[Which]) -> list[MeasureRow]:
        """Measures with their bureaus and the achievements linked to them: ``tgx query measures``.

        Filters: ``strategy``, ``goal``, ``area``, ``measure``, ``bureau``, ``city``, ``year``, ``status``.
        """
        with self._file() as file:
            return asking.measures(file, _filters(which, Which))

    def achievements(self, **which: Unpack[WhichAchievements]) -> list[AchievementRow]:
        """Achievements with their activities, cities, links and sources: ``tgx query achievements``.

        Filters: ``strategy``, ``goal``, ``area``, ``measure``, ``bureau``, ``city``, ``year``, ``status``; ``outcome`` (held,
        not_held, planned, empty), ``kind`` (result, plan).
        """
        with self._file() as file:
            parts = asking.achievements_in_parts(file, _filters(which, WhichAchievements), None)
            return [record for part in parts for record in part]

    def cities(self, **which: Unpack[Which]) -> list[CityRow]:
        """Cities with a relation or an achievement: ``tgx query cities``.

        Filters: ``strategy``, ``goal``, ``area``, ``measure``, ``bureau``, ``city``, ``year``, ``status``.
        """
        with self._file() as file:
            return asking.cities(file, _filters(which, Which), every=False)

    def documents(self) -> list[DocumentRow]:
        """The imported documents, with the account of their rows: ``tgx query documents``. It has no filters."""
        with self._file() as file:
            return asking.documents(file)

    def report(self, **which: Unpack[WhichReport]) -> ShownReport:
        """The coverage of the goals, with the members of every figure: ``tgx report``.

        Filters: ``strategy``, ``goal``, ``area``, ``measure``, ``bureau``, ``city``, ``year``, ``status``; ``outcome`` (held,
        not_held, planned, empty).
        """
        from toshigaikou_cli.jobs import reporting

        with self._file() as file:
            filters = _filters(which, WhichReport)
            if filters.status == "rejected":
                raise UsageError(say("a rejected link is in no figure"))
            asked = reporting.Asked(filters)
            with reporting.reports(file, asked) as found:
                made = tuple(each for each, _ in found)
                return ShownReport(made, asked.detailed, partial(_in_language, self._lang, file))


def _filters(given: Mapping[str, Any], which: type[Which]) -> Filters:
    if unknown := sorted(given.keys() - _names(which)):
        listed = ", ".join(sorted(_names(which)))
        raise TypeError(f"no such filter here: {', '.join(unknown)} (there are {listed})")
    filters = Filters(**{name: str(value) for name, value in given.items() if value is not None})
    filters = filters._replace(outcome=outcome_among(filters.outcome, OUTCOMES))
    for name, known in (("status", STATUSES), ("outcome", OUTCOMES), ("kind", KINDS)):
        one_of(name, getattr(filters, name), known)
    return filters


def _names(which: type[Which]) -> frozenset[str]:
    names: frozenset[str] = vars(which)["__optional_keys__"]
    return names


class ShownReport:
    """The report by goals; a notebook shows it as tables."""

    def __init__(
        self,
        made: Sequence[measures.Report],
        detailed: bool,
        shown: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._made = made
        self._detailed = detailed
        self._shown = shown

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

        with self._shown():
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
