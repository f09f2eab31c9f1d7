"""The words of the page and of the folder of pages in each language, beside those in their templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from toshigaikou_cli.coverage.english import bureaus_in_english, in_register
from toshigaikou_cli.coverage.measures import MeasureCoverage
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.coverage.views import HeatCell
from toshigaikou_cli.formats.pages import heat
from toshigaikou_cli.formats.records.listing import bureaus_text
from toshigaikou_cli.language import Language, in_language, worded
from toshigaikou_cli.messages import say_n
from toshigaikou_cli.records.project import RelationKind

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, LinkRow

STATUS = {
    "linked": ("結び付きあり", "linked"),
    "confirmed": ("人が確認", "confirmed by a person"),
    "suggested": ("候補", "suggested"),
    "rejected": ("却下", "rejected"),
}

_LINKED = {
    "stated": ("資料に明記", "stated in the document"),
    "similarity": ("文の近さ", "linked by similarity"),
    "learned": ("学習", "linked by learning"),
}
_BY_RULE = ("規則", "linked by a rule")
"""How a link came about that nobody judged, by its method."""

MARKS: Mapping[Language, Mapping[str, str]] = {
    "ja": {"nothing": "·", "no-sheet": "／", "no-row": "行なし", "not-held": "未実施等", "suggested": "?"},
    "en": {"nothing": "·", "no-sheet": "/", "no-row": "no row", "not-held": "not held", "suggested": "?"},
}
WORDS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "title": "{}：施策と実績", "several": "施策と実績", "asked": "絞り込み：{}",
        "suggested": "候補{}件のみ",
        "nothing": "報告なし", "no-sheet": "資料なし", "no-row": "施策ごとの資料に行がない",
        "not-held": "未実施等",
    },
    "en": {
        "title": "{}: measures and achievements", "several": "Measures and achievements", "asked": "Question: {}",
        "suggested": "{} suggested only",
        "nothing": "nothing reported", "no-sheet": "no sheet", "no-row": "no row in a sheet that has one for each measure",
        "not-held": "not held",
    },
}  # fmt: skip


def link_words(link: LinkRow, language: Language) -> str:
    """How a link came about, or what a person made of it."""
    status = link["status"]
    words = _LINKED.get(link["method"], _BY_RULE) if status == "linked" else STATUS[status]
    return words[0 if language == "ja" else 1]


def kind_word(code: str, kinds: Mapping[str, RelationKind], language: Language) -> str:
    """A kind of relation in print; one that has no name is shown as it is."""
    kind = kinds.get(code)
    if language == "en":
        return (kind.english if kind else "") or code.replace("_", " ")
    return kind.name if kind else code


def page_title(strategy: str, language: Language) -> str:
    """What a page is called; ``strategy`` is "" where it has several."""
    return (
        worded(WORDS, language)["title"].format(strategy) if strategy else worded(WORDS, language)["several"]
    )


def asked_words(question: str, language: Language) -> str:
    """What stands at the head of each printed page, "" for nothing."""
    return worded(WORDS, language)["asked"].format(question) if question else ""


def named_question(asked: Question, names: Mapping[str, str], language: Language) -> Question:
    """The question with the names of its bureau and its city as the page has them."""
    if language == "ja":
        return asked
    return asked._replace(bureau=in_register(asked.bureau, names), city=in_register(asked.city, names))


def heat_class(found: HeatCell) -> str:
    """The class of a cell: ``n`` nothing, ``x`` no sheet, no row or not held, ``q`` suggested, ``h1`` to ``h4`` counted."""
    if found.state != "counted":
        return {"nothing": "n", "no-sheet": "x", "no-row": "x", "not-held": "x", "suggested": "q"}[
            found.state
        ]
    if found.whole:
        return f"h{1 + heat.level(found.counted, found.whole) // 2}"
    return f"h{1 + (found.counted > 1) + (found.counted > 3) + (found.counted > 9)}"


def heat_text(found: HeatCell, language: Language = "ja") -> str:
    """What stands in a cell, so that its meaning does not hang on its colour."""
    return MARKS[language].get(found.state, str(found.counted))


def heat_words(found: HeatCell, language: Language = "ja") -> str:
    """What a cell says, in words."""
    if found.state == "counted":
        return in_language(say_n("{n} achievement", "{n} achievements", n=found.counted), language)
    return worded(WORDS, language)[found.state].format(found.suggested)


def bureaus_words(measure: MeasureCoverage, names: Mapping[str, str], language: Language) -> str:
    """The bureaus of a measure as the page has their names."""
    if language == "ja":
        return bureaus_text(measure.bureaus, open_ended=measure.open_ended)
    return bureaus_in_english(measure, names)


def units_words(
    row: AchievementRow, parts: bool = True, *, names: Mapping[str, str], language: Language
) -> str:
    """All units of a row as the page has their names; ``parts``: with the part that the register does not have behind its own."""
    own = row["bureau"]
    part = row["department"] if parts else None
    if own is None:
        return " ".join(filter(None, (row["bureau_text"], part)))
    units = row["bureaus"] or [own]
    told = [in_register(unit, names) for unit in units]
    if part:
        told[units.index(own) if own in units else 0] += f" {part}" if language == "ja" else f" ({part})"
    others, between = ("ほか", "、") if language == "ja" else ("others", ", ")
    return between.join([*told, others] if row["open_ended"] else told)
