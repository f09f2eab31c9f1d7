"""Blocks of small documents of our own, for the parsers' tests."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.parsers import ParseContext
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import BureauMention
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.vocabulary.columns import load_columns

COLUMNS = load_columns()


def context(
    name: str = "sheet.txt",
    year: int | None = None,
    kind: DocumentKind | None = None,
    *,
    elsewhere: bool = False,
) -> ParseContext:
    return ParseContext(COLUMNS, lambda text: text, split, name, year, kind=kind, elsewhere=elsewhere)


def split(text: str) -> tuple[list[BureauMention], bool]:
    """Names before a parenthesis lead, those in it are related; ほか leaves the list open."""
    lead, _, related = text.partition("（")
    mentions = [BureauMention(name, "lead") for name in lead.split("、") if name]
    mentions += [
        BureauMention(name, "related")
        for name in related.rstrip("）").split("、")
        if name and "ほか" not in name
    ]
    return mentions, "ほか" in text


def blocks(*parts: str | Sequence[str]) -> list[Block]:
    """Strings are lines, sequences are rows; a table begins after each line."""
    made: list[Block] = []
    table = number = 0
    for line, part in enumerate(parts, 1):
        if isinstance(part, str):
            made.append(Line(part, line=line))
            number = 0
            continue
        if not number:
            table += 1
        number += 1
        made.append(Row(tuple(Cell(text) for text in part), table=table, row=number, line=line))
    return made
