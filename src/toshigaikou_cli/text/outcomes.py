"""Whether an activity took place, as its own words say: held, cancelled, planned for later, or nothing to report.

A text is read sentence by sentence and clause by clause; a clause is decided by its last predicate, because Japanese
puts it last: 延期していた講座を開催 is held, 講座の開催を延期 is not. What comes before a contrast, a cause or a result
(…したが、…の結果、) is background. What stands in brackets belongs to the words before it (交流会（中止）), unless it
speaks of a part only (延べ5回（うち1回中止）). One clause that was held makes the activity held; without any sign it is
held too: sheets of results end in nouns (職員の派遣).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from toshigaikou_cli.records.mentions import Activity, Outcome
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.marks import LETTERED, NUMBERED, OPENING_MARK
from toshigaikou_cli.text.outcome_clauses import Clause, is_doubtful, sentence_of
from toshigaikou_cli.text.outcome_items import items_of
from toshigaikou_cli.text.outcome_parts import is_of_above, sentences_in
from toshigaikou_cli.text.same_beside import same_as
from toshigaikou_cli.text.whole_results import is_of_later_year, outcome_of_whole

_SHAPES = "○●◎■□◆◇▲△▼▽★☆"
_NUMBERED = "n"
"""Stands for a number or a letter in the mark of a point."""


class OutcomeReading(NamedTuple):
    """An outcome, and the words that say so ("" where no word does, and of what no word puts in doubt)."""

    outcome: Outcome
    words: str = ""


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
    if marked := forms.MARKED.fullmatch(body):
        return OutcomeReading("cancelled" if marked["reason"] else "none", body.strip())
    if same_as(body):
        return OutcomeReading("none", body.strip())
    if forms.ABOLISHED.fullmatch(body):
        return OutcomeReading("cancelled", body.strip())
    if whole := outcome_of_whole(body):
        return OutcomeReading(whole, body.strip())
    if at := forms.start_of_result(body):
        return read_outcome(body[at:])
    body = forms.without_absent(body).strip("、。，,・ 　\n") or body
    sentences = _with_status(sentences_in(body))
    return _decided(sentences) if any(map(is_doubtful, sentences)) else OutcomeReading("held")


def _without_mark(text: str) -> str:
    return OPENING_MARK.sub("", text, count=1) if OPENING_MARK.match(text) else text


def _with_status(sentences: list[str]) -> list[str]:
    """The sentences, the last one with a word behind its full stop that says that it is to come: 職員を受け入れた。（予定）."""
    if len(sentences) < 2 or not (status := forms.STATUS.fullmatch(sentences[-1])):
        return sentences
    return [*sentences[:-2], f"{sentences[-2]}（{status['said']}）"]


def _decided(sentences: Iterable[str]) -> OutcomeReading:
    """What sentences say together, and the words that decide it."""
    told = _without_called_off(_without_by_products(_without_fields(_of_the_year(sentences))))
    said = _without_title(_without_aftermath(_of_dated_lines(told, [sentence_of(each) for each in told])))
    for kind, outcome in _STRONGEST.items():
        for reading in said:
            if reading.kind == kind:
                return OutcomeReading(outcome, "" if kind == "noun" else reading.words)
    return OutcomeReading("held")


def _of_dated_lines(told: Sequence[str], said: list[Clause]) -> list[Clause]:
    """Lines that each open with a date and tell what is to count: where one of them was called off, the others report."""
    dated = [bool(forms.DATED_HEAD.match(each)) for each in told]
    if not any(each and clause.kind == "cancelled" for each, clause in zip(dated, said, strict=True)):
        return said
    return [
        clause._replace(kind="held", words=line)
        if opens and clause.kind in ("noun", "open") and forms.COUNTED.search(line)
        else clause
        for opens, clause, line in zip(dated, said, told, strict=True)
    ]


def _of_the_year(sentences: Iterable[str]) -> list[str]:
    """Sentences up to a heading over those of another year (【参考】), and without a note of a part of what they tell."""
    told: list[str] = []
    for sentence in sentences:
        if forms.FORMER.fullmatch(sentence):
            break
        about = forms.ITS_TOPIC.search(sentence) if told and forms.NOTE.match(sentence) else None
        if about is None or any(about[1] in former for former in told):
            told.append(sentence)
    return told


def _without_fields(told: Sequence[str]) -> Sequence[str]:
    """Sentences without the fields of a form that have nothing to tell, beside others: 備考　なし."""
    return [each for each in told if not forms.FIELD_DENIED.fullmatch(each)] or told


def _without_by_products(told: Sequence[str]) -> Sequence[str]:
    """Sentences without those that tell what became of the old thing that was renewed: 不要となった旧サインは廃止."""
    return [each for each in told if not forms.BY_PRODUCT.search(each)] or told


def _without_called_off(told: Sequence[str]) -> Sequence[str]:
    """Sentences without the titles that the line below each calls off: 市民まつりを開催 over ※雨天のため中止."""
    return [
        each for each, below in zip_longest(told, told[1:]) if below is None or not is_of_above(below, each)
    ]


def _without_aftermath(said: list[Clause]) -> list[Clause]:
    """Sentences without those that tell what followed from one that was called off: whom it was told, what is next."""
    off = next((at for at, clause in enumerate(said) if clause.kind == "cancelled"), len(said))
    return [*said[: off + 1], *(each for each in said[off + 1 :] if not forms.AFTERMATH.search(each.words))]


def _without_title(said: list[Clause]) -> list[Clause]:
    """Sentences without a title (研修生の受入れ) over one that says that there is nothing, and of nothing else."""
    if not said or said[-1].kind != "none" or said[-1].topic:
        return said
    return [
        each
        for each in said
        if each.kind != "noun" or forms.COUNTED.search(each.words) or forms.DATED.search(each.words)
    ]


# ---------------------------------------------------------------- headings


def read_outcomes(
    result: str, activities: Sequence[Activity], fiscal_year: int | None = None
) -> list[OutcomeReading]:
    """The outcome of each activity of a result; one that names only what is done after its ``fiscal_year`` is planned.

    A heading (words of an agreement or a field, without a word that reports) has the outcome of the points under it:
    held where one of them is, else what all of them are. What was called off by a list (以下の事業は中止) goes for the
    points of the list that report nothing themselves.
    """
    readings = [read_outcome(activity.text) for activity in activities]
    for at in range(1, len(readings)):
        if forms.SAME_AS_ABOVE.search(activities[at].text):
            readings[at] = readings[at - 1]
    if fiscal_year:
        for at, activity in enumerate(activities):
            if readings[at].outcome == "held" and is_of_later_year(activity.text, fiscal_year):
                readings[at] = OutcomeReading("planned", activity.text)
    if all(reading.outcome == "held" for reading in readings):
        return readings
    marks = [*_marks(result, activities)]
    for at, activity in enumerate(activities):
        if readings[at].outcome in ("cancelled", "planned") and (
            forms.AS_FOLLOWS.search(activity.text) or forms.TO_COME.fullmatch(activity.text)
        ):
            for below in range(at + 1, _end_of_points(marks, at)):
                if readings[below].outcome == "held" and not words_of(activities[below].text):
                    readings[below] = readings[at]
    for at in reversed(range(len(activities))):
        deeper = at + 1 < len(marks) and marks[at + 1] != marks[at]
        points = readings[at + 1 : _end_of_points(marks, at)]
        if (
            not points
            or _is_beside(marks, activities, at)
            or _goes_on(result, activities[at + 1])
            or any(point.outcome == "held" for point in points)
        ):
            continue
        text = activities[at].text
        own = any(sentence_of(sentence).topic for point in points for sentence in sentences_in(point.words))
        if _is_heading(text, deeper=deeper, own=own) and (_is_aim(text) or not words_of(text)):
            readings[at] = points[0]
    return readings


def _is_beside(marks: Sequence[str], activities: Sequence[Activity], at: int) -> bool:
    """Whether an activity and the next have marks of one kind, as ◎ and ◇, and tell of different things: neither heads the
    other."""
    if marks[at].strip() not in _SHAPES or marks[at + 1].strip() not in _SHAPES or "" in marks[at : at + 2]:
        return False
    return bool(items_of(f"{activities[at].text}\n{activities[at + 1].text}"))


def words_of(text: str) -> str:
    """The words of an activity that decide its outcome; "" of a title, a heading, or a noun at the end."""
    return _decided(sentences_in(_without_mark(text))).words


def _marks(result: str, activities: Iterable[Activity]) -> Iterator[str]:
    """The mark that opens each activity with its indent, numbers and letters made equal; "" for none. What begins amid a
    line has the mark of its line."""
    shown = ""
    for activity in activities:
        if not _goes_on(result, activity):
            line_start = result.rfind("\n", 0, activity.span[0]) + 1
            start = activity.span[0]
            found = (
                OPENING_MARK.match(result, start)
                or NUMBERED.match(result, start)
                or LETTERED.match(result, start)
            )
            shown = result[line_start : activity.span[0]] + (found[0] if found else "")
            shown = forms.NUMBERING.sub(_NUMBERED, shown)
        yield shown


def _goes_on(result: str, activity: Activity) -> bool:
    """Whether an activity begins amid a line."""
    start = activity.span[0]
    return bool(result[result.rfind("\n", 0, start) + 1 : start].strip())


def _end_of_points(marks: Sequence[str], at: int) -> int:
    """Where the points under a heading end: at the next activity with its mark, or at the end of the result.

    Where the points have the heading's own mark (or none has one), they are all that follow; what is numbered on is no
    heading.
    """
    below = range(at + 1, len(marks))
    if at + 1 < len(marks) and marks[at + 1] == marks[at]:
        return at + 1 if _NUMBERED in marks[at] else len(marks)
    return next((other for other in below if marks[other] == marks[at]), len(marks))


def _is_aim(text: str) -> bool:
    """Whether a text tells without a number what is to be done, whatever its other clauses say: 訪問し、交流を深める."""
    return bool(forms.AIM_END.search(text)) and not forms.DIGIT.search(text)


def _is_heading(text: str, *, deeper: bool, own: bool) -> bool:
    """Whether a text reports nothing itself: a quotation, or words without a number that end as an agreement's do.

    ``deeper``: marks of another kind stand below, so that any words without a full stop head them that count nothing;
    ``own``: the points below speak of something of their own (視察は中止), so that a dated text (10月 訪問団の受入れ) reports.
    """
    body = text.strip()
    if body.startswith(("「", "『")) and body.endswith(("」", "』")):
        return True
    body = body.removesuffix("。")
    if "。" in body:
        return False
    dated = forms.DATED.search(body) or forms.DATED_ITEM.fullmatch(body)
    if deeper and not forms.COUNTED.search(body) and not (own and dated):
        return True
    return not forms.DIGIT.search(body) and bool(forms.HEADING_END.search(body))
