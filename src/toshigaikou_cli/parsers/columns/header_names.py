"""What the name of a column says: its spellings, the fiscal year in it, whether it is of results, plans or figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.header_years import MONTH, parse_year_of_month
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredColumn, DeclaredTable

_IN_MONTH = (
    rf"(?:(?<=年){MONTH}月(?:\d{{1,2}}日)?|(?<=\d)[./]{MONTH}(?:[./]\d{{1,2}}|月)?(?!\d))末?(?![~\-])"
    r"|(?<=年)[1-3]月?[~\-][1-3]月"
)
"""The month behind a year, or the first three of it: its fiscal year is the one before (令和6年3月末現在)."""
_BOTH_ERAS = (
    rf"(?:{eras.NAMES}|[hrs])(?:元|\d{{1,2}})\((?:19|20)\d\d\)(?=年)"
    rf"|(?<!\d)(?:19|20)\d\d\((?:{eras.NAMES}|[hrs])(?:元|\d{{1,2}})\)(?=年)"
)
"""A year in both ways of counting, with one 年 for both: 令和7(2025)年度."""
_YEAR = expression(
    rf"(?:(?:{_BOTH_ERAS})年度?|(?:{eras.NAMES}|西暦|fy|[hrs])\.?(?:元|\d{{1,4}})(?:年度?)?|\d{{1,4}}年度?|(?<!\d)(?:19|20)\d\d(?!\d)|[前本当今次翌昨]年度)"
    rf"(?:~(?:{eras.NAMES}|[hrs])?(?:元|\d{{1,4}})年度?(?!\d)|~[hrs]\d{{1,2}}(?!\d))?(?:{_IN_MONTH})?(?:分|版)?"
)
_YEAR_AND_END = expression(rf"(?:{_YEAR.pattern})(?:(?:末|時点|現在)+(?=$|[()]))?")
_COMPARED = expression(
    r"[(\[](?:[^()\[\]]+[前昨]年度|[前昨]年度(?!分?末?[)\]]))[^()\[\]]*[)\]]|※?\(\)[内は]*[前昨]年度.*$"
)
"""What stands in brackets beside a year's own value: 実績（前年度実績）, 実績（括弧内は前年度）; not 実績（前年度）."""
PARENTHESES = expression(r"[(（\[【〔<＜][^()（）\[\]【】〔〕<>＜＞]*[)）\]】〕>＞]")
_BRACKETS = expression(r"[()（）\[\]【】〔〕<>＜＞「」『』]")
_YEARLESS = expression(
    r"^[()（）末現在時点の]*年?度?[()（）末現在時点の]*$|[(（](?:年度?末?|末)[)）]|[(（][)）]"
)
"""What a year leaves behind in a header that has little else: （）, 年度末, 時点."""
_WHOLE_YEAR = expression(
    r"(?:(?P<first>1[0-2]|[1-9])月?[~\-](?:翌年?)?(?P<last>1[0-2]|[1-9])月(?:まで|末|分)?|暦年|通年|年間|年計)"
)
"""Twelve months that a header says beside its year: 令和4年（1～12月）, 令和5年度（4月～翌3月）."""
_NOTE_MARK = expression(r"(?<=.)(?:※|\*|注)[0-9]{1,2}[)）]?$")
"""The number of a note behind a header: 実績※1, 担当課（課名）注2."""
SEVERAL = expression(r"[・、,/]|及び|および|並びに|ならびに")
"""What stands between the things of a header of several."""
_OF_KIND = expression(r"^(?:実績|計画|予定|見込)の?|の?(?:実績|計画|予定|見込)$")
_OF_ANOTHER = expression(r"うち|内数|内訳|対象|募集")
"""Words of a count that is part of another one, or of those whom something is for."""
_YEAR_HEADER = expression(r"(?:年度|年次|時点|(?<=[値績標準状況])年)$")
_LAST_WORD = expression(r"(?:年度|年次|時点|年|[値数])+$")
_EDGES = "の※*・:：-~、,における"


@lru_cache(maxsize=2048)
def header_spellings(key: str) -> tuple[str, ...]:
    """A header's key as it stands, without its parenthesized parts, and without the brackets alone."""
    key = _NOTE_MARK.sub("", key) or key
    spellings = [key]
    if _BRACKETS.search(key):
        spellings += [PARENTHESES.sub("", key), _BRACKETS.sub("", key)]
    return tuple(spelling.strip(_EDGES) for spelling in spellings if spelling.strip(_EDGES))


def compares(header: str) -> bool:
    """Whether a header says that what stands in brackets is of the year before: 実績（括弧内は前年度）."""
    return bool(_COMPARED.search(match_key(header)))


def without_year(key: str) -> tuple[str, str]:
    """A header's key without the fiscal year that it states, and that year as it is written."""
    key = _COMPARED.sub("", key)
    year = _YEAR.search(key)
    bare = _YEAR_AND_END.sub("", key) if year else key
    bare = "" if year and _is_whole_year(bare) else bare
    return _YEARLESS.sub("", bare), year[0] if year else ""


