"""A picture of a place in a PDF, with the row outlined."""

from __future__ import annotations

import io
from typing import Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.readers.pdf.open import close
from toshigaikou_cli.records.place import BBox

_SCALE = 2.0
_MARGIN = 36.0


def render(data: bytes, page: int, bbox: BBox, password: str | None = None) -> bytes:
    """PNG of the region around ``bbox`` (points, as in ``records.BBox``) of a page (from 1), outlined in red.

    Raises ReadError where the page does not exist or cannot be drawn.
    """
    import pypdfium2
    from PIL import ImageDraw

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as problem:
        raise ReadError(
            say("the page cannot be drawn"), hint=say("--password, or fetch the file anew")
        ) from problem
    try:
        if not 1 <= page <= len(document):
            raise ReadError(
                say("there is no page {page}", page=page), where=say_n("{n} page", "{n} pages", len(document))
            )
        image: Any = document[page - 1].render(scale=_SCALE).to_pil().convert("RGB")
        box = [value * _SCALE for value in bbox]
        ImageDraw.Draw(image).rectangle(box, outline=(220, 0, 0), width=3)
        around = _MARGIN * _SCALE
        region = (
            max(0, int(box[0] - around)),
            max(0, int(box[1] - around)),
            min(image.width, int(box[2] + around) + 1),
            min(image.height, int(box[3] + around) + 1),
        )
        out = io.BytesIO()
        image.crop(region).save(out, format="PNG")
        return out.getvalue()
    finally:
        close(document)
