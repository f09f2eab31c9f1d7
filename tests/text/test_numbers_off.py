"""Numbers of what was called off beside those of what was held."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.numbers_off import held_quantities
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
