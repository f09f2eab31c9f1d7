"""Which fiscal year a sheet's columns are of: from the header, the title, the file's name, or the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from toshigaikou_cli.errors import ParseError, UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, joined, say, sayable
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.periods import without_period, year_of_months
from toshigaikou_cli.parsers.rows.year_headings import RELATIVE
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import era_label, parse_fiscal_year
from toshigaikou_cli.text.dates.header_years import parse_year_of_month
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.keys import match_key

_IN_TITLE = expression(
    rf"(?:(?:{eras.NAMES}|fy|[hrs])?\.?(?:元|\d{{1,4}}|(?<=[和成])[一二三四五六七八九十]{{1,3}})"
    r"(?:\(\d{4}\)|\(..(?:元|\d{1,2})\))?年度|fy\.?\d{4}(?!年))"
)
_SIDE_BY_SIDE = expression(
    rf"(?<![第\d.A-Za-z])(?:(?P<era>{eras.NAMES}|FY|fy|[HRhr])(?P<one>元|\d{{1,4}})|(?P<gregorian>\d{{4}}))年?度?(?:[・･、,/&]|及び|および|と)"
    rf"(?P<other>{eras.NAMES}|FY|fy|[HRhr])?(?P<two>元|\d{{1,4}})年度"
)
"""Two fiscal years whose word 年度 stands behind the second: 令和5・6年度, 平成30・令和元年度."""
_OF_WORK = expression(
    r"[(]([^()]{2,8}年度)(?:に?実施(?:し?た)?(?:事業|分)|(?:評価)?対象(?:事業|分)?|事業(?:実績|分)|実績分?)[)]"
)
"""The year of what was done, in a title that says another one as well: 令和6年度 事務事業評価シート（令和5年度実施事業）."""
_COUNCIL = r"(?:会議|協議会|委員会|審議会|懇話会|懇談会|部会|検討会|連絡会)"
_BETWEEN = r"(?:(?!年度)[^()、。]){0,20}"
_OF_MEETING = expression(
    rf"{_IN_TITLE.pattern}(?={_BETWEEN}第\d+回{_BETWEEN}{_COUNCIL}(?!の?(?:開催|実施|運営))|{_BETWEEN}{_COUNCIL}の?(?:配[布付]|説明|提出)?資料)"
)
"""The year of a meeting that a document was made for: 令和6年度第1回推進会議, 令和6年度協議会資料."""
_OF_YEAR_BEFORE = expression(
    r"[前昨]年度(?:の|における)?(?:取組|取り組み|事業|実施|活動|交流)?の?(?:実績|報告|結果|状況)(?:報告|一覧|表|書|について)*(?=$|[()])"
)
"""The title of a report on the year before the one that it says: 前年度の取組実績（令和6年度報告）."""
_NEXT_TO_IT = expression(
    r"(?<![A-Za-z0-9])(?P<era>[HRhr])(?P<one>\d{1,2})(?:(?P<sign>[・･\-~])(?P<two>\d{1,2})(?![\d\-])|(?=[HRhr]\d))"
)
"""Two in a file's name: R5・6, R5R6; R5-6 may be a month of one as well, and then says no single year either."""
_IN_NAME = expression(
    rf"(?<![a-z0-9])(?:(?:{eras.NAMES}|fy|[hr])[-_]?(?:元|\d{{1,4}})(?:年度?)?|(?:\d{{4}}|\d{{1,2}})年度)(?![0-9]|年?\d{{1,2}}月)"
)
_BARE_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?!\d|年\d{1,2}月|-\d\d-\d\d)")
_TAB = expression(
    rf"(?:{eras.NAMES}|fy|[hrs])\.?(?:元|\d{{1,4}})(?:年度?)?|(?:19|20)\d\d(?:年度?)?|\d{{1,2}}年度"
)
"""The name of a workbook's sheet that is nothing but a fiscal year."""

_SPAN = expression(r"~\D{0,2}\d+(?:年度?)?(?:分|版)?$")
"""What a column of several years says (令和4~5年度): its results are of no single one."""
_SAY_IT = sayable(
    "write it in the header or the title, as in 実績（令和5年度）, or in the file's name; tgx import takes --year, too"
)


