"""Checks over the catalogue: each is a function that yields findings, in one visible list."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from toshigaikou_cli.checks import (
    achievements,
    dates,
    documents,
    indicators,
    links,
    names,
    strategy,
    vocabulary,
)
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.checks.running import FOUND, Checked, accepted_by, check_catalogue, sort_key

__all__ = ["CHECKS", "FOUND", "RULES_VERSION", "Check", "Checked", "accepted_by", "check_catalogue",
           "matching", "sort_key"]  # fmt: skip

RULES_VERSION = 8
"""The version of the set of checks; it grows with every change to what they find."""

CHECKS: tuple[Check, ...] = (
    documents.DOCUMENT_UNREADABLE,
    documents.DOCUMENT_DOUBLED,
    documents.ROWS_LOST,
    documents.ROW_REJECTED,
    documents.CHARACTERS_LOST,
    documents.READING,
    documents.READING_NOTED,
    documents.READ_BY_OCR,
    documents.OCR_DOUBTFUL,
    documents.PART_SKIPPED,
    documents.TABLE_UNKNOWN,
    documents.YEAR_MISSING,
    documents.DOCUMENT_FACTS,
    strategy.STRATEGY_INCOMPLETE,
    names.MEASURE_BUREAU_UNKNOWN,
    names.BUREAU_UNKNOWN,
    names.BUREAU_OPEN,
    names.BUREAU_NOT_IN_FORCE,
    names.DEPARTMENT_UNKNOWN,
    names.DEPARTMENT_ELSEWHERE,
    names.CITY_UNKNOWN,
    names.PLACE_UNKNOWN,
    names.RELATION_CONTRADICTS,
    achievements.NUMBERING,
    achievements.ACHIEVEMENT_DOUBLED,
    achievements.RESULT_EMPTY,
    achievements.RESULT_NOT_HELD,
    achievements.TEXT_UNCHANGED,
    dates.DATE_IMPOSSIBLE,
    dates.WEEKDAY_DIFFERS,
    dates.ACTIVITY_OUTSIDE_YEAR,
    dates.DATE_OUTSIDE_YEAR,
    dates.RESULT_IS_PLAN,
    dates.RESULT_ANNOUNCES,
    indicators.RATE_DIFFERS,
    indicators.UNIT_MISSING,
    indicators.INDICATOR_UNTOLD,
    indicators.TARGET_PASSED,
    indicators.VALUES_DISAGREE,
    links.LINK_ASTRAY,
    links.MEASURE_STATED_DOUBTFUL,
    links.RESULT_MISSING,
    links.LINK_WITHOUT_EVIDENCE,
    links.ACHIEVEMENT_UNLINKED,
    links.YEAR_UNCOVERED,
    links.ACHIEVEMENT_SUGGESTED,
    links.ACHIEVEMENT_OUTSIDE,
    links.JUDGEMENT_STALE,
    links.JUDGEMENT_GONE,
    vocabulary.VOCABULARY_BROKEN,
    vocabulary.VOCABULARY_OVERLAP,
    vocabulary.VOCABULARY_NAME_DOUBLED,
    vocabulary.BASELINE_EXPIRED,
    vocabulary.BASELINE_UNMATCHED,
)


def matching(patterns: Iterable[str]) -> tuple[Check, ...]:
    """The checks whose code fits one of some patterns (``bureau-unknown``, ``date-*``)."""
    return tuple(check for check in CHECKS if any(fnmatchcase(check.code, each) for each in patterns))
