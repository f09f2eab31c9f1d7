"""Cities in texts: what counts, with which words, in which role. The texts are ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.vocabulary.cities.register import CityRegister

SEOUL, BEIJING, PARIS, NSW = "ソウル特別市", "北京市", "パリ市", "ニュー・サウス・ウェールズ州"


def names(cities: CityRegister, text: str) -> list[str]:
    return [mention.city for mention in cities.find_mentions(text)]


def roles(cities: CityRegister, text: str) -> list[tuple[str, str]]:
    return [(mention.city, mention.role) for mention in cities.find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "city", "words"),
    [
        ("ソウル特別市との交流", SEOUL, "ソウル特別市"),
        ("ソウル市の職員を受入れ", SEOUL, "ソウル市"),
        ("ソウルへ職員を派遣", SEOUL, "ソウル"),
        ("韓国ソウルを訪問", SEOUL, "ソウル"),
        ("韓国・ソウルを訪問", SEOUL, "ソウル"),
        ("ソウル特別 市との交流", SEOUL, "ソウル特別 市"),
        ("パ リ市との交流", PARIS, "パ リ市"),
        ("パリ市民との交流", PARIS, "パリ市"),
        ("ニューサウスウェールズ州の学校", NSW, "ニューサウスウェールズ州"),
        ("ニュー・サウス・ウェールズ州内の学校", NSW, "ニュー・サウス・ウェールズ州"),
        ("ＮＳＷ州の学校", NSW, "ＮＳＷ州"),
        ("ﾆｭｰ･ｻｳｽ･ｳｪｰﾙｽﾞ州の学校", NSW, "ﾆｭｰ･ｻｳｽ･ｳｪｰﾙｽﾞ州"),
        ("モンゴル国ウランバートル市長との会談", "ウランバートル", "ウランバートル市"),
        ("オーストラリアシドニーの学校", "シドニー市", "シドニー"),
        ("シンガポール共和国との交流", "シンガポール", "シンガポール共和国"),
        ("バンコク都との交流", "バンコク", "バンコク都"),
        ("バンコク都市鉄道の視察", "バンコク", "バンコク"),
        ("Visit of the Mayor of London", "ロンドン市", "London"),
        ("New York Cityの職員", "ニューヨーク市", "New York City"),
        ("ＰＡＲＩＳの職員", PARIS, "ＰＡＲＩＳ"),
        ("ソウルフォーラムに参加", SEOUL, "ソウル"),
        ("成都市との交流", "成都市", "成都市"),
        ("大連市との交流", "大連市", "大連市"),
        ("サンパウロ市の学校", "サンパウロ市", "サンパウロ市"),
        ("サンパウロ州の学校", "サンパウロ州", "サンパウロ州"),
        ("ニューヨーク州の学校", "ニューヨーク州", "ニューヨーク州"),
    ],
)
def test_a_city_is_found_with_its_words(cities: CityRegister, text: str, city: str, words: str) -> None:
    assert [(mention.city, mention.text) for mention in cities.find_mentions(text)] == [(city, words)]


@pytest.mark.parametrize(
    ("text", "city", "words"),
    [
        ("北京首都博物館と協議", BEIJING, "北京首都博物館"),
        ("ソウル歴史博物館の学芸員", SEOUL, "ソウル歴史博物館"),
        ("トムスク国立大学から受入れ", "トムスク州", "トムスク国立大学"),
        ("トムスク国立大を指定", "トムスク州", "トムスク国立大"),
        ("ソウル消防災難本部の救助隊", SEOUL, "ソウル消防災難本部"),
        ("ベルリン国際映画祭と連携", "ベルリン市", "ベルリン国際映画祭"),
        ("ハノイ市人民委員会委員長", "ハノイ", "ハノイ市人民委員会"),
        ("シンガポール政府から招待", "シンガポール", "シンガポール政府"),
        (
            "在日ブリティッシュ・コロンビア州政府事務所",
            "ブリティッシュ・コロンビア州",
            "ブリティッシュ・コロンビア州政府事務所",
        ),
        ("首都師範大学の学生", BEIJING, "首都師範大学"),
        ("パリ・オペラ座の公演", PARIS, "パリ・オペラ座"),
        ("ベルリンフィルハーモニー管弦楽団", "ベルリン市", "ベルリンフィルハーモニー"),
    ],
)
def test_an_institution_counts_as_its_city(cities: CityRegister, text: str, city: str, words: str) -> None:
    assert [(mention.city, mention.text) for mention in cities.find_mentions(text)] == [(city, words)]


def test_an_institution_does_not_swallow_the_next_city(cities: CityRegister) -> None:
    found = cities.find_mentions("ソウル・北京大学の学生")
    assert [mention.text for mention in found] == ["ソウル", "北京大学"]


@pytest.mark.parametrize(
    "text",
    [
        "ローマ字の表記",
        "ローマ数字",
        "アローマの香り",
        "アロマ",
        "カイロプラクティック",
        "使い捨てカイロの配布",
        "ソウルフードの紹介",
        "ソウルミュージック",
        "ソウルシンガー",
        "ロンドンブーツ",
        "ニューヨーク・タイムズに掲載",
        "ハノイの塔",
        "マニラ封筒",
        "ナポリタン",
        "パリッとした食感",
        "リオン社",
        "マリオ",
        "シナリオ",
        "デリシャス",
        "拡大連携会議",
        "構成都市の職員",
        "灯台北側の護岸",
        "海上海域の調査",
        "関西安全協会",
        "南京錠",
        "パースの作成",
        "フェニックスの植栽",
        "Londonderry",
        "from europe rome",
        "comparison",
        "ワシントン条約",
        "ジュネーブ条約",
        "パリ協定に基づく目標",
        "ソウル宣言の採択",
        "Paris Agreement",
        "ロンドン市場の動向",
        "ベルリンの壁",
        "東京都の取組",
        "江戸東京博物館",
        "Tokyo Metropolitan Government",
        "",
    ],
)
def test_other_words_are_no_cities(cities: CityRegister, text: str) -> None:
    assert names(cities, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "平昌オリンピック開会式の参観",
        "ロンドン五輪の遺産",
        "リオ大会の視察",
        "ロンドン2012大会",
        "リオデジャネイロ・オリンピック",
        "リオデジャネイロオリンピック・パラリンピック競技大会",
        "2024年パリパラリンピック",
        "北京2022冬季オリンピック",
        "ソチ・平昌両大会",
        "ロンドン・リオ大会",
        "ジャカルタ2018アジア競技大会",
        "ドバイ万博",
        "杭州アジア大会の視察",
        "ニューヨークマラソン",
        "Rio 2016 Olympic Games",
    ],
)
def test_an_event_called_by_its_place_is_no_partner(cities: CityRegister, text: str) -> None:
    assert names(cities, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ソウル大会議場での展示", [SEOUL]),
        ("パリ市の大会関係者", [PARIS]),
        ("ソウル市とのマラソン交流", [SEOUL]),
        ("ソウル、ロンドン五輪", [SEOUL]),
    ],
)
def test_a_city_near_an_event_stays(cities: CityRegister, text: str, found: list[str]) -> None:
    assert names(cities, text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "バンコク（タイ王国）で開催した会議に、ソウル特別市関係者が出席",
            [("バンコク", "venue"), (SEOUL, "partner")],
        ),
        ("バンコクで開催された会議に出席", [("バンコク", "venue")]),
        ("シンポジウムの開催（ソウル歴史博物館において開催）", [(SEOUL, "venue")]),
        (
            "ハノイ市内のホテルにて実施された研修会に北京市職員が参加",
            [("ハノイ", "venue"), (BEIJING, "partner")],
        ),
        ("ロンドンでのセミナーに参加", [("ロンドン市", "venue")]),
        ("パリにおける国際会議に参加", [(PARIS, "venue")]),
        ("バンコク開催の総会に出席", [("バンコク", "venue")]),
        ("会場：ジャカルタ", [("ジャカルタ特別市", "venue")]),
        ("国際会議（平成29年8月、ハノイ）にソウル市が出席", [("ハノイ", "venue"), (SEOUL, "partner")]),
        (
            "国際会議（ソウル、北京）に台北市が出席",
            [(SEOUL, "venue"), (BEIJING, "venue"), ("台北", "partner")],
        ),
        (
            "ソウル、北京で開催されたフォーラムに、台北市が参加",
            [(SEOUL, "venue"), (BEIJING, "venue"), ("台北", "partner")],
        ),
        ("ハノイほか3都市で開催された会議", [("ハノイ", "venue")]),
        (
            "ソウル、北京、台北の3都市で相談会を開催",
            [(SEOUL, "venue"), (BEIJING, "venue"), ("台北", "venue")],
        ),
        ("ソウルを会場に総会を開催", [(SEOUL, "venue")]),
        ("ソウルを拠点に配信された研修会で講演", [(SEOUL, "venue")]),
        ("ローマ市内のコンベンション施設に「東京の家」を設け、紹介", [("ローマ市", "venue")]),
        ("ハノイの商業施設に展示コーナーを設置", [("ハノイ", "venue")]),
        ("ロンドンの福祉機器展「ケア」へ出展支援", [("ロンドン市", "venue")]),
        ("ロンドンの福祉機器展「ケア」（LCS）に出展", [("ロンドン市", "venue")]),
        ("ロンドン事務所の職員", [("ロンドン市", "venue")]),
        ("在シドニー総領事", [("シドニー市", "venue")]),
        ("フランクフルト国際見本市に出展", [("フランクフルト市", "venue")]),
        ("ソウル市で、台北市職員と意見交換を実施", [(SEOUL, "venue"), ("台北", "partner")]),
    ],
)
def test_a_mere_place_is_a_venue(cities: CityRegister, text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(cities, text) == expected


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("ソウル市主催のフォーラムに参加", SEOUL),
        ("パリ市が主催する会議に参加", PARIS),
        ("ソウル市の施設に関する技術協力の窓口を設置", SEOUL),
        ("ハノイ市水道公社の技術者30名　遠隔講義", "ハノイ"),
        ("ローマ市の市場関係者と商業施設の研修を実施", "ローマ市"),
        ("ソウル市において、市職員と意見交換を実施", SEOUL),
        ("北京市で同市職員との会議を開催", BEIJING),
        ("ソウル市で共同調査を実施", SEOUL),
        ("カイロ県（平成29年10月29日、30日）に派遣", "カイロ県"),
        ("職員を派遣（10月、ソウル市）", SEOUL),
        ("北京首都博物館の間で開催の協議", BEIJING),
        ("ベルリン市における廃棄物対策の調査", "ベルリン市"),
        ("都市整備局、港湾局にてニュー・サウス・ウェールズ州職員を受入れ", NSW),
        ("東京都で開催する展示会に北京市の企業が参加", BEIJING),
        ("ソウル市である", SEOUL),
        ("パリ市立文化施設において、フェスティバルと連携し、公演を実施", PARIS),
    ],
)
def test_an_actor_is_a_partner(cities: CityRegister, text: str, city: str) -> None:
    assert roles(cities, text) == [(city, "partner")]


def test_a_region_in_an_address_is_no_mention(cities: CityRegister) -> None:
    assert names(cities, "カリフォルニア州ロサンゼルス市の学校") == ["ロサンゼルス市"]
    assert names(cities, "カリフォルニア州、ロサンゼルス市の学校") == ["カリフォルニア州", "ロサンゼルス市"]
    assert names(cities, "ニュー・サウス・ウェールズ州シドニー市") == [NSW, "シドニー市"]


def test_a_venue_ends_with_its_sentence(cities: CityRegister) -> None:
    text = "・バンコクで会議を開催\n・北京市と協議した。ソウル市も参加"
    assert roles(cities, text) == [("バンコク", "venue"), (BEIJING, "partner"), (SEOUL, "partner")]


def test_a_list_of_cities(cities: CityRegister) -> None:
    text = (
        "北京市、ベルリン市、カイロ県、 ジャカルタ特別市、モスクワ市、 ニュー・サウス・ウェールズ州、パ リ市、"
        "サンパウロ州、ソウル特別 市、ブエノスアイレス、プレトリア"
    )
    found = cities.find_mentions(text)
    assert len({mention.city for mention in found}) == len(found) == 11
    assert {mention.role for mention in found} == {"partner"}


texts = st.text(
    alphabet="ソウルパリ市北京で開催、。（）()・ 　\nｿｳﾙﾊﾟﾞ大会東京London NYCéア字ー的州都", max_size=120
)


@given(texts)
@settings(deadline=None, max_examples=300)
def test_every_mention_is_a_stretch_of_the_text(cities: CityRegister, text: str) -> None:
    end = 0
    for mention in cities.find_mentions(text):
        start, stop = mention.span
        assert end <= start < stop <= len(text)
        assert text[start:stop] == mention.text
        assert mention.city in cities.by_name
        assert mention.city != "東京"
        end = stop


@given(texts)
@settings(deadline=None, max_examples=100)
def test_a_mention_does_not_depend_on_what_comes_lines_later(cities: CityRegister, text: str) -> None:
    alone = cities.find_mentions(text)
    assert cities.find_mentions(text + "\n\n交流を行った。")[: len(alone)] == alone


@pytest.mark.parametrize(
    "part",
    ["ソウルで", "ソウル、", "（ソウル", "ソウル・", "ｿｳﾙ", "ア", "北京", "New York", "(", "ソウルでの", " "],
)
def test_a_long_text_is_read(cities: CityRegister, part: str) -> None:
    text = part * (20_000 // len(part))
    found = cities.find_mentions(text)
    assert all(text[slice(*mention.span)] == mention.text for mention in found)


_PLACES_AND_PARTNERS = [
    ("滞在先：ブリスベン、シアトルほか", "venue"),
    ("学生がシンガポールに滞在し、企業を見学", "venue"),
    ("学生をシンガポールに派遣", "partner"),
    ("ペナンの製造現場で実習に取り組んだ", "venue"),
    ("ハノイ市の水道公社の工場で漏水調査を指導", "partner"),
    ("バンコクに置く支援拠点で相談に対応", "venue"),
    ("パリにある美術館と共同で展覧会を開催", "partner"),
    ("行き先をシンガポールから改め", "venue"),
    ("元ローマ市長の基調講演", "venue"),
    ("ローマ市長の基調講演", "partner"),
    ("COP26（英国グラスゴー）の会期に合わせ", "venue"),
    ("国際展示会への参加を支援し、橋渡しを行った（H30.6.4～7、ボストン）", "venue"),
    ("職員の派遣（10月3日～5日、ハノイ）", "partner"),
    ("ニューヨークの国連本部で開催された会議に出席", "venue"),
    ("国際会議をバンコクで開き、取組を紹介", "venue"),
    ("バンコク市と相談の場を開き、情報を共有", "partner"),
    ("ニューヨークに「魅力発信」の展示ブースを出し、観光をPR", "venue"),
    ("シンガポールに10日間パビリオンを設け、来場者に紹介", "venue"),
    ("北京市に展示ブースの設計図を送付", "partner"),
    ("上海国際旅行博に出展", "venue"),
    ("上海国際課の職員が来訪", "partner"),
    ("C40ロンドン会議の成果を報告", "venue"),
    ("第3回ソウルフォーラムに登壇", "venue"),
    ("ソウルフォーラム実行委員会と連携", "partner"),
    ("ハノイ出身の国際交流員による料理教室を開催", "venue"),
    ("ホーチミン市在住の記者に取材", "venue"),
    ("シンガポール経由で派遣", "venue"),
    ("明治期にホノルルに渡った移民の資料を展示", "venue"),
    ("職員がホノルルに渡り、市と協議", "partner"),
    # each of a list that has notes
    ("ロンドン（6/3）、パリ（6/5）で観光セミナーを開催", "venue"),
    ("ソウル（5名）、北京（4名）の職員を受け入れて研修を開催", "partner"),
    ("指導者をモスクワ市（10/22・23）とジャカルタ特別市（2/11・12）に派遣", "partner"),
    # a fair by its name, and a programme of the city's own
    ("ロンドンの「旅の見本市」（11/5～7）に出展", "venue"),
    ("香港食品エキスポに都内12社が出展", "venue"),
    ("ロンドンの「都市の日」に参加", "venue"),
    ("ローマ市の「学校交流事業」に参加", "partner"),
    ("ソウルと共同で見本市に出展", "partner"),
    # an event with a note, and a body with a note
    ("MIPIMアジア（香港、11/28～30）で講演", "venue"),
    ("国連本部（ニューヨーク）で開かれた会合で発表", "venue"),
    ("姉妹校（北京）で授業に参加", "partner"),
    # firms and clubs, and public bodies
    ("シンガポールの企業等に学生を派遣", "venue"),
    ("香港の旅行会社・メディアを招く視察旅行を実施", "venue"),
    ("香港の動物福祉団体が視察", "venue"),
    ("ハノイの水道会社の技術者を受入れ", "partner"),
    ("台北の企業支援機関と研究会を開催", "partner"),
    ("バルセロナ市の企業と協議", "partner"),
    # works in a city, and what is made for it
    ("ヤンゴン市において無収水削減事業を実施", "partner"),
    ("ハノイで浄水場の整備プロジェクトを継続して実施", "partner"),
    ("ハノイで観光宣伝事業を実施", "venue"),
    ("ハノイで商談事業を実施", "venue"),
]


@pytest.mark.parametrize(
    ("text", "role"), _PLACES_AND_PARTNERS, ids=[text for text, _ in _PLACES_AND_PARTNERS]
)
def test_where_one_goes_is_a_place_and_with_whom_one_works_a_partner(
    cities: CityRegister, text: str, role: str
) -> None:
    assert {mention.role for mention in cities.find_mentions(text)} == {role}
