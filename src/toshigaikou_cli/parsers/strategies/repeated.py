"""The rows of a strategy's tables that only repeat a measure of elsewhere (再掲)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.rows.told_again import is_told_again, number_told_again, without_word
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.text.codes import code_key, code_parts
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import opening_code, without_label

_SAYS_SO = expression(r"[(（【\[〔<＜［※＊]?\s*(?:一部)?再掲\s*[)）】\]〕>＞］]?\s*[:：]?")


class RepeatedRows:
    """The rows that only repeat a measure of elsewhere (再掲): they say so, and another row has its title, or its whole code."""

    def __init__(self, items: Iterable[Line | TableRow], context: ParseContext) -> None:
        self._context = context
        rows = [item for item in items if isinstance(item, TableRow)]
        own = [code_and_title(row, context) for row in rows if not self.says_so(row)]
        self._titles = {match_key(title) for _, title in own}
        self._codes = {code_key(code) for code, _ in own if len(code_parts(code)) > 1}

    @staticmethod
    def says_so(row: TableRow) -> bool:
        return any(is_told_again(row.cell(column).text) for column in ("number", "title"))

    def repeats(self, row: TableRow) -> bool:
        if not self.says_so(row):
            return False
        return any(
            (title and match_key(title) in self._titles) or code_key(code) in self._codes
            for code, title in self._readings(row)
        )

    def _readings(self, row: TableRow) -> Iterator[tuple[str, str]]:
        """The code and the title that a row may mean: as they stand without the word, with a code before the title (（再掲）1-2
        留学生支援), or in the brackets of the word (留学生支援（1-2再掲）)."""
        code, title = code_and_title(row, self._context)
        for bare in (_SAYS_SO.sub("", title).strip(), without_word(title)):
            yield _SAYS_SO.sub("", code), bare
            yield opening_code(bare)
        yield number_told_again(title), ""


def code_and_title(row: TableRow, context: ParseContext) -> tuple[str, str]:
    """The texts of a row's number column, without a label such as 新規, and of its title; without such a column, the two parts of
    its title."""
    title = context.repair(row.cell("title").text)
    if row.header.index("number") is None:
        return opening_code(title)
    return without_label(context.repair(row.cell("number").text)), title