def sheet_years(lines: Sequence[Line]) -> dict[int | None, int]:
    """The fiscal year of each sheet of a workbook whose name or titles say one, by its page."""
    pages = {line.page for line in lines if line.sheet}
    years = {page: _title_years(line for line in lines if line.page == page) for page in pages}
    return {page: min(found) for page, found in years.items() if len(found) == 1}


def _tab_year(line: Line) -> int | None:
    """The fiscal year that the name of a workbook's sheet is (H29, 平成29年度); None where it is something else."""
    key = match_key(line.text)
    is_year = bool(line.sheet) and key == match_key(line.sheet) and _TAB.fullmatch(key)
    return parse_fiscal_year(key) if is_year else None


def column_years(
    headers: Sequence[Header],
    lines: Iterable[Line],
    name: str,
    given: int | None,
    *,
    by_name: bool = True,
    of_rows: Callable[[], int | None] = lambda: None,
) -> dict[str, int]:
    """The fiscal year of each year text that value columns carry; "" is the year of a column without one.

    Where not ``by_name``, the file's name says nothing about the year (it has several). ``of_rows`` gives the last year of the
    rows where each says its own, for a document that says none.
    Raises ParseError where no year is found, UsageError where the user's year, the header and the title or
    the name contradict each other.
    """
    lines = list(lines)
    titles = _title_years(lines)
    named, bare = _name_years(name if by_name else "")
    texts = list(dict.fromkeys(c.year_text for header in headers for c in header.columns if c.kind))
    if any(all(column.kind is None for column in header.columns) for header in headers):
        texts.append("")
    said = titles or named or bare
    base = given or (min(said) if len(said) == 1 else None)
    newest = base or _newest_result(headers)
    years = {
        text: None if _SPAN.search(text) else _read(text, newest if text[0] in RELATIVE else base)
        for text in texts
        if text
    }
    unread = next((text for text, year in years.items() if year is None), None)
    if unread:
        raise ParseError(
            say("no fiscal year can be read from {unread!r} in the header", unread=unread),
            where=name,
            hint="--year",
        )
    known = {text: year for text, year in years.items() if year is not None}
    stated = {text: year for text, year in known.items() if text[0] not in RELATIVE}
    absolute = frozenset(stated.values()) - _plans_ahead(headers, stated, base)
    _refuse_contradictions(absolute, titles, named, given, name)
    if "" in texts:
        own = of_rows() if given is None and len(titles or named or bare) != 1 else None
        known[""] = own or _single_year(titles, named or bare, given, name, _of_another_year(lines))
    return known


def _newest_result(headers: Sequence[Header]) -> int | None:
    """The newest year that the headers of results themselves say: the one from which 次年度 beside 実績（令和5年度） counts."""
    texts = {c.year_text for header in headers for c in header.columns if c.kind == "result" and c.year_text}
    return max((year for text in texts if (year := _read(text, None))), default=None)


def _plans_ahead(headers: Sequence[Header], stated: dict[str, int], base: int | None) -> frozenset[int]:
    """The years behind ``base`` that only columns of plans say, beside results without a year: 実績 | 令和6年度の予定."""
    values = [column for header in headers for column in header.columns if column.kind]
    if base is None or not any(column.kind == "result" and not column.year_text for column in values):
        return frozenset()
    done = {column.year_text for column in values if column.kind == "result"}
    return frozenset(year for text, year in stated.items() if text not in done and year > base)


def document_year(lines: Iterable[Line], name: str, given: int | None) -> int | None:
    """The one fiscal year that the user, the titles or the file's name say; None where they say none, or several."""
    named, bare = _name_years(name)
    for years in ([given] if given else [], _title_years(lines), named or bare):
        if years:
            return min(years) if len(years) == 1 else None
    return None


def read_year_words(text: str, base: int | None) -> int | None:
    """The fiscal year of the words of a header or a cell (``H28``, ``平成28年度末``, ``前年度``) in a document of the year
    ``base``; None where they say none."""
    return _read(re.sub(r"(?:末|時点|まで)+$", "", match_key(text)), base) if text else None


def _read(text: str, base: int | None) -> int | None:
    if text[0] in RELATIVE:
        return base + RELATIVE[text[0]] if base else None
    return parse_year_of_month(re.sub(r"(?:分|版)$", "", text), base)


