"""What Word shows though no text has it: check boxes and lists of forms, symbols of its own fonts; and prompts, which are
text that nobody wrote.

ECMA-376 Part 1, 17.16.5 and 17.3.3.30.
"""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TO_FILL_IN = f"{W}sdtPr/{W}showingPlcHdr"
"""Marks a field whose text is the prompt to fill it in."""
CHECKED, UNCHECKED = "☑", "□"
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA1: "○", 0xA4: "◉", 0xA7: "・", 0xA8: "□",
    0xB7: "・", 0xD8: "・", 0xE0: "→", 0xE8: "→", 0xFB: "×", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_SYMBOL = {0xB7: "・", 0xAE: "→", 0xB4: "×", 0xB1: "±", 0xA3: "≤", 0xB3: "≥"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)


def symbol(element: Any) -> str:
    """The character of a ``w:sym``; "" where its font is not known."""
    code = element.get(f"{W}char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    font = (element.get(f"{W}font") or "").lower()
    if font in _FONTS:
        return _FONTS[font].get(number & 0xFF, "")
    return "" if number in _PRIVATE or not 0x20 <= number < 0xD800 else chr(number)


def field_sign(element: Any) -> str:
    """What a field of a form shows where it begins: its check box, or the chosen line of its list; else ""."""
    data = element.find(f"{W}ffData")
    box = data.find(f"{W}checkBox") if data is not None else None
    if box is not None:
        marks = [mark for name in ("checked", "default") if (mark := box.find(f"{W}{name}")) is not None]
        on = bool(marks) and marks[0].get(f"{W}val") not in ("0", "false", "off")
        return CHECKED if on else UNCHECKED
    lines = data.find(f"{W}ddList") if data is not None else None
    if lines is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in lines.findall(f"{W}listEntry")]
    chosen = next(
        (mark for name in ("result", "default") if (mark := lines.find(f"{W}{name}")) is not None), None
    )
    text = (chosen.get(f"{W}val") if chosen is not None else "0") or "0"
    return entries[int(text)] if text.isdigit() and int(text) < len(entries) else ""
