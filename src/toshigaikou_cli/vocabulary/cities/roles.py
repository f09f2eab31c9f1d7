"""Partner or venue: what the words around a city's name say of its part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.tours import are_invited, goes_round

CityRole = Literal["partner", "venue"]


class NamedCity(NamedTuple):
    """A city's name in a folded text, from ``start`` to ``end``; ``name_end`` is where the name alone ends.

    ``kind`` is "" for the city itself; ``event`` and ``instrument`` for a name that only bears its letters,
    ``place`` for an office and the like.
    """

    start: int
    end: int
    name_end: int
    city: City
    bare: bool = False
    kind: str = ""

    def over(self, end: int) -> NamedCity:
        """The hit with its words going on to ``end``."""
        return self._replace(end=end)


_EVENT_NOUN = (
    r"(?:会議|会合|総会|大会|年会|例会|集会|協議会|懇談会|研究会|説明会|相談会|商談会|報告会|講演会|交流会|展覧会|展示会|博覧会"
    r"|見本市|公演|フォーラム|シンポジウム|サミット|セミナー|ワークショップ|フェア|フェスティバル|フェスタ|イベント|コンファレンス"
    r"|カンファレンス|コングレス|ミーティング|ラウンドテーブル|キャンペーン|プロモーション|ロードショー|エキスポ|祭|展|式典|レセプション"
    r"|[0-9]回|第[0-9一二三四五六七八九十]{1,3}回|[Cc][Oo][Pp][0-9]{1,2})"
)
_HALL = (
    r"(?:ホテル|会場|会議場|展示場|センター|ホール|劇場|広場|公園|美術館|博物館|大学|学校|図書館|スタジアム|アリーナ|駅|施設|庁舎|市役所"
    r"|議会|大使館|ビル|地区|キャンパス|サンズ|百貨店|市場|港|現場|工場|本部|本社)"
)
_NOTE = r"(?:\([^()\n]{1,20}\))?(?:ほか|他|など|等)?(?:の?[0-9]{1,2}(?:都市|か所|カ所|会場))?"
_AREA = (
    rf"(?:市内|都内|州内|国内|内|郊外|近郊|市街地?|会場)?(?:の[^、。\n]{{0,16}}?{_HALL}"
    r"(?:[0-9]{1,3}(?:店舗?|か所|カ所|会場|館|校))?)??"
)
_AT = expression(
    rf"{_NOTE}{_AREA}(?:(?P<of>において?の|における|に於ける|での|にての)|(?:において|に於いて|にて|で)(?![あはすきな]))[、,]?"
)
_HELD_HERE = expression(
    r"を(?:主会場|会場|開催地|舞台|拠点)|(?:市|州)?開催(?:の|され?|した|する|で|に|、|。|\)|$)"
)
_HELD = expression(r"開催|開か|開い|開く|開き(?!が)|催さ|催し|挙行|開会|主催|開幕")
_DONE = expression(
    r"実施|行わ|行な|行っ|行い|行う|出展|出演|実演|上演|公演|展示|講演|登壇|発表|運営|放映|販売|試食|売り込|プロモーション|トップセールス|開講|開設|設置|撮影|実習|体験|学ん|参加|出席|受賞|pr"
)
_TOGETHER = expression(r"連携|協力|共同|合同|共催|協働")
_OF_FIRMS = "出展|出品|展開|開拓|輸出|進出|販売|商談|受注|誘客|参入"
"""What firms at home are helped with abroad: 展示会出展を支援."""
_NOT_OF_FIRMS = "".join(f"(?<!{word})(?<!{word}を)" for word in _OF_FIRMS.split("|"))
_EXCHANGE = expression(
    r"(?<!pr)(?<!誘致)(?<!宣伝)(?<!観光)(?<!販売促進)(?<!プロモーション)(?<!セミナー)(?<!展示)(?<!商談)(?:事業|プロジェクト)(?!者|所|説明|報告|発表)|意見交換|情報交換|協議|会談|面会|面談|交流|懇談|調印|締結|打合せ|打ち合わせ|訪問|ヒアリング|連携|協力|共同|合同|共催|協働"
    rf"|研修|講習|訓練|指導|{_NOT_OF_FIRMS}支援|助言|改善|技術移転"
)
_FAIR = expression(
    r"(?:の?[「『][^」』\n]{1,40}[」』](?:\([^()\n]{0,30}\))?(?:に|へ)の?[^、。\n「」]{0,8}?(?:出展|出品|出演|登壇)"
    r"|の?[^、。\n「」のとへ]{1,20}(?:[「『][^」』\n]{1,40}[」』])?(?:\([^()\n]{0,30}\))?(?:に|へ)の?[^、。\n「」にへ]{0,16}?(?:出展|出品|(?:ブース|コーナー|パビリオン)を(?:出|設|構))"
    rf"|(?:[市都州国]?内の[^、。\n「」]{{0,16}}?{_HALL}|の(?:コンベンション|商業|展示|見本市)[^、。\n「」]{{0,8}}?)(?:内|前|等)?に"
    r"(?:「[^」\n]{1,40}」|[^、。\n「」]){1,30}を(?:設け|設置|開設|出展|構え|置)"
    r"|の[^、。\n「」]{0,16}?(?:見本市|旅行博|博覧会|展示会|展示商談会|商談会|フェア|映画祭|マーケット|芸術祭|音楽祭)(?!との|と(?:連携|協力|共催))"
    r"|(?:市|都|州|県|国)?内?に(?:設け|設置[しさ]|(?:[^、。\n「」]{1,16}と(?:共同で)?)?「[^」\n]{1,40}」を(?:設|置|開設|構)|開設[しさ]|置[いくか]|構え|所在|滞在|留学|[^、。\n]{1,6}を(?:置|構)|(?:「[^」\n]{1,40}」|[^、。\n「」]){1,30}(?:ブース|パビリオン|コーナー|スペース|拠点)を(?:設|置|構|出)|(?:あ|位置す)る(?![^、。\n]{0,14}(?:と|から)))|(?:市内|都内|州内|内)?の[^、。\n]{0,12}?(?:会場|拠点))"
)
"""What makes a city the place of a fair or of premises: ロンドンの旅行博に出展, リオデジャネイロに設けた施設."""
_WORLD_BODY = expression(
    r"(?:市内?)?の?(?:[a-z]{3,}|国連|国際連合|ユネスコ|ユニセフ|ユニタール|(?:国際|世界|万国)[^、。\n「」のにへとでを]{1,12}(?:機関|機構|連盟|連合|委員会|銀行|基金)|欧州委員会|欧州議会)"
    r"[^、。\n「」のにへとでを]{0,10}(?:本部|事務局|事務所|支部|オフィス)"
    r"|の(?:国際|世界|万国)[^、。\n「」のにへとでを]{1,12}(?:機関|機構|連盟|連合|委員会|銀行|基金)(?=[、。にへとでを]|$)"
    r"|の?(?:連邦|中央)(?:政府|議会)|の国際機関|(?:市)?に(?:本部|事務局|事務所|拠点|本社|本店)(?:を|が|の)(?:置|構|ある|有|持|あり|所在)"
)
"""A body of the world that sits in a city: パリのユネスコ本部, ジュネーブに本部を置く機関."""
_TRAFFIC = expression(
    r"(?:市)?(?:発着|(?:行き?|線|便|路線|航路|直行便)(?![一-龥])|間の?(?:定期)?(?:航空路?|直行)?(?:路線|航路|便)|を結ぶ[^、。\n]{0,8}?(?:路線|航路|便|定期便)|から(?:の)?(?:直行|定期|チャーター)便)"
)
"""A city at the end of a line of traffic: パリ線, 羽田とパリを結ぶ路線."""
_WORLD_EVENT = expression(
    r"(?:国際|世界|アジア|グローバル)[^、。\n「」のにへとでを]{0,14}(?:会議|大会|週間|ウィーク|ウイーク|フォーラム|サミット|博覧会|見本市|フェア|旅行博|展|フェスティバル|コンファレンス|カンファレンス|シンポジウム|総会|映画祭|音楽祭|芸術祭|演劇祭|ビエンナーレ|トリエンナーレ)"
    r"(?!場|と(?:連携|協力|共催)|との|事務局|関係者)"
    r"|(?:気候|環境|人口|軍縮|平和|人権|女性)?(?:会議(?!所|場|員|室|体|資料)|総会|サミット|プロセス|コンセンサス)(?!場|と(?:連携|協力|共催)|との|事務局|関係者|員)"
    r"|[^、。\n「」のにへとでを]{0,8}(?:アワード|グランプリ)"
    r"|[^、。\n「」のにへとでを]{2,10}(?<!実務者)(?<!局長級)(?<!共同)(?<!合同)(?<!首長)(?<!交流)会議の(?:成果|結果|合意|決議|宣言|勧告)"
)
"""A conference that is called by its place: ストックホルム世界水週間, カイロ人口開発会議の成果."""
_COMPARED = expression(
    r"(?:市)?(?:の[^、。\n]{0,14}?)?(?:(?:の?(?:先進|先行|取組|成功)?事例|を|も)(?:等|など)?を?参考|の?(?:先進|先行|取組|成功)?事例(?:等|など)?を(?:調査|収集|研究|分析|紹介|学)"
    r"|[にと]比べ|との比較|と比較|並みの?|風(?![力水景土評習疹邪車雨速])|に倣|(?:の[^、。\n]{1,14}?)(?:文献調査|机上調査))"
)
"""A city of which something is only read or compared: ポートランドの事例を参考に."""
_USED_FOR_SHOW = expression(
    r"の[^、。\n「」のとにへ]{2,16}(?:で|にて|において)[^、。\n]{0,12}?(?:展示|上映|放映|掲出|公演|販売|紹介|pr|実演|撮影|講演|登壇)"
)
"""A hall of a city in which something was shown: ロンドンのジャパン・ハウスで展示."""
_OF_A_STATE = expression(
    r"[^、。\n市州]{0,10}?(?:国|[ァ-ヺー]{2,10}|連邦|中央|各国)(?:政府|大使|首相|大統領|[一-龥]{0,6}大臣|[一-龥]{2,8}省)(?:関係者|職員|担当者)?(?:と|に対)"
)
"""With whom something was done at a city where that is the country: クアラルンプールにおいてマレーシア政府と."""
_PRIVATE = expression(
    r"の[^、。\n「」にへとで]{0,8}?(?:(?<!水道)(?<!下水道)(?<!地下鉄)(?<!交通)(?<!鉄道)(?<!港湾)(?<!運営)会社|企業|メーカー|商社|船社|メディア|報道機関"
    r"|金融機関|旅行業者|ホテル|デザイナー|芸術家|アーティスト|料理[人長]|シェフ|作家|投資家|バイヤー|(?:福祉|愛護|市民|民間|経済|業界)団体|npo|ngo)(?!支援|振興|誘致|庁|局|省|公社|公団|協会)"
    r"|の?[「『][^」』\n]{1,40}[」』](?:\([^()\n]{0,30}\))?[にへ]の?(?:参加|出席)|から(?:の|計)?[0-9]{1,3}社|[へに]の?(?:修学|教育|観光)?旅行"
)
"""After a city without 市, its firms and clubs, which are not the city: 香港の旅行会社, not ハノイの水道会社."""
_ONLINE_WITH = expression(
    r"の[^、。\n「」にへとで]{1,16}と(?:の|は)?[^、。\n]{0,8}?(?:オンライン|リモート|ウェブ|web|テレビ会議)"
)
"""With whom in a city something was done online, where no city is the place: バンコクの旅行会社とのオンライン商談会."""
_PLACES = (
    r"(?:於|会場|滞在先|滞在地|寄港地|開催地|開催都市|開催場所|実施場所|場所|行き先|渡航先|留学先|出身地?)"
)
_LABEL = expression(rf"{_PLACES}(?:は|を|[:=)\]】])?$")
_FAIR_LABEL = expression(
    r"(?:(?:見本市|旅行博|博覧会|展示会|商談会|フェア)への?(?:出展|出品|参加)(?:先|実績)?[:=]?"
    r"|(?:(?:商談|相談|説明|展示)会|見本市|旅行博|フェア|セミナー|プロモーション|キャンペーン|物産展)[:=])(?:[^。:=\n]{1,40}[、・,/])?$"
)
"""旅行博への出展　シンガポール（8月）、ロンドン（11月）; セミナー：ロンドン（5月）、シドニー（2月）."""
_ENDS = expression(r"[、・,/。\n]|$")
_LABELLED_LIST = expression(rf"{_PLACES}(?:は|[:=)\]】])[^。()\n]{{1,40}}[、・,/]$")
"""滞在先:ブリスベン、シアトル."""
_OF_A_PERSON = expression(
    r"(?:市|州|県)?(?:(?:出身|在住|在勤|居住|生まれ|育ち)|経由(?!地)|から(?:購入|輸入|仕入|取り寄せ)|[にへ](?:渡っ|移住し|移り住ん|入植し|渡航し|留学し)た(?=[一-龥ァ-ヺ]))"
)
"""What makes a city where a person comes from, went to once, or passes through: ハノイ出身の職員, 釜山経由で."""
_ACRONYM_BEFORE = expression(r"(?<![a-z])[a-z]{3,6}$")
"""What opens the name of a fair or an office: ITBベルリン, JETRO上海."""
_NAME_BEFORE = expression(r"(?:[a-z][a-z0-9]*|[0-9]{4}|第?[0-9一二三四五六七八九十]+回)$")
_NAME_AFTER = expression(rf"(?:国際|世界|宣言)?{_EVENT_NOUN}")
"""A city amid the name of an event: C40ロンドン会議."""
_WORLD_BEFORE = expression(r"(?:世界|国際)[^、。\n「」のにへとでを]{0,8}(?:大会|会議|総会|サミット|年会)$")
_ATTENDED = expression(r"[0-9]{0,4}に[^、。\n]{0,8}?(?:登壇|参加|出席|出展|派遣)")
"""イクレイ世界大会モントリオールに登壇."""
_FORMER = expression("(?:元|(?<![年月日以直事])前)$")
_OFFICE = expression(
    "(?:副?市|副?知|州知|州首|議)[長事相]|[市州県都](?:[^、。の\\n]{0,8})?(?:職員|局長|部長|課長|議員|顧問)"
)
"""The former mayor of a city is no partner city: 元ローマ市長."""
_SAME = expression(
    r"同(?:特別市|都市|市|州|県|国)(?:と|が|の|[一-龥]{1,8}(?:局|課|庁|公社)(?:に|と|へ|の)|職員|側|主催|長|政府|関係者|代表)"
)
_JOINED = expression(r"(?:[、・,/]|及び|および|並びに|と|や)*")
_NOTE_OF_ONE = expression(r"\([^()\n]{1,30}\)")
_BESIDE = expression(r"^の?[「『][^」』\n]{1,40}[」』]|[0-9]{1,2}(?:月|/)(?:[0-9]{1,2}日?)?(?:に|は)?$")
"""What stands beside a city in such a list: 11月にヘルシンキの「…」、1月に …."""
_DATE_IN_NOTE = expression(
    rf"(?:{eras.NAMES}|[0-9元]|年度?|月|日|から|まで|頃|上旬|中旬|下旬|於|会場|開催地|場所|にて|において|で|開催|実施|など|ほか|等|他"
    r"|[mtshr](?=[0-9元])|[英米中韓独豪]国?|[ァ-ヺー]{2,8}|延べ|約|計|全|[社店件]|[かヶカケ]所"
    r"|[~\-–、・,:./=]|と|及び|\n)+"
)
_DISTRICT = expression(r"(?:市|都|州)?の?[^()、。\n]{1,12}(?:地区|[区街]|会場|通り|広場|エリア)(?:内)?")
"""リオデジャネイロ市バーハ地区: what stands beside a city that is a place."""
_EVENT_BEFORE = expression(rf"(?:{_EVENT_NOUN}|開催|[a-z][0-9]{{1,3}})」?』?[0-9]{{0,4}}$")
_DAY_OF_EVENT = expression(
    rf"[ :]?(?:{eras.NAMES}|[hr])?[0-9元]{{1,4}}[年月./][0-9年月日./~\-]*(?:\([月火水木金土日]\))?$"
)
"""セミナーの開催 H30.10.23（台北）: the day between an event and the note of its place."""
_USED_AS_EVENT = expression(
    r"\)(?:等|など|ほか)?(?:にて|における|において|で(?![あはすきな])|に(?:[^、。\n()]{0,12}?(?:出展|出品|参加|出席|登壇|出演))|への?(?:出展|出品|参加|出席))"
)
_BODY_BEFORE = expression(
    r"(?:国際|世界|アジア|国連|欧州)[^、。()\n]{0,12}(?:銀行|機関|機構|連盟|委員会|基金|本部|事務局)$"
)
_ENDS_IN_NOTE = expression(r"(?:市|[、・][^()、。]{1,10}){0,2}")
"""アジア開発銀行（マニラ）: the seat of a body of the world."""
_A_BODY = expression(r"(?:[校団員局庁園院課室会者生]|(?<!本)部|(?<!展示)館|大学|公社|機関|協会|組合)$")
_FAIR_BEFORE = expression(
    r"(?:展示会|見本市|博覧会|旅行博|商談会|世界会議|国際会議|国際大会|学会)[^。\n]{0,60}$"
)
_ROUND_AFTER = expression(r"[^、。\n]{0,24}?" + _EVENT_NOUN)
_HAPPENED = expression(
    r"(?:市|州|県)?で(?:起き|起こっ|発生し|生じ)た(?![^。\n]{0,60}同[市州県])|(?:市|州|県)?で(?:締結|調印|採択|署名)された[^、。\n]{0,12}?(?:条約|協定|宣言|議定書)"
)
"""A city where something befell, or a treaty was made long ago: イスタンブール市で起きた地震."""
_WITH_ANOTHER = expression("[一-龥ァ-ヺ]と$")
_AND = ("・", "や", "と", "及び")
_SENTENCE_ENDS = "。\n"
_FAR = 200
_BEFORE = 80
_NEAR = 12
"""So many names on either side are looked at for another city in the sentence."""


def roles(text: str, hits: Sequence[NamedCity]) -> Iterator[tuple[NamedCity, CityRole]]:
    """The hits that count as mentions, each with its role. ``text`` is the folded text."""
    kept = [Said(hit, _AT.match(text, hit.end)) for hit in _cities(text, hits)]
    found: list[CityRole] = [_role(text, said, kept) for said in kept]
    listed = private = False
    for place in range(len(kept) - 2, -1, -1):
        hit, following = kept[place].hit, kept[place + 1].hit
        # ソウル、北京で開催: what is said of the last name of a list goes for all of them.
        private = hit.bare and (private or _is_only_named(text, following))
        here = kept[place + 1].at or _HELD_HERE.match(text, following.end) or _is_of_fair(text, following)
        listed = listed or private or bool(here) or (hit.bare and kept[place + 1].hit.kind == "place")
        between = _BESIDE.sub("", _NOTE_OF_ONE.sub("", text[hit.end : following.start]))
        listed = listed and found[place + 1] == "venue" and between != "" and bool(_JOINED.fullmatch(between))
        if listed and not hit.kind:
            found[place] = "venue"
    for said, role in zip(kept, found, strict=True):
        if not said.hit.city.own:
            yield said.hit, role


class Said(NamedTuple):
    """A hit with the words that say "at" after it, if there are any."""

    hit: NamedCity
    at: re.Match[str] | None


def _cities(text: str, hits: Sequence[NamedCity]) -> list[NamedCity]:
    """The hits that are the city itself, or its office.

    Left out are names that only bear its letters (ロンドン・リオ大会 drops both), and the region in an address
    (カリフォルニア州ロサンゼルス市) unless it is a partner itself.
    """
    out: list[NamedCity] = []
    following: NamedCity | None = None
    for hit in reversed(hits):
        between = text[hit.end : following.start] if following else None
        alone = hit.bare and not hit.kind and hit.end == hit.name_end
        if alone and following and following.kind == "event" and between in _AND:
            hit = hit._replace(kind="event")
        address = following and between == "" and hit.city.kind == "state" and not hit.city.relations
        same_country = following and hit.city.country == following.city.country
        following = hit
        if hit.kind not in ("event", "instrument") and not (address and same_country):
            out.append(hit)
    return out[::-1]


def _role(text: str, said: Said, all_said: Sequence[Said]) -> CityRole:
    hit, at = said.hit, said.at
    place = hit.kind == "place" or _in_note_of_event(text, hit, all_said)
    place = place or _is_of_fair(text, hit) or bool(_OF_A_PERSON.match(text, hit.end))
    place = place or bool(_WORLD_BODY.match(text, hit.end) or _TRAFFIC.match(text, hit.end))
    place = place or _is_in_a_name(text, hit) or bool(_HAPPENED.match(text, hit.end))
    place = place or _is_only_named(text, hit) or bool(hit.bare and _WORLD_EVENT.match(text, hit.name_end))
    if place or _HELD_HERE.match(text, hit.end) or _is_told_as_place(text, hit):
        return "venue"
    if at is None or _SAME.search(text[at.end() : at.end() + _FAR].split("\n")[0]):
        return "partner"
    rest = text[at.end() : _sentence_end(text, at.end())]
    if _OF_A_STATE.match(rest) or _is_where_another_was_met(text, hit, all_said):
        return "venue"
    if at["of"]:
        return "venue" if _ROUND_AFTER.match(rest) or _HELD.match(rest) else "partner"
    return "venue" if _only_the_place(rest[:80], _others(text, hit, all_said)) else "partner"


def _is_of_fair(text: str, hit: NamedCity) -> bool:
    """Whether the words after a city, or after a note to it, make it the place of a fair or of premises."""
    note = _NOTE_OF_ONE.match(text, hit.end)
    if goes_round(text, hit.start, hit.end):
        return True
    if _ONLINE_WITH.match(text, hit.end):
        return False
    return bool(_FAIR.match(text, hit.end) or (note and _FAIR.match(text, note.end())))


def _is_where_another_was_met(text: str, hit: NamedCity, all_said: Sequence[Said]) -> bool:
    """Whether a bare city stands behind somebody else with whom it was done there: 国際連合とジュネーブで締結した."""
    joined = any(said.hit.end == hit.start - 1 for said in all_said)
    return hit.bare and not joined and bool(_WITH_ANOTHER.search(text[max(0, hit.start - 2) : hit.start]))


def _is_only_named(text: str, hit: NamedCity) -> bool:
    """Whether a bare city is that of firms or of a hall, or is only compared with."""
    forms = (_PRIVATE, _COMPARED, _USED_FOR_SHOW)
    met_online = _ONLINE_WITH.match(text, hit.end)
    return hit.bare and not met_online and any(form.match(text, hit.end) for form in forms)


def _is_told_as_place(text: str, hit: NamedCity) -> bool:
    """Whether the words before a city make it a place, or the former post of a person."""
    before = _NOTE_OF_ONE.sub("", text[max(0, hit.start - _BEFORE) : hit.start])
    if _FAIR_LABEL.search(before) and _ENDS.match(_NOTE_OF_ONE.sub("", text[hit.end : hit.end + _BEFORE])):
        return True
    if _LABEL.search(before[-7:]) or _LABELLED_LIST.search(before):
        return True
    return bool(_FORMER.search(before) and _OFFICE.match(text, hit.name_end - 1))


def _is_in_a_name(text: str, hit: NamedCity) -> bool:
    """Whether a bare city stands within the name of a conference."""
    before = text[max(0, hit.start - 16) : hit.start]
    if not hit.bare:
        return False
    named = _NAME_BEFORE.search(before) and _NAME_AFTER.match(text, hit.end)
    ends = _WORLD_BEFORE.search(before) and _ATTENDED.match(text, hit.end)
    return bool(named or ends or _ACRONYM_BEFORE.search(before))


def _only_the_place(rest: str, others: bool) -> bool:
    """Whether what was done "at X" makes X only the place, by the first verb after it."""
    held, done = _HELD.search(rest), _DONE.search(rest)
    if held and not (done and done.start() < held.start()):
        return others or not _TOGETHER.search(rest[: held.start()])
    if done:
        return others or not _EXCHANGE.search(rest[: done.end() + 12])
    event = _ROUND_AFTER.match(rest)
    return others or bool(event and not _EXCHANGE.search(rest[: event.end()]))


def _is_exchange(rest: str) -> bool:
    """Whether the first thing that words tell was done together with somebody: 漏水調査を指導."""
    clause = re.split("[、。\n]", rest, maxsplit=1)[0]
    found = _EXCHANGE.search(clause)
    return found is not None and not (_DONE.search(clause[: found.end()]) or _HELD.search(clause))


def _others(text: str, hit: NamedCity, all_said: Sequence[Said]) -> bool:
    """Whether another city, which is no place itself, stands in the same sentence."""
    start, end = _sentence_start(text, hit.start), _sentence_end(text, hit.end)
    own = bisect_left(all_said, hit.start, key=_start)
    for said in all_said[max(0, own - _NEAR) : own + _NEAR + 1]:
        other = said.hit
        if (
            other.city is hit.city
            or other.city.own
            or other.kind
            or said.at
            or not start <= other.start < end
        ):
            continue
        between = _NOTE_OF_ONE.sub("", text[other.end : hit.start])
        if other.end > hit.start or not _JOINED.fullmatch(between):
            return True
    return False


def _between(all_said: Sequence[Said], start: int, end: int) -> Sequence[Said]:
    """The hits that begin in a stretch of the text; they are in order."""
    first = bisect_left(all_said, start, key=_start)
    return all_said[first : bisect_left(all_said, end, key=_start)]


def _start(said: Said) -> int:
    return said.hit.start


def _in_note_of_event(text: str, hit: NamedCity, all_said: Sequence[Said]) -> bool:
    """Whether the city stands in parentheses with nothing but a date, after a word for an event."""
    opening = text.rfind("(", max(0, hit.start - 60), hit.start)
    closing = text.find(")", hit.end, hit.end + 40)
    if opening < 0 or closing < 0 or ")" in text[opening : hit.start]:
        return False
    before = _DAY_OF_EVENT.sub("", text[max(0, opening - 80) : opening])
    if _BODY_BEFORE.search(before) and _ENDS_IN_NOTE.fullmatch(text[hit.end : closing]):
        return True
    called = "開催" in text[opening:closing] or _EVENT_BEFORE.search(before) or _FAIR_BEFORE.search(before)
    used = _USED_AS_EVENT.match(text, closing)
    if not called and (used is None or _A_BODY.search(before) or _is_exchange(text[used.end() :][:40])):
        return False
    left = text[opening + 1 : closing]
    within = [said.hit for said in _between(all_said, opening, closing) if said.hit.end <= closing]
    for other in reversed(within):
        left = left[: other.start - opening - 1] + left[other.end - opening - 1 :]
    if used is None and are_invited(_NOTE_OF_ONE.sub("", before), left, len(within)):
        return False
    return not left or bool(_DISTRICT.fullmatch(left)) or bool(_DATE_IN_NOTE.fullmatch(left))


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, max(0, at - _FAR), at) for mark in _SENTENCE_ENDS) + 1


def _sentence_end(text: str, at: int) -> int:
    ends = [place for mark in _SENTENCE_ENDS if (place := text.find(mark, at, at + _FAR)) >= 0]
    return min(ends, default=min(len(text), at + _FAR))
