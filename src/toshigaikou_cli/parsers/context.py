"""What a parser is given besides the blocks: the declared columns, and how names and slips are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toshigaikou_cli.parsers.rows.units_over import KnowsUnit, knows_none
from toshigaikou_cli.records.documents import BureauMention
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.text.markup import html_to_lines
from toshigaikou_cli.text.normalize import split_enumerator, tidy, tidy_lines
from toshigaikou_cli.vocabulary.columns import Columns
from toshigaikou_cli.vocabulary.layouts import Layouts, load_layouts

if TYPE_CHECKING:
    from toshigaikou_cli.parsers.rows.table_rows import TableRow
    from toshigaikou_cli.records.blocks import Cell


@dataclass(frozen=True, slots=True)
class ParseContext:
    """``repair`` mends wrong code points and declared OCR slips; ``split_bureaus`` reads a strategy's bureau cell
    into mentions and whether the cell leaves the list open. ``name`` is the file's name, ``year`` the fiscal
    year that the user gave; ``typed``: the spaces in the text were typed. ``layouts`` are the forms of a strategy's headings.
    ``kind`` is that of the document where the user, or the project, says it; ``elsewhere``: the strategy is another document.
    ``unit`` is that of the rows of a sheet that has no column of units; ``knows_unit`` tells whether a text is the name of a
    registered one. ``now`` is the year that a strategy says itself to be of. ``whole`` gives a cell of a row with the number
    that a break cuts put together. ``legend`` is what the marks of a sheet's columns of states mean.
    """

    columns: Columns
    repair: Callable[[str], str]
    split_bureaus: Callable[[str], tuple[list[BureauMention], bool]]
    name: str = ""
    year: int | None = None
    typed: bool = False
    layouts: Layouts = field(default_factory=load_layouts)
    kind: DocumentKind | None = None
    elsewhere: bool = False
    unit: str = ""
    knows_unit: KnowsUnit = knows_none
    now: int | None = None
    whole: Callable[[TableRow, int], Cell] = lambda row, at: row.cells[at]
    legend: Mapping[str, str] = field(default_factory=dict)

    def kept(self, text: str) -> str:
        """The normalized form of a cell of one line."""
        return tidy(self.repair(html_to_lines(text)), typed=self.typed)

    def name_of(self, text: str) -> str:
        """The normalized form of a name, in which no space means anything."""
        return tidy(self.repair(html_to_lines(text)))

    def names_in(self, text: str) -> list[str]:
        """The normalized forms of the lines of a cell, each as a name; none for an empty line."""
        return [name for line in self.repair(html_to_lines(text)).splitlines() if (name := tidy(line))]

    def flat(self, text: str) -> str:
        """The text of a heading on one line, with the spaces that tell its number from its title."""
        return " ".join(self.repair(html_to_lines(text)).split())

    def enumerated(self, text: str) -> tuple[str, str]:
        """The enumerator that a heading or cell opens with, and the rest in its normalized form.

        Split before normalizing: the space in ``1 港`` is all that makes the 1 an enumerator.
        """
        mark, rest = split_enumerator(self.flat(text))
        return mark, tidy(rest, typed=self.typed)

    def kept_lines(self, text: str) -> str:
        """The normalized form of a cell of several lines: one line for each bullet."""
        return tidy_lines(self.repair(html_to_lines(text)), typed=self.typed)
