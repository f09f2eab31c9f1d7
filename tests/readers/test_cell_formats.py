"""Values as Excel shows them."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.readers.xlsx.cell_formats import (
    JAPANESE_FORMATS,
    CellValue,
    as_shown,
    general,
    is_date_code,
)

DAY = datetime(2017, 7, 13)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (None, "General", ""),
        ("そのまま", "0%", "そのまま"),
        (True, "0", "TRUE"),
        (False, "General", "FALSE"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (0.00001, "General", "0.00001"),
        (1e22, "General", "1E+22"),
        (-12, "", "-12"),
        (0.25, "0%", "25%"),
        (0.256, "0.0%", "25.6%"),
        (2.5, "0", "3"),
        (1234567, "#,##0", "1,234,567"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (-5, "#,##0;[Red]-#,##0", "-5"),
        (-5, "#,##0_);(#,##0)", "(5)"),
        (-5.5, "0.0", "-5.5"),
        (-0.001, "0.0", "0.0"),
        (0, '0;-0;"該当なし"', "該当なし"),
        (1200, '#,##0"件"', "1,200件"),
        (29, '"平成"0"年度"', "平成29年度"),
        (12, 'General"名"', "12名"),
        (12, 'G/標準"名"', "12名"),
        (7, "000", "007"),
        (312345678, "000-0000-0000", "003-1234-5678"),
        (1500000, "#,##0,", "1,500"),
        (1.0, "0.0#", "1.0"),
        (1500, "[$¥-411]#,##0", "¥1,500"),
        (5, ";;;", ""),
        (353201234, r"[<=99999999]####\-####;\(00\)\ ####\-####", "(03) 5320-1234"),
        (1638001, r"[<=999]000;[<=9999]000\-00;000\-0000", "163-8001"),
        (5, "0##", "005"),
        (1.5, "# ?/?", "1 1⁄2"),
        (0.125, "# ?/?", "1⁄8"),
        (-2.25, "# ?/?", "-2 1⁄4"),
        (3, "# ?/?", "3"),
        (0.5, '# ?/8"斤"', "4⁄8斤"),
        (1.5, "?/?", "3⁄2"),
        (1500, "0.00E+00", "1.50E+03"),
        (0.00025, "0.0E-00", "2.5E-04"),
        (5, "[>=10]0;0.0", "5.0"),
        (5, '[>=3]"多い";[<3]"少ない"', "多い"),
        (2, '[>=3]"多い";[<3]"少ない"', "少ない"),
        (0, '[=0]"なし"', "なし"),
        (4, '[=0]"なし"', "4"),
        (0, '[=0]"なし";0"件"', "なし"),
        (4, '[=0]"なし";0"件"', "4件"),
        (-4, '[=0]"なし";0"件"', "-4件"),
        (1500, '[>=1000]#,##0.0,"千人";0"人"', "1.5千人"),
        (1234, "[DBNum1][$-411]General", "一千二百三十四"),
        (10, "[DBNum1]General", "十"),
        (120005, '[DBNum1]General"人"', "十二万五人"),
        (1234, "[DBNum3][$-411]0", "１２３４"),
        (1234, "[DBNum1]0", "一二三四"),
        (3, '@"名"', "3"),
        # a text under its section
        ("受け入れた。", '@"（予定）"', "受け入れた。（予定）"),
        ("下水道", '0;-0;0;@"局"', "下水道局"),
        ("そのまま", "0;-0;0", "そのまま"),
        ("見えない", ";;;", ""),
        ("見える", ";;;@", "見える"),
        (float("inf"), "0", "inf"),
    ],
)
def test_numbers(value: CellValue, code: str, shown: str) -> None:
    assert as_shown(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, "mm-dd-yy", "2017-07-13"),
        (DAY, "General", "2017-07-13"),
        (datetime(2017, 7, 13, 9, 5), "m/d/yy h:mm", "2017-07-13 09:05"),
        (DAY, 'yyyy"年"m"月"d"日"', "2017年7月13日"),
        (DAY, 'yyyy"年"m"月"d"日";@', "2017年7月13日"),
        (DAY, '[$-411]ggge"年"m"月"d"日";@', "平成29年7月13日"),
        (DAY, "[$-411]ge.m.d;@", "H29.7.13"),
        (DAY, 'gge"年"', "平29年"),
        (DAY, '[$-411]e"年度"', "29年度"),
        (DAY, 'e"年"', "2017年"),
        (datetime(2019, 4, 30), 'ggge"年"', "平成31年"),
        (datetime(2019, 5, 1), 'ggge"年"m"月"', "令和元年5月"),
        (datetime(2019, 5, 1), "ge.m.d", "R1.5.1"),
        (datetime(1989, 1, 7), 'ggge"年"', "昭和64年"),
        (DAY, "m/d", "7/13"),
        (DAY, "yyyy/mm/dd(aaa)", "2017/07/13(木)"),
        (DAY, "aaaa", "木曜日"),
        (DAY, "d-mmm-yy", "13-Jul-17"),
        (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2017年7月13日"),
        (time(9, 5), "h:mm", "9:05"),
        (time(9, 5, 7), 'h"時"mm"分"ss"秒"', "9時05分07秒"),
        (datetime(2017, 7, 13, 15, 5), "yyyy/m/d h:mm AM/PM", "2017/7/13 3:05 PM"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (timedelta(hours=26, minutes=30), '[h]"時間"mm"分"', "26時間30分"),
        (timedelta(hours=1, minutes=5), "[mm]:ss", "65:00"),
        (datetime(1900, 1, 1, 2, 30), '[h]"時間"mm"分"', "26時間30分"),
        (time(18, 0), '[$-411]AM/PM h"時"', "午後 6時"),
        (DAY, '[DBNum1][$-411]ggge"年"m"月"d"日"', "平成二十九年七月十三日"),
        (DAY, '[DBNum3]yyyy"年"', "２０１７年"),
    ],
)
def test_dates(value: CellValue, code: str, shown: str) -> None:
    assert as_shown(value, code) == shown


def test_japanese_formats_by_number() -> None:
    assert as_shown(DAY, JAPANESE_FORMATS[58]) == "平成29年7月13日"
    assert as_shown(DAY, JAPANESE_FORMATS[31]) == "2017年7月13日"
    assert as_shown(DAY, JAPANESE_FORMATS[57]) == "H29.7.13"
    assert as_shown(DAY, JAPANESE_FORMATS[55]) == "2017年7月"


@pytest.mark.parametrize("code", ['ggge"年"', "[$-411]ge.m.d;@", "gge", "aaaa", "(aaa)"])
def test_era_formats_are_dates(code: str) -> None:
    assert is_date_code(code)


@pytest.mark.parametrize("code", ["General", 'General"件"', "G/標準", '0"g"', "#,##0", "0.00E+00", "@", ""])
def test_other_formats_are_not(code: str) -> None:
    assert not is_date_code(code)


@given(value=st.integers(-(10**12), 10**12))
@settings(deadline=None, max_examples=100)
def test_a_whole_number_is_shown_whole(value: int) -> None:
    assert general(float(value)) == str(value)
    assert as_shown(value, "#,##0") == f"{value:,}"
    assert as_shown(value, "0") == str(value)


@given(value=st.floats(), code=st.text(st.sampled_from('0#?.,%-"年[]$;_*\\@EGgeymdhsa/ '), max_size=12))
@settings(deadline=None, max_examples=300)
def test_no_format_fails(value: float, code: str) -> None:
    assert isinstance(as_shown(value, code), str)
    assert isinstance(as_shown(DAY, code), str)
    assert is_date_code(code) in (True, False)
