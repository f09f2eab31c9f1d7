"""A mere description (概要) as the only result, beside a column of no known name whose cells report: which one is meant?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.beside_roles import beside_role
from toshigaikou_cli.parsers.columns.giving_way import is_past
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_figures import holds_sentences
from toshigaikou_cli.parsers.columns.header_names import PARENTHESES
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.columns.plans_to_come import is_to_come
from toshigaikou_cli.parsers.columns.short_results import may_describe
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.rows.row_series import labels_of
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import says_none
from toshigaikou_cli.text.states import is_state

_PAST = expression(r"(?:た|ました)$")
_DIGIT = expression(r"\d")
_NOT_PAST = expression(r"[うくぐすつぬぶむる]$")
"""The end of what is said of no time: 支援する, 深める."""


def refuse_doubtful(tables: Tables, context: ParseContext) -> None:
    """Raise ParseError where the only results stand under a name that mostly describes, and tell no deeds, while those of another
    column do whose name is none that is known."""
    rows: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
    headers = [header for header in tables.headings if _described_by(header) is not None]
    if not headers:
        return
    asked = {labels_of(header) for header in headers}
    for row in tables.table_rows:
        if (labels := labels_of(row.header)) in asked:
            rows[labels].append(row)
    for of_header in rows.values():
        header = of_header[0].header
        own = _described_by(header)
        if own is None or _report([row.cells[own].text for row in of_header], counts=True):
            continue
        for at in _unknown(header, context):
            texts = [row.cells[at].text for row in of_header]
            if holds_sentences(texts) and _report(texts):
                raise _which(header.columns[at], header.columns[own], of_header[0], context.name)


def _which(unknown: HeaderColumn, weak: HeaderColumn, row: TableRow, name: str) -> ParseError:
    names = (" ".join(each.header.split()) for each in (unknown, weak))
    header, other = names
    return ParseError(
        say("what was done seems to stand under {header}, which is no name of results, and not under {other}",
            header=header, other=other),
        spot=row.source._replace(document=name, cell=header),
        hint=say("call the column that has the results 実績 in the file"),
    )  # fmt: skip


def _described_by(header: Header) -> int | None:
    """The place of the only column of results, where its name (内容) is one that mostly describes; else None."""
    places = [at for at, each in enumerate(header.columns) if each.kind == "result"]
    if len(places) != 1 or header.columns[places[0]].year_text:
        return None
    return places[0] if may_describe(header.columns[places[0]].header, header.table) else None


def _unknown(header: Header, context: ParseContext) -> Iterator[int]:
    """The columns whose names tell nothing of what they hold, not even as those of forms do (課題, 今後の方向性)."""
    for at, column in enumerate(header.columns):
        key = match_key(column.header)
        told = column.column or column.kind or column.figure or column.states
        if told or not key or is_to_come(column.header) or is_past(column):
            continue
        if beside_role(column.header, header.table) or any(
            label in key for label in context.columns.form_labels
        ):
            continue
        yield at


def _report(texts: Sequence[str], *, counts: bool = False) -> bool:
    """Whether at least half of the cells that say something tell what was done, or that it was not; or, with ``counts``, have a
    day or a number of those who came."""
    said = [text.strip() for text in texts if text.strip() and not says_none(text)]
    return 2 * sum(_tells_a_deed(text, counts=counts) for text in said) >= len(said) > 0


def _tells_a_deed(text: str, *, counts: bool) -> bool:
    last = PARENTHESES.sub("", text).rstrip("。 \u3000)）")
    if is_state(text) or _PAST.search(last):
        return True
    numbered = counts and _DIGIT.search(text)
    return bool(numbered or forms.STRONG.search(last)) and not _NOT_PAST.search(last)
