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
_GRADE = expression(
    "達成|未達|順調|良好|十分|効果|成果|向上|改善|推移|進展|進んで|進捗|遅れ|遅延|遅い|早い|早期|前倒し|上回|下回|届か|及ば"
    "|(?:計画|予定|目標|想定|見込み?|期待|水準)(?:値)?(?:以上|以下|未満|どおり|通り|並み?|より)"
    "|[0-9]割|[0-9]%?(?:以上|以下|未満|超)|高い|低い|普通|標準|良い|悪い|優れ|優良|満足|課題|妥当|適切|維持"
)
_PERHAPS_NOT_DONE = expression(
    "見合わ?せ|見送|引き?渡|引き?継|移[管譲行]|所管|対象外|除外|該当|保留|凍結|中[止断]|休|廃|終了|取り?や?[め止下]|返上|辞退"
    "|着手|開始|(?:実施|開催|活動|取組)[^。]{0,6}(?:せず|ず$|ない|なかった|なし|不)|未(?!達|満)|白紙|統合"
)


def without_code(text: str) -> str:
    """A cell's words in half width, without the code of an office system before them."""
    return _CODE.sub("", fold_width(text).strip())


def is_state(text: str) -> bool:
    """Whether a cell is nothing but words for what became of its row, perhaps with a note in brackets."""
    return bool(_IS_STATE.fullmatch(_bare(text)))


def is_grade(text: str) -> bool:
    """Whether a text says how far or how good something was (計画以上, 遅れている, 効果が低い), and not perhaps that it was not
    done (着手が遅れ, 効果なく見合わせ)."""
    plain = fold_width(text)
    return bool(_GRADE.search(plain)) and not _PERHAPS_NOT_DONE.search(plain)


def hold_states(texts: Sequence[str]) -> bool:
    """Whether all cells that say something say a state, and not all of them only whether something is new or goes on."""
    said = [text for text in texts if text.strip(" \u3000-－―ー")]
    return all(map(is_state, said)) and any(not _IS_KIND.fullmatch(_bare(text)) for text in said)


def _bare(text: str) -> str:
    return "".join(_AROUND.sub("", without_code(text)).split())
