"""Words that tell one measure from the others: taken where rows agree, refused where one speaks against it."""

from __future__ import annotations

from toshigaikou_cli.linking import general_rules
from toshigaikou_cli.linking.topic_words import JudgedRow, LearnedWords, held_out, topic_words, with_words
from toshigaikou_cli.records.links import LinkInput, MeasureProfile, Point

RULES = general_rules()


def measure(code: str, title: str, overview: str = "進める") -> MeasureProfile:
    return MeasureProfile(f"s:{code}", code, "1", title, overview, {"u": "lead"}, open_ended=False)


def row(number: int, text: str, *codes: str, item: str = "", city: str = "") -> JudgedRow:
    points = (Point(0, text, "", (city,) if city else ()),)
    return JudgedRow(
        LinkInput(f"2020-{number:06x}", 2020, "", "u", item, points), frozenset(f"s:{code}" for code in codes)
    )


PORT, SCHOOL = measure("1", "港の振興"), measure("2", "学校の交流")


def words(*judged: JudgedRow, least: int = 2) -> dict[str, list[str]]:
    found: list[LearnedWords] = topic_words(judged, [PORT, SCHOOL], RULES, least)
    return {each.measure.code: [word.word for word in each.words] for each in found}


def test_a_word_is_what_rows_of_one_measure_share() -> None:
    found = words(
        row(1, "客船を迎えた", "1"),
        row(2, "客船の入港", "1"),
        row(3, "客船に乗った", "1"),
        row(4, "高校生を送った", "2"),
        row(5, "高校生が滞在した", "2"),
    )
    assert found == {"1": ["客船"], "2": ["高校生"]}


def test_what_speaks_against_a_word() -> None:
    rows = [row(1, "水先案内を学んだ", "1"), row(2, "水先案内の見学", "1")]
    assert words(*rows) == {"1": ["水先案内"]}
    assert words(rows[0]) == {}  # one row
    assert words(*rows, row(3, "水先案内を聞いた", "2")) == {}  # of another measure
    assert words(*rows, row(3, "水先案内を聞いた")) == {}  # outside
    assert words(*rows, least=3) == {}
    assert (
        topic_words(rows, [PORT, measure("2", "水先案内の学校")], RULES) == []
    )  # another measure's own wording
    short = [row(1, "岸壁を直した", "1"), row(2, "岸壁の見学", "1")]
    assert words(*short) == {}  # two characters, two rows
    assert words(*short, row(3, "岸壁を広げた", "1")) == {"1": ["岸壁"]}


def test_where_a_thing_was_done_and_numbers_of_it_are_no_words() -> None:
    rows = [row(n, "釜山広域市で325回発信した", "1", city="釜山広域市") for n in (1, 2, 3)]
    assert words(*rows) == {}


def test_a_part_is_a_word_where_several_begin_and_end_with_it() -> None:
    rows = [row(1, "輸出業者を訪ねた", "1"), row(2, "輸出実務を学んだ", "1"), row(3, "輸出入の相談", "1")]
    assert words(*rows) == {"1": ["輸出"]}
    cut = [row(1, "海運協会館を訪ねた", "1"), row(2, "海運協会館の講師", "1")]
    told = topic_words(cut, [measure("1", "海運協会員との連携"), SCHOOL], RULES)
    assert [word.word for word in told[0].words] == [
        "海運協会館"
    ]  # not what the two have in common, cut in a word
    abroad = [row(1, "国際協力機構を訪ねた", "1"), row(2, "国際協力機構の講師", "1")]
    assert topic_words(abroad, [measure("1", "国際協力機関との連携"), SCHOOL], RULES) == []


def test_words_of_people_are_not_learned_again_and_learned_ones_link() -> None:
    rows = [row(1, "水先案内を学んだ", "1"), row(2, "水先案内の見学", "1")]
    learned = topic_words(rows, [PORT, SCHOOL], RULES)
    rules = with_words(RULES, learned)
    assert rules.measures["1"].names == ("水先案内",)
    assert topic_words(rows, [PORT, SCHOOL], rules) == []


def test_what_is_held_out_is_not_learned_from() -> None:
    rows = [row(n, f"水先案内の講習{n}", "1") for n in range(20)]
    plain, found = held_out(rows, [PORT, SCHOOL], RULES, {"u": "港湾局"})
    assert (plain.links, found.rows, found.inside) == (0, 20, 20)
    assert (found.links, found.right) == (20, 20)
    one = [row(0, "水先案内の講習", "1"), row(1, "防波堤の見学", "1")]
    assert held_out(one, [PORT, SCHOOL], RULES, {"u": "港湾局"})[1].links == 0
