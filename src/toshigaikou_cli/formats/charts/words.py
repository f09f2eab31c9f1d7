"""The words of charts in each language, and what stands around every chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toshigaikou_cli.coverage.figures import Stamp
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.formats.documents import document_words, licence_words
from toshigaikou_cli.formats.pages.question import date_words, question_words, year_words
from toshigaikou_cli.language import Language, worded
from toshigaikou_cli.records.charts import ChartFrame
from toshigaikou_cli.records.document_facts import DocumentFacts

_MOST_DOCUMENTS = 3

WORDS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "year": "年度ごとに何件の実績が報告されたか",
        "bureau": "どの局が何件の実績を報告したか",
        "department": "どの部が何件の実績を報告したか",
        "city": "どの都市と何件の実績があったか",
        "goal": "目的ごとにいくつの施策に実績があるか",
        "area": "取組の方向ごとにいくつの施策に実績があるか",
        "indicators": "指標の値はどう動いたか",
        "by_year": "年度", "by_bureau": "局", "by_department": "部", "by_city": "都市", "by_goal": "目的",
        "by_area": "取組の方向",
        "achievements": "実績の件数（数字は、数える件数／報告された件数）",
        "measures": "施策の数（数字は、実績のある施策／すべての施策）",
        "linked": "数える実績（施策と結び付くもの）", "others": "そのほかの報告された実績",
        "with_results": "実績のある施策", "without": "実績のない施策",
        "said": "{part}／{whole}", "said_share": "{part}／{whole}（{percent}）",
        "line": "{label}：{part}／{whole}", "unknown": "資料なし",
        "filter": "絞り込み：{}", "everything": "全体",
        "unknown_bureau": "（局不明）", "no_department": "（部なし）",
        "more": "ほか{n}（数える実績{part}件、報告{whole}件）は図にない。", "more_years": "これより前の{n}年度は図にない。",
        "more_parts": "ほか{n}は図にない。",
        "missing": "資料を取り込んでいない年度：{}（「実績がない」こととは違う）。",
        "caution": "「報告された」は「達成された」ではない。",
        "indicator_caution": "値は資料のとおり。達成したかどうかは判定していない。",
        "source": "出典：{}", "comma": "、", "more_documents": "ほか{}点",
        "made": "{date}作成（tgx {version}）",
        "actual": "実績値", "target": "目標値", "more_panels": "ほか{}の指標は図にない。",
        "no_number": "数値のない{}の指標は図にない。", "standing": "目標（年度なし）",
    },
    "en": {
        "year": "How many achievements were reported each year?",
        "bureau": "Which bureau reported how many achievements?",
        "department": "Which department reported how many achievements?",
        "city": "With which city were there how many achievements?",
        "goal": "How many measures of each goal have results?",
        "area": "How many measures of each area have results?",
        "indicators": "How did the indicators move?",
        "by_year": "Fiscal year", "by_bureau": "Bureau", "by_department": "Department", "by_city": "City",
        "by_goal": "Goal", "by_area": "Area",
        "achievements": "Achievements (figures: those that count, of those reported)",
        "measures": "Measures (figures: those with results, of all)",
        "linked": "Count: linked to a measure", "others": "Other reported achievements",
        "with_results": "With results", "without": "Without results",
        "said": "{part} of {whole}", "said_share": "{part} of {whole} ({percent})",
        "line": "{label}: {part} of {whole}", "unknown": "no sheet",
        "filter": "Asked: {}", "everything": "everything",
        "unknown_bureau": "(unknown bureau)", "no_department": "(no department)",
        "more": "{n} more are not shown ({part} that count, {whole} reported).",
        "more_years": "{n} earlier years are not shown.", "more_parts": "{n} more are not shown.",
        "missing": "No sheet imported for {}: that is not the same as nothing done.",
        "caution": "Reported is not achieved.",
        "indicator_caution": "Values are the documents' own; whether a target was met is not judged.",
        "source": "Source: {}", "comma": ", ", "more_documents": "{} more",
        "made": "Made on {date} (tgx {version})",
        "actual": "Actual", "target": "Target", "more_panels": "{} more indicators are not shown.",
        "no_number": "{} indicators without numbers are not shown.", "standing": "target (no year)",
    },
}  # fmt: skip


class Around(NamedTuple):
    """What a chart is of: a view's name, the strategy's title, the question, the documents by name and facts, the stamp."""

    view: str
    strategy: str
    question: Question
    documents: Sequence[tuple[str, DocumentFacts]]
    made: Stamp


def frame(around: Around, notes: Sequence[str], lines: Sequence[str], language: Language) -> ChartFrame:
    """What stands around a chart; ``lines`` are its numbers in words."""
    words = worded(WORDS, language)
    asked = question_words(around.question, language)
    strategy = around.strategy or words["everything"]
    shown = f"{strategy}　{words['filter'].format(asked)}" if asked else strategy
    sources = (
        words["source"].format(_documents(around.documents, language)),
        licence_words([facts for _, facts in around.documents], language),
        words["made"].format(date=date_words(around.made.date, language), version=around.made.tgx),
    )
    title = words[around.view]
    summary = "\n".join((shown, *lines, *notes, *sources))
    return ChartFrame(title, shown, tuple(notes), sources, summary, language)


def missing_note(years: Sequence[int], language: Language) -> list[str]:
    """What a chart says of years without a sheet."""
    listed = worded(WORDS, language)["comma"].join(year_words(year, language) for year in years)
    return [worded(WORDS, language)["missing"].format(listed)] if years else []


def _documents(documents: Sequence[tuple[str, DocumentFacts]], language: Language) -> str:
    words = worded(WORDS, language)
    named = [document_words(name, facts, language) for name, facts in documents[:_MOST_DOCUMENTS]]
    more = len(documents) - _MOST_DOCUMENTS
    return words["comma"].join([*named, *([words["more_documents"].format(more)] if more > 0 else [])])
