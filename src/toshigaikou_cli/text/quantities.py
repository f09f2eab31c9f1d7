"""The numbers of a text with their counters: 学生2名, 約1万2千人, 三か国, 11都市.

The words of a quantity begin with the noun that is counted where it stands right before the number (交換留学生2名).
Not counted: ordinals (第2回, 2回目), years and names (2020年大会, C40, U-14), what stands in 「」 (titles), vague
numbers (数名, 2、3名, 20～30名), sums over years and aims (累計109件, 目標30件), and 漢数字 within words (一部, 一人ひとり,
六本木).
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Quantity
from toshigaikou_cli.text.compared import of_another_year
from toshigaikou_cli.text.counters import AFTER_A_YEAR, COUNTERS, IN_TEXTS, KA, LATIN_UNITS, WITH_KANJI, usual
from toshigaikou_cli.text.figures import SCALE, SCALES, fold_width, kanji_number, mixed_number
from toshigaikou_cli.text.titles import Titles


def _spelled(counter: str) -> str:
    return re.escape(counter).replace("か", f"[{KA}]", 1) if counter.startswith("か") else re.escape(counter)


_COUNTER = "|".join(
    f"{_spelled(counter)}(?![{after}])" if after else _spelled(counter)
    for counter, after in sorted({**COUNTERS, **IN_TEXTS}.items(), key=lambda item: -len(item[0]))
)
_UNITS = "|".join(map(re.escape, sorted(LATIN_UNITS, key=len, reverse=True)))
_WITHIN = rf"名|人|回|件|社|校|団体|[{KA}]国"
"""The counters that may stand in brackets of their own: 120（名）."""
_PART = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?![\d,])"
_QUANTITY = expression(
    rf"(?:(?P<figures>\d{{1,3}}(?:,\d{{3}}){{1,5}}(?![\d,])(?:\.\d{{1,6}})?|\d{{1,12}}(?:\.\d{{1,6}})?)(?!\d)"
    rf" ?(?:(?P<scale>{SCALE})(?P<more>(?:{_PART}(?:{SCALE})){{0,3}}{_PART}(?:{SCALE})?)?)?"
    rf"|(?P<kanji>[一二三四五六七八九十百千][〇一二三四五六七八九十百千万億]{{0,9}}))"
    rf" ?(?:(?P<counter>{_COUNTER})|(?P<latin>%|(?:{_UNITS})(?![A-Za-z0-9]))|\((?P<within>{_WITHIN})\))"
)
_START = expression(r"\d[\d,]*|[〇一二三四五六七八九十百千万億]+")
_NOT_BEFORE = expression(
    r"(?:第 ?|[数何幾毎翌同]|[.,/\-~][ ]?|\d[・~\-/人] ?|\d、 ?(?<!/\d、)(?<!/\d\d、)(?<!~\d、)(?<!~\d\d、)"
    r"|[^A-Za-z][A-Za-z]|^[A-Za-z]|[A-Za-z]-|[当あ]たり|(?:累計|通算|目標)[はで約]?)$"
)
_SUM = expression(r"(?<!年度)(?<!年度の)(?:累計|通算)[一-龥ァ-ヴー]{1,12}(?<=[数者額])[はがで:、]?[約計 ]*$")
"""What stands before a sum over years: 累計派遣者数は500名; not this year's own (年度累計)."""
_OF_THINGS = expression(
    r"(?P<of>者|人|名|回|件|社|校|団体)数 ?(?:\((?:(?P<unit>名|人|回|件|社|校|団体)|延べ|のべ)\))?"
    r" ?(?:[:は] ?|(?<= ))[約計延べ]*$"
)
_NOT_OF_THINGS = expression(
    "目標|予定|計画|見込|想定|定員|募集|累計|通算|前|昨|当初|在住|在留|居住|登録|在籍|外国人数"
)
_ALONE = expression(
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?= ?$| ?(?:[。\n()]|、(?! ?\d))| +[^\d~\-/.:,+年月日]|であ|でし|だっ|とな)"
)
"""A number without a counter, where nothing behind it makes it part of another word."""
_GROUPED = expression(r"(?:^|[^\d/.])\d{1,3} $")
_THREE = expression(r"\d{3}")
_SOME = expression(r"数 ?$")
_COUNT_OF = expression(r"[\u4e00-\u9fff々ァ-ヴー]数 ?$")
_SURE_COUNT = expression(r"(?:件|人|回|社|校|団体|企業|か国|隻|泊|員|部|冊|世帯)数 ?$")
_ROUND = expression(r"10,?0*(?:,000)*")
_NOT_AFTER = expression(
    r"目|ずつ|ごと|毎|ひとり|一人|一名|あたり|当たり|とし|程度の差|[0-9]人|[0-9]台|1日[当あ約平0-9]"
)
_SHIFTED = ("か月", "週間", "日間", "か年", "年間")
_SHIFT = expression(
    r" ?(?:ほど|程度|近く|以上|弱|強)?の?(?:遅れ|遅く|遅延|遅らせ|前倒し|後ろ倒し|早め|早ま|早く|延期|繰り?[上下]げ)"
)
"""By how much a thing was moved (1か月遅れで) is no count of it."""
_NOUN = expression(
    r"(?:[\u4e00-\u9fff々ァ-ヴー・]|[A-Za-z](?=[A-Za-z])|(?<=[A-Za-z])[A-Za-z]|延べ|のべ|ほか){1,24}$"
)
_COUNTED_AFTER = expression(r"の(?:(?![一二三四五六七八九十百千万])[\u4e00-\u9fff々ァ-ヴー]){1,12}")
_NUMBERED = tuple("表図注料例")
"""Before the number of a table: 表2（件）."""
_KANJI_DIGITS = "一二三四五六七八九十百千"
_ONE_IS_A_WORD = ("つ", "人", "頭", "羽", "枚", "世帯")
_PARTS_OF_WORDS = ("つ", "頭", "羽", "枚")
_ADVERBS = (
    "約",
    "計",
    "合計",
    "総計",
    "各",
    "全",
    "最大",
    "延べ",
    "のべ",
    "総勢",
    "年間",
    "年",
    "月",
    "毎年",
    "他",
    "同",
)


