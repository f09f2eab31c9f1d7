"""Lines of a narrow cell of a PDF that are units by themselves, and those that are parts of one."""

from __future__ import annotations

import pytest

from readers.test_pdf_parts import glyphs
from toshigaikou_cli.readers.pdf.text import cell_text, runs_of


def read(*lines: str) -> str:
    """The text of a cell that is as wide as its longest line."""
    drawn = [glyph for at, line in enumerate(lines) for glyph in glyphs(line, base=10.0 + 12 * at)]
    width = 10.0 * max(map(len, lines)) + 1
    return cell_text(runs_of(drawn), (0, 0, width, 12.0 * len(lines) + 4), 0).text


@pytest.mark.parametrize(
    "lines",
    [
        ("生涯学習課", "危機管理課"),
        ("市民部", "総務部"),
        ("水道局", "交通局"),
        ("市民課", "国際室"),
        ("文化課", "図書館"),
        ("交流係", "国際課"),
        ("東区役所", "西区役所"),
        ("国際課", "関係課"),
    ],
)
def test_units_below_each_other_are_two(lines: tuple[str, str]) -> None:
    assert read(*lines) == "\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("生涯学", "習課"),
        ("国際交流", "課"),
        ("健康福祉部", "健康福祉課"),
        ("国際課", "交流係"),
        ("教育委員会", "事務局"),
        ("教育委員会", "生涯学習課"),
        ("対策本部", "事務局"),
        ("保健所", "予防課"),
        ("国際室", "市民課"),
        ("交流センター", "運営委員会"),
        ("国際課", "と広報課"),
        ("地域の課", "題解決室"),
        ("国際課", "の講座"),
        ("支援を担当課", "関係する広報課"),
    ],
)
def test_lines_of_one_name_or_text_are_one(lines: tuple[str, str]) -> None:
    assert read(*lines) == "".join(lines)


def test_a_unit_that_is_wrapped_below_another_is_its_own() -> None:
    assert read("生涯学習課", "危機管理防", "災課") == "生涯学習課\n危機管理防災課"
    assert read("企画部", "国際課", "総務部", "人事課") == "企画部国際課\n総務部人事課"
