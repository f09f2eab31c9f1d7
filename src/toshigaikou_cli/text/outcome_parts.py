"""The parts of a text that say something else than the rest: what was held beside what was called off or is to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.outcome_clauses import Clause, OutcomeKind, clauses_of, is_doubtful, sentence_of
from toshigaikou_cli.text.outcome_days import reports_by_figures
from toshigaikou_cli.text.outcome_items import items_of

LEFT_OUT = ("cancelled", "planned", "none")


_OPENS = frozenset("（(「『")
_POINTS = frozenset("○●◎■◆＜〈<【")
"""What a point amid a line may open with: see ``forms.SENTENCE``."""


_PLACE = "(?:[一-龥ァ-ヴー]{1,12}[市州県国区省都]|[ァ-ヴー]{3,12})"
_GIVEN_UP = expression(
    f"{_PLACE}(?:へ|と|から)の[^、。をは]{{0,16}}を(?:中止|取り?やめ|取り?止め|見送|断念|延期)"
)
"""What was called off with a place of its own: 北京市への派遣を中止し."""
_OF_A_PLACE = expression(f"(?:なお、?)?{_PLACE}(?:(?:へ|と|から)の[^、。をは]{{1,16}})?は")
_REPLACED = expression(f"[^、。]{{0,20}}?{_PLACE}(?:へ|と|から)の[^、。]{{0,12}}に代えて、")
_ELSEWHERE = expression(f"{_PLACE}(?:へ|に|から|を訪)")
_TO_A_DAY = expression("[0-9０-９][月日][)）]?[にへ](?:延期|順延|変更)(?:し|して|した上で)$")
_OF_THE_SAME = expression("[^をは、。]{1,30}(?:参加|来場|出席|開催|実施)(?:した|しました)[。 　]*")
"""What follows such a clause where it was held then: 9月7日に延期し、35名が参加した."""


def sentences_in(text: str) -> list[str]:
    """The sentences and lines of a text, without those that are empty."""
    return [words for start, end in _places(text) if (words := text[start:end].strip())]


@lru_cache(maxsize=256)  # what a row says is asked for its outcome, its dates, its cities and its links
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences and lines of a text stand; a full stop in brackets ends none."""
    last = text.rfind("。")
    if not _OPENS.isdisjoint(text[: max(last, 0)]) or not _POINTS.isdisjoint(text):
        return tuple(found.span() for found in forms.SENTENCE.finditer(text))
    found, at = [], 0
    for piece in text.replace("。", "\n").split("\n"):
        if piece:
            found.append((at, at + len(piece)))
        at += len(piece) + 1
    return tuple(found)


def held_part(text: str) -> str:
    """A text without the sentences, and the clauses at the end of one, that say that something was called off, is planned
    or is not there; a sentence a line."""
    return "\n".join(
        _held_clauses(sentence) if doubtful else sentence
        for sentence in sentences_in(text)
        if not (doubtful := is_doubtful(sentence)) or sentence_of(sentence).kind not in LEFT_OUT
    )


def _held_clauses(sentence: str) -> str:
    """A sentence without its last clauses that were not held (…を実施し、…は見送った)."""
    clauses = clauses_of(sentence)
    kept = clauses
    while kept and kept[-1].kind in LEFT_OUT:
        kept = kept[:-1]
    return sentence if kept in ((), clauses) else "、".join(clause.words for clause in kept)


