"""What the numbers of an indicator say beside each other: arithmetic only, nothing is judged. Light: reports load this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import in_ones, stated_number, usual_unit

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorValueRow

_HUNDRED = Decimal(100)
_ENDS = ("base", "target")
_UNWANTED = expression(
    r"(?:苦情|クレーム|事故|犯罪|火災|災害|違反|不良|滞納|未納|待機児童|待機|待ち|残業|超過勤務|欠席|離職|退職|死亡|被害|遅延|誤り|ミス|トラブル"
    r"|放置\w{0,6}?|排出|廃棄|消費|使用|漏水|温室効果ガス)(?:発生|受付|受理|認知|申立)?(?:の)?(?:件数|者数|人数|台数|回数|時間|日数|数|量|率|件|額)$"
)
"""Names of what is to become less, though they do not say so."""
_OTHER_NUMBER = expression(r"\([^()]*(?:累計|累積|合計|計)[^\d()]{0,3}\d[^()]*\)")
"""A number of several years in brackets beside a year's own: 1件（累計4件）."""
_SEVERAL_YEARS = expression(
    r"累計|累積|通算|期間(?:中|内|全体)?(?:で|の)?(?:合計|総計|計|延べ)|期間[中内]に|(?:[2-9二三四五六七八九十]|1\d)(?:か|ヶ|ヵ|カ|箇|ケ)?年間?(?:で|の?(?:合計|総計|計|延べ))"
)


class Subject(NamedTuple):
    """What an indicator is of: the codes or ids of its measures, else the match key of the item that its row is about."""

    measures: frozenset[str]
    about: str


NO_SUBJECT = Subject(frozenset(), "")


def subject_of(measures: Iterable[str], about: str) -> Subject:
    """The subject of an indicator: its measures, or what it is about where it has none."""
    codes = frozenset(measures)
    return Subject(codes, "" if codes else match_key(about))


class Share(NamedTuple):
    """An actual value as per cent of a target, with the two values that it is made of."""

    actual: IndicatorValueRow
    target: IndicatorValueRow
    percent: Decimal


def latest_share(values: Iterable[IndicatorValueRow], *, other_years: bool = False) -> Share | None:
    """The last actual value as per cent of its target: that of the same year, else one of no year. None where there is no
    such target, a number is missing, the units differ, the target is zero, or it is of several years and the value of one.

    ``other_years``: else also of the next target after it, or of the last one, as documents may reckon.
    """
    pair = _latest(values, other_years=other_years)
    percent = share(*pair) if pair else None
    return Share(*pair, percent) if pair and percent is not None else None


def _latest(
    values: Iterable[IndicatorValueRow], *, other_years: bool
) -> tuple[IndicatorValueRow, IndicatorValueRow] | None:
    """The last actual number and the target that it is compared with; None where one is of several years alone."""
    pair = _last_and_target(values, other_years=other_years)
    return None if pair and _are_unlike(*pair) else pair


def is_of_several_years(text: str) -> bool:
    """Whether a value says that it is the sum of several years: 累計15人, 5年間で20件; not 1件（累計4件）, which is of one."""
    return bool(_SEVERAL_YEARS.search(_OTHER_NUMBER.sub("", match_key(text))))


def target_of_several_years(values: Iterable[IndicatorValueRow]) -> bool:
    """Whether the target of the last actual value is of several years and the value is not, so that neither is a part of the
    other."""
    pair = _last_and_target(values, other_years=False)
    return pair is not None and _are_unlike(*pair)


def _are_unlike(actual: IndicatorValueRow, target: IndicatorValueRow) -> bool:
    return is_of_several_years(target["text"]) and not is_of_several_years(actual["text"])


def _last_and_target(
    values: Iterable[IndicatorValueRow], *, other_years: bool
) -> tuple[IndicatorValueRow, IndicatorValueRow] | None:
    numbers = [value for value in values if value["value"] is not None]
    actuals = [value for value in numbers if value["kind"] == "actual"]
    if not actuals:
        return None
    actual = max(actuals, key=lambda value: value["fiscal_year"] or 0)
    target = _target_for(
        actual, [value for value in numbers if value["kind"] == "target"], other_years=other_years
    )
    return (actual, target) if target else None


