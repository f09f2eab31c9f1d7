"""PDF tables over several pages: cut rows, repeated headers, page numbers; and what is refused, with its reason."""

from __future__ import annotations

import re

import pytest
from fpdf import FPDF

from make_pdfs import (
    HEADER,
    ROWS,
    document,
    font_file,
    long_sheet,
    scan,
    scan_with_text,
    sheet,
    table,
    text_at,
)
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import pages as pdf_pages
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")


def read(data: bytes, options: ReadOptions | None = None) -> Reading:
    return pdf.read(data, "sheet.pdf", options or ReadOptions())


def rows_of(reading: Reading) -> list[Row]:
    return [block for block in reading.blocks if isinstance(block, Row)]


def joined(reading: Reading) -> list[list[str]]:
    """The body rows, with continued ones joined, as a parser joins them."""
    done: list[list[str]] = []
    for row in rows_of(reading):
        texts = [cell.text for cell in row.cells]
        if re.sub(r"\s", "", texts[0]) == "分野":
            continue
        if row.continues:
            done[-1] = [a if c.filled else a + b for a, b, c in zip(done[-1], texts, row.cells, strict=True)]
        else:
            done.append(texts)
    return done


LONG = "青葉市の職員を受け入れ、図書館の貸出しの仕組みについて意見交換を行い、次の年度の計画に生かした上で報告書にまとめた。"


def wrapped_parts(text: str) -> tuple[str, str]:
    """A text cut after its first full line (21 characters fill the column of 200 points)."""
    return text[:21], text[21:]


def two_pages(
    rest: list[str], header: list[str] | None = HEADER, last: list[str] | None = None, between: str = ""
) -> bytes:
    last = last or ["②川の町との交流", "かわ局計画部", "紅葉市との交流", wrapped_parts(LONG)[0]]
    second = [*([header] if header else []), rest, ROWS[1]]

    def after(page: FPDF) -> None:
        if between:
            text_at(page, 40, 60, between)
        table(page, second, top=80)

    return document(sheet([HEADER, *ROWS, last]), after)


# 4. rows and headers over pages


@pytest.mark.parametrize("header", [HEADER, None, ["分　野", "担 当 部 所", "項 目 名", "実 績（28年度）"]])
def test_the_rest_of_a_cut_row_is_marked(header: list[str] | None) -> None:
    reading = read(two_pages(["", "", "", wrapped_parts(LONG)[1]], header))
    assert [row.continues for row in rows_of(reading)].count(True) == 1
    assert joined(reading)[3] == ["②川の町との交流", "かわ局計画部", "紅葉市との交流", LONG]
    assert joined(reading)[4] == ROWS[1]
    assert reading.tally.continued == 1


def test_a_bullet_after_the_cut_keeps_its_line_break() -> None:
    reading = read(two_pages(["", "", "", "・市場を視察"]))
    assert joined(reading)[3][3] == wrapped_parts(LONG)[0] + "\n・市場を視察"


def test_a_full_row_on_the_next_page_is_a_row_of_its_own() -> None:
    reading = read(two_pages(ROWS[0]))
    assert not any(row.continues for row in rows_of(reading))
    assert len(joined(reading)) == 6


def test_a_row_after_a_heading_continues_nothing() -> None:
    reading = read(two_pages(["", "", "", wrapped_parts(LONG)[1]], between="別の表：友好都市の一覧"))
    assert not any(row.continues for row in rows_of(reading))


def test_a_row_of_other_columns_continues_nothing() -> None:
    first = sheet([HEADER, *ROWS])
    other = sheet([["", "続きではない"], ["一", "二"]], widths=[100, 300])
    assert not any(row.continues for row in rows_of(read(document(first, other))))


def test_a_table_on_the_next_page_counts_as_a_new_one() -> None:
    assert {row.table for row in rows_of(read(two_pages(ROWS[0])))} == {1, 2}


# page numbers


def numbered(form: str, pages: int) -> bytes:
    def page_of(number: int) -> object:
        def draw(page: FPDF) -> None:
            table(page, [HEADER, *ROWS])
            text_at(page, 280, 800, form.format(n=number, all=pages))

        return draw

    return document(*[page_of(n + 1) for n in range(pages)])  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["{n} / {all}", "- {n} -", "{n}", "{n}ページ"])
def test_page_numbers_are_left_out(form: str) -> None:
    assert not [block for block in read(numbered(form, 2)).blocks if isinstance(block, Line)]


def test_repeated_feet_are_left_out_and_other_lines_kept() -> None:
    assert not [block for block in read(numbered("試験市総務部 {n}", 3)).blocks if isinstance(block, Line)]
    kept = [block for block in read(numbered("注{n}：数は概数", 1)).blocks if isinstance(block, Line)]
    assert [line.text for line in kept] == ["注1：数は概数"]


# 5, 6. code points


def test_cells_are_kept_as_they_are_drawn() -> None:
    data = document(sheet([HEADER, ["一", "水道局", "長い交流", "2月〜3月"]]), compress=False)
    code = f"<{ord('長'):04X}>".encode()
    assert data.count(code) == 1
    broken = data.replace(code, b"<2ED1>")  # CJK RADICAL LONG TWO
    assert joined(read(broken)) == [["一", "水道局", "\u2ed1い交流", "2月\u301c3月"]]


def test_a_page_without_text_information_is_refused() -> None:
    data = document(sheet(), compress=False)
    for name in (b"/ToUnicode", b"/FontFile2"):
        data = data.replace(name, b"/X" + name[2:])
    with pytest.raises(ReadError, match=r"sheet\.pdf: page 1: no text information"):
        read(data)


# 7. silence


