"""Opening a PDF: passwords, truncated and broken files, each with a line that says what to do."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.pdf.inflating import refuse_inflated
from toshigaikou_cli.records.blocks import ReadOptions

_FETCH_AGAIN = say("fetch the file anew")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its mark stands within the first 1024 bytes."""
    return b"%PDF-" in data[:1024]


def open_pdf(data: bytes, name: str, options: ReadOptions) -> Any:
    """The document as a ``pypdfium2.PdfDocument``; the caller closes it.

    Raises ReadError where the file is no PDF, truncated, broken or encrypted with a password that is missing
    or wrong, or where a stream inflates beyond its limit.
    """
    if not is_pdf(data):
        raise ReadError(
            say("not a PDF"), where=name, hint=say("give the PDF itself, not a web page about it")
        )
    _refuse_truncated(data, name)
    refuse_inflated(data, name)
    try:
        return _with_fields(pypdfium2.PdfDocument(data, password=options.password or None))
    except pypdfium2.PdfiumError as problem:
        if problem.err_code != raw.FPDF_ERR_PASSWORD:
            raise _broken(problem, name) from problem
    if options.password:
        raise ReadError(say("the password is wrong"), where=name, hint="--password")
    given = options.ask_password() if options.ask_password else ""
    if not given:
        raise ReadError(say("needs a password"), where=name, hint="--password")
    try:
        return _with_fields(pypdfium2.PdfDocument(data, password=given))
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == raw.FPDF_ERR_PASSWORD:
            raise ReadError(say("the password is wrong"), where=name, hint="--password") from problem
        raise _broken(problem, name) from problem


def _with_fields(document: Any) -> Any:
    """The document, with the fields of its form made ready to be drawn, those too that have no appearance of their own."""
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    return document


def close(opened: Any) -> None:
    """Close a document or a page. What PDFium makes of a broken one must not hide what was read of it, or its error."""
    with suppress(Exception):
        opened.close()


def _refuse_truncated(data: bytes, name: str) -> None:
    # Every PDF ends with the place of its cross-reference table; a linearized one names place 0 near its start. The
    # place may be off by some bytes (PDFium looks for the table), the end must be there.
    marks = list(re.finditer(rb"startxref\s+(\d+)", data))
    at = int(marks[-1][1]) if marks else 0
    beyond = at >= len(data) and not (b"trailer" in data or b"/XRef" in data)
    if not marks or at == 0 or beyond or b"%%EOF" not in data[marks[-1].start() :]:
        raise ReadError(say("the file is truncated: its end is missing"), where=name, hint=_FETCH_AGAIN)


_SAID = {
    raw.FPDF_ERR_FORMAT: say("its structure cannot be read"),
    raw.FPDF_ERR_PAGE: say("no page list"),
    raw.FPDF_ERR_FILE: say("its bytes cannot be read"),
}


def _broken(problem: pypdfium2.PdfiumError, name: str) -> ReadError:
    if problem.err_code == raw.FPDF_ERR_SECURITY:
        return ReadError(
            say("encrypted in a way that cannot be read"), where=name, hint=say("print it to a new PDF")
        )
    said = _SAID.get(problem.err_code, str(problem))
    return ReadError(say("broken PDF: {said}", said=said), where=name, hint=_FETCH_AGAIN)