def _title_years(lines: Iterable[Line]) -> frozenset[int]:
    found = set()
    for line in lines:
        key = _OF_MEETING.sub("", match_key(_apart(without_period(line.text))))
        if _is_title(key):
            if _OF_YEAR_BEFORE.search(key):
                return frozenset()
            words_of_year = _IN_TITLE.findall(own[1] if (own := _OF_WORK.search(key)) else key)
            years = (parse_fiscal_year(re.sub(r"\([^)]*\)", "", words)) for words in words_of_year)
            found |= {year for year in (*years, _tab_year(line), year_of_months(line.text)) if year}
    return frozenset(found)


def _apart(text: str) -> str:
    """A title or a name where years that stand side by side are each written out: 令和5・6年度 is 令和5年度、令和6年度."""
    plain = _SIDE_BY_SIDE.sub(_both, fold_width(text))
    return _NEXT_TO_IT.sub(_both, plain)


def _both(found: re.Match[str]) -> str:
    said = found.groupdict()
    era, one, two = said["era"] or "", said["one"] or said["gregorian"], said["two"]
    if "sign" in said and said["sign"] and int(two) != int(one) + 1:
        return found[0]  # R6-1 is the first of several files
    return f"{era}{one}年度、" + (f"{said.get('other') or era}{two}年度" if two else "")


def _is_title(key: str) -> bool:
    return len(key) <= 60 and not key.endswith("。")


def _of_another_year(lines: Iterable[Line]) -> str:
    """The first title whose year is none of the results: that of a meeting, or the one after them; "" for none."""
    for line in lines:
        key = match_key(line.text)
        if _is_title(key) and (_OF_MEETING.search(key) or _OF_YEAR_BEFORE.search(key)):
            return " ".join(line.text.split())
    return ""


def _name_years(name: str) -> tuple[frozenset[int], frozenset[int]]:
    """Fiscal years that a file's name states as such, and years that are mere numbers in it."""
    key = match_key(_apart(name.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    stated = {parse_fiscal_year(re.sub(r"[-_]", "", words)) for words in _IN_NAME.findall(key)}
    bare = {int(words) for words in _BARE_YEAR.findall(key)}
    return frozenset(year for year in stated if year), frozenset(bare)


def _refuse_contradictions(
    stated: frozenset[int], titles: frozenset[int], named: frozenset[int], given: int | None, name: str
) -> None:
    if given is not None:
        header = sayable("--year {given} contradicts the header, which says {years}")
        title = sayable("--year {given} contradicts the title, which says {years}")
        for template, years in ((header, stated), (title, titles)):
            if years and given not in years:
                raise UsageError(
                    say(template, given=given, years=_labels(years)),
                    where=name,
                    hint=say("leave --year out, or mend the document"),
                )
    elif stated and titles and not stated & titles:
        raise ParseError(
            say(
                "the header says {stated}, the title {titles}", stated=_labels(stated), titles=_labels(titles)
            ),
            where=name,
            hint=say("mend one of them"),
        )
    elif named and (stated or titles) and not named & (stated | titles):
        raise ParseError(
            say(
                "the document says {stated}, its file name {named}",
                stated=_labels(stated or titles),
                named=_labels(named),
            ),
            where=name,
            hint=say("rename the file, or confirm with tgx import --year"),
        )


def _single_year(
    titles: frozenset[int], named: frozenset[int], given: int | None, name: str, other: str
) -> int:
    """``other`` is a title whose year is that of a meeting, or the one after the results."""
    if given is not None:
        return given
    if other and (not titles | named or _OF_YEAR_BEFORE.search(match_key(other))):
        raise ParseError(
            say("the year of the results is not said: {title} says another one", title=other),
            where=name,
            hint=say(_SAY_IT),
        )
    for years in (titles, named):
        if len(years) == 1:
            return min(years)
        if len(years) > 1:
            raise ParseError(
                say("several fiscal years: {years}", years=_labels(years)),
                where=name,
                hint=say("leave one of them in the title, or say which with tgx import --year"),
            )
    raise ParseError(
        say("no fiscal year in the header, the title or the name"),
        where=name,
        hint=say(_SAY_IT),
    )


def _labels(years: frozenset[int]) -> str:
    return joined(_label(year) for year in sorted(years))


def _label(year: int) -> Message:
    return say("FY{year} ({era})", year=year, era=era_label(year))