def find_quantities(text: str, fiscal_year: int | None = None) -> list[Quantity]:
    """The quantities of a text, in order, with the counter's usual spelling (か国 for ヶ国, カ国, 箇国).

    Money is told in whole units (300万円 is 3,000,000 円). What is said of the year before (前年度9隻), or of another year than
    ``fiscal_year`` (平成28年度3名), is none of the text's own. Spans are places in ``text``. Linear in its length.
    """
    folded = fold_width(text)
    titles = Titles(folded)
    sums = "累計" in folded or "通算" in folded
    of_things = "数" in folded
    quantities: list[Quantity] = []
    at = 0
    while start := _START.search(folded, at):
        found = _QUANTITY.match(folded, start.start())
        if not found:
            at = start.end()
            alone = _of_things(text, folded, start.start()) if of_things else None
            if alone and not (
                titles.around(start.start()) or of_another_year(folded, start.start(), fiscal_year)
            ):
                quantities.append(alone)
            continue
        at = found.end()
        value = None if titles.around(found.start()) else _value(folded, found)
        if sums and _SUM.search(folded, max(0, found.start() - 24), found.start()):
            continue
        if value is not None and not of_another_year(folded, found.start(), fiscal_year):
            former = quantities[-1].span[1] if quantities else 0
            quantities.append(_quantity(text, folded, found, value, former))
    return quantities


