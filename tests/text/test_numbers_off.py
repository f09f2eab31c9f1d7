"""Numbers of what was called off beside those of what was held."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.numbers_off import held_quantities, without_populations
from toshigaikou_cli.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台風のため1回中止し、19回開催した。", [19]),
        ("19回開催（1回中止）", [19]),
        ("10回開催（中止2回）", [10]),
        ("年4回開催（うち1回は台風のため中止）", [4]),
        ("5名が辞退し、10名を派遣", [10]),
        ("派遣10名（辞退5名）", [10]),
        ("10名を派遣（5名は直前に辞退）", [10]),
        ("3か国への派遣を見送り、2か国に派遣した", [2]),
        ("1校が不参加となったが、5校が参加", [5]),
        ("5件は採択に至らず、3件を採択", [3]),
        ("30人の派遣を予定していたが、10人を派遣", [10]),
        ("5回開催した。2回は中止した。", [5]),
        ("3回は中止せず実施", [3]),
        ("2回は延期して実施", [2]),
        ("3回開催（8月は台風のため中止）、相談者29名", [3, 29]),
        ("3回開催（うち1回はオンライン）", [3, 1]),
        ("19回開催し、30人が参加した。", [19, 30]),
        ("10名を派遣し、交流会も開いた", [10]),
        ("キャンセル待ち5名を含む30名が参加", [5, 30]),
    ],
)
def test_what_was_called_off_is_no_number_of_what_was_held(text: str, expected: list[float]) -> None:
    assert [each.value for each in held_quantities(text, find_quantities(text, 2023))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全20回のうち、10月8日は台風のため中止し、19回開催した。", [19]),
        ("20回の予定に対し、15回開催した。", [15]),
        ("20回の計画に対して15回実施した。", [15]),
        ("予定20回のところ15回開催した。", [15]),
        ("全6地区のうち4地区を回った。", [4]),
        ("全10回中9回を実施した。", [9]),
        ("定員30人に対し、25人が参加した。", [25]),
        ("会員20人のうち15人が出席した。", [15]),
        ("全20回のうち1回を中止した。", []),
        # the whole was held, and the part is one of it
        ("全20回のうち5回はオンラインで開催した。", [20, 5]),
        ("20回のうち12回を市内で開催し、8回を市外で開催した。", [20, 12, 8]),
        ("20回開催し、うち5回はオンラインで開催した。", [20, 5]),
        ("20人が参加し、うち15人が修了した。", [20, 15]),
        ("参加者20人のうち15人が受講した。", [20, 15]),
        ("延べ20人（うち女性12人）が参加した。", [20, 12]),
        ("市民20人に対し、職員5人が対応した。", [20, 5]),
        ("全6地区のうち、3回開催した。", [6, 3]),
    ],
)
def test_the_total_of_what_was_planned_is_no_number_of_what_was_held(
    text: str, expected: list[float]
) -> None:
    assert [each.value for each in held_quantities(text, find_quantities(text, 2023))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10回開催、中止2回", [10]),
        ("参加120名、中止0回", [120]),
        ("参加者120名、中止2回", [120]),
        ("派遣10名、辞退2名", [10]),
        ("10回開催、延期2回", [10]),
        ("訪問団5名、通訳1名、欠席なし", [5, 1]),
        ("計画10回、実施8回、中止2回", [8]),
        ("8回開催（計画10回）", [8]),
        ("予定10回、8回実施、中止2回", [8]),
        ("募集30名、参加25名", [25]),
        ("10回予定、8回実施", [8]),
        ("5名募集、3名参加", [3]),
        ("ボランティアを5名募集し、研修会を3回開催", [5, 3]),
        ("応募者45名（定員30名）", [45]),
        ("受講者30名（定員20名）、講師3名", [30, 3]),
        ("前年度の100名から20名増の120名が参加した。", [120]),
        ("2回増の5回開催", [5]),
        # what is called off has its own number before it, or none beside it
        ("1回は台風のため、中止した。", []),
        ("1回中止2回開催", []),
        # plans that were made, and what stands alone
        ("計画3件、条例2件を策定", [3, 2]),
        ("都市計画3件、説明会2回開催", [3, 2]),
        ("計画策定3回、実施2回", [3, 2]),
        ("計画10回", [10]),
        ("定員30名の講座を開催した。", [30]),
        ("定員20名の講座を3回開催", [20, 3]),
        # what came to be more, and no total of it
        ("会員が20名増加し、30名が参加した。", [20, 30]),
        ("20名増員した。", [20]),
        ("2クラス増設、10クラス開講", [2, 10]),
    ],
)
def test_what_was_meant_or_only_differs_is_no_number_of_what_was_held(
    text: str, expected: list[float]
) -> None:
    assert [each.value for each in held_quantities(text, find_quantities(text, 2023))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人口50万人のポートランド市と交流した。", []),
        ("市の人口は約50万人で、講座を3回開催", [3]),
        ("外国人住民数は12,345人で、日本語教室を24回開催した。", [24]),
        ("交流人口1万人", [10000]),
        ("参加住民数は30人", [30]),
        ("外国人住民30名が参加した。", [30]),
        ("人口減少対策会議3回", [3]),
        ("ボランティアの登録者数は300人", [300]),
    ],
)
def test_how_many_live_somewhere_counts_nothing_that_was_done(text: str, expected: list[float]) -> None:
    assert [each.value for each in without_populations(text, find_quantities(text, 2023))] == expected
