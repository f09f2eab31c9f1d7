"""What a sentence says of its event, clause by clause: held, called off, planned, or not there.

A clause is decided by its last predicate, because Japanese puts it last. What comes before a contrast, a cause or a
result is background; what goes on in a clause of what is planned is planned with it. What stands in brackets belongs to
the words before it, unless it speaks of a part only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.outcome_days import calls_off_a_day, ends_with_a_day_off, is_of_one_item, was_moved
from toshigaikou_cli.text.outcome_items import items_of

OutcomeKind = Literal["held", "noun", "cancelled", "planned", "none", "open"]
"""What a clause says; ``noun``: held, by a noun at its end only (職員の派遣); ``open``: nothing."""

_NOT_OFF = ("held", "noun", "open")
_HIDDEN = "\ue000"
"""Stands for each character of a bracket."""


class Clause(NamedTuple):
    """``background``: it comes before a contrast or a cause; ``topic``: it speaks of something of its own (…は)."""

    kind: OutcomeKind
    words: str
    background: bool
    topic: bool
    length: int


@lru_cache(maxsize=4096)  # the outcomes of a row ask for it, then the roles of its dates and cities
def is_doubtful(sentence: str) -> bool:
    return _may_be_left_out(sentence) and forms.DOUBTFUL.search(sentence) is not None


def _may_be_left_out(words: str) -> bool:
    """False where no word, and no dash at the end, can say that something was not held."""
    last = words[-1:]
    return not last.isalnum() or last == "ー" or forms.SIGN.search(words) is not None


@lru_cache(maxsize=4096)  # the outcomes of a row ask for them, then the dates and cities of its activities
def sentence_of(sentence: str) -> Clause:
    """What a sentence says: its last clause that says something, or an earlier one that was held beside it."""
    if forms.AHEAD.search(sentence) or forms.ANNOUNCED.match(sentence):
        return Clause("planned", sentence, False, False, len(sentence))
    clauses = () if forms.BACKGROUND.match(sentence) else clauses_of(sentence)
    decided = [clause for clause in clauses if clause.kind != "open"]
    if not decided:
        return Clause("open", "", False, False, len(sentence))
    last = decided[-1]
    if last.kind in ("held", "noun"):
        off = next((each for each in decided if each.kind == "cancelled"), None)
        return off if off and forms.TOLD.search(last.words) else last
    for clause in decided[:-1]:
        beside = not clause.background or (clause.topic and last.topic and last.kind == "cancelled")
        beside = beside or bool(forms.COUNTED.search(clause.words) and forms.ENDED.fullmatch(last.words))
        if clause.kind == "held" and beside and not forms.PREPARES.search(clause.words):
            return clause
    if last.kind in ("planned", "none"):
        called_off = (clause for clause in reversed(decided) if clause.kind == "cancelled")
        return next((clause for clause in called_off if not forms.ENDED.match(clause.words)), last)
    return last


@lru_cache(maxsize=2048)
def clauses_of(sentence: str) -> tuple[Clause, ...]:
    plain = forms.BRACKET.sub(lambda found: _HIDDEN * len(found[0]), sentence)
    breaks = _breaks(plain) if "、" in plain else []
    ends = [end for end, _ in breaks]
    before = [
        _clause(sentence, plain, start, end, background=background)
        for start, (end, background) in zip((0, *ends), breaks, strict=False)
    ]
    last = _clause(sentence, plain, ends[-1] if ends else 0, len(sentence), background=False)
    return _governed((*before, last))


def _breaks(plain: str) -> list[tuple[int, bool]]:
    """Where the clauses of a sentence end but for the last, and whether each is background; ``plain`` has its brackets
    hidden: they break nothing, and what stands before one ends a clause all the same (…を開催し（10名）、)."""
    shown = [at for at, letter in enumerate(plain) if letter != _HIDDEN]
    words = plain.replace(_HIDDEN, "")
    return [
        (shown[found.end() - 1] + 1, found["next"] is None) for found in forms.CLAUSE_BREAK.finditer(words)
    ]


def _governed(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses of which one that goes on in the next (…を招き、…を開催する予定) is planned where that is."""
    found, governs = list(clauses), False
    for at in reversed(range(len(found))):
        words, kind = found[at].words, found[at].kind
        governed = governs and kind in ("held", "open") and forms.GOES_ON.search(words)
        if governed and kind == "held":
            found[at] = found[at]._replace(kind="planned")
        ends = kind in ("planned", "held", "open") and forms.GOVERNS.search(words)
        apart = found[at].topic or forms.OF_ITS_OWN.search(forms.ASIDE.sub("", words))
        governs = bool(governed or ends) and not apart
    return tuple(found)


