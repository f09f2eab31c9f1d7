"""The counters of quantities."""

from __future__ import annotations

_TABLE = """
名 称所前簿誉物画刺作義古目
人 称前当あ材権物民工種格気暮的三ひ
人日
人月
人泊
人回
社 会員内長説交債屋宅
校 舎庭長区内則
都市
大学 院
高校
団体
企業
自治体
組織
件 名数
か国
か国語
回 数目戦生忌答転線復顧路り廊収帰し
日間
泊
週間
か月
か月間
か年
年間
時間 目半
施設
機関
館 長内員
病院 長内局
診療所 長内
薬局 長内
教室
学級 会活委担
店 舗長員頭
店舗
台 湾風北場東頭
本 部校社店庁県市人日国町格来番所年件紙柱牧館堂州土
点 目字在検線灯
枚
個 人別所室性体展々国条年月
箱 根
袋
食 事品堂育べ文材物料糧器卓生
通 り信訳学行年常過商路知貨勤報告称用
セット
冊 子
部 門長会分品局署屋活員材隊構制
種 類別目子
種類
品目
項目
分野
事業 者所
事業者 数
頭 部取角筋
羽 田
匹
局 長員面所番
区 間分域内民長画役
市 民場長内役政
町 民長内村
市町村
市区町村
区市町村
市町 村
町村
都県
県市
村 民長内
地域
地区
駅 前長員
路線
か所
言語
チーム
グループ
クラス
コース
ブース
作品
公演
試合
競技 場
種目
講座
組 織合み
世帯
戸 籍建口
棟
隻
便
基 本地金準盤礎
席
床 下上面頭
枠 組内外
株 式主価券分
鉢 植巻
灯 台篭籠油火明
束
筆 頭者記跡箱
票 田数決
曲 目線折
句 読点会
隊 員長列
円
ドル
ユーロ
トン ネ
パーセント
ポイント
キロメートル
メートル
ヘクタール
ページ
つ い
"""
COUNTERS: dict[str, str] = {
    name: after for name, _, after in (line.partition(" ") for line in _TABLE.split("\n") if line)
}
"""Each counter, with the characters that must not follow it: they make a longer word (名 + 称, 台 + 風)."""

IN_TEXTS = {"会場": "名内長費設使図案外"}
"""The same for counters that are no unit by themselves: 参加者数（会場） are those who came to the hall."""

LATIN_UNITS = (
    "km2",
    "km",
    "kg",
    "m2",
    "m3",
    "ha",
    "kW",
    "MW",
    "GW",
    "kWh",
    "MWh",
    "㎞",
    "㎡",
    "㎥",
    "t",
    "g",
    "L",
    "m",
)
"""Units of measure that no letter or digit may follow."""

USUAL = {"㎞": "km", "㎡": "m2", "㎥": "m3", "パーセント": "%", "店舗": "店", "種類": "種", "か月間": "か月"}
"""Other spellings of a counter, beside those of か."""
KA = "かヶカヵケ箇個"
"""How か is written before what is counted: か国, ヶ国, 箇所."""


def usual(counter: str) -> str:
    """The usual spelling of a counter: か国 for ヶ国, カ国 and 箇国."""
    with_ka = "か" + counter[1:] if len(counter) > 1 and counter[0] in KA else counter
    return USUAL.get(with_ka, with_ka)


_WITH_KANJI = """
名 人 社 校 都市 大学 高校 団体 企業 件 か国 か国語 回 日間 泊 週間 か月 か月間 か年 年間 施設 機関 か所 言語
チーム つ トン 冊 枚 頭 羽 匹 世帯 種類 分野 自治体
"""
WITH_KANJI = frozenset(_WITH_KANJI.split())
"""The counters that 漢数字 may have: with others they are mostly names (三田, 六本木, 八王子市)."""

_AFTER_A_YEAR = "チーム グループ クラス 都市 大学 局 区 市 町 村 組 地域 地区 コース 会場 年間 駅 館 つ"
AFTER_A_YEAR = frozenset(_AFTER_A_YEAR.split())
"""The counters before which a number such as 2017 is a year."""
