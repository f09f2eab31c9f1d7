"""Words that are all of a result and say only that it is as another one: 同左, 〃, 同上, 前年度と同じ, →."""

from __future__ import annotations

from typing import Literal

from toshigaikou_cli.expressions import expression

Where = Literal["left", "right", "above", "before"]
"""Where the other one stands: beside, above, or under the year before."""

_OPENS = frozenset("同左右上前昨→⇒➡←⇐↑〃″(（")
_LONGEST = 16
_AS = r"(?:[にと]?同(?:じ|様)|[にと]同一)(?:である|です)?"
_SAME = expression(
    r"[(（]?(?:"
    rf"(?P<left>同左|左(?:記|欄)?{_AS}|[→⇒➡←⇐]+)|(?P<right>同右|右(?:記|欄)?{_AS})"
    rf"|(?P<above>同上|同前|上(?:記|欄)?{_AS}|〃|″|↑)"
    rf"|(?P<before>[前昨]年度?(?:の?実績)?(?:{_AS}|同|どおり|通り))"
    r")[)）]?。?"
)
_AMONG_OTHERS = expression(r"同[左右](?![一-龥])|[左右](?:記|欄)?[にと]?同じ")


def same_as(text: str) -> Where | None:
    """Where that stands to which a text refers for all that it says; None for a text that says something itself."""
    plain = text.strip()
    if plain[:1] not in _OPENS or len(plain) > _LONGEST:
        return None
    found = _SAME.fullmatch("".join(plain.split()))
    where: Where
    for where in ("left", "right", "above", "before"):
        if found and found[where]:
            return where
    return None


def refers_beside(text: str) -> bool:
    """Whether a text says among other words that it is as what stands beside it: 同左（ただし講師を変更）."""
    return ("左" in text or "右" in text) and _AMONG_OTHERS.search(text) is not None
