"""Who comes to what is held, and where a show goes round: lists of cities behind 大会を開催, and 巡回."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression

_INVITES = (
    r"(?:(?<!商品)(?<!物産)大会|(?<!国際)会議|交流[^、。\n]{0,6}"
    r"|研修[会生]?|受け?入れ?|招[待聘へ][^、。\n]{0,6}|キャンプ|事業)"
)
_HOLDS = (
    r"(?:を|の)?(?:[^。\nを]{0,24}(?:に|で|から|まで|ぶり|)?)?(?:開催|実施|主催|挙行)(?:した|しました|し)?$"
)
_INVITED = expression(rf"{_INVITES}[」』]?{_HOLDS}")
_ABROAD = expression(
    r"現地|海外で|各地|巡回|順に|会場|出展|(?:観光|投資|企業誘致|販売|pr)[^、。\n]{0,8}(?:会議|事業|研修)"
)
"""What makes the cities of such a list the places all the same."""
_EXCHANGE = expression(rf"(?:交流(?!会館|施設)|親善|友好|合同|共同)[^、。\n]{{0,12}}?{_HOLDS}")
_LIST_ENDS = expression(
    r"[、・,/\s]*(?:ほか|他|など|等)?(?:全?の?計?[0-9]{1,2}(?:都市|市|団体|チーム|か国))?"
)
_SHOW = expression(
    r"(?:説明会|相談会|商談会|展示会|見本市|物産展|[^、。\n]展|セミナー|フェア|フェスタ|イベント|キャンペーン|ロードショー|プロモーション|公演|上映会|講演会)"
    r"[」』]?(?:を|は、?|について、?)(?:[^。\nを]{1,40}[、・,とや及び])?$"
)
_ROUND = expression(
    r"(?:市|州)?(?:の順(?:に|で)?|を順[にで次]|へ?と?順[次に]|[をとへで]?(?=巡|回))、?(?:巡回|巡業|巡[りっ]て?|回[りっ]て?)?[^、。()\n]{0,6}?"
    r"(?:開[いきか催]|催[しさ]|実施|行[いっわ])"
)
"""ロンドン、フランクフルトの順に巡回して開いた."""


def goes_round(text: str, start: int, end: int) -> bool:
    """Whether the city at a place is one that a show or a briefing goes to, one after the other."""
    return bool(_ROUND.match(text, end) and _SHOW.search(text, max(0, start - 80), start))


def are_invited(before: str, left: str, cities: int) -> bool:
    """Whether the cities of a bracket come to what is held before it, by the words ``before`` it and those ``left`` in it
    without the cities: 大会を開催（ジャカルタ特別市、バンコクほか）. One city comes only to an exchange."""
    if not _LIST_ENDS.fullmatch(left) or _ABROAD.search(before):
        return False
    return bool((_INVITED if cities > 1 else _EXCHANGE).search(before))
