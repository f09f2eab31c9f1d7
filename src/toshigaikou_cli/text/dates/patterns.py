"""The patterns of dates, on width-folded text (:func:`figures.fold_width`).

Every repetition is bounded, so that a match from one place takes a bounded time.
"""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates.eras import NAMES, SIGNS

_KANJI = "一二三四五六七八九十"
_N = rf"(?:\d{{1,2}}(?!\d)|[{_KANJI}]{{1,3}})"
_SEP = r" ?[・、,~\-] ?"
_DAY_RUN = rf"(?P<days>\d{{1,2}}(?:{_SEP}\d{{1,2}}){{0,31}}|[{_KANJI}]{{1,3}}) ?日"

ERA = (
    rf"{NAMES}|[{SIGNS}]"
    r"|(?<![A-Za-z0-9])[MTSHR](?= ?[\d元])|(?<![\u4e00-\u9fff])[昭平令](?=[\d元])"
)
_GLOSS = (
    rf"\( ?(?P<ge_>{ERA})? ?(?P<gn_>元|\d{{1,4}}(?!\d)|[〇{_KANJI}]{{1,4}}) ?年?度?"
    rf"(?:[・/] ?(?:{ERA}) ?(?:元|\d{{1,2}}) ?年?度?)? ?\)"
)
_YEAR = (
    rf"(?:(?P<era>{ERA}) ?(?P<ey>元|{_N})|(?P<gy>\d{{4}}(?!\d)|[一二][〇零{_KANJI}]{{3}})|(?P<bare>元|{_N}))"
)
_MONTH = (
    rf"(?P<months>\d{{1,2}}(?:{_SEP}\d{{1,2}}){{0,11}}|[{_KANJI}]{{1,3}}) ?月"
    rf"(?: ?{_DAY_RUN}(?![間目])| ?(?P<part>上旬|初旬|初め|上・?中旬|中・?下旬|中旬|半ば|下旬|末)|(?![間号曜祭病給額刊光当謝]))"
)


def _gloss(place: int) -> str:
    return _GLOSS.replace("e_>", f"e{place}>").replace("n_>", f"n{place}>")


FULL = expression(
    rf"{_YEAR}(?: ?{_gloss(1)})?(?: ?年|(?(era)\.(?= ?\d{{1,2}} ?月)|(?!)))"
    rf"(?:(?P<fiscal>度)(?![目間]|に[わ渡])(?: ?{_gloss(3)})?|(?: ?{_gloss(2)})?(?: ?の? ?{_MONTH})?)"
)
"""平成29年7月13日, 平成26（2014）年12月, 2017（平成29）年度, 29年度, 29年7月, R6.11月, 平成30年2月19、20、21日."""

YEARS = expression(
    rf"(?:(?P<era>{ERA}) ?)?(?P<years>(?:元|\d{{1,4}})(?:{_SEP}(?:(?:{ERA}) ?)?(?:元|\d{{1,4}})){{1,11}}) ?年(?P<fiscal>度)?"
    r"(?! ?\d|間|代|生|ぶり|連続|前|後)"
)
"""平成29～31年度, 平成29・30年度, 2017、2018年."""

MONTH_DAY = expression(_MONTH)
"""7月13日, 7月, 7・8月, 5月下旬, 2月19、20日."""

PART_OF_YEAR = expression(
    r"(?:(?P<era>[MTSHR]) ?(?P<ey>元|\d{1,2}) ?の?)?"
    r"(?:第(?P<quarter>[1-4一二三四]) ?四半期|(?P<half>(?<![以地眼目])[上下])半?期(?![待間日限末]|中(?!に)))(?![毎ご決報])"
)
"""第2四半期, 上半期, R4第3四半期: a part of a fiscal year."""
OF_CALENDAR_YEAR = expression(r"年 ?の?$")
"""What makes a half that of a calendar year: 2022年上半期."""

FY = expression(r"FY ?(?P<gy>\d{4})(?!\d)")

FIGURES = expression(
    rf"(?:(?P<era>{ERA}) ?(?P<ey>元|\d{{1,2}})|(?P<gy>\d{{4}})|(?P<bare>[1-3]?\d(?=[./] ?\d{{1,2}}[./])))"
    r"(?P<sep>[./\-・]) ?(?P<m>\d{1,2})(?:(?:(?P=sep)|(?(era)/|(?!))) ?(?P<d>\d{1,2})(?!\d))?"
    r"(?:(?<=-\d\d)/(?P<to>\d\d))?(?(d)|(?! ?月))"
    r"(?!\d|[./]\d(?!\d?:\d\d)|-\d{3}(?!\d[./])|[A-Za-z%]|シーズン|年)"
)
"""2017/9/26, 2017.9.26, 2017-09-26, 2017-09-26/27, 2017-09, H29.10, 平成29.10.5, 29.10.5."""

