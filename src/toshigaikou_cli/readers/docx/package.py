"""The parts of a Word document: which of them is the text, its styles, its lists. ECMA-376 Part 2, 6.5."""

from __future__ import annotations

import posixpath
from typing import IO, Any
from zipfile import ZipFile

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open archive of a Word document. Raises LookupError where it does not say which part is the text."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._body = self._related("", "officeDocument")
        if not self._body:
            raise LookupError("officeDocument")

    def body(self) -> IO[bytes]:
        """The XML of the text."""
        return self._archive.open(self._body)

    def part(self, kind: str) -> Any:
        """The root element of the text's part of a kind (``styles``, ``numbering``); None where it has none."""
        name = self._related(self._body, kind)
        return self._element(name) if name else None

    def _related(self, part: str, kind: str) -> str:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if part and relations not in self._archive.namelist():
            return ""
        for each in self._element(relations).iter(_RELATIONSHIP):
            outside = each.get("TargetMode") == "External"
            if (each.get("Type") or "").rpartition("/")[2] == kind and not outside:
                return posixpath.normpath(posixpath.join("/", folder, each.get("Target") or "")).lstrip("/")
        return ""

    def _element(self, name: str) -> Any:
        from lxml import etree

        return etree.fromstring(
            self._archive.read(name), etree.XMLParser(remove_comments=True, resolve_entities=False)
        )