@lru_cache(maxsize=64)  # the dates of an activity ask for them, then its cities
def parts(text: str) -> tuple[tuple[int, int, OutcomeKind], ...]:
    """The sentences of a text, each with its place and what it says; of one that was held, the clauses that say of
    something else that it was not (…を実施し、秋の派遣は中止した) are parts of their own."""
    found: list[tuple[int, int, OutcomeKind]] = []
    for start, stop in _places(text):
        sentence = text[start:stop]
        doubtful = is_doubtful(sentence)
        kind = sentence_of(sentence).kind if doubtful else "held"
        if not doubtful or kind not in ("held", "noun"):
            replaced = _REPLACED.match(sentence) if kind == "held" and "に代え" in sentence else None
            if replaced and _ELSEWHERE.search(sentence, replaced.end()):
                found.append((start, start + replaced.end(), "cancelled"))
                start += replaced.end()
            found.append((start, stop, kind))
            continue
        at = start
        for clause in clauses_of(sentence):
            end = at + clause.length
            apart = _is_apart(clause, text[end:stop])
            said: OutcomeKind = clause.kind if apart else "held"
            for begin, until, inner in () if apart else _off_in_brackets(text, at, end):
                found += [(at, begin, "held"), (begin, until, inner)]
                at = until
            if found and found[-1][1:] == (at, said):
                at = found.pop()[0]
            found.append((at, end, said))
            at = end
    return tuple(found)


def _off_in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int, OutcomeKind]]:
    """The brackets of a clause that say of another place that nothing was held: 北京市へ派遣（大連市への派遣は中止）."""
    for found in forms.BRACKET.finditer(text, start, end):
        inner = (found["in"] or "").strip()
        if _OF_A_PLACE.match(inner) and is_doubtful(inner) and (kind := sentence_of(inner).kind) in LEFT_OUT:
            yield *found.span(), kind


def _is_apart(clause: Clause, rest: str) -> bool:
    """Whether a clause of a sentence that was held says of something else that it was not; ``rest`` follows it."""
    if clause.kind not in LEFT_OUT or forms.CAUSES.search(clause.words):
        return False
    if _TO_A_DAY.search(clause.words) and _OF_THE_SAME.fullmatch(rest):
        return False
    if clause.kind == "cancelled" and _GIVEN_UP.search(clause.words) and _ELSEWHERE.search(rest):
        return True
    return clause.topic and not forms.INSTEAD.search(rest)


def kind_at(said: Iterable[tuple[int, int, OutcomeKind]], at: int) -> OutcomeKind:
    """What the part of a text at a place says; ``said`` as :func:`parts` gives it."""
    return next((kind for start, end, kind in said if start <= at < end), "open")


def is_of_above(line: str, above: str) -> bool:
    """Whether a line calls off what the line above it names, a title as 市民まつりを開催 may be one."""
    if not (forms.OFF_ALONE.fullmatch(line) and forms.TITLED.search(above)) or forms.ATTENDED.search(above):
        return False
    return len(clauses_of(above)) == 1 and sentence_of(line).kind == "cancelled"


# ---------------------------------------------------------------- where a text turns

_ClauseSide = Literal["held", "off", "planned", ""]


def turns(text: str) -> list[int]:
    """The places where a text turns from what was held to something else that was not, or is to come, or back to another
    thing that was held: each begins a sentence, or a clause with a topic of its own."""
    found: list[int] = []
    if not forms.SIGN.search(text):
        return found
    if items := items_of(text):
        return [each.start for former, each in pairwise(items) if each.own_line or each.kind != former.kind]
    before: _ClauseSide = ""
    title = False  # the sentence above is one: 6月8日　訪問団10名の受入れ
    dated = ""  # the sentence above, where it has its day and does not say what became of it
    whole = ""  # the line above, where it tells a deed with its day: 5月30日の見本市に出展
    places = _places(text)
    titles = _called_off_below(text, places)
    for begin, end in places:
        sentence = text[begin:end]
        words = sentence.lstrip(" 　")
        if forms.FORMER.fullmatch(words.rstrip()):
            break
        words = words.rstrip()
        start = begin + sentence.index(words)
        line = text.rfind("\n", 0, start) + 1
        on_its_line = not text[line:start].strip()
        amid = not on_its_line and forms.POINT.match(words)
        sides: list[tuple[int, _ClauseSide]] = [(0, "off")] if begin in titles else _sides(words)
        if begin in titles and not before and _may_report(text[:begin]):
            found.append(start)
        if amid and not sides and sentence_of(words).kind == "none":
            sides = [(0, "off")]
        apart = (
            amid
            or (dated and _is_of_another(words, dated))
            or (whole and on_its_line and _names_something(words))
        )
        if apart and not before and sides[:1] == [(0, "off")]:
            found.append(start)
        for place, side in sides:
            follows = before == "off" and forms.AFTERMATH.search(words)
            of_title = (
                title and side == "off" and (not _names_something(words) or bool(forms.OF_ABOVE.match(words)))
            )
            if side and before and side != before and not follows and not of_title:
                found.append(start + place)
            before = before if follows else side or before
        whole = words if on_its_line and not sides and forms.DATED_DEED.search(words) else ""
        dated = words if not sides and forms.DATED_TITLE.match(words) else ""
        title = sentence_of(words).kind == "noun" or (bool(sides) and sentence_of(words).kind == "open")
    return found