def _of_things(text: str, folded: str, at: int) -> Quantity | None:
    """A number whose counter is told by the words before it only: 参加者数　120. One that may be a year is left."""
    if "数" not in folded[max(0, at - 9) : at]:
        return None
    first = max(0, at - 16)
    before, number = _OF_THINGS.search(folded, first, at), _ALONE.match(folded, at)
    if before is None or number is None or _NOT_OF_THINGS.search(folded, first, at):
        return None
    value = float(number[0].replace(",", ""))
    if "," not in number[0] and 1868 <= value <= 2199:
        return None
    unit = before["unit"] or ("人" if before["of"] == "者" else before["of"])
    start = _noun_start(folded, before.end("of") + 1, 0)
    return Quantity(value, unit, text[start : number.end()], (start, number.end()))


def _value(text: str, found: re.Match[str]) -> float | None:
    """The number of a match; None where it counts nothing."""
    counter = usual(found["counter"] or found["within"] or "")
    before = text[max(0, found.start() - 4) : found.start()]
    if found["within"] and before[-1:] in _NUMBERED:
        return None
    if (_NOT_BEFORE.search(before) and not _is_count(before, found)) or (
        counter in ("人", "名", "回", "つ", "点", "社", "校") and _NOT_AFTER.match(text, found.end())
    ):
        return None
    if counter in _SHIFTED and _SHIFT.match(text, found.end()):
        return None
    if found["kanji"]:
        return _kanji_value(found["kanji"], counter, before, text[found.end() : found.end() + 1] or " ")
    if counter == "時間" and found["figures"] == "24":
        return None  # round the clock
    if _GROUPED.search(before) and _THREE.fullmatch(found["figures"]):
        return None  # 10 000人
    figures = float(found["figures"].replace(",", ""))
    if (
        counter in AFTER_A_YEAR
        and not found["scale"]
        and 1868 <= figures <= 2199
        and "," not in found["figures"]
    ):
        return None
    if found["more"]:
        mixed = found["figures"] + (found["scale"] or "") + found["more"]
        whole = mixed_number(mixed) if "." not in mixed else None
        return None if whole is None else float(whole)
    return figures * SCALES.get(found["scale"] or "", 1)


def _is_count(before: str, found: re.Match[str]) -> bool:
    """Whether the 数 before a number ends what is counted (相談件数4,512件), and does not make it vague (数10名): of a round
    number behind 参加者数 nobody can say."""
    if not _SOME.search(before) or found["kanji"]:
        return False
    vague = _ROUND.fullmatch(found["figures"]) and not found["more"]
    return bool(_SURE_COUNT.search(before) if vague else _COUNT_OF.search(before))


def _kanji_value(figures: str, counter: str, before: str, after: str) -> float | None:
    """漢数字 count only where they are no part of a word: 一つ, 四頭筋, 千社札, 一社一技術 are left."""
    word = counter not in WITH_KANJI or (
        figures == "一" and (counter in _ONE_IS_A_WORD or after in _KANJI_DIGITS)
    )
    if not word and before and "\u4e00" <= before[-1] <= "\u9fff":
        word = counter in _PARTS_OF_WORDS or (counter == "社" and figures in ("百", "千", "十"))
    value = None if word else kanji_number(figures)
    return float(value) if value else None


def _quantity(text: str, folded: str, found: re.Match[str], value: float, former: int) -> Quantity:
    start = _noun_start(folded, found.start(), former)
    end = found.end()
    if folded[start : found.start()] in ("", *_ADVERBS) and (after := _COUNTED_AFTER.match(folded, end)):
        end = after.end()
    unit = usual(found["counter"] or found["within"] or found["latin"])
    return Quantity(value, unit, text[start:end], (start, end))


def _noun_start(text: str, at: int, former: int) -> int:
    """Where the noun before a number begins; not before the end of the former quantity or date."""
    window = text[max(former, at - 24) : at]
    found = _NOUN.search(window)
    if not found:
        return at
    start = at - len(found[0])
    if start and (text[start - 1].isdigit() or text[start - 1] in "元上中下"):
        start += len(re.match(r"[年月日度年回旬]*", text[start:at])[0])  # type: ignore[index]
    while start < at and text[start] in "・ー":
        start += 1
    return start
