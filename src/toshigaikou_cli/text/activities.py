"""The activities of a result: its bullets, numbered points, and sentences or lines that open with a date.

What belongs together: a line without a mark goes on with the activity above (共通テーマ：…); a date alone on its line
opens the activity of the line below it, or dates the bullet above it; a footnote (※) belongs to the activity that
refers to it. A label on its own line (【教育分野】) holds for all activities until the next. An unmarked line begins
an activity of its own only where the one above has no mark either and is a finished sentence. Where a text goes on with
something else that was called off, or is to come, that is an activity of its own (一方、…は見送った).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Activity
from toshigaikou_cli.text.dates.chains import opens_with_date
from toshigaikou_cli.text.marks import (
    LETTERED,
    LETTERS,
    NUMBERED,
    OPENING_MARK,
    numbers_before_digits,
    section_numbers,
)
from toshigaikou_cli.text.outcome_parts import turns

_LABEL = expression(
    r"[ \u3000]*(?:【(?P<strong>[^【】\n]{1,30})】"
    r"|[＜<〈《［\[〔](?P<weak>[^＜＞<>〈〉《》［］\[\]〔〕\n]{1,30})[＞>〉》］\]〕])[ \u3000]*"
)
_ATTRIBUTE = expression(
    r"(?:開催|実施|派遣|訪問|受入れ?|参加|主な|視察|滞在)?(?:日時?|日程|期間|時期|年月日?|場所|会場|都市名?|国名|参加者?数?|出席者?"
    r"|人数|者数?|対象者?|内容|概要|目的|先|主催者?|共催者?|後援|テーマ|講師|実績|成果|結果|備考|参考|注釈?|その他|予定|計画)"
)
"""What a heading in brackets may say of one activity: no label of a group."""
_AFTER_DATE = expression(
    r"(?:まで|から|にかけて|頃|ごろ|実施|開催|予定|[ \u3000、～~\-]|[（(][^（()）\n]{0,12}[）)]){0,8}[:：]?"
)
_GOES_ON = expression(
    r"[(（→⇒]|また|同|なお|さらに|更に|その|これ|それ|併せ|あわせ|加えて|このほか|上記|うち|[^\s。、]{1,12}[:：]"
)
_SENTENCE_END = expression(r"。[ \u3000]*|(?P<open>[「『（(])|(?P<close>[」』）)])")
_REFERENCE = expression(r"[※＊*](?:[0-9０-９①-⑳]{1,2})?|[(（]注[0-9０-９]{0,2}[)）]")
_STAR_LINE = expression(r"^[ \t\u3000]*[＊*]", re.MULTILINE)
_STAR_REFERRED = expression(
    r"[^\s＊*][ \u3000]?[＊*](?![0-9０-９ \u3000]*[0-9０-９])|(?<=[^\s0-9０-９])[＊*][0-9０-９]"
)
"""A star that refers to a note, and does not multiply: 参加者＊, 参加者＊1; not 3＊4."""
_TABLE_LINE = expression(r"[^｜|\n][｜|][^｜|\n]")
_HEAD_CELL = (
    r"[(（]?(?:(?:開催|実施|派遣|訪問|受入れ?|参加|主な|視察|滞在|来訪|出席|相手|予定)?(?:日時?|日程|日付|月日|期日|期間|時期|年月日?|開催月|場所|会場|都市名?|国名?|国・都市名?|先|者数?|人数"
    r"|内容|概要|目的|結果|成果|実績|テーマ|講師)|相手方?|行事名?|件名|名称|事項|項目|区分|種別|番号|[NnＮ][Oo０Ｏｏ][.．]?|回|用務|団体名?|機関名?|氏名|職名|対象者?|事業名?|会議名?|備考|摘要|主催者?|形式|方法|(?:実施|進捗|開催)?状況)[)）]?"
)
_TABLE_HEAD = expression(
    rf"[ \u3000]*{_HEAD_CELL}(?:[ \t\u3000]*[｜|／/,，\t\u3000][ \t\u3000]*{_HEAD_CELL})+[ \u3000]*"
)
"""The header of a table that is typed as text: 時期｜相手｜内容."""
_NAMED_LINE = expression(r"[ \u3000]*(?P<name>[^\s。、：:（(\d][^\s。、：:]{0,15})[:：][ \u3000]*[^\s：:]")
_FIELD_NAME = expression(
    rf"{_HEAD_CELL}|{_ATTRIBUTE.pattern}|[^\s]*(?:状況|結果|理由|経緯|背景|効果|課題|方法|相手|名称|種別|備考|人数|日程)"
)
_OPENING = 80
"""How much of a line or sentence is looked at for the date that opens it."""


@dataclass(slots=True)
class _Draft:
    """An activity in the making: its place in the result, and where its words begin (after the mark)."""

    start: int
    words: int
    end: int
    label: str | None
    marked: bool
    awaits_words: bool = False
    notes: list[str] = field(default_factory=list)


def split_activities(result: str) -> list[Activity]:
    """The activities of a kept result text (lines), in order; none for an empty one.

    ``text`` is the words without the opening mark; ``span`` the place in ``result``, mark included. The spans cover
    all but labels, headers of typed tables, and the notes that stand apart from what they explain: such a note is in the
    ``text`` of its activity, on a line of its own, and outside the ``span``. Linear in the length of the result.
    """
    drafts: list[_Draft] = []
    label: str | None = None
    above: _Draft | None = None
    lines = list(_lines(result))
    several = len(lines) > 1  # of points that only their series shows, there are two at least
    numbers = section_numbers(lines) or numbers_before_digits(lines) if several else {}
    listed = _listed(lines) | numbers.keys() if several else frozenset[int]()
    starred = _stars_mark_points(result)
    for at, (start, line) in enumerate(lines):
        if at + 1 < len(lines) and len(line) < _OPENING and _TABLE_HEAD.fullmatch(line):
            above = None
            continue
        if start in listed:
            above = None
        named = _label_of(line)
        if named is None:
            mark = numbers.get(start) or OPENING_MARK.match(line)
            if mark and mark["note"] and drafts and not (starred and mark["star"]):
                _add_note(result, drafts, above, start, start + len(line.rstrip()))
            else:
                _take(result, drafts, above, start, line, label, mark)
            above = drafts[-1]
        else:
            label, above = named, None
    return [_finished(result, part) for draft in drafts for part in _by_turns(result, draft)]


def _stars_mark_points(result: str) -> bool:
    """Whether the lines that open with ＊ are points and no notes: no text refers to one, and the first mark is one, or two
    of them and nothing else stand below an introduction."""
    if not _STAR_LINE.search(result) or _STAR_REFERRED.search(result):
        return False
    lines = [line for _, line in _lines(result) if _label_of(line) is None]
    marks = [mark for line in lines if (mark := OPENING_MARK.match(line))]
    if lines and OPENING_MARK.match(lines[0]):
        return bool(marks[0]["star"])
    return len(marks) > 1 and all(mark["star"] for mark in marks)


def _by_turns(result: str, draft: _Draft) -> Iterator[_Draft]:
    """A draft cut where its words turn to something else that was not held; notes stay with the last part."""
    cuts = [draft.words + at for at in turns(result[draft.words : draft.end])]
    starts = [draft.start, *cuts]
    for at, (start, end) in enumerate(zip(starts, [*cuts, draft.end], strict=True)):
        stop = start + len(result[start:end].rstrip())
        words, notes = start if at else draft.words, draft.notes if end == draft.end else []
        label = draft.label or (_name_of(result[draft.words : draft.end]) if at else None)
        yield replace(draft, start=start, words=words, end=stop, label=label, notes=notes)


def _listed(lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Where lines begin that only their series shows to be points (1　…, 2　… or ア　…, イ　…), those of a typed table, and
    those with labels of their own."""
    numbered = [(start, int(found[1])) for start, line in lines if (found := NUMBERED.match(line))]
    counts = [number for _, number in numbered]
    series = counts == list(range(1, len(counts) + 1)) and len(counts) > 1
    lettered = [(start, found[1]) for start, line in lines if (found := LETTERED.match(line))]
    letters = "".join(letter for _, letter in lettered)
    in_order = len(letters) > 1 and LETTERS.startswith(letters)
    rows = [start for start, line in lines if _TABLE_LINE.search(line)]
    slashed = [start for start, line in lines if line.count("／") > 1]
    labelled = [start for start, line in lines if _opens_with_label(line)]
    points = [*(numbered if series else ()), *(lettered if in_order else ())]
    named = [start for start, line in lines if _name_of(line)]
    long = [each for each in (rows, slashed) if len(each) > 2]
    long += [labelled] if len(labelled) > 1 else []
    if len(named) > 1 and named[0] == lines[0][0]:
        long += [
            named,
            [start for start, line in lines if not _GOES_ON.match(line) and not _LABEL.match(line)],
        ]
    return frozenset([*(start for start, _ in points), *(start for each in long for start in each)])


