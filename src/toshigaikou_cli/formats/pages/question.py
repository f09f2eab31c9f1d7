"""What was asked, in words: 絞り込み：目的2・ソウル特別市・平成29年度."""

from __future__ import annotations

from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.language import Language, called
from toshigaikou_cli.text.dates.eras import era_label

STATUSES = {
    "linked": ("規則による結び付き", "linked by a rule"),
    "confirmed": ("人が確認した結び付き", "confirmed by a person"),
    "suggested": ("候補", "suggested"),
    "outside": ("戦略の外", "outside the strategy"),
    "unlinked": ("未整理", "unlinked"),
}
OUTCOMES = {
    "held": ("実施したもの", "held"),
    "not_held": ("中止・延期等", "not held"),
    "planned": ("今後の予定", "planned"),
    "empty": ("実績なし", "nothing reported"),
}


def question_words(asked: Question, language: Language = "ja") -> str:
    """The filters of a report in one line, "" where there are none."""
    at = 0 if language == "ja" else 1
    words = [
        *(_part(("目的", "goal "), asked.goal, at)),
        *(_part(("取組の方向", "area "), asked.area, at)),
        *(_part(("施策", "measure "), asked.measure, at)),
        *([asked.bureau] if asked.bureau else []),
        *([asked.city] if asked.city else []),
        *([year_words(asked.year, language)] if asked.year else []),
        *([STATUSES[asked.status][at]] if asked.status else []),
        *([OUTCOMES[asked.outcome][at]] if asked.outcome else []),
        *([called(("実績のない施策", "measures without results")[at])] if asked.uncovered else []),
    ]
    return ("・", ", ")[at].join(words)


def _part(names: tuple[str, str], code: str, at: int) -> list[str]:
    return [f"{called(names[at])}{code}"] if code else []


def year_words(year: int, language: Language = "ja") -> str:
    """A fiscal year as people of the language write it: 平成29年度, FY2017."""
    return era_label(year) if language == "ja" else f"FY{year}"


def date_words(date: str, language: Language) -> str:
    """An ISO date of a year, a month or a day as people of the language write it."""
    if language == "en" or not date:
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False))
