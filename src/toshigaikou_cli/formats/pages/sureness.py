"""How sure an answer is, in a sentence of either language."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.coverage.views import FigureRow, View
from toshigaikou_cli.language import Language
from toshigaikou_cli.messages import say_n

METHODS = {
    "rule": ("規則", "rule"),
    "similarity": ("文の近さ", "similarity"),
    "stated": ("資料の明記", "the sheet's own words"),
    "manual": ("人", "hand"),
    "learned": ("学習", "learning"),
}


def method_word(method: str, language: Language = "ja") -> str:
    """A method of linking in the page's language; one that is not known as it is."""
    return METHODS.get(method, (method, method))[0 if language == "ja" else 1]


def words_of_test(row: FigureRow, language: Language = "ja") -> str:
    """``人が判定した368行で97%が正しい``: how often links of a kind were right, "" where that was not tested."""
    links, right, rows = (row.facts[f"tested_{name}"] for name in ("links", "right", "rows"))
    if not (isinstance(links, int) and isinstance(right, int) and isinstance(rows, int) and links):
        return ""
    share = 100 * right // links
    return (
        f"人が判定した{rows}行で{share}%が正しい"
        if language == "ja"
        else say_n(
            "{share} % correct in our test of {n} row",
            "{share} % correct in our test of {n} rows",
            n=rows,
            share=share,
        )
    )


def sure_words(sure: View, language: Language = "ja") -> str:
    """What the tests mean for this answer: 数える結び付き6件のうち、規則によるもの6件（…）."""
    kinds = [row for row in sure.sections[0].rows if row.facts["counts"] == "yes"]
    if not kinds:
        return "数える結び付きはありません。" if language == "ja" else "No link counts."
    whole = sum(row.figures["links"].numerator for row in kinds)
    confirmed = [row for row in kinds if row.title == "confirmed"]
    parts = [_kind(row, language) for row in kinds if row.title != "confirmed"]
    parts += [_confirmed(confirmed, language)] if confirmed else []
    return (
        f"数える結び付き{whole}件のうち、{'、'.join(parts)}。"
        if language == "ja"
        else say_n("Of {n} counting link, {parts}.", "Of {n} counting links, {parts}.", n=whole, parts=parts)
    )


def _confirmed(rows: Sequence[FigureRow], language: Language) -> str:
    number, by = sum(row.figures["links"].numerator for row in rows), rows[0].facts["by"]
    return (
        f"{by or '人'}が確認したもの{number}件"
        if language == "ja"
        else f"{number} confirmed by {by or 'a person'}"
    )


def _kind(row: FigureRow, language: Language) -> str:
    number = row.figures["links"].numerator
    said = words_of_test(row, language) or ("検証していない" if language == "ja" else "not tested")
    word = method_word(str(row.facts["method"]), language)
    return f"{word}によるもの{number}件（{said}）" if language == "ja" else f"{number} by {word} ({said})"
