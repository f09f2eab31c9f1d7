"""A page as PDF. WeasyPrint (BSD-3-Clause) is the optional extra ``pdf``."""

from __future__ import annotations

import re

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say

_PAINT = expression(r"[^{}@]+\{[^{}]*(?:fill|stroke)[^{}]*\}")


def printed(page: str) -> bytes:
    """The page as its own print styles have it. Nothing is fetched: the page has all that it shows.

    Raises UsageError where WeasyPrint, or a library that it needs, is not there.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        what = (
            say("pdf needs WeasyPrint") if isinstance(error, ImportError) else say("WeasyPrint needs Pango")
        )
        hint = say("pip install 'toshigaikou-cli[pdf]', or print the page of --output FILE.html in a browser")
        raise UsageError(what, where="--format pdf", hint=hint) from error
    data: bytes = HTML(string=_painted(page), url_fetcher=_nothing).write_pdf(pdf_identifier=b"tgx")
    return data


def _nothing(url: str) -> dict[str, str]:
    raise ValueError(f"not fetched: {url}")


def _painted(page: str) -> str:
    """The page, each picture with the page's colours in it: WeasyPrint gives the styles of a page to no SVG in it."""
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    named = dict(re.findall(r"(--[a-z-]+):\s*([^;}]+)", style))
    rules = "".join(each.strip() for each in _PAINT.findall(style))
    paint = re.sub(r"var\((--[a-z-]+)\)", lambda found: named.get(found[1], "currentColor"), rules)
    return re.sub(r"(<svg\b[^>]*>)", lambda found: f"{found[1]}<style>{paint}</style>", page)
