"""The words of a Word paragraph: what is valid, what is struck, deleted, hidden or beside the text.

python-docx's own ``text`` drops runs inside ``w:ruby`` (words with furigana), ``w:ins`` (tracked insertions) and content
controls, so the XML is walked here. ECMA-376 Part 1, 17.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.docx.fields import TO_FILL_IN, field_sign, symbol
from toshigaikou_cli.readers.docx.numbering import Numbering
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.readers.styles import inherits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_BESIDE = (f"{W}drawing", f"{W}pict", f"{W}object")
_NOTES = {
    f"{W}footnoteReference": say("footnotes"),
    f"{W}endnoteReference": say("footnotes"),
    f"{W}commentReference": say("comments"),
}
_SKIPPED = {f"{W}rPr", f"{W}pPr", f"{W}rt", f"{W}instrText", f"{W}delText", f"{W}softHyphen", _FALLBACK}


@dataclass(slots=True)
class WordText:
    """Collects a cell's or paragraph's text."""

    valid: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The valid words."""
        return settled("".join(self.valid))

    def struck_text(self) -> str:
        """The struck words."""
        return settled("".join(self.struck))


@dataclass(slots=True)
class Walk:
    """What is known of the document: its ``struck`` styles, its list numbers; and what was ``left_out`` so far."""

    struck: frozenset[str]
    numbering: Numbering
    name: str = ""
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def paragraph(self, paragraph: Any, words: WordText) -> None:
        """Add a paragraph's words, with its list number; those of a prompt are none."""
        if any(field.find(TO_FILL_IN) is not None for field in paragraph.iterancestors(f"{W}sdt")):
            self._prompt(paragraph)
            return
        style = _style(paragraph, "pPr", "pStyle")
        mark = self.numbering.mark(paragraph)
        before = len(words.valid)
        self._inside(paragraph, words, style in self.struck)
        if mark and any(text.strip() for text in words.valid[before:]):
            words.valid.insert(before, mark)

    def _prompt(self, element: Any) -> None:
        if text := "".join(_texts(element, f"{W}t")).strip():
            self.note(say("prompts of fields that nobody filled in"), text)

    def note(self, what: str, text: str = "") -> None:
        self.left_out.setdefault(what, []).append(" ".join(text.split())[:20])

    def _inside(self, element: Any, words: WordText, lined: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in _DELETED:
                text = "".join(_texts(child, f"{W}delText", f"{W}t"))
                if text.strip():
                    self.note(say("tracked deletions"), text)
            elif tag == f"{W}r":
                self._run(child, words, lined)
            elif tag == f"{W}sdt" and child.find(TO_FILL_IN) is not None:
                self._prompt(child)
            elif tag == _M_TEXT:
                words.valid.append(child.text or "")
            elif tag not in _SKIPPED:
                self._inside(child, words, lined)

    def _run(self, run: Any, words: WordText, lined: bool) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and _is_on(properties.find(f"{W}vanish")):
            text = "".join(_texts(run, f"{W}t"))
            if text.strip():
                self.note(say("hidden text"), text)
            return
        target = words.struck if self._is_lined(run, properties, lined) else words.valid
        before = len(target)
        for child in run:
            self._piece(child, words, target, lined)
        if _is_raised(properties):
            target[before:] = [raised("".join(target[before:]))]

    def _piece(self, child: Any, words: WordText, target: list[str], lined: bool) -> None:
        tag = child.tag
        if tag == f"{W}t":
            target.append(child.text or "")
        elif tag in _BREAKS:
            target.append(_BREAKS[tag])
        elif tag == f"{W}fldChar":
            target.append(field_sign(child))
        elif tag == f"{W}sym":
            self._symbol(child, target)
        elif tag in _NOTES:
            self.note(_NOTES[tag])
        elif tag in _BESIDE or not tag.startswith(W):
            text = "".join(_texts(child, f"{W}t"))
            if text.strip():
                self.note(say("text boxes"), text)
        elif tag not in _SKIPPED:
            self._inside(child, words, lined)

    def _symbol(self, child: Any, target: list[str]) -> None:
        sign = symbol(child)
        target.append(sign)
        if not sign:
            self.note(say("symbols of a font that is not known"))

    def _is_lined(self, run: Any, properties: Any, lined: bool) -> bool:
        if properties is None:
            return lined
        marks = [properties.find(f"{W}{name}") for name in ("strike", "dstrike")]
        if any(mark is not None for mark in marks):
            return any(_is_on(mark) for mark in marks)
        return _style(run, "rPr", "rStyle") in self.struck or lined


def struck_styles(styles: Any) -> frozenset[str]:
    """The ids of the styles that strike through, by their own or by what they are based on."""
    based: dict[str, str] = {}
    own: dict[str, bool] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId") or ""
        marks = [style.find(f"{W}rPr/{W}{mark}") for mark in ("strike", "dstrike")]
        if any(mark is not None for mark in marks):
            own[name] = any(_is_on(mark) for mark in marks)
        parent = style.find(f"{W}basedOn")
        based[name] = parent.get(f"{W}val") or "" if parent is not None else ""
    return frozenset(name for name in based if inherits(name, own, based))


def _style(element: Any, properties: str, name: str) -> str:
    found = element.find(f"{W}{properties}/{W}{name}")
    return str(found.get(f"{W}val") or "") if found is not None else ""


def _is_raised(properties: Any) -> bool:
    mark = properties.find(f"{W}vertAlign") if properties is not None else None
    return mark is not None and mark.get(f"{W}val") == "superscript"


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off", "none")


def _texts(element: Any, *tags: str) -> Iterator[str]:
    fallbacks = {id(inner) for skipped in element.iter(_FALLBACK) for inner in skipped.iter()}
    return (inner.text or "" for inner in element.iter(*tags) if id(inner) not in fallbacks)
