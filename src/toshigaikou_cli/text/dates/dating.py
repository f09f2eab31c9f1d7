"""Whether a date in a text says when its activity took place, or only mentions another day."""

from __future__ import annotations

import re

from toshigaikou_cli.text.dates import eras

_BEFORE_OPENING = re.compile(
    r"(?:【[^】\n]{0,30}】|[「『（(<〈《\[［・\s]|(?:[^\s。、:：]{0,6}(?:日時?|日程|期間|時期|年月日?)|[^\s。、:：]{1,4})[:：])*"
)
_OPENS_BRACKET = re.compile(r"[（(\[［〔【][^（(）)\[\]［］〔〕【】。\n]{0,40}$")
_CLOSES_BRACKET = re.compile(r"\s*(?:に?(?:実施|開催))?(?:[）)\]］〕】、,，・～~]|から|まで|$)")
_DATES_ONLY = re.compile(
    rf"[0-9０-９一-十元年月日年度{eras.NAMES.replace('|', '')}頃上中下旬初末～~〜、,，・/.\-\s（(）)月火水木金土祝開催実施]*"
)
_ANOTHER_DAY = re.compile(
    r"[^。\n]{0,4}(?:以来|以降|付け?[のに]|現在|当時|時点)|[^。、\n]{0,24}(?:に基づ|を踏まえ|に基付)"
    r"|[^。、\n]{0,16}(?:締結|調印|署名|合意|提携|設立|設置|策定|制定|発足|加盟|加入)(?:し|さ)?[れ]?た?[一-龥ァ-ヺ「『]"
)
_REACH = 60


def says_when(text: str, span: tuple[int, int]) -> bool:
    """Whether the date at ``span`` opens the text, or stands alone in brackets, and is not the day of something else.

    平成29年9月3日 訓練に参加 and 都政説明（平成29年8月1日） say when; 平成26年10月に締結した合意に基づく交流 does not.
    """
    start, end = span
    if _ANOTHER_DAY.match(text, end, end + _REACH):
        return False
    if _BEFORE_OPENING.fullmatch(text, max(0, start - _REACH), start) and start <= _REACH:
        return True
    opened = _OPENS_BRACKET.search(text, max(0, start - _REACH), start)
    return bool(
        opened and _DATES_ONLY.fullmatch(text, opened.start() + 1, start) and _CLOSES_BRACKET.match(text, end)
    )
