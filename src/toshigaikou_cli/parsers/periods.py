"""The fiscal years that a plan is in force: ``計画期間：平成28年度から令和2年度まで``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import era_year
from toshigaikou_cli.text.dates.fiscal import earliest_fiscal_year
from toshigaikou_cli.text.figures import solid

_GLOSS = r"(?:\([^()]{1,8}\))?"
_YEAR = (
    rf"(?:(?P<era@>{eras.NAMES}|[HRhr](?=\d))(?P<n@>元|\d{{1,2}})|(?P<year@>\d{{4}})|(?P<short@>\d{{1,2}}(?!\d|[./]|年間|[かカヵ箇]年)))"
    rf"{_GLOSS}(?:年度?)?{_GLOSS}(?:(?P<month@>\d{{1,2}})月(?:\d{{1,2}}日)?|[./](?P<dotted@>\d{{1,2}})(?:[./]\d{{1,2}})?)?"
)
"""One end of a period; @ is 1 or 2."""
_LENGTH = r"の?(?P<length>\d{1,2})(?:年間|か年|カ年|ヵ年|箇年)"
_UNTIL = r"(?:から|より|~|-|→|ー|を(?:初年度|始期|起点)と(?:する|し(?:て)?、?))"
_PERIOD = expression(rf"{_YEAR.replace('@', '1')}{_UNTIL}(?:{_YEAR.replace('@', '2')}(?:まで)?|{_LENGTH})")
_PLAN = expression(r"(?:戦略|計画|プラン|ビジョン|大綱|方針|指針|構想)(?:\([^()]*\))?$")
_LIST = expression(r"の?(?:実施|事業|施策|取組|計画)*(?:一覧表?|体系図?|別表)$")
"""What the title of a plan's list of measures ends in, behind the plan and its period: 計画（令和7～11年度）事業一覧."""
_ROUND = dict(zip(map(ord, "[]【】〔〕"), "()()()", strict=True))
_BRACKETED = expression(r"\(([^()]+)\)")
_REPORT = expression(r"実績|進捗|状況|報告|調査|結果|評価|点検|フォローアップ|進行管理|検証")
_OF_RESULTS = expression(
    r"(?:実績|実施結果|(?:実施|取組|進捗|達成)状況|実施報告|事業報告|活動報告)(?:の?(?:一覧表?|概要|集計|報告|調べ)|表|書)*(?:\(.*\))?(?:について)?$"
)
"""What the title of a report ends in, of whatever year."""
_OF_A_YEAR = expression(
    rf"(?:{eras.NAMES}|[HRhr]|\d{{2}})(?:元|\d{{1,2}})(?:\(\d{{4}}\)|\(..?\d{{1,2}}\))?年度(?!から|~|-)"
    r"|(?<![A-Za-z0-9])[HRhr]\d{1,2}(?=[^\dA-Za-z年月./~\-・→ー)])"
)
"""令和5年度, R5国際交流事業; not R5.4, R5～R7."""
_NAMED = expression(r"(?:計画|推進|実施|対象|取組|目標|構想|戦略|大綱|方針|プラン)?の?期間|計画年度|対象年度")


def calls_itself_a_plan(lines: Iterable[str]) -> bool:
    """Whether the lines above the tables of a document name a plan or its period, and no report on one."""
    plain = [solid(line) for line in lines]
    if any(_REPORT.search(line) for line in plain if len(line) <= 60):
        return False
    return names_a_plan(plain)


def names_a_plan(lines: Iterable[str]) -> bool:
    """Whether a short line is the name of a plan, or states its period."""
    plain = (solid(line) for line in lines)
    return any(
        _PLAN.search(line) or years_in_force(line) or _lists_a_plan(line) for line in plain if len(line) <= 60
    )


def _lists_a_plan(plain: str) -> bool:
    bare = _LIST.sub("", plain.translate(_ROUND))
    return bare != plain and bool(_behind_a_title(bare) or _of_the_title(bare))


def reports_on_a_year(lines: Iterable[str]) -> bool:
    """Whether one of the lines is the title of a report on a year: 令和7年度国際交流事業実績."""
    plain = (without_period(line) for line in lines)
    return any(
        _OF_A_YEAR.search(line) and _REPORT.search(line) and not line.endswith("。")
        for line in plain
        if len(line) <= 60
    )