def _called_off_below(text: str, places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the titles stand that the line below each calls off."""
    return frozenset(
        begin
        for (begin, end), (below, stop) in pairwise(places)
        if "\n" in text[end:below] and is_of_above(text[below:stop].strip(), text[begin:end].strip())
    )


def _may_report(lines: str) -> bool:
    """Whether lines tell something of their own, with a day or a number; else they may head what follows."""
    return bool(forms.DATED.search(lines) or forms.COUNTED.search(lines))


def _names_something(sentence: str) -> bool:
    """Whether a sentence says what it speaks of, or when; else it is about the one above it: 感染症のため中止."""
    return any(form.search(sentence) for form in (forms.OWN_TOPIC, forms.OWN_HEAD, forms.DATED))


def _is_of_another(sentence: str, above: str) -> bool:
    """Whether a sentence opens with the name of something that the one above does not speak of: it has letters of its own,
    for the same may be written 訪問団の受入れ and 訪問団受入れ."""
    head = forms.OWN_HEAD.match(sentence)
    return head is not None and not set(forms.LETTERS.findall(head["thing"])) <= set(above)


def _sides(sentence: str) -> list[tuple[int, _ClauseSide]]:
    """The clauses of a sentence that say what became of something, each with its place."""
    if items := items_of(sentence):
        return [(0 if at == 0 else item.start, item.kind) for at, item in enumerate(items)]
    said = sentence_of(sentence)
    if forms.NOTE.match(sentence) or forms.BY_PRODUCT.search(sentence):
        return []
    if said.kind == "planned":
        return [(0, "planned")] if forms.PLAN_OF_ITS_OWN.match(sentence) else []
    if said.kind == "cancelled" or (said.kind == "none" and forms.OWN_HEAD.match(sentence)):
        return [(0, "off")]
    if said.kind == "held" or (said.kind == "noun" and forms.COUNTED.search(sentence)):
        return _sides_of_clauses(clauses_of(sentence))
    return [(0, "held")] if said.kind == "open" and reports_by_figures(sentence) else []


def _sides_of_clauses(clauses: Iterable[Clause]) -> list[tuple[int, _ClauseSide]]:
    """The same of a sentence of which a part was held. What was called off and held all the same was held."""
    found: list[tuple[int, _ClauseSide]] = []
    at = since = 0
    words = ""
    for clause in clauses:
        words, at = words + clause.words, at + clause.length
        own = forms.OWN_TOPIC.search(words) and not forms.YEAR_TOPIC.search(words)
        if clause.kind == "cancelled" and own and not forms.CAUSES.search(clause.words):
            found.append((since, "off"))
        elif clause.kind in ("held", "noun") and not forms.PREPARES.search(clause.words):
            if found and found[-1][1] == "off" and not own:
                since = found.pop()[0]
            found.append((since, "held"))
        else:
            continue
        words, since = "", at
    return found or [(0, "held")]