def test_an_unknown_operator_is_passed_over_in_silence(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    data = document(sheet(), compress=False).replace(b" RG", b" zz")
    assert len(joined(read(data))) == 3
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


# 8, 10. refused pages


def centred(page: FPDF) -> None:
    """Columns without rules whose texts do not begin on one line."""
    for row in range(6):
        for column, text in enumerate("甲乙丙丁"):
            text_at(page, 45 + 100 * column, 80 + 20 * row + 6 * (column == 3), text)


def test_no_rules_at_all_is_refused_with_the_pages() -> None:
    with pytest.raises(ReadError, match=r"sheet\.pdf: pages 1-2: no ruled table found"):
        read(document(centred, centred))


def test_columns_without_rules_beside_a_table_are_warned_of() -> None:
    reading = read(document(sheet(), centred))
    assert [(f.code, f.spot) for f in reading.findings] == [("no-rules", Spot("sheet.pdf", 2))]


def test_rows_without_rules_between_them_are_refused() -> None:
    def draw(page: FPDF) -> None:
        for y in (80, 98, 300):
            page.line(40, y, 340, y)
        for x in (40, 140, 240, 340):
            page.line(x, 80, x, 300)
        for r in range(8):
            for c in range(3):
                text_at(page, 45 + 100 * c, 82 + 22 * r, f"欄{r}の{c}")

    with pytest.raises(ReadError, match="no rules between the rows"):
        read(document(draw))


def test_prose_before_the_tables_is_kept_as_lines() -> None:
    def prose(page: FPDF) -> None:
        for n in range(12):
            text_at(page, 60, 120 + 16 * n, f"第{n}の段落では港の町との交流について述べる。")

    reading = read(document(prose, sheet()))
    assert sum(isinstance(block, Line) for block in reading.blocks) == 13
    assert not reading.findings


@pytest.mark.parametrize(
    ("draw", "reason"), [(scan, "scanned image: no characters"), (scan_with_text, "invisible text")]
)
def test_scanned_pages_are_refused(draw: object, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(document(draw))  # type: ignore[arg-type]


def test_a_scanned_page_among_others_is_named_and_skipped() -> None:
    reading = read(document(sheet(), scan))
    assert reading.tally.skipped == (Skip("a scanned image: no characters", Spot("sheet.pdf", 2)),)
    assert str(reading.tally.skipped[0]) == "page 2: a scanned image: no characters"
    assert [(f.code, f.severity, f.spot) for f in reading.findings] == [
        ("page-skipped", "warning", Spot("sheet.pdf", 2))
    ]
    assert len(joined(reading)) == 3


def test_an_empty_page_is_nothing_to_skip() -> None:
    assert read(document(sheet(), lambda _: None)).tally.skipped == ()


# 9. text over text


def test_text_drawn_over_other_text_is_warned_of() -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        text_at(page, 345, 103, "上の行からあふれた文字")

    found = read(document(draw)).findings
    assert [(f.code, f.severity, f.spot) for f in found] == [
        ("overlapping-text", "warning", Spot("sheet.pdf", 1, row=2))
    ]
    assert not read(document(sheet())).findings


def test_characters_in_no_cell_are_counted_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf_pages.parts_of

    def losing(*given: object) -> object:
        parts = whole(*given)  # type: ignore[arg-type]
        parts.tables[0].lost = "失字"
        return parts

    monkeypatch.setattr(pdf, "parts_of", losing)
    reading = read(document(sheet()))
    assert reading.tally.dropped == 2
    assert [(f.code, f.spot, f.cell) for f in reading.findings] == [
        ("characters-lost", Spot("sheet.pdf", 1), "失字")
    ]


# 11. passwords, broken files


LOCKED = ("owner", "secret")


def test_a_password_is_taken_from_the_options_or_asked_for() -> None:
    data = document(sheet(), password=LOCKED)
    assert len(joined(read(data, ReadOptions(password="secret")))) == 3
    assert len(joined(read(data, ReadOptions(ask_password=lambda: "secret")))) == 3


def test_a_missing_or_wrong_password_is_said() -> None:
    data = document(sheet(), password=LOCKED)
    with pytest.raises(ReadError, match=r"needs a password \(--password\)"):
        read(data)
    for options in (ReadOptions(password="no"), ReadOptions(ask_password=lambda: "no")):
        with pytest.raises(ReadError, match="the password is wrong"):
            read(data, options)


def test_a_file_with_an_owner_password_only_opens() -> None:
    assert len(joined(read(document(sheet(), password=("owner", ""))))) == 3


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data[: len(data) // 2], "truncated"),
        (lambda data: data[:-20], "truncated"),
        (lambda data: b"<html>not found</html>", "not a PDF"),
        (lambda data: data.replace(b"/Root", b"/Toor"), "broken PDF"),
    ],
)
def test_spoilt_files_are_refused_with_a_hint(spoil: object, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read(spoil(document(sheet())))  # type: ignore[operator]
    assert caught.value.where == "sheet.pdf"
    assert caught.value.hint


def test_a_pdf_is_known_by_its_content() -> None:
    data = document(sheet())
    assert pdf.recognizes(data)
    assert pdf.recognizes(b"\n\n" + data)
    assert not pdf.recognizes(b" " * 2000 + data)


# 15. pages are closed as they are read


def test_each_page_is_closed_and_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    events: list[object] = []
    close = pypdfium2.PdfPage.close

    def closing(page: pypdfium2.PdfPage) -> None:
        events.append("closed")
        close(page)

    monkeypatch.setattr(pypdfium2.PdfPage, "close", closing)
    read(long_sheet(3), ReadOptions(progress=lambda done, of: events.append((done, of))))
    assert events == ["closed", (1, 3), "closed", (2, 3), "closed", (3, 3)]
