"""What a date is to its activity: the time when it took place, or another day that its text mentions.

A day or month within the sheet's fiscal year says when, unless its words make it the day of something else; one outside
the fiscal year only where it opens the text or stands alone in brackets. A date in a sentence that says that something
was called off, or is to come, is the day of that.
"""

from __future__ import annotations

from collections.abc import Iterable

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention, DateRole
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.dates.later import APART, is_apart, is_of_next_year, is_put_off_to
from toshigaikou_cli.text.dates.plans import announced
from toshigaikou_cli.text.dates.preparation import without_preparation
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.outcome_clauses import OutcomeKind
from toshigaikou_cli.text.outcome_parts import kind_at, parts
from toshigaikou_cli.text.outcome_words import POSTPONED as CALLED_OFF
from toshigaikou_cli.text.outcome_words import start_of_result

_BEFORE_OPENING = expression(
    r"(?:【[^】\n]{0,30}】|[「『（(<〈《\[［・\s]|(?:[^\s。、:：]{0,6}(?:日時?|日程|期間|時期|年月日?)|[^\s。、:：]{1,4})[:：])*"
)
_OPENS_BRACKET = expression(r"[（(\[［〔【][^（(）)\[\]［］〔〕【】。\n]{0,40}$")
_CLOSES_BRACKET = expression(r"\s*(?:に?(?:実施|開催))?(?:[）)\]］〕】、,，・～~]|から|まで|$)")
_DATES_ONLY = expression(
    rf"[0-9０-９一-十元年月日年度{eras.NAMES.replace('|', '')}頃上中下旬初末～~〜、,，・/.\-\s（(）)月火水木金土祝開催実施]*"
)
_BEGAN = (
    "締結|調印|署名|合意|提携|設立|設置|策定|制定|発足|加盟|加入|開業|開館|開設|開校|開港|開園|完成|竣工|落成|着工|供用|公表|改定|改正|施行|発効"
    "|決定|創設|採択|就任|着任|赴任|採用|離任|退任|就航|始ま|始めた|結んだ|結ばれ|発生|発災|勃発|起き|移行"
)
_DONE_THEN = (
    r"記念|準備|祝|披露|[^、。()\n]{0,4}(?:式|典|祭|会(?!社|館|員|場))"
    r"|(?:開始|完了|終了)(?:[、。()\s]|$|し(?!た[一-龥ァ-ヺ「『])|され(?!た[一-龥ァ-ヺ「『])|と(?!なった[一-龥ァ-ヺ「『])|済)"
)
"""What follows such a word where the day is that of what was done: 12月1日に供用開始, 5月に設立総会."""
_DISASTER = "豪雨|台風|地震|水害|震災|噴火|津波|洪水|山火事|大火"
_ANOTHER_BEFORE = expression(
    r"(?:(?:有効期[間限]|任期|締め?切り?日?|〆切|期限)(?:は|を|が|である|とする)?[: ]?\(?"
    rf"|(?:前々?回|前年度?|昨年度?|次回[^、。()\d]{{0,6}}|(?:延期|変更)前の[^、。()\d]{{0,6}}|侵攻|緊急事態宣言|重点措置"
    rf"|(?:{_DISASTER})(?:災害|発生)?|台風(?:第?\d{{1,2}}号)?)\(|(?:{_DISASTER})[はが]) ?$"
)
"""What makes the date behind it that of something else: 有効期間：, （締切6/15）, 前回（…）, 台風19号（10月12日）."""
_DURING = expression(r"(?:期間|会期|開催|大会)中\( ?$")
_THEN = expression(r"[^。\n]{0,40}?\)[^。\n]{0,40}?[0-9]{1,2}[月日/]")
"""ワールドカップ開催期間中（9月20日～11月2日）に来訪した市長と、10月3日に懇談."""
_ANNIVERSARY = expression(r"周年(?:記念日?|の日)?\( ?$")
"""70周年（10月1日）記念事業として10月19日に."""
_AHEAD = expression(r"\)(?:の)?前[のに]")
"""出発（8/7）前の研修."""
_SINCE = expression(
    r"\)(?:以来|から|より|の?[^、。()\n]{0,4}\d{1,3}周年)"
    r"|[のに][^、。()\n0-9]{1,20}?(?:から|より|して|後)[^、。()\n0-9]{0,4}\d{1,3}(?:周年|年(?:目|と?な|が経|を[迎経]|に当|の節目))"
)
"""What makes a date out of the year that of a beginning: 提携（1979.3.14）40周年, 平成元年5月10日の提携から35周年."""
_GOES_ON_SINCE = expression(
    r" ?(?:頃|ごろ)?(?:から|より|以降|以来)、?"
    r"(?:[^、。()\n0-9]{0,24}?(?:てい[るた]|ており|てき[たて]|続け|継続)|(?:毎[年月週日]|通年|随時|常時))"
    r"| ?(?:から|より|~)\)| ?(?:に比べ|と比べ|比(?![較例率])|に比して|と比較)"
)
"""What makes a date before the year that of a beginning, or of what the year is compared with: 平成25年度より実施している,
（平成30年4月～）, 令和元年度に比べ."""
_TO_BE_HELD = expression(
    r"(?: ?\(.\))?に(?:開催|実施|開か|行わ|挙行)(?:する|される|れる)(?:[一-龥ァ-ヺ「『]|こと|ため|よう)"
)
"""What makes a day after the year that of what is to come: 令和7年5月10日に開催する交流会の準備."""
_ANOTHER_DAY = expression(
    r"[^。()\n]{0,4}(?:以来|以前|付け?(?:[のに]|文書|公文|通知|書簡|親書|依頼|照会|回答|[^、。()\n]{0,8}第[0-9]{1,5}号)|締め?切(?!り?後)|〆切|必着|現在|当時|時点|来の|生まれ|版|号(?!機)|から(?:続|行われ|継続|毎年|始ま))"
    r"|(?:[・、～~\-]\d{1,2}[月日]?){0,11}(?:\)?を除[くきい]|以外|は除く)"
    r"|(?:から|より)の?[^。、()\n]{0,6}(?:持ち?越|繰り?越|積み残)"
    rf"|[^。、()\n]{{0,16}}(?:{_BEGAN}|(?:完了|終了|修了|満了|失効)(?=[しさ]))(?:し|さ|ら)?れ?(?:た|て以来)(?!直?後|際|時|上で)[一-龥ァ-ヺ「『]"
    rf"|(?:に|の)?(?:{_BEGAN})(?:の|済み?の)?(?!{_DONE_THEN})[一-龥ァ-ヺ「『]"
    rf"|[^。、()\n]{{0,16}}(?:{_BEGAN})(?:し|さ)?れ?た(?:もの|こと)"
    r"|(?:付け?)?(?:発行|刊行)の[^、。()\n]{0,10}(?:紙|誌|報|号|だより|新聞)[でにへ]"
    rf"|(?:に発生した|の)?[^、。()\s0-9]{{0,6}}?(?:{_DISASTER})(?:の(?!訓練|講|想定|備|ため|影響)|に(?:よ[るりっ]|対し|伴)|災害|被)"
    r"|\)(?:を受け(?!入)|を踏まえ|を契機)"
    rf"|(?:に|の)?(?:{_BEGAN})\)(?:を(?!開|実施|締結|設|策|公|発|行)|に|で|と|等|から|の(?!{_DONE_THEN}))"
)
_MADE_THEN = expression(
    "(?:に|の)?(?:発行|刊行|発刊|出版|作成|改訂|制作|収録|撮影|公開|配信|公表)(?:の|した|された)[一-龥ァ-ヺ「『]"
)
"""What makes a day of another year that of a thing which serves now: 令和5年3月発行の冊子を配布."""
_DONE_EARLIER = expression(
    r"に[^、。()\n]{0,16}?(?:[一-龥]{2}|[ァ-ヺー]{2,12})(?:し|され)た(?!際|時|後|上で|直後|結果|こと|もの)[一-龥ァ-ヺ「『]"
)
"""What makes a day of another year that of what was done to a thing then: 令和5年3月27日に開始した申請の利用を促した."""
_GROUND = expression(
    r"[^、。()\n]{0,24}(?:に基づ|を踏まえ|に基付|を契機|以来|を記念し[^。\n]{0,30}?[0-9]{1,2}[月日/]|(?:移行|改正|施行|発効|発生)後)"
)
"""What makes a day that of what something else rests on; not where it opens a line: 11月20日　協定に基づく派遣."""
_EVE = expression(
    r"(?: ?\([^()\n0-9]{1,16}\))?の[^、。()\n]{1,14}に(?:合わせ|あわせ|併せ|ちなみ|ちなん|先立)[^。\n]{0,12}?[0-9]{1,2}[月/]"
    r"| ?\([^()\n0-9]{1,16}\)に(?:合わせ|あわせ|併せ|ちなみ|ちなん|先立)[^。\n]{0,12}?[0-9]{1,2}[月/]"
    r"|に(?:ちなみ|ちなん)[^。\n]{0,12}?[0-9]{1,2}[月/]"
    r"|に[^、。()\n]{0,20}?(?:年|節目)を迎え[^。\n]{0,60}?[0-9]{1,2}[月/]"
    r"|(?:まで)?[^、。()\n]{0,20}?で(?:開催され|開かれ)た[^、。()\n]{0,20}?に(?:関連し|合わせ|併せ)[^。\n]{0,30}?[0-9]{1,2}[月/]"
)
"""What makes a day that of another event, beside the day of the activity: 1月17日の震災の日に合わせ、1月15日に."""
_HOLDS = "予定|開催|開か|控え|実施|行われ|迎え"
_TARGET = expression(
    rf"(?!に(?!{_HOLDS}))[^。、()\n]{{0,20}}(?:に向け|に備え|を目標|を目指|を見据え|をめど|を目途|を控え(?:て?、|てい?る)|を前に(?:、|し)|までに[^。\n]{{0,30}}(?:する|目標|目指|予定))|[^。、()\n]{{0,3}}までの(?!間|日程|期間|会期|行程|旅程|全?[0-9]{{1,3}}(?:日|週|か月|泊|回))"
    r"|(?:年|年度|月)(?:の|に予定される|開催の|に開催される|に控える|に控えた)[^。、()\n]{0,24}(?:に向け|に備え|を見据え|を目指)"
)
_DAY_TO_DAY = expression(r"\d ?日?(?: ?\(.\))? ?(?:から|より|~|-).*\d ?日?$")
_OF_THOSE_DAYS = expression(r"(?: ?\(.\))?までの(?!.{0,8}(?:協定|契約|計画|任期|有効|に向け|に備え|を目))")
"""What those days are of: 9月1日から5日までの研修."""
_CLOSED = "(?:お|定)?休み|休館|休園|休業|休演|休場|休講|閉館|閉園|運休|欠航"
_WITHOUT_DAY = r"(?:(?!\d{1,2}[月日/])[^、。()\n])"
"""A letter of a cause, which may have numbers (台風10号), but no day of its own."""
_WEATHER = "雨天|荒天|悪天候|台風|大雨|大雪|降雪|猛暑|強風"
_OF_WHAT_WAS_NOT = expression(
    rf"(?:から|まで|より|に(?!延期|順延)|の)?(?:は|も)?[^。、,()\n0-9にへ]{{0,6}}?{CALLED_OFF}(?:し|さ|て|とな|にな|中|分|が|の|に|を|\()"
    r"|(?:から|より)の?(?:延期|順延|変更|移動|前倒し|繰り?(?:上げ|下げ|延べ))\)"
    r"|に[^。、()\n0-9]{0,10}?予定(?:であった|だった|していた|されていた)(?:もの|[一-龥ァ-ヺ]{1,12})[^。\n0-9]{0,6}?(?:延期|順延|中止|振り?替え)"
    r"|に延期(?:した)?分|[とに]していた|に[^。、()\n0-9]{0,12}?(?:はず|筈)だった|[^。、()\n0-9]{0,10}?予定(?:であった|だった|していた|されていた)[一-龥ァ-ヺ][^。\n]{0,60}[0-9](?:月|日|/)"
    rf"|の[^、。,()\n0-9にへ]{{0,14}}?を{CALLED_OFF}(?:し|さ|て|っ|た|ら|、)"
    rf"|(?![^。\n]{{0,20}}{APART})(?:[^。\n]{{0,30}}?[0-9]日|[^。、\n]{{0,16}}?[0-9](?:月|/[0-9]{{1,2}}|\.[0-9]{{1,2}}))(?:\([^()0-9]{{1,3}}\))?[にへ](?:(?:日程|日時|期日|会期|時期|日|期間)を)?(?:延期|順延|変更|振り?替え|移|ずら|繰り?[上下]げ)"
    rf"|(?: ?\(.\))?(?:の?(?:回|分))?(?:[はもが:]| ?[:… (] ?)?"
    rf"(?:{_WITHOUT_DAY}{{0,16}}?(?:ため|により|によって|で|につき)、?|{_WEATHER})?"
    rf"(?:{CALLED_OFF}|{_CLOSED})(?:した|しました|となった|とした)?(?=[、。)\n]|$)"
    rf"|(?: ?\(.\))? ?[※(]?(?:{_WEATHER})?(?:のため|により|による|で)?(?:順延|延期)"
    r"(?:のため|により|によって|し、?|して|となり、?)[^。\n]{0,12}?\d(?:月|日|/\d)"
    rf"|[ :][^、。()\n0-9にへをはが]{{1,14}}\({_WITHOUT_DAY}{{0,16}}?{CALLED_OFF}\)"
    rf"|[一-龥ァ-ヺー]{{1,12}}\({CALLED_OFF}\)"
    r"|(?: ?\(.\)|\))?"
    rf"(?:から|まで)?の?(?:開催|実施)?(?:予定)?(?:分|の回)?(?:の?[0-9]{{1,2}}回)?は[^、。()\n]{{0,16}}?(?:{CALLED_OFF}|{_CLOSED})日?(?:し|した|となった|とした|にした)?(?=[、。()\n]|$)"
    rf"|[、に]?[^。()\n0-9]{{0,30}}?(?:ため|により|一旦は?|いったん|やむなく|を受けて?|影響で)、?{CALLED_OFF}(?:と?なっ|にな|し|され)た[一-龥ァ-ヺ「『][^。\n]{{0,60}}[0-9](?:月|日|/)"
    rf"|\)[をは][^、。()\n]{{0,6}}?{CALLED_OFF}(?:し|と|[、。]|$)"
    rf"|、(?!一部)[^()、\n0-9]{{0,16}}?(?<!一部){CALLED_OFF}[^()\n]{{0,6}}\)"
    rf"|(?:\(|、(?=[^()\n]{{0,24}}\))){CALLED_OFF}[^()\n]{{0,16}}\)"
    r"|\)?(?:の(?:回|開催|実施|予定|分))?[がはも][^。()\n0-9]{0,24}?(?:流れ(?:た|て|、)|延びた|延びて)[^。\n]{0,40}?[0-9](?:月|日|/)"
    r"|に[^。、()\n0-9]{0,24}?予定(?:であった|だった)(?:が|ところ)[^。\n]{0,30}?(?:でき(?:な|ず)|断念|代わり|代え|中止|延期)[^。\n]{0,40}?[0-9](?:月|日|/)"
    rf"|\)は、?{_WITHOUT_DAY}{{0,30}}?{CALLED_OFF}(?:し|となり|としたため)、[^。\n]{{0,60}}?[0-9](?:月|日|/)"
    r"|の予定(?:であったが|だったが|を)[^。\n]{0,12}?[0-9](?:月|/)[^。\n]{0,4}?[にへ](?:延期|順延|変更)"
)
"""What makes a date that of an event as it did not take place: 8月から延期されていた, 9月中止分, 7月としていた開業."""
_PUT_OFF_TO = expression(
    r"(?: ?\(.\))?(?:以降|頃)?[にへ](?:(?:日程|日時|期日|会期|時期|日|期間)を)?"
    r"(?:延期|順延|振り?替|繰り?(?:下げ|延べ|越)|持ち?越|先送)"
    r"(?![^。\n]{0,40}(?:てい|され[てた][一-龥ァ-ヺ]|分|が、|中止|取りやめ|[0-9]月|[0-9]日))[^。、()\n]{0,16}(?:[。)\n]|$)"
)
"""What makes a date the one to which something that was not held was put off: 令和5年度に延期した。"""
_HELD_OTHERWISE = expression(
    rf"\)?(?:は|については?、?){_WITHOUT_DAY}{{0,30}}?{CALLED_OFF}(?:し|とし|となり)て?、{_WITHOUT_DAY}{{0,30}}?"
    rf"(?:オンライン|ウェブ|[WwＷｗ][EeＥｅ][BbＢｂ]|書面|動画|リモート|遠隔|配信){_WITHOUT_DAY}{{0,20}}?(?:実施|開催|開い|行)"
)
"""What leaves a date to an event that was held in another way: セミナー（6月23日）は会場での開催を中止し、オンラインで実施."""
_MAY_BE_ANOTHER = expression(
    rf"除|以外|以来|以前|付|現在|当時|時点|来の|生まれ|版|号|から|に基|を受け|を踏|を契|を記|発生|発効|越|積み残|{_BEGAN}|完了|終了|修了|満了|失効"
    rf"|締切|締め切|〆切|必着|発行|刊行|{_DISASTER}"
    r"|に合|にあわ|に併|にちな|に先立|に向け|に備え|を目|を見据|をめど|を控|を前|まで|を迎え|に関連"
)
"""What stands behind every date that is that of something else: a look for it is a tenth of what the expressions take."""
_MAY_NOT_BE = expression(
    "中止|延期|中断|休止|順延|見送|取り|見合|断念|キャンセル|繰|先送|変更|移|前倒|していた|はず|筈|予定|振|ずら|流れ|延び"
    "|休み|休館|休園|休業|休演|休場|休講|閉館|閉園|運休|欠航"
)
"""What stands behind every date of what did not take place."""
_ANOTHER_TIME = expression(r"\d ?[月日]|\d[/.]\d")
"""A later date: without one, the date that opens a text (9月6日　渡航取りやめの学生に…を用意) is that of what was done."""
_WAS_NOT = expression(rf"{CALLED_OFF}(?:した|していた|となった|となっていた|になった|された|されていた)$")
_COULD_NOT = expression("(?:実施|開催|訪問|派遣|受入れ)(?:が)?(?:でき|出来)なかった$")
_IN_ITS_PLACE = expression(
    r"(?:\(.\))?(?:の[^、。()\n]{0,10})?(?:の(?:代わり|替わり|かわり)に|に代えて|の代替)"
)
"""実施できなかった5月の代わりに."""
_ELSEWHERE = expression(
    r"(?: ?\()?[^()。\n]{0,20}\)の(?:(?:期間|会期|開催)中|間は?)[、に]?[^。\n]{0,20}?[0-9]"
    r"|(?: ?\()?[^()。\n]{0,20}\)(?:の?(?:観戦|観覧|開催時)|で来[日都]|に出場)[^。\n]{0,40}?[0-9]{1,2}[月日/]"
    r"|(?: ?\()?[^()。\n]{0,20}\)(?:の|に)?"
    r"(?:開催)?(?:時期|会期|期間|日程|関連|サイド|併催|公式)?[^、。()\n]{0,8}?(?:合わせ|あわせ|併せ|先立|前後|際|関連|サイドイベント|を?記念し|を祝|を受け|を契機|に伴|を見据え|に向け|を控え|に備え)[^。\n]{0,20}?[0-9同]"
)
"""What makes a date in brackets that of another event, which the day of the activity follows: （8月28日）に合わせ、27日に."""
_IS_REFINED = expression(
    r" ?(?:[前後]期)? ?\((?=\d)(?:(?!現在|時点)[^()\n]){0,30}?\d(?:[月日]|/\d)(?!末?(?:現在|時点))"
)
"""What tells the days of a fiscal year before it: 平成30年度（9月27日～29日）."""
_PART_OF_DAY = expression(
    r"[はの]?[^、。()\n]{0,16}?(?:午[前後]|[前後]半|[夜昼朝夕]の部)[^、。()\n]{0,8}?(?:中止|休止|中断|取りやめ|見送)"
)
"""What was called off of a day on which the rest was held: 16日は雨天のため午後の部を中止."""
_AT_FIRST = expression(
    r"(?:(?<![年度期月])当初|元々|もともと)(?:の|は|予定|計画|日程|会期|期間|期日|時期|開催|実施|日){0,4}[: (]?$"
)
"""What makes a date the one that was first meant, beside another: （当初11月5日）."""
_CLOSES_SENTENCE = expression(r"[^()。\n]{0,20}\)(?:[。\n]|$)")
_ENDED_THEN = expression(
    r"末?(?:付け?|限り)?(?:で|にて|に|をもって|を以て|を以って|をもちまして)?、?[^、。()\n]{0,16}?(?:終了|廃止|終結|打ち?切り|満了|失効|解消)"
)
"""What makes a date that of the end of something: 令和3年度をもって廃止."""
_HEAD_OF_NOTE = expression(
    rf"[(\[※＊](?:[^()\n]{{0,40}}?[、。])??(?:第\d{{1,2}}[回部期] ?\(?"
    rf"|\d{{1,2}}[回日]目の?)?(?:但し|ただし|うち|なお)?、?(?P<days>{_DATES_ONLY.pattern})$"
)
"""What stands before a date at the head of a bracket or a note, alone or in a list: （3/21は雨天中止）."""
_OFF_BY_MARK = expression(
    rf"(?<=[(※、。 ])([①-⑳]|第\d{{1,2}}回)は[^、。()\n]{{0,16}}?(?:{CALLED_OFF}|{_CLOSED})(?:した|となった)?(?=[、。)\n]|$)"
)
_NOTE_OF_ITS_OWN = expression(
    rf" ?\([^()\n0-9]{{0,16}}?(?:{CALLED_OFF}|{_CLOSED})[^()\n0-9]{{0,8}}\) ?[、,・)]"
)
"""What calls off the day before it alone, of a list in brackets: （5/19、6/16（雨天中止）、7/21）."""
_OF_SEVERAL = expression(r"\d|[毎隔][日週月回]|定期")
"""What tells, before such a note, that something was held several times."""
_REACH = 60