def _name_of(line: str) -> str | None:
    """What a line says before a colon that it is about: 橋：水の町の職員を案内; no field of a form (日時：5月3日)."""
    found = _NAMED_LINE.match(line)
    return found["name"] if found and not _FIELD_NAME.fullmatch(found["name"]) else None


def _opens_with_label(line: str) -> bool:
    """Whether a line has a label and goes on behind it: 【環境】水の町を視察."""
    found = _LABEL.match(line)
    return bool(found and found["strong"] and found.end() < len(line) and _label_of(found[0]))


def _finished(result: str, draft: _Draft) -> Activity:
    words = result[draft.words : draft.end].strip()
    return Activity("\n".join([words, *draft.notes]), draft.label, (draft.start, draft.end))


def _lines(result: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in result.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _label_of(line: str) -> str | None:
    found = _LABEL.fullmatch(line)
    if not found:
        return None
    name = (found["strong"] or found["weak"]).strip()
    no_label = not name or _ATTRIBUTE.fullmatch(name) or opens_with_date(name)
    return None if no_label else name


def _take(
    result: str,
    drafts: list[_Draft],
    above: _Draft | None,
    start: int,
    line: str,
    label: str | None,
    mark: re.Match[str] | None,
) -> None:
    """Add a line to the activity above, or open one with it (or several, by its dated sentences)."""
    end = start + len(line.rstrip())
    opens = mark is not None and (mark["star"] or not mark["note"]) and mark.end() < len(line.rstrip())
    words = start + (mark.end() if mark and opens else 0)
    dated, alone = (False, False) if opens else _date_opening(result, words, end)
    if above and (above.awaits_words or not (opens or _opens_unmarked(result, above, line, dated, alone))):
        above.end, above.awaits_words = end, False
        return
    starts = _dated_sentences(result, words, end)
    for piece, until in zip(starts, [*starts[1:], end], strict=True):
        begins = start if piece == words else piece
        stop = piece + len(result[piece:until].rstrip())
        drafts.append(_Draft(begins, piece, stop, _own_label(result, piece) or label, opens))
    drafts[-1].awaits_words = alone


def _date_opening(result: str, words: int, end: int) -> tuple[bool, bool]:
    """Whether a line opens with a date, and whether it holds nothing else."""
    bracketed = _LABEL.match(result, words, end)
    if bracketed:
        words = bracketed.start("strong") if bracketed["strong"] else bracketed.start("weak")
    length = opens_with_date(result[words : min(end + 1, words + _OPENING)])
    if not length:
        return False, False
    rest = _AFTER_DATE.match(result, words + length, end)
    return True, (rest.end() if rest else words + length) + (1 if bracketed else 0) >= end


def _opens_unmarked(result: str, above: _Draft, line: str, dated: bool, alone: bool) -> bool:
    """Whether a line without a mark opens an activity below another."""
    if dated:
        return not (alone and above.marked)
    finished = result.endswith("。", above.words, above.end)
    return finished and not above.marked and not _GOES_ON.match(line) and not _LABEL.match(line)


def _add_note(result: str, drafts: list[_Draft], above: _Draft | None, start: int, end: int) -> None:
    """Give a footnote to the activity that refers to it (the last one that does), or to the last one."""
    sign = _REFERENCE.search(result, start, end)
    explained = drafts[-1]
    for draft in reversed(drafts[-20:]) if sign else ():
        if sign and result.find(sign[0], draft.words, min(draft.end, draft.words + 4000)) >= 0:
            explained = draft
            break
    if explained is above and start - above.end < 200 and not result[above.end : start].strip():
        explained.end = end
    else:
        explained.notes.append(result[start:end])


def _own_label(result: str, at: int) -> str | None:
    """The label that opens the words of one bullet, and holds for it alone."""
    found = _LABEL.match(result, at)
    if not found or not found["strong"] or _ATTRIBUTE.fullmatch(found["strong"]):
        return None
    return found["strong"].strip()


def _dated_sentences(result: str, start: int, end: int) -> list[int]:
    """Where the activities of a line begin: at its start, and at each later sentence that opens with a date."""
    starts = [start]
    if result.find("。", start, end) < 0:
        return starts
    depth = 0
    for found in _SENTENCE_END.finditer(result, start, end):
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth = max(0, depth - 1)
        elif depth == 0 and opens_with_date(result[found.end() : min(end, found.end() + _OPENING)]):
            starts.append(found.end())
    return starts
