"""Results of a word or two, by all that they say: 保留, 対象外, 民間へ移譲, 継続, R6から実施."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Outcome
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.dates.fiscal import earliest_fiscal_year
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.keys import match_key

_LONGEST, _LONGEST_LATER = 20, 40
_END = r"(?:した|しました|となった|となりました|済み?|中)?"
_TO_OTHERS = (
    r"(?:(?:本?事業)?(?:を|は)?、?(?:民間|国|県|都|道|府|他(?:の)?(?:課|部署|団体|事業|施策)|別事業|指定管理者"
    r"|[一-龥ァ-ヴー]{1,10}(?:課|局|部|室|事業|施策|法人|団体|協会|財団|センター))[にへと])"
)
_OF_WHOM = r"[^、。0-9したてで]{1,12}(?:(?:から|より)の?|[のと]の?|への|との)"
"""Whose answer is waited for, without a verb of what was done: 相手都市からの, 先方の."""
_NOTHING = expression(
    rf"(?:対象外|非該当|評価対象外|(?:{_OF_WHOM})?(?:回答|返答|返事|返信|連絡|照会|報告|確認|結果|調整)待ち|(?:集計|精査|取り?まとめ|とりまとめ)中|未回答|回答なし|(?:実績|件数|回数|人数)?:?0(?:件|回|名|人)?)"
)
_NOT_DONE = expression(
    r"(?:(?:市長|職員|本市)は?)?欠席(?:した|しました)?|[^、。]{1,16}(?:ため|により|につき|影響で)[×✕]"
    rf"|(?:(?:実施|開催)?(?:を|は)?(?:保留|据え?置き){_END}|非(?:実施|開催)|{_TO_OTHERS}?(?:統合|統廃合|再編|移管|移譲|譲渡){_END})"
)
_NO_ONE = expression(
    r"(?:[^、。0-9]{1,20}(?:により|ため|で)、?)?(?:受け?入れ?|派遣|訪問|来訪|参加|視察|来場|受講|応募|申込み?)(?:者|件|人)?数?[はが]?:?0(?:件|回|名|人|者)"
    r"(?:であった|だった|でした|となった)?"
)
"""A count of nothing that is all of a result: 参加者0人, 先方の事情により受入れは0件であった."""
_TO_COME = expression(r"予算(?:の)?(?:要求|要望|調整|申請)中?|(?:認可|許可|申請|審査)(?:待ち|中)")
_NO_DEED = expression(
    rf"(?:継続|終了|見直し|変更|拡充|縮小|拡大|現状維持|(?:担当|所管)(?:課|部署|局)?の?変更|{_TO_OTHERS}?(?:統合|統廃合|再編|移管|移譲|譲渡)){_END}"
)
_YEAR = r"(?P<year>(?:令和|平成|[RH])(?:元|[0-9]{1,2})|20[0-9]{2})"
_DEED = (
    "実施|開始|開催|着手|導入|再開|派遣|訪問|受け?入れ?|運用開始|供用開始|稼働"
    "|移行|設置|整備|施行|策定|改定|発行|公開|配布|始動|スタート"
)
_LATER = expression(
    r"(?:[^、。0-9しりて]{1,16}[はをが]、?)?"
    rf"{_YEAR}(?P<of>年度?)?(?P<month>[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:当初|中|末|以降|[上下]半期|春|夏|秋|冬)?"
    rf"(?:から|より|に|へ|にも|の)?(?:本格|新規|順次|改めて|新たに)?(?:に|を)?(?:(?:{_DEED})(?:を?予定|を?開始)?|検討)"
    r"(?:する|します|することとした|することとなった|の?見込み?|へ)?"
)
_ZEROS = frozenset("0０")
_SIGNS = frozenset("年RHＲＨrhｒｈ")
"""One of these stands in every year that is written out."""


def outcome_of_whole(text: str) -> Outcome | None:
    """What a result says by a word or two that are all of it; None where it says more, or where they say no such thing."""
    if len(text) > _LONGEST_LATER or (len(text) > _LONGEST and _ZEROS.isdisjoint(text)):
        return None
    plain = _bare(text)
    if "0" in plain and _NO_ONE.fullmatch(plain):
        return "none"
    if len(text) > _LONGEST:
        return None
    if _NOTHING.fullmatch(plain):
        return "none"
    if _NOT_DONE.fullmatch(plain):
        return "cancelled"
    return "planned" if _TO_COME.fullmatch(plain) else None


def tells_no_deed(text: str) -> bool:
    """Whether all of a result is a word that says what is to become of the work, and not what was done: 継続, 見直し, 移管."""
    return len(text) <= _LONGEST and _NO_DEED.fullmatch(_bare(text)) is not None


def is_of_later_year(text: str, fiscal_year: int) -> bool:
    """Whether a result names only what is done in a later year than its own: R6から実施, in one of FY2023."""
    if len(text) > _LONGEST_LATER or _SIGNS.isdisjoint(text) or not (found := _LATER.fullmatch(_bare(text))):
        return False
    named = parse_fiscal_year(match_key(f"{found['year']}年度"))
    if named is None:
        return False
    month = int(found["month"][:-1]) if found["month"] else None
    return earliest_fiscal_year(named, month, calendar=found["of"] == "年") > fiscal_year


def _bare(text: str) -> str:
    return "".join(fold_width(text).split()).strip("()[]【】「」。・")