def with_roles(text: str, mentions: Iterable[DateMention], fiscal_year: int | None) -> list[DateMention]:
    """The dates of an activity's text with their roles; ``fiscal_year`` is that of its sheet."""
    found = list(mentions)
    if not found:
        return []
    folded = fold_width(text)
    planned = announced(folded, found)
    said = parts(text)
    roles = (
        _role(folded, mention, fiscal_year, coming, kind_at(said, mention.span[0]))
        for mention, coming in zip(found, planned, strict=True)
    )
    told = [mention.in_role(role) for mention, role in zip(found, roles, strict=True)]
    if result := start_of_result(text):
        told = [
            each.in_role("planned") if each.span[0] < result and each.role == "when" else each
            for each in told
        ]
    if any(each.role == "cancelled" for each in told) or _OFF_BY_MARK.search(folded):
        told = _with_notes(folded, told)
    told = without_preparation(folded, told)
    return [each.in_role("mentioned") if _is_told_by_days(folded, each, told) else each for each in told]


def _with_notes(text: str, told: list[DateMention]) -> list[DateMention]:
    """The dates, with all of those cancelled that a note at the end calls off: the days of its list (毎月開催（4月、5月は中止）),
    and each day that the text tells before it (5/10、3/21に開催（3/21は雨天中止）)."""
    off: list[DateMention] = []
    for each in told:
        start = each.span[0]
        note = _HEAD_OF_NOTE.search(text, max(0, start - _REACH), start) if each.role == "cancelled" else None
        if note is None or _NOTE_OF_ITS_OWN.match(text, each.span[1]):
            continue
        listed = _OF_SEVERAL.search(text, 0, note.start())
        off.append(each)
        off += (
            other
            for other in told
            if listed and note.start("days") <= other.span[0] < start and not _covers(other, each)
        )
    off += _of_marks(text, told)
    days = {(each.start, each.end) for each in off}
    return [
        each.in_role("cancelled") if each.role == "when" and (each.start, each.end) in days else each
        for each in told
    ]