def reports_on_results(lines: Iterable[str]) -> bool:
    """Whether one of the lines is the title of a report on what was done, of any year: 交流事業の実績, 事業実績（年度別）."""
    plain = (solid(line).translate(_ROUND) for line in lines)
    return any(_OF_RESULTS.search(line) for line in plain if len(line) <= 40)


def without_period(text: str) -> str:
    """A title without the period of its plan: 第2次計画（令和3～7年度）令和4年度の実績 is of one year."""
    plain = solid(text)
    return _PERIOD.sub("", plain) if not plain.endswith("。") else plain


def year_of_months(text: str) -> int | None:
    """The fiscal year within which a title's period of months lies (令和2年4月～令和3年3月); None where it has none, or spans
    several."""
    found = _PERIOD.search(solid(text))
    months = found and (found["month1"] or found["dotted1"]) and (found["month2"] or found["dotted2"])
    years = _years(found) if found and months else None
    return years[0] if years and years[0] == years[1] else None


def years_in_force(text: str, below: str = "", *, at_top: bool = False) -> tuple[int, int] | None:
    """The first and the last fiscal year that a line states as the plan's, with the line below where it only names them.

    Near the top, a line that is nothing but a period, or ends with one in parentheses or behind the name of a plan, is enough.
    """
    plain = solid(text)
    named = _NAMED.search(plain)
    if named and len(plain) <= 120:
        return _period(plain[named.end() :]) or (_period(solid(below)) if len(plain) <= 16 else None)
    if at_top:
        plain = _LIST.sub("", plain.translate(_ROUND))
        found = _PERIOD.fullmatch(plain.strip("()")) or _PERIOD.search(_last_parentheses(plain))
        found = found or _behind_a_title(plain) or _of_the_title(plain)
        return _years(found) if found and len(plain) <= 60 else None
    return None


def _behind_a_title(plain: str) -> re.Match[str] | None:
    """The period that a line ends with behind the name of a plan: 国際戦略 2023-2027."""
    found = next((each for each in _PERIOD.finditer(plain) if each.end() == len(plain)), None)
    return found if found and _PLAN.search(plain[: found.start()]) else None


def _of_the_title(plain: str) -> re.Match[str] | None:
    """The period in parentheses behind the name of a plan, before that of a part of it: 計画（令和4～8年度）施策体系."""
    found = next((each for each in _BRACKETED.finditer(plain) if _PLAN.search(plain[: each.start()])), None)
    if found is None or plain.endswith("。") or _REPORT.search(plain[found.end() :]):
        return None
    return _PERIOD.fullmatch(found[1])


def _last_parentheses(plain: str) -> str:
    found = re.search(r"\(([^()]+(?:\([^()]*\)[^()]*)*)\)$", plain)
    return found[1] if found else ""


def _period(plain: str) -> tuple[int, int] | None:
    found = _PERIOD.search(plain)
    return _years(found) if found else None


def _years(found: re.Match[str]) -> tuple[int, int] | None:
    first = _year(found, "1", None, "")
    if first is None:
        return None
    if found["length"]:
        return first, first + int(found["length"]) - 1
    last = _year(found, "2", first, found["era1"] or "")
    return (first, last) if last is not None and first <= last <= first + 40 else None


def _year(found: re.Match[str], which: str, first: int | None, era: str) -> int | None:
    """The fiscal year of one end of a period: its months January to March belong to the year before."""
    year = _written(found, which, first, era)
    month = found[f"month{which}"] or found[f"dotted{which}"]
    return year and earliest_fiscal_year(year, int(month) if month else None, calendar=False)


def _written(found: re.Match[str], which: str, first: int | None, era: str) -> int | None:
    """A year of a period; the second may leave out the era or the century of the first."""
    if found[f"year{which}"]:
        return int(found[f"year{which}"])
    name, number = found[f"era{which}"] or era, found[f"n{which}"] or found[f"short{which}"]
    if not name:
        return first // 100 * 100 + int(number) if first else None
    try:
        return era_year(name.upper(), 1 if number == "元" else int(number), written_in=first or 2000)
    except ValueError:
        return None
