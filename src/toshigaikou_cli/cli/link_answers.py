"""What ``tgx link review`` shows of a row, and what an answer to it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.formats.records.listing import judgement_text

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Verdict
    from toshigaikou_cli.records.rows import Achievement, Link

_SHOWN_LINES = 30
KEYS = (
    "number: accept · r [number]: reject (alone: all others) · m NUMBER: another measure · m WORD: find one"
    " · o: outside · s: skip · u: undo · q: quit · # at the end: why"
)
_WORDS = {"s": "skip", "u": "undo", "q": "quit", "?": "help", "h": "help", "": "help"}


class Answer(NamedTuple):
    """What was typed for a row: ``act`` is judge, skip, undo, quit, find or help.

    ``verdicts`` are (measure or None, verdict); ``text`` is the note, what to find, or what was wrong.
    """

    act: str
    verdicts: tuple[tuple[int | None, Verdict], ...] = ()
    text: str = ""


def parse_answer(line: str, candidates: Sequence[int]) -> Answer:
    """What an answer means; ``candidates`` are the measures that are shown, by their number from 1.

    Full-width letters and digits serve too.
    """
    answer, _, why = line.replace("＃", "#").partition("#")
    note = " ".join(why.split())
    answer = " ".join(unicodedata.normalize("NFKC", answer).split())
    command = answer.lower()
    if command in _WORDS:
        return Answer(_WORDS[command])
    if command == "o":
        return Answer("judge", ((None, "outside"),), note)
    word = re.fullmatch(r"m ?([^\d\s].*)", answer, re.IGNORECASE)
    if word:
        return Answer("find", text=word[1])
    return _numbered(command, candidates, note)


def _numbered(answer: str, candidates: Sequence[int], note: str) -> Answer:
    """``1 3``, ``r 2``, ``1 r2 r3``, ``m 35 r``; an ``r`` without numbers rejects all that is not accepted."""
    found: dict[int, Verdict] = {}
    verdict: Verdict = "accepted"
    other = rest = False
    for token in re.findall(r"[rm]|\d+|[^\s,rm\d]+", answer):
        if token in ("r", "m"):
            other, rest = token == "m", token == "r"  # noqa: S105 - keys of the keyboard
            verdict = "rejected" if rest else "accepted"
            continue
        number = int(token) if token.isdecimal() and len(token) < 6 else 0
        if other and number:
            measure = number
        elif 1 <= number <= len(candidates):
            measure = candidates[number - 1]
        else:
            return Answer("help", text=f"not understood: {token}")
        other = rest = False
        if found.setdefault(measure, verdict) != verdict:
            return Answer("help", text=f"{measure} is both accepted and rejected")
    if rest:
        for measure in candidates:
            found.setdefault(measure, "rejected")
    if other or not found:
        return Answer("help", text="a measure's number is missing" if other else "nothing to reject")
    return Answer("judge", tuple(found.items()), note)


def row_text(achievement: Achievement, number: int, of: int) -> str:
    """A row as it is shown: what it says, and its candidates with their evidence."""
    a = achievement
    bureau = a["bureau"] or a["bureau_text"]
    lines = [f"\n[{number}/{of}] {a['id']}  FY{a['fiscal_year']}  {bureau}  {a['item']}"]
    if a["field"]:
        lines.append(f"  {a['field']}")
    text = [line for line in a["result"].splitlines() if line.strip()]
    lines += [f"    {line}" for line in text[:_SHOWN_LINES]]
    if len(text) > _SHOWN_LINES:
        lines.append(f"    … {len(text) - _SHOWN_LINES} more lines: tgx show {a['id']}")
    if a["outside"]:
        lines.append(f"  outside: {a['outside']}")
    candidates = [link for link in a["links"] if link["status"] != "rejected"]
    for at, link in enumerate(candidates, 1):
        lines.append(f"  {at}  {link['measure']} {link['title']}  [{link['status']}, {link['score']:.2f}]")
        lines += [f"       {line}" for line in _evidence(link)]
    for link in a["links"]:
        if link["status"] == "rejected":
            lines.append(
                f"  –  {link['measure']} {link['title']}  [{'; '.join(_evidence(link)[:1]) or 'rejected'}]"
            )
    if not candidates:
        lines.append("  no candidate")
    return "\n".join(lines)


def _evidence(link: Link) -> list[str]:
    own = [judgement_text(link["judgement"])] if link["judgement"] else []
    return [*own, *link["evidence"]]