def _of_marks(text: str, told: list[DateMention]) -> list[DateMention]:
    """The dates of the points that a note calls off by their marks: ②9/7 ③2/9（③は雪のため中止）."""
    marks = {found[1] for found in _OFF_BY_MARK.finditer(text)}
    return [each for each in told if marks and text[: each.span[0]].rstrip(" (:").endswith(tuple(marks))]


def _covers(mention: DateMention, other: DateMention) -> bool:
    return mention.start <= other.start and other.end <= mention.end


def _is_told_by_days(text: str, month: DateMention, told: Iterable[DateMention]) -> bool:
    """Whether a bracket behind a month tells its days: 10月に写真展を開催（10/2～10/13）."""
    if month.role != "when" or month.precision != "month" or month.text[-1:] != "月":
        return False
    later = next((each for each in told if each.span[0] >= month.span[1]), None)
    if (
        later is None
        or later.precision != "day"
        or later.role != "when"
        or later.start[:7] != month.start[:7]
    ):
        return False
    start, end = later.span
    between = text[month.span[1] : start]
    return between.endswith("(") and "。" not in between and bool(_CLOSES_SENTENCE.match(text, end))


def _role(
    text: str, mention: DateMention, fiscal_year: int | None, coming: bool, sentence: OutcomeKind
) -> DateRole:
    end = mention.span[1]
    another = is_of_another(text, mention.span) or bool(
        text.find(")", end, end + _REACH) >= 0 and _ELSEWHERE.match(text, end, min(len(text), end + _REACH))
    )
    another = another or bool(_PART_OF_DAY.match(text, end))
    of_an_end = sentence == "cancelled" or mention.precision == "fiscal_year"
    another = another or (of_an_end and bool(_ENDED_THEN.match(text, end)))
    off = not another and (sentence == "cancelled" or _is_of_what_was_not(text, mention.span))
    if off and not _HELD_OTHERWISE.match(text, end):
        put_off_to = _PUT_OFF_TO.match(text, end) or (coming and _comes_after(mention, fiscal_year))
        return "planned" if sentence == "cancelled" and put_off_to else "cancelled"
    to_come = _comes_after(mention, fiscal_year) and _TO_BE_HELD.match(text, end)
    if coming or to_come or (is_put_off_to(text, end) and is_apart(text, mention.span[0])):
        return "planned"
    within = fiscal_year is not None and _lies_in(mention, fiscal_year)
    if another or (not within and _is_of_an_earlier_deed(text, end)):
        return "mentioned"
    if not within and not _comes_after(mention, fiscal_year) and _GOES_ON_SINCE.match(text, end):
        return "mentioned"
    later = text.startswith(("以降", "以後"), end) or is_of_next_year(mention.text)
    if mention.precision == "year" or (not within and later):
        return "mentioned"
    explicit = opens_or_stands_alone(text, mention.span)
    if mention.precision == "fiscal_year":
        if _IS_REFINED.match(text, end):
            return "mentioned"
        explicit = explicit or text.startswith("通年", mention.span[0])
        return "when" if explicit else "mentioned"
    return "when" if explicit or within else "mentioned"


