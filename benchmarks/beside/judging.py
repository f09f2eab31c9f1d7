"""What a tool's answer is worth: its rows held against the right cells.

White space and the width of ASCII characters count for nothing. A right cell is a text, or a list of texts of which each
counts as right (a cell merged with the one above may be blank or repeated; a date may be given as shown or in ISO form).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beside.documents import LISTS, expected

Cells = Sequence[str]
Right = Sequence[Sequence[str | list[str]]]


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def bare(text: str) -> str:
    """``text`` without white space, its full-width ASCII (（ or ２) in plain width."""
    return "".join(text.split()).translate(_WIDTHS)


def judged(answer: Mapping[str, Any], name: str) -> list[list[Any]]:
    """The outcome, the number of wrong cells and what the tool said: of a document, or of each sentence of a list."""
    if name not in LISTS:
        found, wrong = outcome(answer, expected(name))
        said = (
            answer.get("message") or "; ".join(answer["warnings"]) if found not in ("right", "silent") else ""
        )
        return [[found, wrong, _short(said)]]
    entries = expected(name)
    given = [answer] * len(entries) if answer.get("failed") else answer["answers"]
    return [
        [sentence_outcome(each, entry, LISTS[name]), 0, _told(each)]
        for each, entry in zip(given, entries, strict=True)
    ]


def _told(answer: Mapping[str, Any]) -> str:
    return _short(answer.get("message") or json.dumps(answer["found"], ensure_ascii=False))


def _short(said: Any) -> str:
    return " ".join(str(said).split())[:160]


def outcome(answer: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[str, int]:
    """How an answer is called and how many cells are wrong.

    ``right``, ``silent`` (wrong without a word), ``warned`` (wrong, and the tool warned), ``nothing`` (an empty answer),
    ``refused`` (the tool says what it cannot read), ``error`` (it failed otherwise).
    """
    if answer.get("failed"):
        return answer["failed"], 0
    rows = [[bare(cell) for cell in row] for row in answer.get("rows", ())]
    text = answer.get("text")
    if not any(map(any, rows)) and not bare(text or ""):
        return ("warned", cells_in(right["rows"])) if answer.get("warnings") else ("nothing", 0)
    wrong = wrong_in_text(bare(text), right) if text is not None else wrong_cells(rows, right)
    if not wrong:
        return "right", 0
    return ("warned" if answer.get("warnings") else "silent"), wrong


def cells_in(right: Right) -> int:
    """How many cells must have a text."""
    return sum("" not in accepted(cell) for row in right for cell in row)


def accepted(cell: str | list[str]) -> list[str]:
    """The texts that count as right, without white space."""
    return [bare(text) for text in ([cell] if isinstance(cell, str) else cell)]


def wrong_in_text(text: str, told: Mapping[str, Any]) -> int:
    """For an answer that is running text: the cells that do not stand in it in one piece, and the absent words in it."""
    missing = sum(not any(form in text for form in accepted(cell)) for row in told["rows"] for cell in row)
    return missing + sum(bare(word) in text for word in told.get("absent", ()))


def wrong_cells(rows: Sequence[Cells], told: Mapping[str, Any]) -> int:
    """The least number of cells that differ, over all ways to lay the rows in order beside the right ones.

    A row too many counts its cells, unless it repeats the header (on a new page) or stands around the table; a right
    row that is missing counts its own. Columns without any text are left out where a row is too wide.
    """
    right = [[accepted(cell) for cell in row] for row in told["rows"]]
    around = bare("".join(told.get("around", ())))
    rows = list(_narrowed(rows, len(right[0])))
    extra = [_extra(row, right[0], around) for row in rows]
    before = [0]
    for row_cost in extra:
        before.append(before[-1] + row_cost)
    for wanted in right:
        missing = sum("" not in forms for forms in wanted)
        now = [before[0] + missing]
        for at, row in enumerate(rows):
            now.append(
                min(before[at] + _differing(row, wanted), before[at + 1] + missing, now[at] + extra[at])
            )
        before = now
    return before[-1]


def _narrowed(rows: Sequence[Cells], width: int) -> Iterator[Cells]:
    # A tool that gives a sheet's or a page's blank columns says nothing wrong.
    used = [any(row[at] for row in rows if at < len(row)) for at in range(max(map(len, rows), default=0))]
    for row in rows:
        if any(row):
            yield [cell for at, cell in enumerate(row) if used[at]] if len(row) > width else row


def _extra(row: Cells, header: list[list[str]], around: str) -> int:
    filled = [cell for cell in row if cell]
    if all(cell in around for cell in filled) or not _differing(row, header):
        return 0
    return len(filled)


def _differing(row: Cells, wanted: list[list[str]]) -> int:
    width = max(len(row), len(wanted))
    padded = [*row, *[""] * (width - len(row))]
    forms = [*wanted, *[[""]] * (width - len(wanted))]
    return sum(cell not in accept for cell, accept in zip(padded, forms, strict=True))


def sentence_outcome(answer: Mapping[str, Any], entry: Mapping[str, Any], kind: str) -> str:
    """``right``, ``silent`` (something wrong was given), ``nothing``, ``refused`` or ``error`` for one sentence.

    A date with None has a part that the tool itself marks as unknown: that is ``nothing``, not wrong in silence."""
    if answer.get("failed"):
        declines = kind == "dates" and not entry["right"] and answer["failed"] == "refused"
        return "right" if declines else str(answer["failed"])
    found = answer["found"]
    if kind == "dates":
        if any(None in each for each in found):
            return "nothing"
        wanted = entry["right"]
        firsts = any(len(each) == 1 for each in found)
        same = {tuple(each[:1] if firsts else each) for each in wanted} == {tuple(each) for each in found}
        return "right" if same else "silent" if found else "nothing"
    if any(_spelled(word, found) for word in entry["absent"]):
        return "silent"
    missing = [name for name in entry["names"] if not _spelled(name, found)]
    return "nothing" if missing else "right"


def _spelled(name: str, words: Sequence[str]) -> bool:
    # Whole words side by side: a name inside a longer word is not found.
    return any(
        "".join(words[first:last]) == name
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    )
