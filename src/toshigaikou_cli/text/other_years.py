"""Whether words of a remark or a note are of another fiscal year than what they stand beside: 次年度は廃止, 令和7年度から休止."""

from __future__ import annotations

import re
from collections.abc import Collection

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.dates.fiscal import earliest_fiscal_year
from toshigaikou_cli.text.figures import fold_width

_NEXT = "[次翌来]年度?"
_YEAR = expression(
    r"(?P<year>(?:令和|平成|(?<![A-Za-z])[RH])(?:元|[0-9]{1,2})(?![0-9])|(?<![0-9])20[0-9]{2}(?![0-9]))"
    r"(?:(?P<whole>年度)|(?:年|[./])(?P<month>[0-9]{1,2})(?:月|(?![0-9年名人件回校]))|(?P<calendar>年)|)"
    rf"|(?P<next>{_NEXT})"
)
_OTHER_WORDS = expression("[0-9]年|[今本当同昨前近例毎]年|今回|現在|今も|以来|引き?続|継続|[0-9]月")
"""What may be of the year itself, or of one that is not told."""
_OF_THAT_YEAR = expression("(?:分)?(?:は|のみ|だけ|に限り)(?!も)")
_LASTS = expression("(?<![とこにたいる])から|(?<!に)より|以降|以後|廃止|休止|終了|統合")
"""What may last until the year itself."""


def is_of_later_time(before: str, fiscal_year: int) -> bool:
    """Whether the last year that is named in the words before one says that this is of a later year."""
    named = [*_YEAR.finditer(before)]
    if not named or _OTHER_WORDS.search(before, named[-1].end()):
        return False
    return _earliest(named[-1], fiscal_year) > fiscal_year


def is_of_other_years(text: str, fiscal_years: Collection[int]) -> bool:
    """Whether a note names years, none of them one of these, and says of no other time what it says: 令和5年度は中止 beside
    2024. What began in an earlier year may last (令和5年度から休止)."""
    plain = fold_width(text)
    named = [*_YEAR.finditer(plain)] if fiscal_years else []
    if not named or _OTHER_WORDS.search(_YEAR.sub("、", plain)):
        return False
    last = max(fiscal_years)
    if all(_earliest(each, last) > last for each in named):
        return plain[: named[0].start()].strip("()（） 　") == ""
    return not _LASTS.search(plain) and all(
        each["whole"]
        and _earliest(each, last) not in fiscal_years
        and bool(_OF_THAT_YEAR.match(plain, each.end()))
        for each in named
    )


def _earliest(found: re.Match[str], fiscal_year: int) -> int:
    """The first fiscal year that a year's words may mean; 0 where there is no such year."""
    if found["next"]:
        return fiscal_year + 1
    named = parse_fiscal_year(f"{found['year']}年度") or 0
    month = int(found["month"]) if found["month"] else None
    return earliest_fiscal_year(named, month, calendar=bool(found["calendar"]))