def _clause(sentence: str, plain: str, start: int, end: int, *, background: bool) -> Clause:
    words = sentence[start:end].strip(" 　、。")
    own = plain[start:end].replace(_HIDDEN, "").strip(" 　、。・")
    cut_off = background or sentence.endswith("、")
    trimmed = forms.CLAUSE_BREAK.sub("", own + "、").strip("、") if cut_off else own
    kind = _kind(trimmed)
    if kind == "open" and forms.IN_ITS_PLACE.match(own):
        kind = "noun"
    if kind == "cancelled" and ends_with_a_day_off(words):
        kind = "open"
    for found in forms.BRACKET.finditer(sentence, start, end):
        inner = (found["in"] or found["note"] or "").strip()
        beside = sentence[start : found.start()] + sentence[found.end() : end]
        if kind in _NOT_OFF and calls_off_a_day(inner, beside, held=kind == "held"):
            continue
        if is_of_one_item(sentence[start:end], found.start() - start, found.end() - start):
            continue
        if forms.ENDED.fullmatch(inner) and (kind == "held" or forms.COUNTED.search(beside)):
            continue
        if forms.ONE_OF_LIST.search(sentence, start, found.start()) and not forms.OF_ALL.search(inner):
            continue
        after = plain[found.end() : end].replace(_HIDDEN, "").strip(" 　、。・")
        if forms.COUNTED.search(own) and forms.TOPIC.search(inner) and sentence_of(inner).kind == "none":
            continue  # 派遣10名（受入れは該当なし）: of something else there was nothing
        if kind in _NOT_OFF and (was_moved(inner, beside) or items_of(f"{beside.strip(' 　、。')}、{inner}")):
            continue  # 派遣10名（受入は中止）: something else was called off
        another = forms.IN_ANOTHER_WAY.search(own) or (kind == "noun" and forms.TOPIC.search(own))
        kind = _with_bracket(kind, inner, after, bool(another))
    topic = bool(forms.TOPIC.search(trimmed)) and not forms.YEAR_TOPIC.search(trimmed)
    return Clause(kind, words, background, topic, end - start)


def _with_bracket(kind: OutcomeKind, inner: str, after: str, otherwise: bool) -> OutcomeKind:
    """What a clause says with what stands in brackets in it; ``after`` are the words that follow the bracket,
    ``otherwise`` whether the clause says that it was held in another way than the usual one, or of which thing it
    speaks."""
    said = sentence_of(inner)
    if forms.NOTHING_SAID.fullmatch(inner) and not _denies(inner):
        return kind
    if kind in ("cancelled", "none") and said.kind in ("held", "noun"):
        instead = (
            forms.INSTEAD.search(inner),
            forms.HELD_TIMES.search(inner),
            forms.OTHERWISE.fullmatch(inner),
        )
        return "held" if any(instead) else kind
    if kind in ("held", "noun") and forms.AT_FIRST.fullmatch(inner):
        return kind
    off = list(forms.CANCEL.finditer(inner))
    counted = said.kind == "cancelled" and off and forms.COUNT_AFTER.match(inner, off[-1].end())
    if said.kind not in ("cancelled", "planned", "none") or counted or _of_a_part(inner, off):
        return kind
    if kind in ("cancelled", "planned", "none") or (said.kind == "none" and kind == "held"):
        return kind
    if said.kind == "planned" and forms.LEADS_TO.match(after):  # the bracket is about what the work is for
        return kind
    own = bool(forms.TOPIC.search(inner)) and not forms.YEAR_TOPIC.search(inner)
    if (kind == "held" and (after or own)) or (kind in ("noun", "open") and own and otherwise):
        return kind
    return said.kind


def _kind(clause: str) -> OutcomeKind:
    """What the last predicate of a clause says."""
    clause = forms.COLON.split(clause)[-1].strip() or clause
    not_held = _not_held(clause) if _may_be_left_out(clause) else None
    if not_held is not None:
        return not_held
    if forms.STRONG.search(clause[-forms.LONGEST_ENDING :]):
        return "held"
    return "noun" if forms.NOUN.search(clause[-forms.LONGEST_ENDING :]) else "open"


def _not_held(clause: str) -> OutcomeKind | None:
    """What the last predicate says where it says that something was not held, else None."""
    for said in (clause, forms.GAP.split(clause)[-1]):
        if said and (_denies(said) or forms.NOTHING_SAID.fullmatch(said)):
            return "none"
    if forms.PLAN.search(clause):
        return "planned"
    if _is_called_off(clause) or forms.ENDED.fullmatch(clause):
        return "cancelled"
    if forms.ABSENT.search(clause) and not forms.NOTHING_BAD.search(clause):
        return "none"
    negated = forms.NEGATED.search(clause[-forms.LONGEST_ENDING :]) and not forms.NOTHING_BAD.search(clause)
    return "cancelled" if negated else None


def _denies(said: str) -> bool:
    """Whether a clause says that there was nothing of its kind: 応募者なし, －."""
    return bool(forms.NONE.fullmatch(said) or forms.DASH.fullmatch(said) or forms.NOTHING.fullmatch(said))


def _is_called_off(clause: str) -> bool:
    """Whether a clause ends in a word that calls it off."""
    words = list(forms.CANCEL.finditer(clause))
    found = words[-1] if words else None
    if found is None or forms.NO_CANCEL_AFTER.match(clause, found.end()):
        return False
    if forms.IN_CASE_OF.search(clause, 0, found.start()):
        return False
    if _of_a_part(clause, words) and not forms.THE_REST.match(clause):
        return False
    rest = clause[found.end() :]
    modifies = forms.ON_HOLD_BEFORE.match(rest)
    return not _says_more(rest[modifies.end() :] if modifies else rest)


def _of_a_part(words: str, off: Sequence[re.Match[str]]) -> bool:
    """Whether the last word of calling off speaks of a part only (うち1回中止)."""
    end = off[-1].end() if off else len(words)
    return bool(forms.PARTLY.search(words, 0, end) or forms.SOME.search(words, 0, end))


def _says_more(rest: str) -> bool:
    """Whether what follows a word of calling off is a predicate of its own, so that the word only modifies or causes it."""
    rest = forms.MODIFIED.sub("", rest)
    if forms.ENDS_SO.fullmatch(rest):
        return False
    return (
        bool(forms.STRONG.search(rest) or forms.NOUN.search(rest) or forms.PLAN.search(rest))
        or len(rest) > 12
    )
