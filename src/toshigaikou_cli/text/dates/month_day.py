"""A month and its day in figures alone: 6/8, 6.8, 20210608.

A slash makes a fraction too, and a point a decimal or the number of a section, so that the place of the figures, or the
words beside them, must tell that they are a day. Texts are width-folded, and what is looked at is bounded.
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression

_LIKE_A_DAY = expression(r"\d{1,2}[/.]\d|20\d{6}")
_M, _D = r"1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
_WEEKDAY = r" ?\( ?(?:[月火水木金土日](?:[・、]?祝)?|祝|Mon|Tue|Wed|Thu|Fri|Sat|Sun) ?\)"
_NTH = r" ?\( ?第?\d{1,2}回目? ?\)"
_GREW = (
    "増|減|上昇|下落|低下|改善|悪化|達し|向上|縮小|拡大|伸び|引き|なっ|なり|なる|修正|更新|移行|対応|準拠|戻|回復|緩和|抑|変更"
    "|設定|統一|固定|相当|近い|換算|短縮|圧縮"
)
"""What is said of a number, and of no day: 1.5に増加."""
_GOES_TO = rf"(?:に|まで)(?!.{{0,6}}(?:{_GREW})|[はもまてよお]|関|対|つい)"
_UNIT = (
    r"(?:(?:[kcm]?m[23]?|[km]?g|t|ha|[kMG]?Wh?|[KMGT]B|[KMG]bps|m?[lL]|ppm|[kMG]?Hz|h?Pa)(?![a-zA-Z\d])|[%℃㎞㎡㎏㏊億兆]"
    r"|[万千](?=[人名件円部社回台本トk㎡])|(?:平方|立方)?(?:メートル|キロ|センチ|ミリ|トン|ヘクタール|ポイント|パーセント|リットル)"
    r"|[カかヶ](?:所|国|月|年)|(?:[倍割点度人名件社校回年月日時分秒歳]|時間|日間|団体|都市)"
    r"(?=[ のをにがはでとや、。,()]|から|増|減|程度|以[上下内]|目標|$)|[人名](?=出席|欠席|参加|回答|応募|合格))"
)

_TO = rf"(?:{_WEEKDAY})?(?: ?[~\-] ?(?:(?:{_M})[./])?(?:{_D})(?![\d./])(?:{_WEEKDAY})?)?"

# ---------------------------------------------------------------- with a slash

_SLASHED = rf"(?P<m>{_M})/(?P<d>{_D})"
_ANYWHERE = expression(
    rf"{_SLASHED}(?!\d)(?={_WEEKDAY}|{_NTH}| ?(?:[~\-→⇒]|から|より) ?(?:{_M})/(?:{_D})(?!\d|/|程度)"
    r"|[~\-][123]\d(?![\d/.,年月%])|[~\-]\dに(?:開催|実施|派遣|[来訪出受参])|[月火水木金土日](?= )"
    r"| ?(?:開催|実施|来|訪|オンライン|供用|開[始設館業]|出発|到着|出国|帰国|発(?=[ 、。)|]|$))"
    r"|の回(?=[がはを])|[がはも](?=[^、。\d]{0,16}(?:流れ[たて、]|順延|延期|中止|休[講館止業]|取りやめ))"
    r"|(?=[: ]?\(?(?:(?:雨天|荒天|台風)(?:による|により|のため)?)?(?:中止|順延|延期|休講)(?:[)、。 \n]|$))|の予定(?=を|で|だ)"
    r"|に(?=[変延順移実開行催出訪来派受参面会意視締署オウ帰]|再開|到着|[着離就赴]任))"
)
"""9/26（火）, 10/5～10/7, 8/30-31, 9/28に実施."""
_FRACTION = r"(?!1/(?:[2-58]|10)(?!\d)|2/[35](?!\d)|3/[458](?!\d)|4/5(?!\d))"
_COMMON_FRACTION = expression(rf"(?!{_FRACTION})")
_ALONE = expression(
    rf"{_SLASHED}(?= (?!の|以[上下内]|程度|超|[強弱](?![一-龥]))"
    r"|[、,)\]】〕>〉:①-⑳]|・\d|及び\d|~(?:[ )]|順次|$)|(?:(?<=\d\d)|(?<=[4-9]))(?:\n|$)"
    rf"|から|より|{_GOES_TO}|[~\-]\d{{1,2}}(?:[ 、・)]|,\d{{1,2}}(?!\d))|[→⇒](?!\d)|は(?=\d{{1,3}}[人名社校]))"
)
_STUCK = expression(
    rf"{_FRACTION}{_SLASHED}(?=(?:[~\-]\d{{0,2}})?(?!{_UNIT}|以[上下内]|程度|規模|縮[小尺])[一-龥ァ-ヺ「『])"
)
_LABEL = (
    r"(?:(?:日時|日程|期間|時期|会期|年月日|[催施]日|当初(?:は|の?予定)?)[: 】]?"
    r"|(?:日|実績|開催|実施|派遣|受け?入れ?|訪問|来[庁訪日都]者?|視察|会議?|研修|講座|回)(?:\([^()\n]{1,12}\))?[:】])"
)
_OPENS = expression(
    rf"(?:^|\n|[・○●◎■□◆◇】>〉①-⑳] ?|(?:^|\n)~ ?|\d:[0-5]\d |\d{{1,2}}回目?[: ] ?|第\d{{1,2}}回|{_LABEL} ?"
    r"|(?<![率比])(?<!割合)[(\[【〔<〈]|\d/\d{1,2}[、,] ?)$"
)
"""9/12 at the head of a line or a bracket, behind 日程:, and the next of such a list."""
_LINE_ENDS = expression(
    rf"{_FRACTION}{_SLASHED}(?:{_WEEKDAY})?(?: ?[~\-] ?(?:(?:{_M})/)?(?:{_D}))?(?= ?(?:\n|$))"
)
_LINE_BEFORE = expression(r"(?:^|\n)[^\d\n]{1,30}(?<![率比答成度])(?<!割合)(?<!者数)[ :]$")
"""北京市　5/15: a line of a few words and a day."""

_CELL = expression(rf"{_FRACTION}{_SLASHED}(?={_TO} ?(?:\||$|\n))")
_CELL_BEFORE = expression(r"(?:^|\n|\|) ?$")
"""6/15｜相手｜内容: a day alone in a cell of a table that is typed as text."""
_OF_A_COUNT = "率比合数者度答成価点席標況値級位階捗尺"
"""How the names of what is told as so many of so many end: 回答率, 出席."""
_SET_APART = expression(
    rf"{_SLASHED}(?=(?:[、・,] ?(?:(?:{_M})/)?(?:{_D})(?:{_WEEKDAY})?){{1,8}}(?: ?(?:\||$|\n)| ?\()"
    r"|" + _TO + r" ?\((?![^()\n]{0,24}(?:[/%=]|:\d|前[年回]|うち|内訳|欠|不))"
    r"(?:[^()\n]{0,12}\d{1,3} ?[人名]|[^()\d\n]{0,12}(?:会場|オンライン|開催|実施|雨天|於)))"
)
_APART_BEFORE = expression(
    rf"(?:[|、] ?|\)[、・/] ?|[一-龥ァ-ヺーしせれ」』)](?<![{_OF_A_COUNT}])(?: ?- ?| ))$"
)
"""視察　9/3（職員8名）, 講習－11/12、13: days set apart from a name, that go on as a list or have a note."""
_NAMED = expression(rf"{_FRACTION}{_SLASHED}(?= [^\d\s])")
_NAME_BEFORE = expression(r"(?:^|\n)[^\d\n、。]{1,24}(?<![率比合数者])(?: |(?<=[一-龥ァ-ヺ]): ?)$")
"""葛西臨海水族園　11/6　…: a line of a name, a day, and what was done."""
_OF_AN_EVENT = expression(rf"{_FRACTION}{_SLASHED}(?=[、。)\n]|$)")
_EVENT_BEFORE = expression(
    r"(?:式|祭|展|表敬|視察|訪問|会議|大会|研修|派遣|講座|来[日訪庁市県都]|離日|[帰出入]国|到着|出発)$"
)
"""表彰式7/20, 来日10/5: a day right behind what was held or done then, at the end of its words."""
_LEG = expression(
    rf"{_FRACTION}{_SLASHED}(?={_WEEKDAY}|(?:[~\-]\d{{1,2}})?(?!{_UNIT}|以[上下内]|程度|規模|縮[小尺])[一-龥ァ-ヺ「『]"
    r"|[:→⇒]| (?!の)|は(?=\d{1,3}[人名社校]))"
)
_LISTED = expression(
    rf"{_FRACTION}{_SLASHED}(?=(?:[、・] ?(?:{_M})/(?:{_D})(?!\d)){{1,12}} ?に(?:実施|開催|行|分け|開))"
)
_LISTED_BEFORE = expression(r"[をは、] ?$")
"""研修を6/12、7/10に実施."""
_ON = expression(rf"{_FRACTION}{_SLASHED}(?={_GOES_TO}|には)")
_ON_BEFORE = expression(rf"(?:[、。|] ?|[一-龥ァ-ヺー」』)](?<![{_OF_A_COUNT}]) )$")
"""…に併せ、10/22に…を迎えた."""
_AS_SAID = expression(rf"{_FRACTION}{_SLASHED}(?:{_WEEKDAY})?(?={_GOES_TO}|には|[、,](?! ?\d))")
_AS_SAID_BEFORE = expression(r"(?:(?:予定|計画|例年|通常)(?:どおり|通り)|代わりに|代替として|改めて)$")
"""予定どおり11/9に訓練を行い, 代わりに12/6、…が交流した."""
_OF_ROUND = expression(rf"{_FRACTION}{_SLASHED}(?=[、。(\n]|$)")
_ROUND_BEFORE = expression(r"第\d{1,2}回[: ]?$")
"""第2回10/6（…）: a day right behind the number of a round."""
_COUNT = r"(?:約|計)?\d{1,3}(?:,\d{3})?[人名社校](?!中)"
_WITH_COUNT = expression(
    rf"{_FRACTION}{_SLASHED}(?={_TO}(?:[ :…]{{1,2}}|\((?:[^()\d\n]{{0,6}}[、: ])?){_COUNT})"
)
_COUNT_BEFORE = expression(
    rf"(?:(?:^|\n|[|、。・○●◎:①-⑳❶-❿] ?|\)[、・/]? ?|[人名社校] {{0,2}})|\d{{1,2}}回目?[: ]? ?"
    rf"|[一-龥ァ-ヺーしせれ」』](?<![{_OF_A_COUNT}])[ :])$"
)
"""第1回5/8（20名）、6/9 18名: days that tell how many came then."""
_COUNTED = expression(rf"{_FRACTION}{_SLASHED}(?=:\d{{1,3}}(?:,\d{{3}})?[人名])")
_COUNTED_BEFORE = expression(r"[^\d/.] ?$")
"""来場者数 11/3：1,200人."""
_LEG_BEFORE = expression(
    rf"(?:^|\n|[:・】>〉①-⑳] ?)(?:{_M})/(?:{_D})(?![\d/年月])[^\n]{{1,100}}?(?:[、,;→⇒ ]|(?<=[^\d/])/|[ 、][^\d\s]{{1,8}}:) ?$"
)
"""6/3台北市→6/5高雄市, 日程:6/3 移動、6/4 表敬, 6/3 講演会/6/5 交流会: the days of a line that opened with one."""

# ---------------------------------------------------------------- on which something was done

_SHARED = (
    rf"{_GREW}|減|[広狭高低]|絞|限|制|半分|分[けか割]|とど|留|止|上[がっりる]|下[がっりる]|のぼ|及|届|迫|落|達|すぎ|過ぎ|当た|相応"
    r"|調整|補助|助成|配分|好評|支持"
)
"""What is said of a share as well: 定員の5/8に絞り開催."""
_DOING = (
    "開催|実施|開[いかき講始会幕館設]|行[いっわなう]|おこな|催し|訪[問れ日]|派遣|来[訪庁日市県都場館校]|表敬|視察|見学|参加|出[席展演場発国航港]"
    "|講[演義話習座]|受け?入|迎え|招[へ聘待い請]|締結|結[ばびん]|調印|署名|発[表信行送]|会[談見議合]|面[会談]|懇談|協議|交流|研修|意見交換|上映|公[演開表]"
    "|配[信布]|放送|掲載|送[付別]|贈|寄[贈港]|到着|帰国|入[国港]|渡航|着任|就任|離任|打ち?合|説明|報告|披露|提[出案供]|策定|設[置立]|除幕"
    "|植樹|演奏|展示|任命|委嘱|交付|授与|歓[迎送]|中止|延期|順延"
)
_AND = r" ?(?:[、・,~\-]|及び|および|並びに|又は|または|と|から) ?"
_DAYS_ON = rf"(?:{_WEEKDAY})?(?:{_AND}(?:(?:{_M})/)?(?:{_D})(?![\d/])(?:{_WEEKDAY})?){{0,12}}"
_NO_DAY = "関|対|つい|よ[りるっ]|お[けい]|わた|渡|し[た、]|して|な[りっる]|す[るべ]|分[けか割]"
"""What is said behind に of no day: 10/5に対し, 3/2に分け."""
_OF_A_DEED = r"(?:[^。、()\n]|\([^()\n]{0,20}\)|(?<=[一-龥ァ-ヺー」』で])、|(?<=いて)、|(?<=にて)、){0,40}?"
"""The words up to the verb: the first clause, with its lists and places (北京市、大連市を, 都庁において、)."""
_DONE_ON = expression(
    rf"{_SLASHED}(?![\d/])(?={_DAYS_ON}"
    rf"(?: ?には?、?(?!{_NO_DAY})(?P<share>.{{0,6}}(?:{_SHARED}))?{_OF_A_DEED}(?:{_DOING})|の計?[2-9]回))"
)
"""市長が10/20にパリ市を訪問, 講座を5/3・4に開催, 10/5、11/6の2回."""
_SHARE_BEFORE = expression(
    r"(?:[A-Za-z\d./第全約計各]|[率比割合]|定員|規模|費用?|予算|人数|全体|点数|評価|倍率|うち|中)(?:[のをがはも、]|では)? ?$"
)
_DEED_BEFORE = expression(r"(?:[をがはもでにと、 ]|[日月夕句祭休末](?:の|である))$")
"""What a day among the words of a deed stands behind: 市長が, ホテルで, 七夕の."""
_WHOLE_BEFORE = expression(
    r"(?:全体|定員|費用?|予算|人数|総数|半数|割合|全[^、。\s]{1,4}|\d[人名社校区国か所件])の$"
)
_DOER_BEFORE = expression(r"(?:[^の][がで]|に(?:おいて|て)、?)$")


def _on_which_it_was_done(text: str, at: int) -> re.Match[str] | None:
    """Figures before に and a verb of doing. Such as are no share (10/5) may stand anywhere, others (8/20) behind the words
    that a day follows, and common fractions (2/3) only behind who did it, or where."""
    found = _DONE_ON.match(text, at)
    if found is None or _SHARE_BEFORE.search(text, max(0, at - 6), at):
        return None
    if int(found["m"]) > int(found["d"]):
        return found
    before = _DEED_BEFORE if _COMMON_FRACTION.match(text, at) is None else _DOER_BEFORE
    return found if found["share"] is None and before.search(text, max(0, at - 6), at) else None


# ---------------------------------------------------------------- with a point

_HEADING = (
    r" *[^ 、。\n]{0,8}(?:概要|目的|背景|趣旨|経緯|経過|実績|成果|課題|内容|方針|取組|計画|展望"
    r"|まとめ|結果|効果|体制|方法|はじめに|現状|対象"
    r"|スケジュール|構成|目標|考え方)(?:について)?(?:\n|$)"
)
_WORDS = (
    rf"{_WEEKDAY}|{_NTH}| ?\(\d{{1,2}} ?(?:泊|日間)|[月火水木金土日](?:曜日?)? |付け?[での、]"
    rf"| +(?!{_UNIT}|から|まで|より|の|を|が)(?:[^\s\d]|\d+[^\s\d.%])|[、,:] ?[^\s\d]|{_GOES_TO}|(?<=\.\d\d)\n"
    rf"|(?<=\.\d\d)(?!{_UNIT}|[^ 、。]{{0,6}}(?:震災|大火|豪雨|戦争|事件|事変|同時|テロ))[一-龥ァ-ヺ「『]"
)
_DOTTED = rf"(?!0?2\.3[01]|(?:0?[469]|11)\.31)(?P<m>{_M})\.(?P<d>{_D})"
_DOTTED_OPENING = expression(
    rf"{_DOTTED}(?![\d.])(?!(?<=\.\d){_HEADING})"
    rf"(?=(?: ?(?:[~\-・、,]|から|より|及び|と) ?(?:(?:{_M})\.)?(?:{_D})(?![\d.])){{0,12}}(?:{_WORDS}))"
)
"""6.27　…, 9.12～9.14　…, 11.3(木), 7.2から7.6まで."""
_DOTTED_OPENS = expression(r"(?:^|\n|】|第\d{1,2}回:) ?$")
_DOTTED_DAYS = expression(rf"{_DOTTED}(?=[~\-](?:3[01]|[12]\d)(?:[ 、。(\n]|$)(?!(?<= ){_UNIT}))")
_DAYS_BEFORE = expression(r"[^\d\s.] $")
"""交流大会 8.24-27 …: days of a month between blanks, the last of two figures."""
_GO_ON = expression(rf"(?:^|\n)(?:{_M})(?P<sep>[./])(?:{_D}) [^\n]{{1,80}}?[ 、,;] ?$")
"""5.10　北京市　7.12　ソウル特別市: what stands before the next day of a line that opened with one."""

# ---------------------------------------------------------------- within a bracket

_BRACKET = expression(r"\((?![月火水木金土日])[^()\n]{0,80}(?:\([^()\n]{1,4}\)[^()\n]{0,80}){0,4}$")
_FIGURES = rf"{_FRACTION}(?:{_M})[./](?:{_D})(?![\d./]){_TO}"
_NAME = r"(?:[一-龥ァ-ヺーA-Za-z「」『』]{1,24}(?:・[ァ-ヺー]{1,12}){0,3}[一-龥]{0,6})"
_DATED_NAME = rf"{_FIGURES} ?(?!{_UNIT}){_NAME}"
_NAME_DATED = rf"{_NAME}(?<=[市州県省都道国区会回校学部局ァ-ヺー])[: ]?{_FIGURES}"
_SERIES = expression(
    rf"\( ?(?:{_DATED_NAME}(?: ?[、,;/ ] ?{_DATED_NAME}){{1,20}}|{_NAME_DATED}(?: ?[、,;/ ] ?{_NAME_DATED}){{1,20}}) ?\)"
)
"""(6.11台北市、9.20ソウル特別市), (北京市5/15～17、ソウル特別市7/10～12): days in a bracket, each with its own words."""
_ENDS_A_NAME = expression(r"[市州県省都道国区会回校学部局ァ-ヺー][: ]?$")
_SERIES_LINE = expression(rf"[・○●]? ?{_NAME_DATED}(?: ?[、,;/ ] ?{_NAME_DATED}){{1,20}}(?=[にをへ。\n]|$)")
"""台北市6.3－6.4、高雄市6.5－6.6: the same, as a line."""
_OF_SERIES = expression(rf"(?P<m>{_M})[./](?P<d>{_D})(?![\d./])")
_DOTTED_FIRST = expression(
    rf"{_DOTTED}(?=(?<=\.\d\d) ?[~\-・、,] ?(?:{_M})\.(?:{_D})[)、,・]"
    rf"| ?[~\-・、,] ?(?:{_M})\.(?:3[01]|[12]\d)[)、,・]|\( ?[月火水木金土日] ?\))"
)
"""(9.12～9.14): two of them in brackets, with a day above 9, as decimals have one figure more often."""
_DOTTED_ALONE = expression(rf"{_DOTTED}(?= ?\))")
_HELD_BEFORE = expression(
    r"(?:会議?|講座|講習|研修|教室|派遣|受け?入れ?|訪問|来[訪庁日都]|視察|開催|実施|表敬|展|祭|式典?|締結|署名|調印|出[展演席]|参加|面[会談]"
    r"|懇談|公演|配信|フォーラム|セミナー|シンポジウム|ワークショップ|イベント|フェスティバル|フェスタ|フェア|サミット|ツアー|交[流換]"
    r"|[」』]) ?\($"
)
"""What a day alone in a bracket stands behind: 市民講座（6.8）, not 満足度（4.5）."""

_TOGETHER = expression(
    r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?= ?\( ?[月火水木金土日] ?\)| +[^\s\d]|\))"
)
"""20210608 at the head of a line or a bracket."""

# ---------------------------------------------------------------- lists

_ON_DAY = r"に(?![\d関対つよおまはも])"
_WHO = r"\([^()\d\n]{0,12}(?:\d{1,3}[人名]|会場|オンライン)"
SLASHED_NEXT = expression(rf"{_SLASHED}(?![\d/年月日%])")
DOTTED_NEXT = expression(rf"(?P<m>{_M})\.(?P<d>{_D})(?![\d.年月日%件名人回社校か])")
DAY_NEXT = expression(
    rf"(?P<d>3[01]|[12]?\d)(?= ?\( ?(?:[月火水木金土日](?:・?祝)?|祝) ?\)"
    rf"| ?(?:\)|[、,] ?[一-龥ァ-ヺA-Za-z]|[・、,] ?\d{{1,2}}(?:\)|/|[・、,]\d| (?!{_UNIT})|\||\n|{_ON_DAY}|$|{_WHO})"
    rf"|[~\-]\d{{1,2}}(?:[ )、,・\n]|{_ON_DAY}|$)|の?両日"
    rf"| (?!{_UNIT})|\||$|\n| ?{_WHO})"
    rf"|[、,] ?(?:{_M})\.\d{{1,2}}(?![\d.])|{_ON_DAY})"
)
"""What goes on a list that began in figures: 5/9、6/13, H28.10.22・23) and 10/15(土)・16(日)."""


def month_and_day(text: str, at: int) -> re.Match[str] | None:
    """A month and its day (groups ``m`` and ``d``) in figures at a place, where its surroundings tell that they are one.

    Of figures written together (20210608) there is a group ``y`` too.
    """
    if not _LIKE_A_DAY.match(text, at):
        return None
    if found := _ANYWHERE.match(text, at):
        return None if _is_of_a_whole(text, found) else found
    before = text[max(0, at - 8) : at]
    if _DOTTED_OPENS.search(before) and (found := _DOTTED_OPENING.match(text, at)):
        return found
    if _OPENS.search(before):
        for form in (_ALONE, _STUCK, _TOGETHER):
            if found := form.match(text, at):
                return found
    return _in_bracket(text, at) or _in_line(text, at) or _on_which_it_was_done(text, at)


def _is_of_a_whole(text: str, found: re.Match[str]) -> bool:
    """Whether figures that may be a share stand behind what it is of: 全体の4/5に訪問を実施."""
    start = found.start()
    return (
        text[start - 1 : start] == "の"
        and int(found["m"]) < int(found["d"])
        and text.startswith("に", found.end())
        and bool(_WHOLE_BEFORE.search(text, max(0, start - 6), start))
    )


def year_of(found: re.Match[str]) -> int | None:
    """The year of figures written together, else None."""
    return int(found["y"]) if found.re is _TOGETHER else None


def _in_line(text: str, at: int) -> re.Match[str] | None:
    """Figures in a line whose words make them days, such as those that go on one that opened with a day."""
    for form, place in _IN_LINE:
        if (found := form.match(text, at)) and place.search(text, max(0, at - 120), at):
            return found
    found = _DOTTED_OPENING.match(text, at) or _ALONE.match(text, at)
    if found is None or text[found.end() : found.end() + 1] != " ":
        return None
    opened = _GO_ON.search(text, max(0, at - 100), at)
    return found if opened and opened["sep"] == text[found.end("m")] else None


_IN_LINE = (
    (_LINE_ENDS, _LINE_BEFORE),
    (_CELL, _CELL_BEFORE),
    (_SET_APART, _APART_BEFORE),
    (_NAMED, _NAME_BEFORE),
    (_OF_AN_EVENT, _EVENT_BEFORE),
    (_DOTTED_DAYS, _DAYS_BEFORE),
    (_LEG, _LEG_BEFORE),
    (_LISTED, _LISTED_BEFORE),
    (_COUNTED, _COUNTED_BEFORE),
    (_WITH_COUNT, _COUNT_BEFORE),
    (_OF_ROUND, _ROUND_BEFORE),
    (_ON, _ON_BEFORE),
    (_AS_SAID, _AS_SAID_BEFORE),
)


def _in_bracket(text: str, at: int) -> re.Match[str] | None:
    """Figures within a bracket, or a line of such: alone behind what was held, or several, each with its words."""
    if text[at - 1 : at] == "(":
        if found := _DOTTED_FIRST.match(text, at):
            return found
        if _HELD_BEFORE.search(text, max(0, at - 16), at) and (found := _DOTTED_ALONE.match(text, at)):
            return found
    found = _OF_SERIES.match(text, at)
    line = text.rfind("\n", 0, at) + 1
    named = line < at <= line + 160 and _ENDS_A_NAME.search(text, max(line, at - 2), at)
    if found and named and _SERIES_LINE.match(text, line):
        return found
    opened = _BRACKET.search(text, max(0, at - 160), at) if found else None
    return found if opened and _SERIES.match(text, opened.start()) else None
