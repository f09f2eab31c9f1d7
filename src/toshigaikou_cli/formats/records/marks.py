"""Measures by their codes with the marks of their links, and what the marks mean that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.text.open_lists import is_open_list

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, LinkRow

MARKS = {"suggested": "?", "rejected": "×", "confirmed": "✓"}
"""The mark behind a measure, by the status of the link to it."""
STALE = "!"
ELSEWHERE = "( )"
UNKNOWN = "? …"
PLANNED = "p"
_MEANINGS = {
    MARKS["suggested"]: say("?: only suggested, not counted"),
    MARKS["confirmed"]: say("✓: confirmed by a person"),
    MARKS["rejected"]: say("×: rejected by a person"),
    STALE: say("!: the text has changed since the judgement"),
    ELSEWHERE: say("( ): not what is asked about"),
    UNKNOWN: say("? before a bureau: not in the register"),
    PLANNED: say("p: planned for this year"),
}


def legend(marks: Iterable[str]) -> tuple[str, ...]:
    """A line that says what marks mean, in the order of the meanings; no line without a mark."""
    there = set(marks)
    told = [meaning for mark, meaning in _MEANINGS.items() if mark in there]
    return (joined(told, "   "),) if told else ()


def is_unknown(achievement: AchievementRow) -> bool:
    """Whether an achievement has no registered bureau, though its cell names one."""
    return not achievement["bureau"] and not is_open_list(achievement["bureau_text"])


def marked_bureaus(achievement: AchievementRow) -> str:
    """The bureaus of an achievement, behind a ``?`` where they are not in the register."""
    return f"{'? ' if is_unknown(achievement) else ''}{bureaus_of(achievement)}"


def bureaus_of(achievement: AchievementRow) -> str:
    """All registered bureaus of an achievement, ほか where its cell leaves them open; else what the cell says."""
    if not achievement["bureau"]:
        return achievement["bureau_text"]
    names = achievement["bureaus"] or [achievement["bureau"]]
    return "、".join([*names, *(["ほか"] if achievement["open_ended"] else [])])


def marks_of(links: Iterable[LinkRow]) -> Iterator[str]:
    """The marks that :func:`links_text` writes for links."""
    for link in links:
        yield MARKS.get(link["status"], "")
        yield STALE if is_stale(link) else ""
        yield "" if link.get("inside", True) else ELSEWHERE


def measure_name(measure: Mapping[str, Any], *, several: bool) -> str:
    """A measure, or what links to one, by its code; with its strategy where there are several: ``2014:35``."""
    code = measure["code"] if "code" in measure else measure["measure"]
    return id_of(measure["strategy"], code) if several else str(code)


def of_several(records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether measures or links are of several strategies."""
    return len({record["strategy"] for record in records if record["strategy"]}) > 1


def links_text(links: Sequence[LinkRow]) -> str:
    """Measure numbers with their status' mark (:data:`MARKS`), and ``!`` where the judgement is stale.

    Links to something else than what is asked about come last, in brackets: ``18, 40? (2?)``.
    """
    several = of_several(links)
    shown = [
        (
            f"{measure_name(link, several=several)}{MARKS.get(link['status'], '')}{STALE if is_stale(link) else ''}",
            link.get("inside", True),
        )
        for link in links
    ]
    inside = joined(text for text, within in shown if within)
    others = joined(text for text, within in shown if not within)
    if not others:
        return inside
    bracketed = say("({text})", text=others)
    return say("{text} {others}", text=inside, others=bracketed) if inside else bracketed


def is_stale(link: LinkRow) -> bool:
    """Whether the text that a link was judged on is another one now."""
    return bool(link["judgement"] and link["judgement"]["stale"])
