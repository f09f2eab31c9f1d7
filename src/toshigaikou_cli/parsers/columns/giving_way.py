"""Columns of results that give way to another: a mere description (内容) to any, what came of it (成果) to what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import PARENTHESES, SEVERAL, header_spellings, without_year
from toshigaikou_cli.parsers.columns.short_results import may_be_graded
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import hold_grades
from toshigaikou_cli.text.states import is_state
from toshigaikou_cli.text.told_beside import told_by_state
from toshigaikou_cli.vocabulary.columns import DeclaredColumn, DeclaredTable

_SEVERAL = expression(rf"{SEVERAL.pattern}|(?<=[\u4e00-\u9fff])と(?=[\u4e00-\u9fff])")
_LONGEST_WORD = 10
_NOT_HELD = ("cancelled", "planned")
_TELLS = expression(r"[0-9０-９。]|(?:た|ました)$")
_PAST = expression(r"^(?:これまで|今まで|過去|従来|既往|累計|通算)")
_YEARS_OF_PAST = expression(r"^過去[0-9一二三四五十]{1,2}か?年(?!度)")
_FIGURE = expression("[0-9０-９]")
_REPORTS = expression(r"(?:た|ました)[。）)\s]*$")


def with_dated(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where the one that names a year's work (令和6年度の取組) is what no other is, beside a word such as 実績値:
    without it, it may be what is planned. Before a column of what came of it (成果) it is what was done, too, and without a
    year where the cells ``below`` report."""
    keys = [match_key(column.header) for column in found]
    for kind, declared in table.values.items():
        of_kind = [at for at, column in enumerate(found) if column.kind == kind]
        if not all(is_effect(found[at], table) for at in of_kind):
            continue
        free = [at for at, column in enumerate(found) if not column.column]
        dated = [at for at in free if _is_work(found[at].header, declared, dated=True)]
        if not dated and of_kind:
            told = [at for at in free if _is_work(found[at].header, declared, dated=False)]
            dated = [at for at in told if _report([row[at] for row in below if at < len(row)])]
        given = of_kind or any(word in key for word in declared.given for key in keys)
        if len(dated) != 1 or not given:
            continue
        (at,) = dated
        year = without_year(keys[at])[1]
        if all(at < behind and found[behind].year_text in ("", year) for behind in of_kind):
            return [*found[:at], HeaderColumn(kind, found[at].header, kind, year), *found[at + 1 :]]
    return found