def _is_of_an_earlier_deed(text: str, end: int) -> bool:
    """Whether the words behind a date out of the year make it that of what a thing, or a bond, comes from."""
    return any(form.match(text, end) for form in (_MADE_THEN, _SINCE, _DONE_EARLIER))


def _lies_in(mention: DateMention, fiscal_year: int) -> bool:
    first, last = fiscal_year_days(fiscal_year)
    return mention.start <= last and mention.end >= first


def _comes_after(mention: DateMention, fiscal_year: int | None) -> bool:
    return fiscal_year is not None and mention.start > fiscal_year_days(fiscal_year)[1]


def is_of_another(text: str, span: tuple[int, int]) -> bool:
    """Whether the words beside a date make it the day of something else, or a target.

    平成26年10月に締結した合意に基づく交流, 平成2年の提携以来, 令和7年3月の完成に向けて.
    """
    end = span[1]
    if _ANOTHER_BEFORE.search(text, max(0, span[0] - 14), span[0]) or _AHEAD.match(text, end):
        return True
    if _ANNIVERSARY.search(text, max(0, span[0] - 8), span[0]) and _THEN.match(text, end):
        return True
    if _DURING.search(text, max(0, span[0] - 5), span[0]) and _THEN.match(text, end):
        return True
    limit = min(len(text), end + _REACH)
    if not _MAY_BE_ANOTHER.search(text, end, limit):
        return False
    apart = text.startswith((" ", "|"), end) and opens_or_stands_alone(text, span)
    if _ANOTHER_DAY.match(text, end, limit) or _EVE.match(text, end, limit):
        return True
    if not apart and _GROUND.match(text, end, limit):
        return True
    until = None if apart else _TARGET.match(text, end, limit)
    return bool(until) and not (_DAY_TO_DAY.search(text[slice(*span)]) and _OF_THOSE_DAYS.match(text, end))


