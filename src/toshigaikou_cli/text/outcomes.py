"""Whether an activity took place, as its own words say: held, cancelled, planned for later, or nothing to report.

A text is read sentence by sentence and clause by clause; a clause is decided by its last predicate, because Japanese
puts it last: 延期していた講座を開催 is held, 講座の開催を延期 is not. What comes before a contrast, a cause or a result
(…したが、…の結果、) is background. What stands in brackets belongs to the words before it (交流会（中止）), unless it
speaks of a part only (延べ5回（うち1回中止）). One clause that was held makes the activity held; without any sign it is
held too: sheets of results end in nouns (職員の派遣).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from toshigaikou_cli.records.mentions import Activity, Outcome
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.marks import OPENING_MARK

OutcomeKind = Literal["held", "noun", "cancelled", "planned", "none", "open"]
"""What a clause says; ``noun``: held, by a noun at its end only (職員の派遣); ``open``: nothing."""


class OutcomeReading(NamedTuple):
    """An outcome, and the words that say so ("" where no word does, and of what no word puts in doubt)."""

    outcome: Outcome
    words: str = ""


class _Clause(NamedTuple):
    """``background``: it comes before a contrast or a cause; ``topic``: it speaks of something of its own (…は)."""

    kind: OutcomeKind
    words: str
    background: bool
    topic: bool
    length: int


LEFT_OUT = ("cancelled", "planned", "none")
_STRONGEST: dict[str, Outcome] = {
    "held": "held", "cancelled": "cancelled", "noun": "held", "planned": "planned", "none": "none",
}  # fmt: skip
"""Of the sentences of an activity the first kind that is there decides."""


@lru_cache(maxsize=2048)  # sheets say the same again
def read_outcome(text: str) -> OutcomeReading:
    """The outcome of an activity by its own words; ``text`` as :func:`~toshigaikou_cli.text.activities.split_activities`
    gives it (kept text, lines)."""
    body = _without_mark(text)
    if not body.strip() or forms.DASH.fullmatch(body):
        return OutcomeReading("none", body.strip())
    sentences = _sentences(body)
    return _decided(sentences) if any(map(_is_doubtful, sentences)) else OutcomeReading("held")


def _without_mark(text: str) -> str:
    return OPENING_MARK.sub("", text, count=1) if OPENING_MARK.match(text) else text


def _decided(sentences: Iterable[str]) -> OutcomeReading:
    """What sentences say together, and the words that decide it."""
    said = _without_title(_without_aftermath([_sentence(sentence) for sentence in sentences]))
    for kind, outcome in _STRONGEST.items():
        for reading in said:
            if reading.kind == kind:
                return OutcomeReading(outcome, "" if kind == "noun" else reading.words)
    return OutcomeReading("held")


def _without_aftermath(said: list[_Clause]) -> list[_Clause]:
    """Sentences without those that tell what followed from one that was called off: whom it was told, what is next."""
    off = next((at for at, clause in enumerate(said) if clause.kind == "cancelled"), len(said))
    return [*said[: off + 1], *(each for each in said[off + 1 :] if not forms.AFTERMATH.search(each.words))]


def _without_title(said: list[_Clause]) -> list[_Clause]:
    """Sentences without a title (研修生の受入れ) over one that says that there is nothing, and of nothing else."""
    if not said or said[-1].kind != "none" or said[-1].topic:
        return said
    return [
        each
        for each in said
        if each.kind != "noun" or forms.COUNTED.search(each.words) or forms.DATED.search(each.words)
    ]


def held_part(text: str) -> str:
    """A text without the sentences, and the clauses at the end of one, that say that something was called off, is planned
    or is not there; a sentence a line."""
    return "\n".join(
        _held_clauses(sentence) if doubtful else sentence
        for sentence in _sentences(text)
        if not (doubtful := _is_doubtful(sentence)) or _sentence(sentence).kind not in LEFT_OUT
    )


def _held_clauses(sentence: str) -> str:
    """A sentence without its last clauses that were not held (…を実施し、…は見送った)."""
    clauses = _clauses(sentence)
    kept = clauses
    while kept and kept[-1].kind in LEFT_OUT:
        kept = kept[:-1]
    return sentence if kept in ((), clauses) else "、".join(clause.words for clause in kept)


@lru_cache(maxsize=64)  # the dates of an activity ask for them, then its cities
def parts(text: str) -> tuple[tuple[int, int, OutcomeKind], ...]:
    """The sentences of a text, each with its place and what it says; of one that was held, the clauses that say of
    something else that it was not (…を実施し、秋の派遣は中止した) are parts of their own."""
    found: list[tuple[int, int, OutcomeKind]] = []
    for sentence in forms.SENTENCE.finditer(text):
        doubtful = _is_doubtful(sentence[0])
        kind = _sentence(sentence[0]).kind if doubtful else "held"
        if not doubtful or kind not in ("held", "noun"):
            found.append((*sentence.span(), kind))
            continue
        at = sentence.start()
        for clause in _clauses(sentence[0]):
            end = at + clause.length
            said: OutcomeKind = clause.kind if clause.topic and clause.kind in LEFT_OUT else "held"
            if found and found[-1][1:] == (at, said):
                at = found.pop()[0]
            found.append((at, end, said))
            at = end
    return tuple(found)


def kind_at(said: Iterable[tuple[int, int, OutcomeKind]], at: int) -> OutcomeKind:
    """What the part of a text at a place says; ``said`` as :func:`parts` gives it."""
    return next((kind for start, end, kind in said if start <= at < end), "open")


def _sentences(text: str) -> list[str]:
    return [found[0].strip() for found in forms.SENTENCE.finditer(text) if found[0].strip()]


# ---------------------------------------------------------------- a sentence


def _is_doubtful(sentence: str) -> bool:
    return _may_be_left_out(sentence) and forms.DOUBTFUL.search(sentence) is not None


def _may_be_left_out(words: str) -> bool:
    """False where no word, and no dash at the end, can say that something was not held."""
    last = words[-1:]
    return not last.isalnum() or last == "ー" or forms.SIGN.search(words) is not None


@lru_cache(maxsize=512)  # the outcomes of a row ask for them, then the dates and cities of its activities
def _sentence(sentence: str) -> _Clause:
    """What a sentence says: its last clause that says something, or an earlier one that was held beside it."""
    if forms.AHEAD.search(sentence) or forms.ANNOUNCED.match(sentence):
        return _Clause("planned", sentence, False, False, len(sentence))
    clauses = _clauses(sentence)
    decided = [clause for clause in clauses if clause.kind != "open"]
    if not decided:
        return _Clause("open", "", False, False, len(sentence))
    last = decided[-1]
    if last.kind in ("held", "noun"):
        return last
    for clause in decided[:-1]:
        beside = not clause.background or (clause.topic and last.topic and last.kind == "cancelled")
        if clause.kind == "held" and beside and not forms.PREPARES.search(clause.words):
            return clause
    if last.kind in ("planned", "none"):
        return next((clause for clause in reversed(decided) if clause.kind == "cancelled"), last)
    return last


@lru_cache(maxsize=512)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    plain = forms.BRACKET.sub(lambda found: "\ue000" * len(found[0]), sentence)
    breaks = list(forms.CLAUSE_BREAK.finditer(plain)) if "、" in plain else []
    ends = [found.end() for found in breaks]
    before = [
        _clause(sentence, plain, start, end, background=found["next"] is None)
        for start, end, found in zip((0, *ends), ends, breaks, strict=False)
    ]
    last = _clause(sentence, plain, ends[-1] if ends else 0, len(sentence), background=False)
    return (*before, last)


def _clause(sentence: str, plain: str, start: int, end: int, *, background: bool) -> _Clause:
    words = sentence[start:end].strip(" 　、。")
    own = plain[start:end].replace("\ue000", "").strip(" 　、。・")
    trimmed = forms.CLAUSE_BREAK.sub("", own + "、").strip("、") if background else own
    kind = _kind(trimmed)
    for found in forms.BRACKET.finditer(sentence, start, end):
        after = plain[found.end() : end].replace("\ue000", "").strip(" 　、。・")
        kind = _with_bracket(kind, found[0][1:-1], after)
    topic = bool(forms.TOPIC.search(trimmed)) and not forms.YEAR_TOPIC.search(trimmed)
    return _Clause(kind, words, background, topic, end - start)


def _with_bracket(kind: OutcomeKind, inner: str, after: str) -> OutcomeKind:
    """What a clause says with what stands in brackets in it; ``after`` are the words that follow the bracket."""
    said = _sentence(inner)
    if said.kind not in ("cancelled", "planned", "none") or forms.PARTLY.search(inner):
        return kind
    if kind in ("cancelled", "planned", "none") or (said.kind == "none" and kind == "held"):
        return kind
    if said.kind == "planned" and forms.LEADS_TO.match(after):  # the bracket is about what the work is for
        return kind
    if kind == "held" and (after or (forms.TOPIC.search(inner) and not forms.YEAR_TOPIC.search(inner))):
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
        if said and (
            forms.NONE.fullmatch(said) or forms.DASH.fullmatch(said) or forms.NOTHING.fullmatch(said)
        ):
            return "none"
    if forms.PLAN.search(clause):
        return "planned"
    called_off = _last_called_off(clause)
    if called_off is not None:
        return called_off
    negated = forms.NEGATED.search(clause[-forms.LONGEST_ENDING :]) and not forms.NOTHING_BAD.search(clause)
    return "cancelled" if negated else None


def _last_called_off(clause: str) -> OutcomeKind | None:
    """``cancelled`` where the clause ends in a word that calls it off; None where no such word decides it."""
    words = list(forms.CANCEL.finditer(clause))
    found = words[-1] if words else None
    if (
        found is None
        or forms.PARTLY.search(clause[: found.end()])
        or forms.NO_CANCEL_AFTER.match(clause, found.end())
    ):
        return None
    rest = clause[found.end() :]
    modifies = forms.ON_HOLD_BEFORE.match(rest)
    follows = rest[modifies.end() :] if modifies else rest
    if _says_more(follows):
        return None
    return "cancelled"


def _says_more(rest: str) -> bool:
    """Whether what follows a word of calling off is a predicate of its own, so that the word only modifies or causes it."""
    rest = forms.MODIFIED.sub("", rest)
    if forms.ENDS_SO.fullmatch(rest):
        return False
    return (
        bool(forms.STRONG.search(rest) or forms.NOUN.search(rest) or forms.PLAN.search(rest))
        or len(rest) > 12
    )


# ---------------------------------------------------------------- headings


def read_outcomes(result: str, activities: Sequence[Activity]) -> list[OutcomeReading]:
    """The outcome of each activity of a result.

    A heading (words of an agreement or a field, without a word that reports) has the outcome of the points under it:
    held where one of them is, else what all of them are. What was called off by a list (以下の事業は中止) goes for the
    points of the list that report nothing themselves.
    """
    readings = [read_outcome(activity.text) for activity in activities]
    for at in range(1, len(readings)):
        if forms.SAME_AS_ABOVE.search(activities[at].text):
            readings[at] = readings[at - 1]
    if all(reading.outcome == "held" for reading in readings):
        return readings
    marks = [_mark(result, activity) for activity in activities]
    for at, activity in enumerate(activities):
        if readings[at].outcome == "cancelled" and forms.AS_FOLLOWS.search(activity.text):
            for below in range(at + 1, _end_of_points(marks, at)):
                if readings[below].outcome == "held" and not _words_of(activities[below].text):
                    readings[below] = readings[at]
    for at in reversed(range(len(activities))):
        deeper = at + 1 < len(marks) and marks[at + 1] != marks[at]
        points = readings[at + 1 : _end_of_points(marks, at)]
        if not points or any(point.outcome == "held" for point in points):
            continue
        text = activities[at].text
        own = any(_sentence(sentence).topic for point in points for sentence in _sentences(point.words))
        if _is_heading(text, deeper=deeper, own=own) and not _words_of(text):
            readings[at] = points[0]
    return readings


def _words_of(text: str) -> str:
    """The words of an activity that decide its outcome; "" of a title, a heading, or a noun at the end."""
    return _decided(_sentences(_without_mark(text))).words


def _mark(result: str, activity: Activity) -> str:
    """The mark that opens an activity with its indent, numbers and letters made equal; "" for none."""
    line_start = result.rfind("\n", 0, activity.span[0]) + 1
    found = OPENING_MARK.match(result, activity.span[0])
    shown = result[line_start : activity.span[0]] + (found[0] if found else "")
    return forms.NUMBERING.sub("n", shown)


def _end_of_points(marks: Sequence[str], at: int) -> int:
    """Where the points under a heading end: at the next activity with its mark, or at the end of the result.

    Where the points have the heading's own mark (or none has one), they are all that follow.
    """
    below = range(at + 1, len(marks))
    if at + 1 < len(marks) and marks[at + 1] == marks[at]:
        return len(marks)
    return next((other for other in below if marks[other] == marks[at]), len(marks))


def _is_heading(text: str, *, deeper: bool, own: bool) -> bool:
    """Whether a text reports nothing itself: a quotation, or words without a number that end as an agreement's do.

    ``deeper``: marks of another kind stand below, so that any words without a full stop head them that count nothing;
    ``own``: the points below speak of something of their own (視察は中止), so that a dated text (10月 訪問団の受入れ) reports.
    """
    body = text.strip()
    if body.startswith(("「", "『")) and body.endswith(("」", "』")):
        return True
    if "。" in body:
        return False
    if deeper and not forms.COUNTED.search(body) and not (own and forms.DATED.search(body)):
        return True
    return not forms.DIGIT.search(body) and bool(forms.HEADING_END.search(body))
