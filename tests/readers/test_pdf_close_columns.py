"""Columns that nothing but their labels and the beginnings of their texts part: hardly any white, no vertical rules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from make_pdfs import document, font_file, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

BODY = [
    ["水道局", "青葉市との交流", "絵本80冊を交換した。", "中学生8名を派遣した。"],
    ["環境局", "若葉市との交流", "中止した。", "研修生3名を受け入れた。"],
    ["港湾局", "紅葉市との交流", "視察を中止した。", "技術者2名が視察した。"],
]
FULL = [[*row[:2], BODY[0][2], row[3]] for row in BODY]
HEIGHT = 18.0


def rows(
    texts: Sequence[Sequence[str]], gap: float, *, unruled: Sequence[int] = (), at: float | None = None
) -> list[list[str]]:
    """The rows that are read of a table with horizontal rules only, but over the rows ``unruled``; the last column begins
    ``gap`` points behind the longest text of the one before, its body at ``at``."""
    xs = [40.0, 110.0, 190.0, 280.0 + gap]

    def draw(page: FPDF) -> None:
        for n, row in enumerate(texts):
            for x, text in zip(xs, row, strict=True):
                moved = at if at and n and x == xs[-1] else x
                text_at(page, moved + 0.5, 84 + HEIGHT * n, text)
        for n in range(len(texts) + 1):
            if n not in unruled:
                page.line(40, 80 + HEIGHT * n, 440, 80 + HEIGHT * n)

    found = pdf.read(document(draw), "sheet.pdf", ReadOptions()).blocks
    return [[cell.text for cell in block.cells] for block in found if isinstance(block, Row)]


@pytest.mark.parametrize("gap", [0.2, 2.5])
@pytest.mark.parametrize("body", [BODY, FULL], ids=["one", "all"])
def test_texts_that_begin_under_a_label_are_a_column(gap: float, body: list[list[str]]) -> None:
    texts = [["担当局", "項目名", "計画", "実績"], *body]
    assert rows(texts, gap) == texts


@pytest.mark.parametrize("gap", [0.2, 2.5])
@pytest.mark.parametrize("body", [BODY, FULL], ids=["one", "all"])
def test_labels_under_a_label_of_both(gap: float, body: list[list[str]]) -> None:
    header = [["担当局", "項目名", "実績", ""], ["", "", "令和4年度", "令和5年度"]]
    assert rows([*header, *body], gap) == [*header, *body]
    found = rows([*header, *body], gap, unruled=[1])
    assert [row[2:] for row in found[-3:]] == [row[2:] for row in body]


def test_pieces_of_one_text_are_no_columns() -> None:
    texts = [["担当局", "項目名", "実績", ""], *FULL]
    assert [len(row) for row in rows(texts, 0.2)] == [3] * 4
    off = [["担当局", "項目名", "計画", "実績"], *FULL]  # the texts begin elsewhere than the label
    assert rows(off, 12.0, at=280.2)[1] != off[1]