def _is_of_what_was_not(text: str, span: tuple[int, int]) -> bool:
    """Whether a date is that of an event as it did not take place."""
    start, end = span
    if (
        text.startswith(" ", end)
        and opens_or_stands_alone(text, span)
        and not _ANOTHER_TIME.search(text, end)
    ):
        return False
    limit, before = min(len(text), end + _REACH), max(0, start - 16)
    follows = _MAY_NOT_BE.search(text, end, limit) and _OF_WHAT_WAS_NOT.match(text, end, limit)
    if at_first := _AT_FIRST.search(text, before, start):
        at_first = _ANOTHER_TIME.search(text, 0, at_first.start()) or _ANOTHER_TIME.search(text, end)
    replaced = _IN_ITS_PLACE.match(text, end, limit) and _COULD_NOT.search(text, before, start)
    return bool(follows or at_first or replaced or _WAS_NOT.search(text, before, start))


def opens_or_stands_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether the date at ``span`` opens the text, or stands alone in brackets: 平成29年9月3日 訓練に参加, 都政説明（8月1日）."""
    start, end = span
    if _BEFORE_OPENING.fullmatch(text, max(0, start - _REACH), start) and start <= _REACH:
        return True
    opened = _OPENS_BRACKET.search(text, max(0, start - _REACH), start)
    return bool(
        opened and _DATES_ONLY.fullmatch(text, opened.start() + 1, start) and _CLOSES_BRACKET.match(text, end)
    )
