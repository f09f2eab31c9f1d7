"""Opening a PDF: passwords, truncated and broken files, each with a line that says what to do."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.records.blocks import ReadOptions

_FETCH_AGAIN = "fetch the file anew"


@contextmanager
def quiet() -> Iterator[None]:
    """pdfminer warns by the hundred about harmless things: keep its logger still meanwhile."""
    loggers = [logging.getLogger("pdfminer"), logging.getLogger("pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its mark stands within the first 1024 bytes."""
    return b"%PDF-" in data[:1024]


def open_pdf(data: bytes, name: str, options: ReadOptions) -> Any:
    """The document as a ``pdfplumber.PDF``; the caller closes it.

    Raises ReadError where the file is no PDF, truncated, broken or encrypted with a password that is missing
    or wrong.
    """
    if not is_pdf(data):
        raise ReadError("not a PDF", where=name, hint="give the PDF itself, not a web page about it")
    _refuse_truncated(data, name)
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        return _open(data, options.password or "")
    except Exception as problem:
        if not isinstance(_cause(problem), PDFPasswordIncorrect):
            raise _broken(problem, name) from problem
    if options.password:
        raise ReadError("the password is wrong", where=name, hint="--password")
    given = options.ask_password() if options.ask_password else ""
    if not given:
        raise ReadError("needs a password", where=name, hint="--password")
    try:
        return _open(data, given)
    except Exception as problem:
        if isinstance(_cause(problem), PDFPasswordIncorrect):
            raise ReadError("the password is wrong", where=name, hint="--password") from problem
        raise _broken(problem, name) from problem


def _open(data: bytes, password: str) -> Any:
    import pdfplumber

    return pdfplumber.open(io.BytesIO(data), password=password)


def _refuse_truncated(data: bytes, name: str) -> None:
    # Every PDF ends with the place of its cross-reference table; a linearized one names place 0 near its start.
    marks = list(re.finditer(rb"startxref\s+(\d+)", data))
    at = int(marks[-1][1]) if marks else 0
    if not marks or at == 0 or at >= len(data) or b"%%EOF" not in data[marks[-1].start() :]:
        raise ReadError("the file is truncated: its end is missing", where=name, hint=_FETCH_AGAIN)


def _cause(problem: BaseException) -> BaseException:
    # pdfplumber's own exception has an empty message; what happened is its argument.
    inner = problem.args[0] if problem.args else None
    return inner if isinstance(inner, BaseException) else problem


def _broken(problem: BaseException, name: str) -> ReadError:
    cause = _cause(problem)
    if "Encryption" in type(cause).__name__:
        return ReadError(
            f"encrypted in a way that cannot be read ({cause})", where=name, hint="print it to a new PDF"
        )
    return ReadError(f"broken PDF ({type(cause).__name__})", where=name, hint=_FETCH_AGAIN)
