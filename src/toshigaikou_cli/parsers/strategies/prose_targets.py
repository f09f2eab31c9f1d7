"""Numeric targets that a strategy states in its sentences -> indicators with a target value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.indicators import IndicatorRecord, IndicatorValue
from toshigaikou_cli.records.place import NOWHERE
from toshigaikou_cli.text.counters import COUNTERS
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import era_year
from toshigaikou_cli.text.stated_numbers import direction_in, stated_number

CITIES = "都市"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?:[（(][^）)。]{1,12}[）)])?"
    rf"|(?P<era>{eras.NAMES})(?P<n>元|\d{{1,2}})(?:[（(][^）)。]{{1,12}}[）)])?)年度?"
)
_CITIES = expression(rf"{_YEAR}[^、。0-9]{{0,8}}まで[^。]{{0,30}}?(?P<number>\d{{1,3}})都市")
_PARTNERSHIP = expression(r"関係|交流|提携|協力|連携")
_NO_AIM = {
    *("年間", "か年", "か月", "か月間", "日間", "時間", "週間", "泊", "回目"),
    *("区", "市", "町", "村", CITIES, "ページ", "台", "つ"),
}
"""Counters of times and of places in a name; those of cities are read apart."""
_COUNTER = "|".join(
    f"{re.escape(name)}(?![{after}])" if after else re.escape(name)
    for name, after in sorted(COUNTERS.items(), key=lambda item: -len(item[0]))
    if name not in _NO_AIM
)
NUMBER = expression(
    rf"(?<![\d第.])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:千万|百万|十万|[千万億])?(?:{_COUNTER}|%|％)(?!目)"
)
BY_YEAR = expression(rf"{_YEAR}[^、。0-9]{{0,4}}までに?")
_YEARS = expression(rf"{_YEAR}(?:[^、。0-9]{{0,8}}まで(?:に|の)?|[末中]?に(?:は)?)")
_PER_YEAR = expression(r"(?:毎年度?|各年度?|年間?)(?:約|およそ|延べ)?$")
_AIM = expression(r"目標|目指|めざ[しす]|増や[しす]|引き上げ|達成す|達成を|拡大す|とする[。（(]")
_STRONG_AIM = expression(r"(?:を|の)?目標|目指|めざ[しす]")
_AIMED = r"(?:(?:目指|めざ)し|目標[とに](?:定め|掲げ|設定し|し))"
_PAST_AIM = expression(
    rf"{_AIMED}(?:(?:てい|ており|てき)(?:まし)?た|(?:まし)?た(?=が|もの|けれど|ところ|、))"
    r"|目標(?:であった|だった|でした|でありました)"
)
"""What was aimed at before: 目指したが, 目標としていた, 目標であった; not 目指した交流を行う."""
_AIMED_AT_LAST = expression(rf"{_AIMED}(?:まし)?た(?=[。）)]|$)")
"""What a plan may say of its own targets, too, where it tells their year."""
_THEN = expression(rf"(?:{_PAST_AIM.pattern})(?:の|約|延べ|毎年度?|各年度?|年間?)*$")
_BEFORE_NOW = expression(rf"(?:{_PAST_AIM.pattern})(?:が|ものの|けれども?|ところ)?、?")
_NAME_BEFORE = expression(
    r"([^、。]{2,40}?)(?:について|を|は|が|の数を)、?(?:毎年度?|各年度?|年間?)?(?:約|計|合計|延べ|およそ)?$"
)
_NAME_AFTER = expression(r"(?:以上)?の([^、。をにがはで]{2,20})")
_SAID = expression(r"(?:数値|成果|達成|活動|年度)目標(?:値)?[\s\u3000]*[：:】〉》]")
"""What calls the rest of a sentence a target: 数値目標："""
_BRACKETS = expression(r"[（(]([^（）()]*)[)）]")
_BASE = expression(
    rf"{_YEAR}末?(?:時点|の?(?:実績|現状|基準)値?)?[：:はの]?[\s\u3000]*(?P<number>{NUMBER.pattern})"
)
"""What the number was before: 令和4年度実績：12人."""
DIGITS = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_LONGEST_SENTENCE = 200
_LONGEST_NAME = 40


class _Aim(NamedTuple):
    at: int
    record: IndicatorRecord


def prose_targets(lines: Sequence[Line], context: ParseContext) -> tuple[IndicatorRecord, ...]:
    """Targets such as ``2017（平成29）年までの3年間で計15都市`` or ``年50件の受入れを目指す``, each stated figure once, in order.

    Numbers of cities are targets where the sentence speaks of relations with them; other numbers where it says by when or
    how often a year, and that they are aimed at.
    """
    texts = [context.kept(line.text).translate(DIGITS) for line in lines]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    whole = "".join(texts)
    found: dict[tuple[str | None, str, int | None, str], IndicatorRecord] = {}
    for at, record in sorted([*_cities(whole), *_numbers(whole)], key=lambda each: each.at):
        line = lines[max(i for i, start in enumerate(starts[:-1]) if start <= at)]
        value = record.values[-1]
        name = "" if value.unit == CITIES else record.name
        found.setdefault((value.value, value.unit, value.fiscal_year, name), _placed(record, line))
    return tuple(found.values())


def _placed(record: IndicatorRecord, line: Line) -> IndicatorRecord:
    return IndicatorRecord(
        record.name, record.unit, record.values, line.spot, direction=record.direction, prose=True
    )


def _cities(whole: str) -> Iterator[_Aim]:
    for match in _CITIES.finditer(whole):
        sentence_end = whole.find("。", match.end())
        start = max(whole.rfind("。", 0, match.start()), 0)
        sentence = whole[start : sentence_end if sentence_end > 0 else None]
        behind = whole[match.end() : sentence_end if sentence_end > 0 else None]
        if _PARTNERSHIP.search(sentence[:400]) and not _was_aimed_at(behind):
            yield _Aim(
                match.start(), target_record(match[0], match["number"], CITIES, year_of(match), match[0])
            )


def _numbers(whole: str) -> Iterator[_Aim]:
    start = 0
    for sentence in re.findall(r"[^。]*。", whole):
        cut = called_target(sentence)
        rest = sentence[cut:]
        if len(rest) <= _LONGEST_SENTENCE and (cut or _AIM.search(rest)):
            aims = aims_in(rest, aimed=cut > 0, called=cut > 0)
            yield from (_Aim(start + cut + at, record) for at, record in aims)
        start += len(sentence)


def called_target(sentence: str) -> int:
    """Where a sentence begins behind what calls it a target (数値目標：); 0 where nothing does."""
    ends = [found.end() for found in _SAID.finditer(sentence)] if "目標" in sentence else []
    return ends[-1] if ends else 0


def aims_in(
    sentence: str, *, aimed: bool = False, called: bool = False, instead: str = ""
) -> list[tuple[int, IndicatorRecord]]:
    """The numbers of a sentence that are aimed at, by their places, with what they were before (令和4年度：12人).

    ``aimed``: the sentence needs no word for it; ``called``: nor a year, where it is one of each year. ``instead`` is the name
    of what is counted where the sentence has none.
    """
    base = _base_in(sentence)
    if base:
        sentence = sentence[: base.start] + sentence[base.end :]
    found: list[tuple[int, IndicatorRecord]] = []
    years = list(_YEARS.finditer(sentence))
    for match in NUMBER.finditer(sentence):
        before, behind = sentence[: match.start()], sentence[match.end() :]
        said = [year for year in years if year.end() <= match.start()]
        if not said and not (_PER_YEAR.search(before) and (called or _STRONG_AIM.search(behind))):
            continue
        past = _was_aimed_at(behind) or _THEN.search(before) or (not said and _AIMED_AT_LAST.search(behind))
        if past or (not aimed and not _AIM.search(behind)):
            continue
        number = stated_number(match[0])
        if number.value is None:
            continue
        begin = said[-1].start() if said else match.start()
        name = _name(sentence, match.start(), match.end(), said[-1] if said else None, instead)
        text = sentence[begin : match.end()]
        year = year_of(said[-1]) if said else None
        found.append((match.start(), target_record(name, number.value, number.unit, year, text)))
    if base and found and found[-1][0] < base.start and base.value.unit == found[-1][1].unit:
        at, record = found[-1]
        found[-1] = at, record._replace(values=(base.value, *record.values))
    return found


def _was_aimed_at(behind: str) -> bool:
    """Whether the first word of aims behind a number says that it was aimed at before (目指したが)."""
    past = _PAST_AIM.search(behind)
    return past is not None and not _AIM.search(behind, 0, past.start())


class _Base(NamedTuple):
    """A number of before in brackets, and where they open and close."""

    start: int
    end: int
    value: IndicatorValue


def _base_in(sentence: str) -> _Base | None:
    for brackets in _BRACKETS.finditer(sentence):
        found = _BASE.fullmatch(brackets[1].strip())
        number = stated_number(found["number"]) if found else None
        if found and number and number.value is not None:
            value = IndicatorValue("base", year_of(found), number.value, number.unit, brackets[1].strip())
            return _Base(brackets.start(), brackets.end(), value)
    return None


def _name(sentence: str, start: int, end: int, year: re.Match[str] | None, instead: str) -> str:
    """What is counted: the words before the number (外国人観光客数を), else behind it (の受入れ), else ``instead`` or all."""
    before = sentence[:start]
    if year:
        before = sentence[: year.start()] + sentence[year.end() : start]
    before = _BEFORE_NOW.split(before)[-1]
    if (found := _NAME_BEFORE.search(before)) and not NUMBER.fullmatch(found[1]):
        return found[1]
    if found := _NAME_AFTER.match(sentence, end):
        return found[1]
    return instead or sentence.rstrip("。")[:_LONGEST_NAME]


def target_record(name: str, value: str, unit: str, year: int | None, text: str) -> IndicatorRecord:
    """An indicator with a target that stands in words; its place and its measure are still to be told."""
    stated = IndicatorValue("target", year, value, unit, text)
    return IndicatorRecord(name, unit, (stated,), NOWHERE, direction=direction_in(name, text), prose=True)


def year_of(match: re.Match[str]) -> int:
    return (
        int(match["year"])
        if match["year"]
        else era_year(match["era"], _era_number(match["n"]), written_in=2018)
    )


def _era_number(text: str) -> int:
    return 1 if text == "元" else int(text)