def _target_for(
    actual: IndicatorValueRow, targets: list[IndicatorValueRow], *, other_years: bool
) -> IndicatorValueRow | None:
    year = actual["fiscal_year"] or 0
    same = [t for t in targets if t["fiscal_year"] == actual["fiscal_year"]]
    undated = [t for t in targets if t["fiscal_year"] is None]
    later = sorted(
        (t for t in targets if (t["fiscal_year"] or 0) > year), key=lambda t: t["fiscal_year"] or 0
    )
    others = (later or targets[-1:]) if other_years else []
    return next(iter(same or undated or others), None)


def share(part: IndicatorValueRow, whole: IndicatorValueRow) -> Decimal | None:
    """One value as per cent of another, None where that says nothing."""
    first, second = _ones(part), _ones(whole)
    if first is None or second is None or first[1] != second[1] or not second[0]:
        return None
    return first[0] / second[0] * _HUNDRED


def _ones(value: IndicatorValueRow) -> tuple[Decimal, str] | None:
    return in_ones(value["value"], usual_unit(value["unit"])) if value["value"] is not None else None


def same_value(one: IndicatorValueRow, other: IndicatorValueRow) -> bool:
    """Whether two values are the same number: 35.4万人 and 354,000人 are."""
    first, second = _ones(one), _ones(other)
    return (
        first is not None
        and second is not None
        and (first == second or (first[0] == second[0] and "" in (first[1], second[1])))
    )


def rounded(percent: Decimal, places: int = 1) -> str:
    """A percentage as it is printed: ``109.2``."""
    return str(percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def goes_down(name: str, direction: str, values: Iterable[IndicatorValueRow]) -> bool:
    """Whether less of an indicator is better: its words say so, its target is below its base, or, where there is no base, its
    name is of what nobody wants more of (苦情件数, 排出量; 苦情対応件数 is of work done)."""
    if direction:
        return direction == "down"
    ones = {kind: [one for each in values if each["kind"] == kind and (one := _ones(each))] for kind in _ENDS}
    bases, targets = ones["base"], ones["target"]
    if bases and targets and bases[0][1] == targets[-1][1]:
        return targets[-1][0] < bases[0][0]
    return bool(_UNWANTED.search(match_key(name)))


def rate_fits(rate: str, values: list[IndicatorValueRow], *, down: bool) -> bool | None:
    """Whether a document's own rate is one of those that its numbers give; None where there is nothing to compare.

    Usual ways of reckoning are allowed: actual of target; from the base, the way made of the way to go; where less is
    better, also target of actual and 200 % less actual of target. Rounding to the places that the rate has, up or down.
    """
    stated = stated_number(rate)
    if stated.value is None or stated.unit not in ("", "%"):
        return None
    ways = list(_ways(values, down=down))
    if not ways:
        return None
    said = Decimal(stated.value)
    exponent = said.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    said_too = [said, said * _HUNDRED] if not stated.unit and said <= 3 and exponent else [said]
    return any(
        abs(each - way) < (step if each is said else step * _HUNDRED) for each in said_too for way in ways
    )


class Way(NamedTuple):
    """How much of the way from a base to a target an actual value has made, in per cent, with the three."""

    base: IndicatorValueRow
    target: IndicatorValueRow
    actual: IndicatorValueRow
    percent: Decimal


def ways_from_bases(values: Sequence[IndicatorValueRow]) -> Iterator[Way]:
    """The way that the last actual value has made from each base to its target."""
    pair = _latest(values, other_years=True)
    actual, target = (_ones(pair[0]), _ones(pair[1])) if pair else (None, None)
    for value in values:
        base = _ones(value) if value["kind"] == "base" else None
        if pair and actual and target and base and base[1] == target[1] == actual[1] and base[0] != target[0]:
            yield Way(value, pair[1], pair[0], (actual[0] - base[0]) / (target[0] - base[0]) * _HUNDRED)


def _ways(values: Sequence[IndicatorValueRow], *, down: bool) -> Iterator[Decimal]:
    yield from (way.percent for way in ways_from_bases(values))
    found = latest_share(values, other_years=True)
    if found is None:
        return
    yield found.percent
    if down:
        yield 2 * _HUNDRED - found.percent
        if found.percent:
            yield _HUNDRED * _HUNDRED / found.percent
