"""What openpyxl does not tell of a workbook: its size, formulas never computed, text in drawings; what it stumbles over."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.archives import most_bytes, most_elements, refuse_large, refuse_traps
from toshigaikou_cli.readers.grid import cell_name

SHEET_ELEMENTS = 2_000_000
"""A sheet may have so many, or one for each byte of the workbook: its rows are read one by one."""
WORKBOOK = expression(r"xl/workbook[0-9]*\.xml")
"""The part that names the sheets; some services number it."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_EMPTY_FILL = re.compile(rb"<((?:\w+:)?)fill\s*(?:/>|>\s*</(?:\w+:)?fill>)")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_NAMESPACES = b"http://schemas.openxmlformats.org/\\1/2006/"
"""The namespaces of Strict Open XML (ISO/IEC 29500-1) have another name in the transitional form (29500-4)."""
_SHEET = expression(r"xl/worksheets/[^/]+\.xml")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError, RuntimeError,
    LookupError, ValueError, StopIteration,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackageParts:
    """By sheet, the cells whose formula has no stored value, and the texts in drawings with the cells they lie over."""

    uncomputed: dict[str, list[str]]
    drawn: dict[str, list[str]]


def inspect(data: bytes, name: str) -> PackageParts:
    """Look into the archive before openpyxl does.

    Raises ReadError where the archive is broken or no workbook, and where it unpacks to more than its bytes can be
    worth.
    """
    size = len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_large(archive, name, most_bytes(size))
            refuse_traps(archive, name, lambda part: _most_elements(part, size))
            titles = _titles(archive)
            uncomputed, drawn = {}, {}
            for part in filter(_SHEET.fullmatch, archive.namelist()):
                xml, title = archive.read(part), titles.get(part, part)
                uncomputed[title] = list(_uncomputed(xml)) if _FORMULA.search(xml) else []
                drawn[title] = list(_drawn(archive, part))
            return PackageParts(uncomputed, drawn)
    except _BROKEN as error:
        hint = say("ask for the file again, or open it in Excel and save it")
        raise ReadError(say("a damaged workbook"), where=name, hint=hint) from error


def _most_elements(part: str, size: int) -> int:
    return max(SHEET_ELEMENTS, size) if _SHEET.fullmatch(part) else most_elements(size)


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet by its part in the archive."""
    workbook = next(part for part in archive.namelist() if WORKBOOK.fullmatch(part))
    folder, file = posixpath.split(workbook)
    relations = _parsed(archive.read(f"{folder}/_rels/{file}.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    titles = {}
    for element in _parsed(archive.read(workbook)).iter():
        if _local(element.tag) == "sheet":
            relation = next((value for key, value in element.items() if _local(key) == "id"), None)
            part = posixpath.join("/", folder, targets.get(relation, ""))
            titles[posixpath.normpath(part).lstrip("/")] = element.get("name", "")
    return titles


def mended(data: bytes) -> bytes:
    """The workbook in the form that openpyxl opens: Strict Open XML under the usual namespaces, no empty fill."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    out = dict(parts)
    for part, xml in parts.items():
        if part.endswith((".xml", ".rels")):
            usual = _STRICT.sub(_NAMESPACES, xml) if b"purl.oclc.org" in xml else xml
            styled = part.endswith("styles.xml")
            out[part] = _EMPTY_FILL.sub(rb"<\1fill><\1patternFill/></\1fill>", usual) if styled else usual
    if out == parts:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, xml in out.items():
            archive.writestr(part, xml)
    return made.getvalue()


def _drawn(archive: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    """The texts in a sheet's drawings: ``D5 (draft)``, with the cell that each begins over."""
    folder, file = posixpath.split(sheet)
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive.namelist():
        return
    targets = dict.fromkeys(
        posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in _parsed(archive.read(relations))
        if relation.get("Type", "").endswith("/drawing")
    )
    parts = set(archive.namelist())
    for part in filter(parts.__contains__, targets):
        for anchor in _parsed(archive.read(part)):
            texts = (element.text or "" for element in anchor.iter() if _local(element.tag) == "t")
            text = " ".join("".join(texts).split())
            if text:
                yield f"{_anchored(anchor)}({text[:20]})"


def _anchored(anchor: ElementTree.Element) -> str:
    start = next((child for child in anchor if _local(child.tag) == "from"), None)
    at = {_local(child.tag): child.text or "" for child in start} if start is not None else {}
    if not (at.get("col", "").isdigit() and at.get("row", "").isdigit()):
        return ""
    return f"{cell_name((int(at['row']) + 1, int(at['col']) + 1))} "


def _parsed(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 (entities were refused before)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _uncomputed(xml: bytes) -> Iterator[str]:
    """The cells that have a formula and no stored value; an empty text is a value."""
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314 (entities were refused before)
        tag = _local(element.tag)
        if tag == "c":
            children = {_local(child.tag): child.text for child in element}
            if "f" in children and not children.get("v") and element.get("t") != "str":
                yield element.get("r", "")
        elif tag == "row":
            element.clear()
