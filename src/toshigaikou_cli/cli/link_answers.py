"""What an answer means that is typed in ``tgx link review``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.ids import bare_code

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Verdict

KEYS = say(
    "number: accept · r [number]: reject (alone: all others) · m NUMBER: another measure · m WORD: find one"
    " · o: outside · s: skip · u: undo · q: quit · ?: these keys · # at the end: why"
)
_CODE = r"[0-9][0-9:.()-]*"
_WORDS = {"s": "skip", "u": "undo", "q": "quit", "?": "help", "h": "help", "": "help"}


class Answer(NamedTuple):
    """What was typed for a row: ``act`` is judge, skip, undo, quit, find or help.

    ``verdicts`` are (measure or None, verdict); ``text`` is the note, what to find, or what was wrong.
    """

    act: str
    verdicts: tuple[tuple[str | None, Verdict], ...] = ()
    text: str = ""


def parse_answer(line: str, candidates: Sequence[str]) -> Answer:
    """What an answer means; ``candidates`` are the ids of the measures that are shown, by their number from 1.

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


def _numbered(answer: str, candidates: Sequence[str], note: str) -> Answer:
    """``1 3``, ``r 2``, ``1 r2 r3``, ``m 35 r``; an ``r`` without numbers rejects all that is not accepted."""
    found: dict[str, Verdict] = {}
    verdict: Verdict = "accepted"
    other = rest = False
    for token in re.findall(rf"[rm]|(?<=m){_CODE}|(?<=m ){_CODE}|\d+|[^\s,rm\d]+", answer):
        if token in ("r", "m"):
            other, rest = token == "m", token == "r"  # noqa: S105 - keys of the keyboard
            verdict = "rejected" if rest else "accepted"
            continue
        number = int(token) if token.isdecimal() and len(token) < 6 else 0
        if other and token[0].isdecimal():
            measure = next((each for each in candidates if token in (each, bare_code(each))), token)
        elif 1 <= number <= len(candidates):
            measure = candidates[number - 1]
        else:
            return Answer("help", text=say("not understood: {token}", token=token))
        other = rest = False
        if found.setdefault(measure, verdict) != verdict:
            told = say("{measure} is both accepted and rejected", measure=bare_code(measure))
            return Answer("help", text=told)
    if rest:
        for measure in candidates:
            found.setdefault(measure, "rejected")
    if other or not found:
        told = say("a measure's number is missing") if other else say("nothing to reject")
        return Answer("help", text=told)
    return Answer("judge", tuple(found.items()), note)
