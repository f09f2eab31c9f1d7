"""Words that say in a cell what became of a row, or how far it is: 中止, 実施済, 2：未実施, 一部実施, 継続（拡充）."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.figures import fold_width

_CODE = expression(r"^[0-9]{1,3}[\s:.、_\-]+(?=[^\s0-9])")
"""The code of an office system before its word: 2：中止, 02 未実施."""
_AROUND = expression(r"^[\s・【\[「]+|[\s。】\]」]+$|\s*[(【\[][^()【】\[\]]{0,30}[)】\]]\s*$")
_GOES_ON = "継続|新規|拡充|拡大|縮小|廃止|見直し"
_STATE = (
    f"{_GOES_ON}|実施|開催|着手|終了|完了|休止|中断|再開|中止|順延|延期|見送り?|取り?下げ|取り?やめ|取り?止め|キャンセル"
    "|未実施|未開催|不実施|未着手|未開始|未定|予定|達成|未達成|(?:計画|予定)(?:どおり|通り)"
    "|(?:概ね|おおむね|ほぼ)?順調|遅れ|遅延|繰り?越し?|(?:検討|準備|調整|取組|推進|進行|対応)(?=中|済|予定|せず)"
)
_PART = (
    "一部|大部分|全部|全て|すべて|縮小|規模縮小|規模を?縮小して|オンライン|リモート|書面|対面|通常"
    "|(?:例年|予定|計画)(?:どおり|通り)"
)
_IS_STATE = expression(
    rf"(?:(?:{_PART})(?:で|にて|での?|を)?)?(?:(?:{_STATE})(?:済み?|中|予定|なし|せず|した|しました|となった)?[/／・、→⇒に]?)+"
)


_IS_KIND = expression(rf"(?:(?:{_GOES_ON})[/／・、]?)+")
"""What is said of a project (新規, 継続), and not of what became of it in the year."""


def without_code(text: str) -> str:
    """A cell's words in half width, without the code of an office system before them."""
    return _CODE.sub("", fold_width(text).strip())


def is_state(text: str) -> bool:
    """Whether a cell is nothing but words for what became of its row, perhaps with a note in brackets."""
    return bool(_IS_STATE.fullmatch(_bare(text)))


def hold_states(texts: Sequence[str]) -> bool:
    """Whether all cells that say something say a state, and not all of them only whether something is new or goes on."""
    said = [text for text in texts if text.strip(" \u3000-－―ー")]
    return all(map(is_state, said)) and any(not _IS_KIND.fullmatch(_bare(text)) for text in said)


def _bare(text: str) -> str:
    return "".join(_AROUND.sub("", without_code(text)).split())