def _is_whole_year(bare: str) -> bool:
    """Whether what a year leaves behind in a header are its twelve months."""
    found = _WHOLE_YEAR.fullmatch(bare.strip("()（）[]【】〔〕"))
    return found is not None and (not found["first"] or (int(found["first"]) - int(found["last"])) % 12 == 1)


def year_of_header(header: str) -> int | None:
    """The fiscal year that a header says, with its era or as 年度; None for none."""
    words = _YEAR.search(_COMPARED.sub("", match_key(header)))
    return parse_year_of_month(words[0]) if words else None


def ends_in(spellings: Sequence[str], column: DeclaredColumn) -> bool:
    """Whether a header ends in a word of a figure's that is one only by its cells (年度末実績, 最終目標)."""
    return any(spelling.endswith(column.words) for spelling in spellings) if column.words else False


def holds_figures(key: str, table: DeclaredTable) -> bool:
    """Whether a header names a figure: 実績値, 予算実績額, 実績（件）."""
    numbers = table.numbers
    inside = [part.strip("()[]【】〔〕<>") for part in PARENTHESES.findall(key)]
    outside = PARENTHESES.sub("", key)
    for word in numbers.but:
        outside = outside.replace(word, "")
    return any(word in outside for word in numbers.words) or any(
        part in numbers.units or part.endswith(numbers.words) for part in inside
    )


def value_column(text: str, table: DeclaredTable, *, letter: bool = False) -> HeaderColumn | None:
    """The column of results or plans that a header means; ``letter``: only one that is declared to the letter."""
    key = _COMPARED.sub("", match_key(text))
    year = _YEAR.search(key)
    bare = _YEAR.sub("", key)
    spellings = header_spellings(bare)
    if holds_figures(bare, table):
        spellings = spellings[:1]  # only a name that says so to the letter
    for spelling in spellings:
        for kind, column in table.values.items():
            if spelling in column.keys and not _is_of_another(spelling, 0, column):
                return HeaderColumn(kind, text, kind, year[0] if year else "")
    if letter or holds_figures(bare, table) or _counts(bare, table):
        return None
    said = _kind_said(text, table)
    return HeaderColumn(said, text, said, year[0] if year else "") if said else None


def is_count(key: str, table: DeclaredTable) -> bool:
    """Whether a header's key without parentheses is that of a count beside the results: 参加者数, 延べ動員数; one with a year
    is a count by a declared name only."""
    counts = table.beside.get("count")
    if counts is None or key in counts.keys:
        return counts is not None
    return key.endswith(counts.words) and not _OF_ANOTHER.search(key) and not _YEAR.search(key)


def _counts(key: str, table: DeclaredTable) -> bool:
    """Whether a header without the word of its kind is that of a count: 参加者数（計画）, 参加者数実績."""
    return is_count(_OF_KIND.sub("", PARENTHESES.sub("", key)), table)


def _kind_said(text: str, table: DeclaredTable) -> YearKind | None:
    """The kind that the words of a header say; of several things (計画・実績) a result, where one of them is."""
    whole = match_key(text)
    parts = [_YEAR.sub("", match_key(part)) for part in SEVERAL.split(PARENTHESES.sub("", text))]
    kinds = {_kind_of_words(part, table, whole) for part in parts} - {None}
    found = kinds or {_kind_of_words(_YEAR.sub("", whole), table, whole)}
    return next((kind for kind in table.values if kind in found), None)


def _kind_of_words(key: str, table: DeclaredTable, whole: str) -> YearKind | None:
    """The kind that the last word says (取組内容計画 is of plans, 計画の実績 of results), or the longer one that shares
    characters with it (今後の取組内容); ``whole`` is all of the header."""
    found = [
        (at, at + len(word), kind)
        for kind, column in table.values.items()
        for word in column.words
        if (at := key.rfind(word)) >= 0
        and not whole.startswith(column.openings)
        and not _is_of_another(key, at, column)
    ]
    if not found:
        return None
    start = max(found, key=lambda each: each[1])[0]
    return min((each for each in found if each[1] > start), key=lambda each: each[0])[2]


def _is_of_another(key: str, at: int, column: DeclaredColumn) -> bool:
    """Whether a word of a column at a place of a header's key makes with what stands around it the name of something else:
    計画 in 関連計画 and in 計画期間."""
    word = next((each for each in column.words if key.startswith(each, at)), "")
    behind = key[at + len(word) :] if word else ""
    return bool(word) and (key[:at].endswith(column.heads) or behind.startswith(column.tails))


def holds_years(header: str) -> bool:
    """Whether the name of a column may be that of the years of the values beside it (基準年度, 目標年)."""
    return bool(_YEAR_HEADER.search("".join(header.split())))


def stem_of(header: str) -> str:
    """What a header says but for its last word: 基準 of 基準年度 and of 基準値."""
    return _LAST_WORD.sub("", match_key(header))