FIGURES_OPEN = expression(r"(?:^|\n|[(【\[〔]|[~\-] ?)$")
"""What a year of one figure stands behind: 3.6.8 at the head of a line."""

RELATIVE = expression(
    rf"(?P<year>[同翌])(?:年(?P<fiscal>度)?|(?P<bare>)(?=\d{{1,2}} ?月))(?: ?の? ?{_MONTH})?"
    rf"|(?P<month>[同翌])月(?: ?{_DAY_RUN.replace('<days>', '<mdays>')}(?![間目]))?"
    r"|(?P<next>翌々?|前)(?:(?:(?P<nday>\d{1,2}) ?)?日|(?<=翌)朝)"
    r"|同(?P<sday>\d{1,2}) ?日(?![間目])"
    r"|同 ?(?P<fmonth>\d{1,2})[./](?P<fday>\d{1,2})(?=$|[)\],、。~\-\n ]|か|に|よ|\()"
)
"""同年12月, 翌年3月5日, 翌3月, 同月20日, 同20日, 同12.8, 翌月, 翌日, 翌々日, 前日, 翌5日."""

_EM = (
    r"(?P<m_>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ED = r"(?P<d_>\d{1,2})(?!\d)(?:st|nd|rd|th)?(?: ?[-~] ?(?P<e_>\d{1,2})(?!\d)(?:st|nd|rd|th)?)?"
_EY = r",? (?P<y_>\d{4})(?!\d)"
ENGLISH = expression(f"{_EM} {_ED}{_EY}".replace("_>", "1>") + "|" + f"{_ED} {_EM}{_EY}".replace("_>", "2>"))
"""May 15, 2023; 15-17 May 2023."""
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

DAYS = expression(_DAY_RUN + r"(?!間|目|市|以[内上]|程度|ほど|前|後|制|分|毎|ごと|当|\d)")
"""30日 and 20、21日, after a date whose month they share."""

BRACKETED_DAYS = expression(
    rf" ?(?:\( ?|(?P<told>は))(?P<days>\d{{1,2}} ?日?(?:{_SEP}\d{{1,2}} ?日?){{0,31}})(?<=日)"
    r"(?(told)(?=[、,にと。\n]| ?及び|$)| ?\))"
)
"""12月（7日、8日）, 5月は14・28日: days of the month before them."""

FREE_DAY = expression(
    r"(?P<days>(?:(?<=[、,→/ ])\d{1,2} ?[~\-・] ?)?\d{1,2}) ?日"
    r"(?=に(?!わた|渡|及|およ|一|\d)|(?:~|-|から) ?\d{1,2} ?日(?!間|目)|から(?!\d)|は|まで"
    r"|午[前後]|夜|夕|朝|\((?!予定)[^()\n]{1,14}\)"
    r"|出発|到着|帰国|帰着|来日|離日|解散|閉[会幕講館]|開[会幕講]| ?\( ?[月火水木金土日]"
    r"|(?:(?<=[、,→/ ~\-・]\d日)|(?<=[、,→/ ~\-・]\d\d日)) (?![前間目以])[一-龥ァ-ヺ])"
)
"""14日に, 、5～6日　高雄市: a day further on in a line that has named its month."""


MOVED = expression(
    r"(?: ?\(.\))?[にへ](?:(?:日程|日時|期日|会期|時期|日|期間)を)?(?:延期|順延|変更|振り?替|移|ずら|繰り?下げ|繰り?上げ)"
)
"""What tells that something was moved to a day: 9月20日から27日に延期."""

CALLED_OFF = expression(
    r"(?: ?\(.\))?(?:分|の回)?[はが][^、。()\n0-9]{0,16}?(?:中止|休止|延期|休講|取りやめ|見送)"
)
"""What tells that a day of which the text has spoken was called off: 6日は荒天により中止."""

WEEKDAY = (
    r"(?: ?\( ?[月火水木金土日祝休](?:曜日?)?(?:[・、,/ ]?(?:祝日?|休日?|振休|振替休日))? ?\)| ?[月火水木金土日]曜日?"
    r"| ?\( ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)[a-z]{0,6}\.? ?\))?"
)

LENGTH = expression(
    rf"{WEEKDAY} ?(?:(?:から|より)の?(?:延べ|計|約)? ?(?:(?P<half>半年)(?:間(?!隔)|(?=、))"
    rf"|(?P<n>\d{{1,3}}|[{_KANJI}]{{1,3}}) ?(?P<unit>年|[かヶカケ箇ヵ]月|週|日)間)"
    rf"|(?:から|より|出発)?[、,(]? ?(?:\d{{1,2}}|[{_KANJI}]{{1,2}}) ?泊 ?(?P<days>\d{{1,2}}|[{_KANJI}]{{1,2}}) ?日"
    r"(?!前|[にもを]))"
)
LENGTH_IN_BRACKET = expression(
    rf"{WEEKDAY}(?: ?出?発)? ?\( ?(?P<n>\d{{1,3}}|[{_KANJI}]{{1,3}}) ?(?P<unit>日|週)間 ?\)"
)
"""The same of a single day: 6月8日(水)（3日間）."""
"""The length of what begins on a date: 4月から1年間, 9月から半年間, 9月5日(日)から3日間, 3泊5日."""

OPEN_RANGE = expression(r"(?:以降|以後)")

UNTIL_YEAR_END = expression(r"(?:から|より|~)(?:本|同|今|当)?年度末(?:まで)?")
"""4月から年度末まで."""

PART_END = expression("上旬|初旬|中旬|半ば|下旬|末")
"""The end of a range of parts of a month: 3月上旬～中旬."""

FIGURES_END = expression(r"(?:(?P<m>\d{1,2})[./])?(?P<d>\d{1,2})(?!\d|,\d{3}| ?[./年月日件名人回社校か%])")
"""The end of a range that began in figures: H29.10～12, 2017.9.26～9.28."""

BARE_YEAR_END = expression(rf"(?P<n>{_N}) ?年(?=まで|に|、|。|\)|の(?!間)|$)")
"""平成29年から31年まで: the end of a range of years that began with an era."""

LINK = expression(
    rf"{WEEKDAY}(?: ?(?:出?発|泊|\( ?第?\d{{1,3}}回目? ?\))(?= ?(?:[~\-]|から|より)))? ?"
    r"(?:(?P<range>~|-|ー|から|より|→|⇒|ないし|乃至|、? ?至(?: ?:)?)"
    r"|、?(?:及び|および|並びに|ならびに|又は|または|と)|[、,・/&]) ?"
)
"""What joins a date to the next of a list, or to the end of a range; a weekday may stand before it."""

START = expression(rf"[明大昭平令㍾㍽㍼㍻㋿MTSHRFJANOD同翌前通第上下0-9〇{_KANJI}]")
"""The characters that the words of a date may begin with: a quick look before CANDIDATE."""

NUMERAL = expression(rf"(?:[0-9]+|[〇{_KANJI}]+) ?")

CANDIDATE = expression(
    rf"{ERA}|[同翌]年|[同翌]月|翌々?日|翌朝(?![一-龥]*新聞)|(?<![一-龥])前日(?=[、に])"
    rf"|同(?=\d)|通年|第[1-4一二三四] ?四半期|[上下]半?期|翌(?=\d)|FY(?= ?\d{{4}})|\d+|[〇{_KANJI}]+"
    r"|(?<![A-Za-z])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?=\.? \d)"
)
"""Where the words of a date may begin."""

NOT_BEFORE = expression(
    r"(?:(?<!:[0-5])[0-9]|[A-Za-z.第約満全毎各]|\d[-/,]|毎年|例年|毎月|昨年度?|前年度?|先年|隔年) ?の? ?$"
    r"|(?:昨年度?|前年度?|前回)は、?$"
)
"""What makes a number after it no date of an event: 第2回, PM2.5, 毎年11月3日, 昨年10月; not a clock time (15:00 10月5日)."""

YEAR_ALONE = expression(
    r" |$|[\n、。,.・()「」『』\[\]【】~\-:;/!?]|に|の(?!歴史|間|伝統|節目)|から|まで|より|も|か[らけ]|は|で|と|を|が"
    r"|へ|や|及び|および|並びに|又は|頃|ごろ|末|初|春|夏|秋|冬|中|内|現在|時点|当時|以[降来前]|前半|後半|[上下]半期"
    r"|第[1-4一二三四]四半期|開[催始設業館校]|実施|設[立置]|締結|発[足効行表]|制定|策定|改定|完成|竣工|加[入盟]|提携|予定"
    r"|付|版|[夏冬]季"
)
"""What may follow a year that stands alone; in 2020年大会 or 平成28年熊本地震 the year is part of a name."""
