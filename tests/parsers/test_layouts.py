"""Strategies of different forms: goals, areas and codes come out, whatever their headings and tables look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from parsers.documents import COLUMNS, blocks, context, split
from toshigaikou_cli import readers
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import ParseContext, parse
from toshigaikou_cli.parsers.rows.headings import form_of
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.records.place import NOWHERE
from toshigaikou_cli.text.codes import code_text

Expected = tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str, str]]]


def of_bytes(data: bytes, name: str) -> StrategyDocument:
    reading = readers.read(data, name)
    document = parse(
        reading.blocks, ParseContext(COLUMNS, lambda text: text, split, name, typed=reading.typed)
    )
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    assert document.rejected == ()
    return document


def shape(document: StrategyDocument) -> Expected:
    return (
        [(goal.code, goal.title) for goal in document.goals],
        [(area.code, area.title) for area in document.areas],
        [(measure.code, measure.goal, measure.area) for measure in document.measures],
    )


def from_tsv(*lines: str) -> StrategyDocument:
    return of_bytes("\n".join(lines).replace("|", "\t").encode(), "plan.tsv")


def from_csv(*lines: str) -> StrategyDocument:
    return of_bytes("\r\n".join(lines).replace("|", ",").encode("cp932"), "plan.csv")


def from_workbook(rows: list[list[object]], merged: list[str], folder: Path) -> StrategyDocument:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(folder / "plan.xlsx")
    return of_bytes((folder / "plan.xlsx").read_bytes(), "plan.xlsx")


def test_roman_goals_numbered_areas_and_codes_of_three_parts() -> None:
    document = from_tsv(
        "みなと市国際交流大綱",
        "計画期間：平成28年度から令和2年度まで",
        "",
        "基本方針Ⅰ 港を世界へ",
        "",
        "施策の柱1 航路",
        "",
        "施策番号|施策名|概要|担当課",
        "1-1-(1)|航路の誘致|船社を訪ねる|港湾課",
        "1-1-(2)|埠頭の案内|見学を受け入れる|港湾課",
        "",
        "施策の柱2 観光",
        "",
        "施策番号|施策名|概要|担当課",
        "1-2-(1)|旅行博への出展|旅行博に出る|観光課",
        "",
        "基本方針Ⅱ 学び合う人",
        "",
        "施策の柱1 学校",
        "",
        "施策番号|施策名|概要|担当課",
        "２－１－（１）|生徒の派遣|高校生を送る|学校課",
    )
    assert shape(document) == (
        [("Ⅰ", "港を世界へ"), ("Ⅱ", "学び合う人")],
        [("Ⅰ-1", "航路"), ("Ⅰ-2", "観光"), ("Ⅱ-1", "学校")],
        [("1-1-(1)", "Ⅰ", "1"), ("1-1-(2)", "Ⅰ", "1"), ("1-2-(1)", "Ⅰ", "2"), ("2-1-(1)", "Ⅱ", "1")],
    )
    assert document.layout == "基本方針{roman} / 施策の柱{n}"
    assert (document.first_year, document.last_year, document.findings) == (2016, 2020, ())


def test_numbers_that_begin_anew_under_each_heading_take_those_before_them() -> None:
    document = from_csv(
        "やま市国際化プラン（令和3～令和7年度）,,,",
        "目次,,,",
        "基本目標１　世界とつながる,,,",
        "基本目標２　ともに暮らす,,,",
        "基本目標１　世界とつながる,,,",
        "施策の方向(1)　姉妹都市,,,",
        "番号|取組|取組内容|所管課",
        "取組①|生徒の交流|中学生を送る|学校課",
        "取組②|市民の訪問|訪問団を送る|国際課",
        "施策の方向(2)　経済,,,",
        "番号|取組|取組内容|所管課",
        "取組①|商談会|商談会を開く|商工課",
        "基本目標２　ともに暮らす,,,",
        "施策の方向(1)　ことば,,,",
        "番号|取組|取組内容|所管課",
        "取組①|日本語教室|教室を助ける|市民課",
    )
    assert shape(document) == (
        [("1", "世界とつながる"), ("2", "ともに暮らす")],
        [("1-1", "姉妹都市"), ("1-2", "経済"), ("2-1", "ことば")],
        [("1-1-①", "1", "1"), ("1-1-②", "1", "1"), ("1-2-①", "1", "2"), ("2-1-①", "2", "1")],
    )
    assert (document.first_year, document.last_year) == (2021, 2025)
    assert document.layout == "基本目標{n} / 施策の方向({n})"


def test_goals_and_areas_in_merged_columns_without_numbers(tmp_path: Path) -> None:
    document = from_workbook(
        [
            ["かわ市国際戦略"],
            ["目標", "方向性", "施策No.", "施策", "取組内容", "担当課"],
            ["川を世界へ", "水の技術", 1, "水質の研修", "研修員を受け入れる", "水道課"],
            [None, None, 2, "漏水の調査", "職員を派遣する", "水道課"],
            [None, "川の祭り", 3, "舟の大会", "選手を招く", "観光課"],
            ["人を育てる", "学校", 4, "生徒の派遣", "高校生を送る", "学校課"],
            [None, None, None, None, "ホームステイを探す", "国際課"],
        ],
        ["A1:F1", "A3:A5", "B3:B4", "A6:A7", "B6:B7", "C6:C7", "D6:D7"],
        tmp_path,
    )
    assert shape(document) == (
        [("1", "川を世界へ"), ("2", "人を育てる")],
        [("1-1", "水の技術"), ("1-2", "川の祭り"), ("2-1", "学校")],
        [("1", "1", "1"), ("2", "1", "1"), ("3", "1", "2"), ("4", "2", "1")],
    )
    assert document.measures[3].overview == "高校生を送る\nホームステイを探す"
    assert [mention.text for mention in document.measures[3].bureaus] == ["学校課", "国際課"]
    assert document.layout == "columns 目標, 方向性"


def test_codes_before_the_titles_in_a_table_without_numbers() -> None:
    document = from_csv(
        "うみ市国際ビジョン",
        "目標|施策|取組内容|所管課",
        "Ⅰ 活力|1-1-(1) 地元企業の販路|商談会を開く|商工課",
        "|1-1-(2) 投資の誘致|見学会を開く|商工課",
        "Ⅱ 共生|2-1-(1) 相談の窓口|通訳を置く|市民課",
    )
    assert shape(document) == (
        [("Ⅰ", "活力"), ("Ⅱ", "共生")],
        [("Ⅰ-1", ""), ("Ⅱ-1", "")],
        [("1-1-(1)", "Ⅰ", "1"), ("1-1-(2)", "Ⅰ", "1"), ("2-1-(1)", "Ⅱ", "1")],
    )
    assert [measure.title for measure in document.measures] == ["地元企業の販路", "投資の誘致", "相談の窓口"]


def test_chapters_and_letters_with_an_introduction_before_them() -> None:
    document = from_tsv(
        "はま市国際化推進計画",
        "第１章　はじめに",
        "この計画は国際化を進めるために作る。",
        "第２章　交流を広げる",
        "A　都市",
        "コード|事業名|事業概要|担当部署",
        "A-1|都市の訪問|訪問団を送る|国際課",
        "A-2|職員の交流|職員を送る|人事課",
        "B　港",
        "コード|事業名|事業概要|担当部署",
        "B-1|港の見学|見学を受け入れる|港湾課",
        "第３章　暮らしを支える",
        "A　ことば",
        "コード|事業名|事業概要|担当部署",
        "C-1|相談の窓口|通訳を置く|市民課",
    )
    goals, areas, measures = shape(document)
    assert goals == [("2", "交流を広げる"), ("3", "暮らしを支える")]
    assert areas == [("2-A", "都市"), ("2-B", "港"), ("3-A", "ことば")]
    assert [code for code, _, _ in measures] == ["A-1", "A-2", "B-1", "C-1"]
    assert document.layout == "第{n}章 / {letter}"


def test_goals_alone_with_words_that_nobody_declared() -> None:
    document = from_tsv(
        "もり市国際アクション",
        "挑戦１：森を守る",
        "No.|施策|概要|担当課",
        "1|苗木の交換|苗木を送る|公園課",
        "2|技師の派遣|技師を送る|公園課",
        "挑戦２：人を招く",
        "No.|施策|概要|担当課",
        "3|留学の支援|奨学金を出す|学校課",
    )
    assert shape(document) == (
        [("1", "森を守る"), ("2", "人を招く")],
        [],
        [("1", "1", ""), ("2", "1", ""), ("3", "2", "")],
    )
    assert document.layout == "挑戦{n}"


def test_codes_alone_give_goals_and_areas() -> None:
    document = from_tsv(
        "しま市国際戦略",
        "番号|施策|概要|担当課",
        "1.1.1|島の学校|学校を結ぶ|学校課",
        "1.2.1|島の港|港を結ぶ|港湾課",
        "2.1.1|島の店|店を結ぶ|商工課",
    )
    assert shape(document) == (
        [("1", ""), ("2", "")],
        [("1-1", ""), ("1-2", ""), ("2-1", "")],
        [("1.1.1", "1", "1"), ("1.2.1", "1", "2"), ("2.1.1", "2", "1")],
    )
    assert document.layout == "codes"


def test_areas_named_by_their_goals_number_and_titles_below_their_numbers() -> None:
    document = from_tsv(
        "おか市国際戦略",
        "【基本目標１】",
        "丘の上の交流",
        "1-1 学校",
        "番号|施策|概要|担当課",
        "1|生徒の派遣|生徒を送る|学校課",
        "1-2 市民",
        "番号|施策|概要|担当課",
        "2|市民の訪問|訪問団を送る|国際課",
        "【基本目標２】",
        "丘の下の港",
        "2-1 港",
        "番号|施策|概要|担当課",
        "3|港の見学|見学を受け入れる|港湾課",
    )
    assert shape(document) == (
        [("1", "丘の上の交流"), ("2", "丘の下の港")],
        [("1-1", "学校"), ("1-2", "市民"), ("2-1", "港")],
        [("1", "1", "1"), ("2", "1", "2"), ("3", "2", "1")],
    )


def test_a_code_that_contradicts_the_heading_above_it_is_found() -> None:
    document = from_tsv(
        "みさき市国際戦略",
        "基本方針1 交流",
        "番号|施策|概要|担当課",
        "1-1|学校|結ぶ|学校課",
        "2-1|港|結ぶ|港湾課",
        "基本方針2 共生",
        "番号|施策|概要|担当課",
        "2-2|窓口|置く|市民課",
    )
    assert [(found.code, found.cell) for found in document.findings] == [("code-disagrees", "2-1")]
    assert document.findings[0].spot.document == "plan.tsv"


UNCODED = (
    ("目標", "施策", "取組内容", "所管課"),
    ("交流", "生徒の派遣", "送る", "学校課"),
    ("", "港の見学", "見る", "港湾課"),
)


@pytest.mark.parametrize("kind", ["strategy", None])
def test_measures_without_any_code_are_numbered_in_their_order(kind: DocumentKind | None) -> None:
    document = parse(blocks("国際戦略", *UNCODED), context("s.txt", kind=kind))
    assert isinstance(document, StrategyDocument)
    assert [(measure.code, measure.title) for measure in document.measures] == [
        ("1", "生徒の派遣"),
        ("2", "港の見学"),
    ]
    assert [found.code for found in document.findings] == ["measures-numbered"]


def test_titles_without_any_code_are_refused_where_nothing_says_that_it_is_a_strategy() -> None:
    with pytest.raises(ParseError) as caught:
        parse(blocks("国際交流", *UNCODED), context("s.txt"))
    assert "no code before the title '生徒の派遣', and no column of numbers" in str(caught.value)


def test_one_code_among_the_titles_and_nothing_is_numbered() -> None:
    rows = (*UNCODED, ("", "3 港の案内", "案内する", "港湾課"))
    document = parse(blocks("国際戦略", *rows), context("s.txt", kind="strategy"))
    assert isinstance(document, StrategyDocument)
    assert [measure.code for measure in document.measures] == ["3"]
    assert len(document.rejected) == 2


@pytest.mark.parametrize("first", ["1-(1)-ア", "1-1-ア", "1(1)ア", "1-（1）-ア", "１－（１）－ｱ", "1-(1)-イ"])
@pytest.mark.parametrize("columns", ["番号|施策名|概要|所管", "施策名|概要|所管"])
def test_codes_that_end_in_kana(first: str, columns: str) -> None:
    between = "|" if columns.startswith("番号") else "　"
    document = from_tsv(
        "青嶺市国際戦略",
        "分野1　都市外交",
        "目標1-(1)　交流の深化",
        columns,
        f"{first}{between}周年事業|訪ねる|国際課",
        "目標1-(2)　港の仲間",
        columns,
        f"1-(2)-ア{between}港湾会議|加わる|港湾局",
    )
    assert shape(document) == (
        [("1", "都市外交")],
        [("1-1", "交流の深化"), ("1-2", "港の仲間")],
        [(code_text(first), "1", "1"), ("1-(2)-ア", "1", "2")],
    )
    assert [measure.title for measure in document.measures] == ["周年事業", "港湾会議"]


def test_kana_before_titles_under_columns_of_goals_and_areas() -> None:
    document = from_tsv(
        "国際戦略",
        "分野|目標|施策|概要|所管",
        "1 都市外交|(1) 交流の深化|ア 周年事業|訪ねる|国際課",
        "1 都市外交|(2) 港の仲間|ア 港湾会議|加わる|港湾局",
        "2 国際経済|(1) 海外展開|ア 出展支援|支える|産業課",
    )
    assert shape(document) == (
        [("1", "都市外交"), ("2", "国際経済")],
        [("1-1", "交流の深化"), ("1-2", "港の仲間"), ("2-1", "海外展開")],
        [("1-1-ア", "1", "1"), ("1-2-ア", "1", "2"), ("2-1-ア", "2", "1")],
    )


@pytest.mark.parametrize(
    ("form", "line", "symbol", "title"),
    [
        ("基本方針{roman}", "■ 基本方針 Ⅱ　港", "Ⅱ", "港"),
        ("基本方針{roman}", "基本方針II 港", "II", "港"),
        ("({n})", "（２）港", "2", "港"),
        ("({kana})", "(イ) 港", "イ", "港"),
        ("{kana}", "イ．港", "イ", "港"),
        ("{n}", "２．港", "2", "港"),
        ("{kanji}", "二　港", "二", "港"),
        ("第{n}章", "第２章港", "2", "港"),
        ("柱{circled}", "柱②「港」", "2", "港"),
        ("柱{n}", "柱２－2030年の港", "2", "－2030年の港"),
        ("({kana})", "(エ)「おもてなし」の環境", "エ", "「おもてなし」の環境"),
        ("{n}", "2　日本語で学べるまち", "2", "日本語で学べるまち"),
        ("{n}", "２．月例相談の実施", "2", "月例相談の実施"),
        ("{n}", "2 年少者の支援", "2", "年少者の支援"),
        ("{roman}", "Ⅱ　日中交流", "Ⅱ", "日中交流"),
        ("{n}", "２　２０３０年に向けたまち", "2", "２０３０年に向けたまち"),
    ],
)
def test_headings(form: str, line: str, symbol: str, title: str) -> None:
    heading = form_of(form).read(line, NOWHERE)
    assert heading is not None
    assert (heading.symbol, heading.title) == (symbol, title)


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("{n}", "2月の港"),
        ("{n}", "1.5 倍の港"),
        ("{n}", "3 月 10 日の港"),
        ("{n}", "3 年度の港"),
        ("{n}", "3 月末の港"),
        ("{n}", "5 2030"),
        ("{n}", "2港"),
        ("柱{n}", "柱2の港を結ぶ"),
        ("施策の方向{n}", "施策の方向１－２　港"),
        ("施策の方向{n}", "施策の方向1.2 港"),
        ("柱{n}", "柱1-(2) 港"),
        ("柱{n}", "柱2 港を結ぶ。"),
        ("{kana}", "アジアの港"),
        ("{letter}", "ANA の港"),
        ("({n})", "(2017) 港"),
    ],
)
def test_no_headings(form: str, line: str) -> None:
    assert form_of(form).read(line, NOWHERE) is None


def test_a_letter_of_a_form_is_no_token() -> None:
    assert form_of("Plan {n}").read("Plan 2 交流", NOWHERE)
    assert form_of("columns 柱; 基本目標{n}").read("基本目標2 交流", NOWHERE) is None


@pytest.mark.parametrize("header", ["柱", "施策の柱"])
def test_a_column_of_pillars_under_headings_of_goals_gives_their_areas(header: str) -> None:
    document = from_csv(
        "葵市国際戦略",
        "基本目標1　経済",
        f"{header}|番号|施策|担当課",
        "（１）販路|施策1-1|輸出の促進|水産課",
        "（２）人材|施策1-2|研修|水産課",
        "基本目標2　交流",
        f"{header}|番号|施策|担当課",
        "（１）都市|施策2-1|青少年の交流|国際課",
    )
    assert shape(document)[:2] == (
        [("1", "経済"), ("2", "交流")],
        [("1-1", "販路"), ("1-2", "人材"), ("2-1", "都市")],
    )
    assert document.layout == f"columns {header}; 基本目標{{n}}"
    assert not document.findings


def test_a_column_of_pillars_under_chapters_gives_the_goals() -> None:
    document = from_csv(
        "葵市国際戦略",
        "第1章　施策",
        "柱|番号|施策|担当課",
        "１ 販路|1|輸出の促進|水産課",
        "２ 人材|2|研修|水産課",
    )
    assert shape(document)[:2] == ([("1", "販路"), ("2", "人材")], [])
