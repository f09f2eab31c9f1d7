"""What files of at most a megabyte cost: ordinary ones, and such as are odd in one way without doing harm.

    python benchmarks/one_megabyte.py [--only NAME…] [--keep FOLDER]

Each is made as large as a megabyte holds, and goes through ``tgx validate FILE --jobs 1`` in a process of its own. Of each
the CPU seconds and the largest memory are shown, and what came of it. ``--keep`` leaves the files.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

MOST = 1_000_000
"""Bytes of a file."""
HEADER = ("担当部署", "事業名", "実績（令和5年度）")
_NAMES = ("青葉市", "若葉市", "紅葉市", "港の町", "川の町", "みなと区", "山里町", "海辺村")
_THINGS = ("図書館", "水道", "消防", "学校", "市場", "公園", "病院", "会館", "農園", "劇場")
_DOINGS = ("交流", "研修", "視察", "派遣", "受入れ", "展示", "講演会", "調査", "会議", "支援")

Make = Callable[[int], bytes]


def row(number: int) -> tuple[str, str, str]:
    """An ordinary row, always the same one for a number."""
    chance = random.Random(number)
    name, thing, doing = (chance.choice(of) for of in (_NAMES, _THINGS, _DOINGS))
    month, day, people = chance.randint(1, 12), chance.randint(1, 28), chance.randint(2, 400)
    text = f"{month}月{day}日に{name}の{thing}と{doing}を行い、{people}名が参加した。（第{number}回）"
    return f"{chance.choice(_THINGS)}課", f"{name}{thing}{doing}{number}", text


def rows(number: int) -> list[tuple[str, ...]]:
    return [HEADER, *map(row, range(number))]


# ---------------------------------------------------------------- texts


def separated(between: str) -> Make:
    return lambda n: "\n".join(between.join(each) for each in rows(n)).encode()


def small_tables(n: int) -> bytes:
    return "\n\n".join(f"表{at}\n{','.join(HEADER)}\n{','.join(row(at))}" for at in range(n)).encode()


def wide(n: int) -> bytes:
    columns = [f"列{at}" for at in range(n)]
    return "\n".join(",".join([*each, *columns]) for each in (HEADER, row(1), row(2))).encode()


def labels(n: int) -> bytes:
    return "\n".join([",".join(HEADER), *(f"会場{'あ' * (at % 9)},行事,来場" for at in range(n))]).encode()


def prose(n: int) -> bytes:
    return "\n".join(["\t".join(HEADER), "\t".join(row(1)), *(row(at)[2] for at in range(n))]).encode()


def long_cell(n: int) -> bytes:
    said = "".join(row(at)[2] for at in range(n))
    return f"{','.join(HEADER)}\n水道課,青葉市交流,{said}\n水道課,若葉市交流,視察した。".encode()


# ---------------------------------------------------------------- web pages


def tr(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def table(body: str) -> str:
    return f"<table>{tr(HEADER, 'th')}{body}</table>"


def html_rows(n: int) -> bytes:
    return page(table("".join(tr(row(at)) for at in range(n))))


def html_tables(n: int) -> bytes:
    return page("".join(table(tr(row(at))) for at in range(n)))


def html_spans(n: int) -> bytes:
    group = (
        "<tr><td rowspan=3>水道課</td><td colspan=1>交流{0}</td><td>視察{0}</td></tr>"
        + "<tr><td>展示</td><td>行った</td></tr>" * 2
    )
    return page(table("".join(group.format(at) for at in range(n))))


def html_nested(n: int) -> bytes:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    return page(table("".join(tr(["水道課", f"交流{at}", f"視察{inner}"]) for at in range(n))))


def html_deep(n: int) -> bytes:
    deep = "<div>" * 900 + "あ" + "</div>" * 900
    return page(table("".join(tr(["水道課", f"交流{at}", deep]) for at in range(n))))


def html_styles(n: int) -> bytes:
    sheet = "".join(f".c{at}{{text-decoration:line-through}} " for at in range(150))
    return page(
        table("".join(tr(row(at)) for at in range(n))),
        f"<style>{sheet}td,tr,table{{visibility:visible}}</style>",
    )


def html_pieces(n: int) -> bytes:
    return page(table(tr(["水道課", "交流", "".join(f"<b>あ{at}</b><br>" for at in range(n))])))


# ---------------------------------------------------------------- workbooks


def _workbook(fill: Callable[[object], None]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_rows(n: int) -> bytes:
    def fill(book: object) -> None:
        for each in rows(n):
            book.active.append(each)  # type: ignore[attr-defined]

    return _workbook(fill)


def xlsx_sheets(n: int) -> bytes:
    def fill(book: object) -> None:
        for at in range(n):
            sheet = book.create_sheet(f"第{at}表")  # type: ignore[attr-defined]
            for each in (HEADER, row(at)):
                sheet.append(each)

    return _workbook(fill)


def xlsx_merged(n: int) -> bytes:
    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for each in rows(2 * n):
            sheet.append(each)
        for at in range(n):
            sheet.merge_cells(start_row=2 + 2 * at, end_row=3 + 2 * at, start_column=1, end_column=1)

    return _workbook(fill)


def xlsx_tables(n: int) -> bytes:
    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for at in range(n):
            for each in (HEADER, row(at), ()):
                sheet.append(each)

    return _workbook(fill)


def xlsx_styles(n: int) -> bytes:
    from openpyxl.styles import Font

    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for at, each in enumerate(rows(n)):
            sheet.append(each)
            sheet.cell(at + 1, 3).font = Font(size=1 + at / 100)
            sheet.cell(at + 1, 2).number_format = f'@"（{at}）"'

    return _workbook(fill)


def xlsx_long(n: int) -> bytes:
    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for at, each in enumerate(rows(n)):
            said = "".join(row(1000 * at + more)[2] for more in range(900)) if at else each[2]
            sheet.append([*each[:2], said[:32_000]])

    return _workbook(fill)


def xlsx_dimensions(n: int) -> bytes:
    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for each in rows(n):
            sheet.append(each)
        sheet["XFD1048576"] = "終"

    return _workbook(fill)


def xlsx_comments(n: int) -> bytes:
    from openpyxl.comments import Comment

    def fill(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for each in rows(n):
            sheet.append(each)
        for at in range(n):
            sheet.cell(at + 2, 3).comment = Comment("確認", "係")
            sheet.row_dimensions[at + 2].hidden = at % 3 == 1

    return _workbook(fill)


def xlsx_wide(n: int) -> bytes:
    def fill(book: object) -> None:
        for each in rows(40):
            book.active.append([*each, *(f"列{at % 97}" for at in range(n))])  # type: ignore[attr-defined]

    return _workbook(fill)


def xls_rows(n: int) -> bytes:
    return _xls(n, merged=False, sheets=1)


def xls_merged(n: int) -> bytes:
    return _xls(n, merged=True, sheets=1)


def xls_sheets(n: int) -> bytes:
    return _xls(2, merged=False, sheets=n)


def _xls(n: int, *, merged: bool, sheets: int) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    for number in range(sheets):
        sheet = book.add_sheet(f"表{number}")
        for at, each in enumerate(rows(min(n, 65_000))):
            for column, text in enumerate(each):
                if not (merged and column == 0 and at % 2 == 0 and at):
                    sheet.write(at, column, text)
        for at in range(1, min(n, 64_000), 2) if merged else ():
            sheet.merge(at, at + 1, 0, 0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():  # the first part of a spreadsheet says so, uncompressed
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _ods(tables: Sequence[Sequence[Sequence[str]]], cell: str = "<text:p>{}</text:p>") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    sheets = "".join(
        f'<table:table table:name="表{at}">'
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell>{cell.format(text)}</table:table-cell>" for text in each)
            + "</table:table-row>"
            for each in one
        )
        + "</table:table>"
        for at, one in enumerate(tables)
    )
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        }
    )


def ods_pieces(n: int) -> bytes:
    pieces = "".join(f"<text:span>あ{at}</text:span>" for at in range(40))
    return _ods([rows(n)], cell=f"<text:p>{{}}{pieces}</text:p>")


# ---------------------------------------------------------------- Word

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(body: str) -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        }
    )


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _word_table(those: Iterable[Sequence[str]], cell: Callable[[str], str] = _paragraph) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell(text)}</w:tc>" for text in each) + "</w:tr>" for each in those
    )
    return f"<w:tbl>{made}</w:tbl>"


def docx_rows(n: int) -> bytes:
    return _docx(_word_table(rows(n)))


def docx_tables(n: int) -> bytes:
    return _docx("".join(_word_table([HEADER, row(at)]) + "<w:p/>" for at in range(n)))


def docx_runs(n: int) -> bytes:
    def runs(text: str) -> str:
        return (
            "<w:p>"
            + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{char}</w:t></w:r>" for char in text)
            + "</w:p>"
        )

    return _docx(_word_table(rows(n), runs))


def docx_nested(n: int) -> bytes:
    inner = _word_table([("甲", "乙")])
    nested = [HEADER, *((unit, item, text) for unit, item, text in map(row, range(n)))]
    return _docx(_word_table(nested, lambda text: _paragraph(text) + inner + "<w:p/>"))


# ---------------------------------------------------------------- PDF


def _pdf(pages: Sequence[bytes]) -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>"
    )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)"
        b"/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>"
    )
    described = (
        b"<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 700/StemV 80>>"
    )
    kids = b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        font,
        descendant,
        described,
    ]
    for at, content in enumerate(pages):
        stream = zlib.compress(content)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (7 + 2 * at)
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def _text(x: float, y: float, text: str, size: float = 8) -> bytes:
    return b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _lines(those: Iterable[tuple[float, float, float, float]]) -> bytes:
    return b"".join(b"%g %g m %g %g l S\n" % each for each in those)


_XS = (30, 110, 220, 565)


def _ruled(
    those: Sequence[Sequence[str]], *, upright: bool = True, level: bool = True, top: float = 810
) -> bytes:
    out, step = [], 14.0
    for at, each in enumerate(those):
        out += [_text(x + 3, top - step * at - 10, text) for x, text in zip(_XS, each, strict=False)]
    bottom = top - step * len(those)
    out.append(
        _lines((_XS[0], top - step * at, _XS[-1], top - step * at) for at in range(len(those) + 1))
        if level
        else b""
    )
    out.append(_lines((x, top, x, bottom) for x in _XS) if upright else b"")
    return b"".join(out)


def pdf_rows(n: int, *, upright: bool = True, level: bool = True) -> bytes:
    each = 50
    return _pdf(
        [
            _ruled([HEADER, *map(row, range(each * at, each * at + each))], upright=upright, level=level)
            for at in range(n)
        ]
    )


def pdf_levels(n: int) -> bytes:
    return pdf_rows(n, upright=False)


def pdf_bare(n: int) -> bytes:
    return pdf_rows(n, upright=False, level=False)


def pdf_small_tables(n: int) -> bytes:
    tables = [_ruled([HEADER, row(at)], top=810 - 40 * at) for at in range(19)]
    return _pdf([b"".join(tables) for _ in range(n)])


def pdf_pieces(n: int) -> bytes:
    def drawn(at: int) -> bytes:
        texts = [HEADER, *map(row, range(40 * at, 40 * at + 40))]
        pieces = [
            _text(x + 3 + 7 * place, 800 - 14 * down, char, 7)
            for down, each in enumerate(texts)
            for x, text in zip(_XS, each, strict=False)
            for place, char in enumerate(text[:48])
        ]
        return b"".join(pieces) + _ruled([("", "", "")] * 41)

    return _pdf([drawn(at) for at in range(n)])


def pdf_rules(n: int) -> bytes:
    fine = [(30 + at, 20, 30 + at, 820) for at in range(0, 536, 3)] + [
        (30, 20 + at, 565, 20 + at) for at in range(0, 801, 4)
    ]
    return _pdf([_ruled([HEADER, row(1)]) + _lines(fine)] * n)


def pdf_dots(n: int) -> bytes:
    dots = [(x, 810 - 14 * at, x + 1, 810 - 14 * at) for at in range(52) for x in range(30, 565, 3)]
    return _pdf(
        [
            _ruled([HEADER, *map(row, range(50 * at, 50 * at + 50))], level=False) + _lines(dots)
            for at in range(n)
        ]
    )


def pdf_blank_pages(n: int) -> bytes:
    return _pdf([_ruled([HEADER, row(1)]), *[b""] * n])


def pdf_dense(n: int) -> bytes:
    def drawn(at: int) -> bytes:
        return b"".join(_text(30, 830 - 3 * line, row(1000 * at + line)[2] * 3, 2.5) for line in range(270))

    return _pdf([_ruled([HEADER, row(1)]), *(drawn(at) for at in range(n))])


def archive(n: int) -> bytes:
    return zipped(
        {f"交流-{at:03}.csv": "\n".join(",".join(each) for each in rows(20)) for at in range(min(n, 199))}
    )


SHAPES: dict[str, tuple[str, Make]] = {
    "csv rows": ("csv", separated(",")),
    "csv many small tables": ("csv", small_tables),
    "csv three wide rows": ("csv", wide),
    "csv rows of labels": ("csv", labels),
    "csv one long cell": ("csv", long_cell),
    "txt rows": ("txt", separated("\t")),
    "txt running text": ("txt", prose),
    "html rows": ("html", html_rows),
    "html many small tables": ("html", html_tables),
    "html spans": ("html", html_spans),
    "html tables in cells": ("html", html_nested),
    "html nested elements": ("html", html_deep),
    "html style rules": ("html", html_styles),
    "html pieces in a cell": ("html", html_pieces),
    "xlsx rows": ("xlsx", xlsx_rows),
    "xlsx many sheets": ("xlsx", xlsx_sheets),
    "xlsx merged ranges": ("xlsx", xlsx_merged),
    "xlsx many small tables": ("xlsx", xlsx_tables),
    "xlsx styles": ("xlsx", xlsx_styles),
    "xlsx long cells": ("xlsx", xlsx_long),
    "xlsx declared dimensions": ("xlsx", xlsx_dimensions),
    "xlsx comments, hidden rows": ("xlsx", xlsx_comments),
    "xlsx wide rows": ("xlsx", xlsx_wide),
    "xls rows": ("xls", xls_rows),
    "xls merged ranges": ("xls", xls_merged),
    "xls many sheets": ("xls", xls_sheets),
    "ods rows": ("ods", lambda n: _ods([rows(n)])),
    "ods many sheets": ("ods", lambda n: _ods([[HEADER, row(at)] for at in range(n)])),
    "ods pieces in cells": ("ods", ods_pieces),
    "docx rows": ("docx", docx_rows),
    "docx many small tables": ("docx", docx_tables),
    "docx a run for each character": ("docx", docx_runs),
    "docx tables in cells": ("docx", docx_nested),
    "zip many members": ("zip", archive),
    "pdf ruled rows": ("pdf", pdf_rows),
    "pdf horizontal rules": ("pdf", pdf_levels),
    "pdf no rules": ("pdf", pdf_bare),
    "pdf many small tables": ("pdf", pdf_small_tables),
    "pdf a text for each character": ("pdf", pdf_pieces),
    "pdf many rules": ("pdf", pdf_rules),
    "pdf rules of dots": ("pdf", pdf_dots),
    "pdf blank pages": ("pdf", pdf_blank_pages),
    "pdf small print": ("pdf", pdf_dense),
}


def largest(make: Make) -> bytes:
    """What a shape makes of as many parts as a megabyte holds."""
    good, at = make(1), 1
    while at < 300_000:
        more = make(2 * at)
        if len(more) > MOST:
            break
        good, at = more, 2 * at
    low, high = at, 2 * at
    while high - low > max(1, low // 20):
        middle = (low + high) // 2
        made = make(middle)
        if len(made) <= MOST:
            good, low = made, middle
        else:
            high = middle
    return good


def measured(path: Path) -> tuple[float, float, str]:
    """CPU seconds, largest memory in MB, and what came of it."""
    command = [
        sys.executable,
        "-m",
        "toshigaikou_cli",
        "validate",
        str(path),
        "--jobs",
        "1",
        "--format",
        "json",
    ]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode().splitlines()
    came = {0: "read", 1: "read", 2: "refused"}.get(process.returncode, f"exit {process.returncode}")
    reason = lines[-1].partition(": ")[2][:110] if came == "refused" and lines else ""
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, f"{came} {reason}".strip()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of names")
    parser.add_argument("--keep", type=Path, help="a folder for the files")
    options = parser.parse_args()
    chosen = {
        name: each
        for name, each in SHAPES.items()
        if not options.only or name.startswith(tuple(options.only))
    }
    print("| file | bytes | CPU | largest memory | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        for name, (ending, make) in chosen.items():
            path = folder / f"{name.replace(' ', '-').replace(',', '')}.{ending}"
            if (
                not path.exists()
            ):  # by a process of its own: the largest memory of this one counts for those it starts
                maker = get_context("fork").Process(
                    target=lambda make=make, path=path: path.write_bytes(largest(make))
                )
                maker.start()
                maker.join()
            seconds, memory, came = measured(path)
            print(
                f"| {name} | {path.stat().st_size:,} | {seconds:.1f} s | {memory:.0f} MB | {came} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
