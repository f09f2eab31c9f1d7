"""What tgx says in Japanese, with what a project calls goals, areas, measures and units."""

from __future__ import annotations

from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.project import ProjectWords

SPOKEN = ProjectWords("目的", "取組の方向", "施策", "局", "主管", "関係")
"""The words in which tgx's own texts are written."""
_TERMS = expression(
    r"(?P<area>取組の方向)|(?P<goal>目的)|(?P<measure>施策)|(?P<lead>主管局?)|(?P<related>関係(?=局|）))"
    r"|(?P<unit>担当局|(?<![一-龥])局|(?<=[各別係管])局)"
)
"""Where a text of tgx's own says them: 結局 and 福祉局 are other words."""


@lru_cache(maxsize=4096)
def as_called(text: str, words: ProjectWords) -> str:
    """A Japanese text of tgx's own (a template, never with what a document says in it) in the words of a project."""
    if words == SPOKEN:
        return text
    return _TERMS.sub(lambda found: getattr(words, str(found.lastgroup)), text)