def with_ordinary(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where those of an ordinary name (活動内容, 取組の状況) have the results that no other one has, but for one of
    a weak name or of the past, and those of a weak one (取組概要) what none has; not where all that the cells ``below`` say are
    grades or states."""
    for kind, declared in table.values.items():
        for names, weaker in ((declared.ordinary - declared.weak, True), (declared.ordinary, False)):
            if not names or any(
                each.kind == kind and not (weaker and (_is_weak_one(each, table) or is_past(each)))
                for each in found
            ):
                continue
            found = [
                _ordinary(each, kind, names, declared)
                if not (each.column or each.kind or each.states)
                and not _are_states([row[at] for row in below if at < len(row)])
                else each
                for at, each in enumerate(found)
            ]
    return found


def _ordinary(
    column: HeaderColumn, kind: YearKind, names: frozenset[str], declared: DeclaredColumn
) -> HeaderColumn:
    """The column of values that one of these names is; with a year one that is not of work to come as well (令和6年度の取組)."""
    if _has_name(column, names):
        return HeaderColumn(kind, column.header, kind)
    bare, year = without_year(match_key(column.header))
    dated = bool(year) and not (names - declared.dated).isdisjoint(header_spellings(bare))
    return HeaderColumn(kind, column.header, kind, year) if dated else column


def is_ordinary(column: HeaderColumn, table: DeclaredTable) -> bool:
    """Whether a column of values has a name that may be of what is declared as well as of what was done."""
    return column.kind is not None and _has_name(column, table.values[column.kind].ordinary)


def _has_name(column: HeaderColumn, names: frozenset[str]) -> bool:
    return not names.isdisjoint(header_spellings(match_key(column.header)))


def _are_states(texts: Sequence[str]) -> bool:
    said = [text.strip() for text in texts if text.strip()]
    return bool(said) and all(is_state(text) or hold_grades([text]) for text in said)


def without_past(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of all results up to now (これまでの実績) is none of the sheet's year beside one that surely is."""
    past = {at for at, each in enumerate(found) if each.kind == "result" and is_past(each)}
    sure = any(
        each.kind == "result" and at not in past and not (_is_weak_one(each, table) or is_effect(each, table))
        for at, each in enumerate(found)
    )
    return [HeaderColumn("", each.header) if sure and at in past else each for at, each in enumerate(found)]


def is_past(column: HeaderColumn) -> bool:
    """Whether a column says that it is of the years up to now, and of none of them alone."""
    key = match_key(column.header)
    return bool(_PAST.search(key)) and (not column.year_text or bool(_YEARS_OF_PAST.search(key)))


def _is_work(header: str, declared: DeclaredColumn, *, dated: bool) -> bool:
    bare, year = without_year(match_key(header))
    spellings = header_spellings(bare) if bool(year) is dated and declared.dated else []
    return any(key.removeprefix("の").removeprefix("における") in declared.dated for key in spellings)


def _report(texts: Sequence[str]) -> bool:
    """Whether most of the cells that say something say it as done."""
    return _most_tell([text for text in texts if text.strip()], [_REPORTS])


def with_states(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where one of results whose name may be of grades (実施状況) says beside another one how far each row is: most
    of its cells are grades or states, and all of them words (統合)."""
    made = list(found)
    for at, column in enumerate(found):
        graded, year = may_be_graded(column.header, table), without_year(match_key(column.header))[1]
        others = [each for each in made if each.kind == column.kind == "result" and each is not column]
        if not graded or not any(each.year_text in ("", year) or not year for each in others):
            continue
        said = [text for row in below if at < len(row) and (text := row[at].strip())]
        grades = sum(hold_grades([text]) or told_by_state(text, "") in _NOT_HELD for text in said)
        if 2 * grades > len(said) and all(map(_is_word, said)):
            made[at] = HeaderColumn("rating", column.header, None, year, figure=True)
    return made


def with_described(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where one of results that may say what is to be done (取組内容), and in no cell says that it was, is none
    beside one that tells deeds (令和5年度実績, 成果) of the same year."""
    declared = table.values.get("result")
    said = {
        at: [text for row in below if at < len(row) and (text := row[at].strip())]
        for at, each in enumerate(found)
        if each.kind == "result"
    }
    if declared is None or len(said) < 2:
        return found
    aims = {at for at, texts in said.items() if _may_be_aims(found[at], declared, texts)}
    # what came of the work tells deeds by its days and numbers alone: 理解が深まった is none
    told = [
        at
        for at, texts in said.items()
        if at not in aims
        and _most_tell(texts, [_FIGURE] if is_effect(found[at], table) else [_FIGURE, _REPORTS])
    ]
    last = max(told, default=-1)
    return [
        HeaderColumn("", each.header) if at in aims and at < last else each for at, each in enumerate(found)
    ]


def _may_be_aims(column: HeaderColumn, declared: DeclaredColumn, texts: Sequence[str]) -> bool:
    """Whether a column of results says what is to be done by its name, and no text of it tells that it was."""
    key = PARENTHESES.sub("", match_key(column.header))
    described = not column.year_text and key.endswith(declared.described) and bool(texts)
    return described and not any(map(_REPORTS.search, texts)) and not _most_tell(texts, [_FIGURE])


def _most_tell(texts: Sequence[str], forms: Sequence[re.Pattern[str]]) -> bool:
    """Whether more than half of the texts have one of the forms."""
    return 2 * sum(any(form.search(text) for form in forms) for text in texts) > len(texts)


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST_WORD and not _TELLS.search(text)


def without_weak(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of a weak name (内容) is no value beside one of a strong name (実績) of its kind, and one of what
    came of the work (成果) none beside one of what was done, of the same year where both say one."""

    def gives_way(column: HeaderColumn) -> bool:
        others = [each for each in found if each.kind == column.kind and not _is_weak_one(each, table)]
        if _is_weak_one(column, table):
            return bool(others)
        return is_effect(column, table) and any(
            not is_effect(each, table) and (each.year_text == column.year_text or not column.year_text)
            for each in others
        )

    return [
        HeaderColumn("", column.header) if column.kind and gives_way(column) else column for column in found
    ]


def _is_weak_one(column: HeaderColumn, table: DeclaredTable) -> bool:
    return not column.year_text and is_weak(column.header, column, table)


def is_weak(header: str, column: HeaderColumn, table: DeclaredTable) -> bool:
    """Whether a header is a name that says little for the kind of a column of values."""
    assert column.kind
    return not table.values[column.kind].weak.isdisjoint(header_spellings(match_key(header)))


def is_effect(column: HeaderColumn, table: DeclaredTable) -> bool:
    """Whether a column of values is of what came of the work, and not of it itself: 成果, 取組の成果, 成果と課題."""
    return bool(column.kind) and tells_effect(column.header, column, table)


def tells_effect(header: str, column: HeaderColumn, table: DeclaredTable) -> bool:
    """Whether a header alone says of a column of values that it is of what came of the work."""
    assert column.kind
    declared = table.values[column.kind]
    parts = [match_key(part) for part in _SEVERAL.split(PARENTHESES.sub("", header))]
    effects = [part for part in parts if _ends_in_effect(part, declared)]
    return bool(effects) and not any(_is_of_work(part, table) for part in parts if part not in effects)


def _is_of_work(key: str, table: DeclaredTable) -> bool:
    """Whether a part of a header names the work itself or its plan (実績, 計画), and not what is said of it (課題, 評価)."""
    bare = without_year(key)[0]
    return any(
        bare in declared.keys | declared.dated or any(word in bare for word in declared.words)
        for declared in table.values.values()
    )


def _ends_in_effect(key: str, declared: DeclaredColumn) -> bool:
    """Whether a name ends in a word of what came of the work, and has none of the work itself (取組結果成果, of two rows)."""
    own = without_year(key)[0]
    word = next((each for each in declared.effects if own.endswith(each)), "")
    return bool(word) and not any(other in own.removesuffix(word) for other in declared.words)
