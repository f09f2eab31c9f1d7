"""The days of what was done so that an activity could take place: 募集期間：5月1日～31日, 契約日：4月1日.

They are no days of the activity where its text tells another; alone, they are all that it tells.
"""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention

_CALL = r"募集|公募|応募|申し?込み?|エントリー"
_MAY_BE = expression(rf"{_CALL}|受け?付|申請|契約|入札|公告|付け?で|発行|刊行|募[りっ]")
"""What stands in every text with such a day."""
_LABEL = expression(
    rf"(?:(?:{_CALL}|受け?付け?|申請|契約|入札|公告)(?:受付|開始|締結)?(?:期間|期日|年月日|日時?|時期)(?:[は:】)]|\()? ?"
    rf"|(?:(?:{_CALL})(?:受付)?|契約)(?:開始|締結)?[:】] ?)$"
)
"""What stands before such a day: 申込期間　, 契約日：, 募集：."""
_LEADS_ON = r"[^。\n]{0,60}?[0-9]"
_DEED = expression(
    r"(?:まで|から|より|に|で|の間)?、?[^、。()\n0-9]{0,14}?"
    r"(?:(?:募集|公募|受け?付け?|申し?込み?受付)を?(?:行い|行って|行った(?:後|のち|上で)|開始し|実施し|し)て?(?:た(?:後|のち|上で))?|募り|募って)、"
    + _LEADS_ON
)
"""6月1日から30日まで募集し、8月5日に…."""
_BY_PAPER = expression(
    r"付け?で[^。()\n0-9]{0,40}?(?:招待|招請|依頼|通知|照会|要請|承認|許可|認可|回答|申請|申し?入れ|案内|打診|契約)"
    r"[^、。()\n0-9]{0,8}、" + _LEADS_ON
)
"""6月28日付けで招待を受け、9月5日に…."""
_BY_PRESS = expression(
    r"(?:付け?)?(?:発行|刊行)\)?(?:で|に|にて|において|を通じて?|により)、?"
    r"[^、。()\n0-9]{0,12}?(?:周知|告知|広報|案内|募集|掲載|PR|呼び?か?け)[^、。()\n0-9]{0,6}、" + _LEADS_ON
)
"""8月号（8月1日発行）で周知し、9月14日に…."""
_CHOSEN = "(?:選考|審査|選抜|抽選)"
_COURSE = expression(rf"(?:[月日]|/\d{{1,2}})(?:に|から)?{_CHOSEN}|{_CHOSEN}[^、。\n0-9]{{0,4}}[0-9]")
"""What tells that a text recounts each step, of which all are its own: 12月に募集し、翌年1月に選考、同2月に派遣."""
_REACH = 120


def without_preparation(text: str, told: list[DateMention]) -> list[DateMention]:
    """The dates of a width-folded text, with the days of preparation mentioned where another day says when."""
    when = [each for each in told if each.role == "when"]
    if len(when) < 2 or not _MAY_BE.search(text) or _COURSE.search(text):
        return told
    before = [each for each in when if _is_of_preparation(text, each.span)]
    if not before or all(each in before or each.precision not in ("day", "month") for each in when):
        return told
    return [each.in_role("mentioned") if each in before else each for each in told]


def _is_of_preparation(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    if _LABEL.search(text, max(0, start - 14), start):
        return True
    limit = min(len(text), end + _REACH)
    return any(form.match(text, end, limit) for form in (_DEED, _BY_PAPER, _BY_PRESS))
