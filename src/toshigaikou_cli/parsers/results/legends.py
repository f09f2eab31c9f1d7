"""What the marks of a column of states mean, by the legend of the sheet: ○：実施中　△：未着手　×：休止・廃止."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.beside_roles import says_outcome
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.rows.legend_rows import is_legend
from toshigaikou_cli.parsers.rows.table_rows import Tables
from toshigaikou_cli.records.finding import Finding, needs_nothing
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.states import is_grade, is_state
from toshigaikou_cli.text.told_beside import is_of_states

_MARKS = "○●◎△▲▽×☆★□■◇◆"
_SAME_MARK = str.maketrans("〇◯✕☓✖", "○○×××")
_MEANING = expression(
    rf"(?<![A-Za-z0-9])(?P<mark>[{_MARKS}]|[A-ES]|[0-9])\s*(?:[:=…･・]+|\()?\s*(?P<said>[^\s、,/:=()|{_MARKS}]{{1,20}})"
)
_OF_ANY = expression(r"^[\s※【\[(<〔＜]*(?:凡例|見方|記号)?(?:の(?:凡例|見方))?[\s】\])>〕＞:]*$")


def is_graded_state(column: HeaderColumn) -> bool:
    """Whether a column of grades says how far its rows are (進捗, 実施状況)."""
    return column.figure and column.column == "rating" and is_of_states(column.header)


def legend_of(tables: Tables) -> Mapping[str, str]:
    """The meanings of the marks and letters of a sheet's columns of states, by :func:`mark_in`; none where it has no such column,
    or for a mark of which two legends say different things."""
    pairs = ((column, header.table) for header in tables.headings for column in header.columns)
    if not any(is_graded_state(column) or says_outcome(column, table) for column, table in pairs):
        return {}
    found: dict[str, str] = {}
    twice: set[str] = set()
    for text, _ in _legends(tables):
        for mark, said in _meanings(text):
            twice |= {mark} if found.setdefault(mark, said) != said else set()
    return {mark: said for mark, said in found.items() if mark not in twice}


def mark_in(text: str) -> str:
    """The mark or letter that a cell is, as legends give it; a longer text stays as it is."""
    return fold_width(text.translate(_SAME_MARK)).strip().translate(_SAME_MARK)


def meant_by(text: str, legend: Mapping[str, str]) -> str:
    """The state that a cell's mark means; "" where no legend gives one."""
    said = legend.get(mark_in(text), "") if legend and len(text) < 3 else ""
    return said if said and is_state(said) else ""


def unread_legends(tables: Tables, legend: Mapping[str, str], name: str) -> Iterator[Finding]:
    """A finding for the marks of a column of states whose meanings are no states and no grades, at the legend."""
    unread = [f"{mark}：{said}" for mark, said in legend.items() if not (is_state(said) or is_grade(said))]
    if unread:
        message = say("marks of a column of states mean no state that is known: {texts}", texts=unread)
        spot = next((spot for _, spot in _legends(tables)), Spot())._replace(document=name)
        hint = say("what was not done may count as held: write the state in words (中止, 未着手)")
        yield Finding("legend-unread", "warning", message, spot, hint=hint)


def _legends(tables: Tables) -> Iterator[tuple[str, Spot]]:
    """The legends of a sheet, in rows and in lines."""
    for row in tables.rejected:
        if needs_nothing(row.reason) and is_legend(text := row.text.replace("|", " ")):
            yield text, row.source
    for line in tables.lines:
        if is_legend(line.text):
            yield line.text, line.spot


def _meanings(text: str) -> Iterable[tuple[str, str]]:
    """The marks of a legend with their meanings; none where its label says that it is of something else (評価)."""
    plain = mark_in(text)
    found = [*_MEANING.finditer(plain)]
    label = plain[: found[0].start()] if found else ""
    ours = _OF_ANY.match(label) or is_of_states(label)
    return [(each["mark"], each["said"]) for each in found] if ours else []
