"""What a cell of an indicator says: a number with its unit, none, a grade, or words. Nothing is reckoned from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.kinds import Direction
from toshigaikou_cli.text.counters import COUNTERS, LATIN_UNITS, usual
from toshigaikou_cli.text.figures import SCALES, fold_width, in_digits
from toshigaikou_cli.text.marks import ENCLOSED, ENCLOSED_NUMBER


class StatedNumber(NamedTuple):
    """``value`` is a decimal number as text, None where the cell has no single number; ``unit`` as the cell has it."""

    value: str | None
    unit: str = ""


_MARK_OR_NONE = r"[\-ー…・*＊/／\s]*|\(?(?:な ?し|無し|該当なし|設定なし|未設定|対象外)\)?"
_NO_VALUE = expression(_MARK_OR_NONE)
_NONE = expression(
    rf"{_MARK_OR_NONE}|\(?(?:未定|未集計|(?:集計|調査|算定|確認)中|n/?a|不明|未実施)\)?", re.IGNORECASE
)
_SCALE = expression(r"(千万|百万|十万|[千万億兆])(?=[^\d]|$)")
_NUMBER = expression(
    r"(?:約|およそ|概ね|おおむね|延べ|のべ|合計|累計|総計|計|第|年間|毎年|各年|年|月)*"
    r"(?P<sign>[△▲\-+])?"
    r"(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d,.、。~()\[\]:;=<>「」]{0,10}?(?:[km]m[23²³]|m[23])?)"
    r"(?:以上|以下|未満|程度|超|以内|を?維持)?(?:/年|/月)?"
)
_NAMED_FIGURE = expression(
    r"[・○●]?(?P<name>[^\d０-９、。:：()（）]{2,40}?)(?:[はを]|\s*[:：])?\s*(?P<figure>(?:約|年間?|延べ)?[\d０-９][^、。:：()（）]*)"
)
_NO_NAME = expression(
    r"まで|以降|から|[をにがはでと第約]$|^[ぁ-ん]|年間?$|延べ$|毎年|合計$|計$|目標$|令和|平成"
)
_MARKS_AROUND = expression(rf"^[\s{ENCLOSED}]+|[\s{ENCLOSED}]+$")
_TWO_NUMBERS = expression(r"[\d,]\s+\d")
_TRAILING = expression(r"(?:\s*[(（\[][^()（）\[\]]*[)）\]]|\s*※\d*|\s*\*\d*)+$")
_YEAR_UNIT = expression(r"年度?(?:まで|末|中)?")
_RELATIVE = expression(r"[増減]|倍$")
_ENUMERATED = expression(r"\d{1,2}(?:\s+|[.、:]\s*)([^\d\s(].*)", re.DOTALL)
_CLAUSE = expression(r"[をがへ]|に(?!$)|[たるうすく]$")
_LONGEST_FIGURE = 24
_MOST_GRADES = 8

_MARK = r"[◎○〇●△▲×✕✖☆★□■◇◆⇧⇩↑↓→↗↘➚➘]+|[a-esx][+\-]?|[ⅰ-ⅴ]|i{1,3}|iv|v|ランク[a-e]|[a-e]ランク|[a-e]評価|評価[a-e]"
_SURE_GRADE = expression(
    rf"(?:{_MARK})|(?:{_MARK})?[\s:：]*[(（]?(?:(?:概ね|おおむね|ほぼ|やや|大幅に|大きく|計画より|目標を?|予定どおり|予定通り|一部)?"
    r"(?:順調|遅れ(?:ている|気味|あり)?|遅延|前倒し|停滞|未着手|未達成?|達成済み?|達成|不十分|良好|改善|悪化|横ばい))[)）]?"
)
_GRADE = expression(
    rf"(?:{_MARK})?[:：]?(?:着手|着手済み?|実施中|検討中|完了|終了|継続|拡充|拡大|縮小|廃止|休止|見直し|実施|実施済み?|未実施|一部実施|中止|延期|見送り|取り?下げ|取り?やめ|開催|開催済み?|未開催|実施予定|予定|準備中|取組中|推進中|進行中"
    r"|計画どおり|計画通り|予定どおり|予定通り|可|不可|良|優)|[1-5]点?"
)
_NO_GRADE = expression(
    r"\(?(?:未(?:評価|確定|判定|定)|(?:評価|判定)(?:なし|無し|不能|不可|対象外|未了|保留|できず|未実施|せず)|(?:評価|判定)(?:待ち|中)"
    r"|次年度評価|非該当|確定前)\)?"
)
_FROM_TO = expression(r".[→⇒].|^〃$")
_OPENS_WITH_GRADE = expression(rf"(?:{_MARK})[\s:：(]")
_TRAILING_MARKS = expression(r"(?:\s*[(（]?[※＊*][0-9０-９]*[)）]?)+\s*$")
_LONGEST_RATING = 20
_DOWN = expression(
    r"(?:削減|減少|縮減|低減|抑制|減量)(?!率|量|数|額|割合|件|幅|効果|対策|策|目標値)|減ら[すし]|軽減する"
)
_UP = expression(r"増加(?!率|数|額|対策|抑制)|増や[すし]|拡大(?!率)|向上|上昇(?!率)")
_BOUND_DOWN = expression(r"以下|未満|以内")
_BOUND_UP = expression(r"以上|超")
_SERIES = {
    "target": expression(r"(?:年度)?(?:目標|計画)(?:値|数)?"),
    "actual": expression(r"実績(?:値|数)?"),
    "base": expression(r"(?:現状|基準|現況)(?:値)?"),
    "forecast": expression(r"(?:実績)?見込み?(?:値)?"),
    "rate": expression(r"(?:目標)?(?:達成|進捗)(?:率|度)"),
}
_CURRENT = expression(r"(?:現状|現況)(?:値)?")
INSIDE = expression(r"[(（\[【]([^()（）\[\]【】]{1,20})[)）\]】]")
"""What stands in brackets, where a header has its unit."""
_WAYS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    (
        "up",
        expression(
            r"[↗⇧↑➚⤴]|(?:増|増加|増大|上昇|向上|上げる|増やす|増やしていく|拡大|プラス|高い?ほど良い|up)"
        ),
    ),
    (
        "down",
        expression(
            r"[↘⇩↓➘⤵]|(?:減|減少|低下|下降|下げる|減らす|減らしていく|縮減|削減|抑制|マイナス|低い?ほど良い|down)"
        ),
    ),
    ("", expression(r"[→⇒➡]|(?:維持|現状維持|維持する|横ばい)")),
)
_IN_NAME = expression(r"\s*[(（\[]([^()（）\[\]]{1,12})[)）\]]\s*$")
_NO_UNIT_PART = expression(r"[・、,/:：]")
_MORE_UNITS = """
% ％ 円 千円 百万円 億円 万円 万人 千人 人泊 人回 万泊 万件 千件 点 位 倍 割 歳 級 教室
か国・地域 都市・地域 組 基 戸 号 通 票 曲 品 町会
団 学級 箇所 ヵ所 カ所 ヶ所 か所 事業所 ポイント t-co2 kl 千t gj 万t g/人日 人/日
"""
_EXTRA_UNITS = frozenset(_MORE_UNITS.split())


def says_none(text: str) -> bool:
    """Whether a cell says that there is no number: －, …, 未定, 集計中."""
    return bool(_NONE.fullmatch(fold_width(text).strip()))


def says_no_value(text: str) -> bool:
    """Whether a cell says that there is nothing to have a number: －, なし, 対象外; not 未定, which tells of one to come."""
    return bool(_NO_VALUE.fullmatch(fold_width(text).strip()))


def stated_number(text: str) -> StatedNumber:
    """The one number of a cell: ``5,000 件``, ``35.4万人``, ``△3``, ``約50社以上``; of a range, words, or two numbers, none.

    The value is exact: what stands before the unit (35.4 of 35.4万人), without separators, and in ones where several scales
    are mixed (2億3,500万円 is 235000000 円); △ and ▲ are a minus. A mark such as ① before or after it is no digit of it.
    """
    text = _MARKS_AROUND.sub("", _TRAILING.sub("", text.strip()))
    if _TWO_NUMBERS.search(fold_width(text)) or ENCLOSED_NUMBER.search(text):
        return StatedNumber(None)
    plain = in_digits(_TRAILING.sub("", _plain(text)))
    found = _NUMBER.fullmatch(plain)
    if not found:
        return StatedNumber(None)
    unit = found["unit"].strip()
    if (_YEAR_UNIT.fullmatch(unit) and len(found["figures"]) == 4) or _RELATIVE.search(unit):
        return StatedNumber(None)
    sign = "-" if found["sign"] and found["sign"] != "+" else ""
    return StatedNumber(f"{sign}{Decimal(found['figures'].replace(',', ''))}", unit)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", fold_width(text)))


def usual_unit(unit: str) -> str:
    """A unit as it is compared: ``％`` and ``パーセント`` are %, ``ヶ所`` is か所, ``㎡`` is m2."""
    scale = _SCALE.match(unit)
    before, counter = (unit[: scale.end()], unit[scale.end() :]) if scale else ("", unit)
    return before + usual(unicodedata.normalize("NFKC", counter))


def in_ones(value: str, unit: str) -> tuple[Decimal, str]:
    """A number without the scale of its unit: (50, 万人) is (500000, 人)."""
    scale = _SCALE.match(unit)
    if not scale or unit == scale[0] == "千":
        return Decimal(value), unit
    return Decimal(value) * SCALES[scale[1]], unit[scale.end() :]


def is_figure(text: str) -> bool:
    """Whether a cell holds a number with its unit, and nothing else."""
    return stated_number(text).value is not None


def named_figure(text: str) -> tuple[str, str]:
    """What a cell counts and its number with the unit, where it says both: 実施校数6校, 委員の割合：40％; "" and "" for any other
    text, a number with words before it (年2回) among them."""
    found = _NAMED_FIGURE.fullmatch(_TRAILING.sub("", text.strip()))
    if not found or is_figure(text) or _NO_NAME.search(found["name"]):
        return "", ""
    number = stated_number(found["figure"])
    known = number.value is not None and is_unit(number.unit)
    return (found["name"].strip(), found["figure"]) if known else ("", "")


def hold_figures(texts: Sequence[str]) -> bool:
    """Whether cells that say something mostly hold a number each, short as numbers of indicators are."""
    said = [text for text in texts if text.strip() and not says_none(text)]
    with_digits = [t for t in said if re.search(r"\d", fold_width(t)) and len(t.strip()) <= _LONGEST_FIGURE]
    if not said or len(with_digits) * 4 < len(said) * 3:
        return False
    single = [text for text in said if is_figure(text) and not _is_enumerated(text) and not _is_clause(text)]
    return len(single) * 2 >= len(said)


def _is_enumerated(text: str) -> bool:
    """Whether a number only counts what stands behind it: ``1 つながる``, ``2．ささえる``."""
    found = _ENUMERATED.match(fold_width(text).strip())
    return found is not None and not is_unit(_plain(found[1]))


def _is_clause(text: str) -> bool:
    """Whether what stands behind a number says what was done: 2名を置いた, 31件に応じた."""
    return bool(_CLAUSE.search(stated_number(text).unit))


def series_in(text: str) -> str:
    """What a cell says that the values of its row are: ``target``, ``actual``, ``base``, ``forecast``, ``rate``; else ""."""
    plain = _plain(text)
    return next((role for role, words in _SERIES.items() if words.fullmatch(plain)), "")


def is_current(text: str) -> bool:
    """Whether a cell says that the values of its row are of today (現状): beside those of a base they are actual ones."""
    return bool(_CURRENT.fullmatch(_plain(text)))


def hold_grades(texts: Sequence[str], *, sure: bool = False, most: bool = False) -> bool:
    """Whether cells that say something are all grades: A–D, ◎○△×, 順調. ``sure``: grades under any header; ``most``: more than
    half of them are, whatever the others say. What says that there is no grade (未評価) does not count."""
    cells = [text for text in texts if text.strip() and not says_no_grade(text)]
    said = [_plain(_TRAILING_MARKS.sub("", text)).casefold() for text in cells]
    grades = [text for text in said if _SURE_GRADE.fullmatch(text) or (not sure and _GRADE.fullmatch(text))]
    if most:
        return 2 * len(grades) > len(said) and len(set(grades)) <= _MOST_GRADES
    return bool(said) and len(grades) == len(said) and (sure or len(set(said)) <= _MOST_GRADES)


def grade_in(text: str) -> str:
    """The grade that a cell states, without a mark of a note behind it (Ｂ※); "" where it says that there is none (未評価), goes
    from one to another (Ｂ→Ａ), or is a sentence."""
    bare = _TRAILING_MARKS.sub("", text).strip()
    plain = _plain(bare).casefold()
    if _NO_GRADE.fullmatch(plain) or (says_none(_TRAILING.sub("", bare)) and not says_none(bare)):
        return ""
    sentence = "。" in plain or len(plain) > _LONGEST_RATING
    return "" if _FROM_TO.search(plain) or (sentence and not _OPENS_WITH_GRADE.match(plain)) else bare


def states_no_grade(text: str) -> bool:
    """Whether a cell says something that is no grade: 未評価, Ｂ→Ａ."""
    return bool(text.strip()) and not grade_in(text)


def says_no_grade(text: str) -> bool:
    """Whether a cell says that there is no grade: －, 未評価, 評価なし."""
    bare = _TRAILING.sub("", text)
    return says_none(text) or says_none(bare) or bool(_NO_GRADE.fullmatch(_plain(bare)))


def unit_in(text: str) -> str:
    """The unit that a header or a text in parentheses is: 件, 千円, %; "" where it is none."""
    plain = _plain(text)
    key = plain.removeprefix("単位").strip(":：")
    parts = [part for part in _NO_UNIT_PART.split(key) if part]
    return next((p for p in (key, *reversed(parts)) if is_unit(p)), "")


def is_unit(text: str) -> bool:
    """Whether a text is a known unit, with or without a scale (千人, 百万円)."""
    bare = _SCALE.sub("", text, count=1)
    units = (text, bare)
    return any(u in COUNTERS or u in LATIN_UNITS or u.casefold() in _EXTRA_UNITS for u in units if u)


def name_and_unit(name: str) -> tuple[str, str]:
    """An indicator's name without the unit that stands in parentheses behind it, and that unit.

    ``輸出プロジェクト数（累計・件）`` is 輸出プロジェクト数（累計） in 件. What is neither a known unit nor a word of the name
    stays in the name: 来場者数（小倉城）.
    """
    found = _IN_NAME.search(name)
    if not found:
        return name, ""
    inside, before = found[1].strip(), name[: found.start()].strip()
    parts = re.split(r"([・、,，/])", inside)
    last = parts[-1].strip().removeprefix("単位").strip(":： ")
    plain = _plain(last)
    if not before or not (is_unit(plain) or (plain and plain in _plain(before))):
        return name, ""
    rest = "".join(parts[:-2]).strip()
    rest = "" if rest == "単位" else rest
    return (f"{before}（{rest}）" if rest else before), plain


def stated_direction(text: str) -> Direction | None:
    """The direction that a whole cell says (↗, 減少; "" for → and 維持); None where it says something else."""
    plain = _plain(text).casefold().strip("()")
    return next((way for way, said in _WAYS if said.fullmatch(plain)), None)


def hold_directions(texts: Sequence[str]) -> bool:
    """Whether cells that say something all say a direction."""
    said = [text for text in texts if text.strip() and not says_none(text)]
    return bool(said) and all(stated_direction(text) is not None for text in said)


def direction_in(name: str, target: str = "") -> Direction:
    """Which way the words of an indicator and of its target say that it is meant to go; "" where they say neither."""
    named, said = _plain(name), _plain(target)
    if _DOWN.search(named) or _DOWN.search(said) or _BOUND_DOWN.search(said):
        return "down"
    if _UP.search(named) or _UP.search(said) or _BOUND_UP.search(said):
        return "up"
    return ""
