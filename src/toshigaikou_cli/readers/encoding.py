"""Bytes to text: which of the encodings of Japanese offices a file is in, told by its bytes alone.

Strict UTF-8 first, then what a web page declares of itself, then cp932 (Shift_JIS as Windows writes it, with ① and
～) against EUC-JP by how plausible the characters are. EUC-JP read as cp932 shows as runs of half-width katakana; cp932
read as EUC-JP mostly fails.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HINT = say("save it again as UTF-8")
_UTF8_JAPANESE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BROKEN_UTF8_SHARE = 0.9
_EUC_UNIT = re.compile(rb"[\x00-\x7f]+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\xa1-\xfe]{2}")
# Characters of JIS X 0208 in a row; the rows that Python's codec lacks come one by one.
_EUC_RUN = re.compile(rb"(?:[\x00-\x7f]|\x8e[\xa1-\xdf]|[\xa1-\xa8\xb0-\xf4][\xa1-\xfe])+")
_HOPELESS = 0.2
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BIJ])")
_ISO_2022_JP_TEXT = re.compile(rb"\x1b\$[@B]")
# What Python's cp932 makes of bytes that cp932 does not assign (0x80, 0xA0, 0xFD to 0xFF).
_CP932_UNASSIGNED = expression("[\x80\uf8f0-\uf8f3]")
# A page's own word, in its head (HTML Living Standard, 4.2.5.4; XML 1.0, 4.3.3).
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_DECLARED_WITHIN = 4096
_DECLARED = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "cp932": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp",
}  # fmt: skip
_RULE = expression("([\u2500\u2501\u2550])\\1{4}")
_RULES = expression("[\u2500-\u257f]")
_JUDGED = 50_000
_STRANGE_SHARE = 0.15
_STRANGE_FROM = 20


@dataclass(frozen=True, slots=True)
class _Attempt:
    """``text`` has U+FFFD where decoding failed; ``at`` is the first byte that failed, None for none."""

    encoding: str
    text: str
    at: int | None


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; ``name`` is the file, for errors.

    Encodings: ``utf-8``, ``utf-8-sig``, ``utf-16`` and ``utf-32`` (with a byte-order mark only),
    ``iso2022_jp``, ``cp932``, ``euc_jp``. Raises ReadError with byte, line and column where the bytes are
    none of these.
    """
    attempt = _with_bom(data) or _unmarked(data, name)
    if attempt.at is not None:
        raise ReadError(_stops(data, attempt), where=name, hint=_HINT)
    return attempt.text.removesuffix("\x1a"), attempt.encoding  # Ctrl-Z: the end of a file written under DOS


def unify_line_endings(text: str) -> str:
    """CR LF and CR become LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_bom(data: bytes) -> _Attempt | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _attempt(data, encoding)
    return None


def _unmarked(data: bytes, name: str) -> _Attempt:
    if b"\0" in data:
        raise ReadError(say("binary data, or UTF-16 without a byte-order mark"), where=name, hint=_HINT)
    if _ISO_2022_JP_TEXT.search(data) and data.isascii():
        return _attempt(data, "iso2022_jp")
    try:
        return _Attempt("utf-8", data.decode("utf-8"), None)
    except UnicodeDecodeError:
        if _is_broken_utf8(data):
            return _attempt(data, "utf-8")
    return _declared(data) or _legacy(data, name)


def _declared(data: bytes) -> _Attempt | None:
    """As a web page says that it is written; None for other files, and where that is not so."""
    head = data[:_DECLARED_WITHIN]
    said = _DECLARATION.search(head) if head.lstrip().startswith(b"<") else None
    encoding = _DECLARED.get(said[1].decode("ascii").lower()) if said else None
    attempt = _attempt(data, encoding) if encoding else None
    return attempt if attempt and attempt.at is None and plausibility(attempt.text) > 0 else None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII are sound UTF-8: damaged, not in another encoding."""
    beyond = len(data) - len(re.sub(rb"[\x80-\xff]+", b"", data))
    sound = sum(len(unit) for unit in _UTF8_JAPANESE.findall(data))
    return beyond > 0 and sound / beyond >= _BROKEN_UTF8_SHARE


def _legacy(data: bytes, name: str) -> _Attempt:
    """cp932 or EUC-JP, whichever reads more like Japanese, even where a few of its bytes are broken."""
    best = max((_attempt(data, encoding) for encoding in ("cp932", "euc_jp")), key=_credit)
    if _strange(best.text) or (best.at is not None and plausibility(best.text) < 0):
        utf8 = _attempt(data, "utf-8")
        what = say("not text in UTF-8, cp932 or EUC-JP: {place}", place=_place(data, utf8.at or 0))
        raise ReadError(what, where=name, hint=_HINT)
    return best


def _credit(attempt: _Attempt) -> float:
    """The plausibility of the text, less ten times the share of what could not be decoded."""
    return plausibility(attempt.text) - 10 * _share_lost(attempt.text)


def _beyond_ascii(text: str) -> Counter[str]:
    """The characters beyond ASCII, as far as they are looked at to judge a text; without the rules of a table drawn of them."""
    judged = text[:_JUDGED]
    if _RULE.search(judged):
        judged = _RULES.sub("", judged)
    return Counter({char: count for char, count in Counter(judged).items() if char > "\x7f"})


def _share_lost(text: str) -> float:
    """How much of the text beyond ASCII is the mark of what could not be decoded."""
    beyond = _beyond_ascii(text)
    return beyond["\ufffd"] / beyond.total() if beyond else 0.0


# ---------------------------------------------------------------- one encoding


def _attempt(data: bytes, encoding: str) -> _Attempt:
    if encoding == "euc_jp":
        return _euc_jp(data)
    if encoding == "iso2022_jp":
        return _iso2022_jp(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _Attempt(encoding, data.decode(encoding, "replace"), error.start)
    unassigned = _CP932_UNASSIGNED.search(text) if encoding == "cp932" else None
    if unassigned:
        return _Attempt(encoding, text, len(text[: unassigned.start()].encode("cp932")))
    return _Attempt(encoding, text, None)


def _euc_jp(data: bytes) -> _Attempt:
    """EUC-JP, with the rows that Microsoft and NEC added (①, ㈱, 髙), which Python's codec lacks."""
    try:
        return _Attempt("euc_jp", data.decode("euc_jp"), None)
    except UnicodeDecodeError as error:
        text = data.decode("euc_jp", "replace")
        if _share_lost(text) > _HOPELESS:
            return _Attempt("euc_jp", text, error.start)
    out: list[str] = []
    failed: int | None = None
    at = 0
    while at < len(data):
        run = _EUC_RUN.match(data, at) or _EUC_UNIT.match(data, at)
        decoded = _euc_run(run[0]) if run else None
        if decoded is None and failed is None:
            failed = at
        out.append("\ufffd" if decoded is None else decoded)
        at = run.end() if run else at + 1
    return _Attempt("euc_jp", "".join(out), failed)


def _euc_run(run: bytes) -> str | None:
    try:
        return run.decode("euc_jp")
    except UnicodeDecodeError:
        units = [_euc_unit(unit) for unit in _EUC_UNIT.findall(run)]
    return None if None in units else "".join(filter(None, units))


def _euc_unit(unit: bytes) -> str | None:
    try:
        return unit.decode("euc_jp")
    except UnicodeDecodeError:
        if len(unit) != 2:
            return None
    row, cell = unit[0] - 0xA1, unit[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    try:
        return bytes((lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return None


def _iso2022_jp(data: bytes) -> _Attempt:
    """ISO-2022-JP; by way of EUC-JP where Python's codec fails, so that ① in it is read as well."""
    try:
        return _Attempt("iso2022_jp", data.decode("iso2022_jp_ext"), None)
    except UnicodeDecodeError as error:
        failed = error.start
    out: list[bytes] = []
    shift, at = b"\x1b(B", 0
    for escape in _ISO_2022_JP.finditer(data):
        out.append(_shifted(data[at : escape.start()], shift))
        shift, at = escape[0], escape.end()
    attempt = _euc_jp(b"".join([*out, _shifted(data[at:], shift)]))
    return _Attempt("iso2022_jp", attempt.text, None if attempt.at is None else failed)


def _shifted(piece: bytes, shift: bytes) -> bytes:
    if shift.startswith(b"\x1b$"):
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in piece)
    if shift == b"\x1b(I":
        return re.sub(rb"[!-_]", lambda found: bytes((0x8E, found[0][0] | 0x80)), piece)
    return piece


# ---------------------------------------------------------------- how Japanese a text looks


def plausibility(text: str) -> float:
    """From -1 (no Japanese text) to 1: the mean weight of the characters beyond ASCII; 1.0 for none."""
    beyond = _beyond_ascii(text)
    weight = sum(count * _weight(char) for char, count in beyond.items())
    return weight / beyond.total() if beyond else 1.0


def _weight(char: str) -> float:
    """Kana 1, usual kanji and signs 0.7, rare kanji -0.3, half-width katakana -0.5, unused characters -1."""
    if "\u3040" <= char <= "\u30ff":
        return 1.0
    if "\uff61" <= char <= "\uff9f":
        return -0.5
    if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f":
        return -1.0
    return -0.3 if _rare(char) else 0.7


def _rare(char: str) -> bool:
    """Kanji of the second level (JIS rows 48 on), other scripts, and what JIS X 0208 does not have."""
    if "\u0370" <= char <= "\u04ff" or "\u2500" <= char <= "\u257f":
        return True
    try:
        encoded = char.encode("euc_jp")
    except UnicodeEncodeError:
        return not "\u2100" <= char <= "\u33ff"  # ①, Ⅱ, ㈱, ㎡ are usual
    return encoded[0] >= 0xD0 or encoded[0] == 0x8F


def _strange(text: str) -> bool:
    """Whether so many characters are rare that the bytes are in an encoding of another language."""
    beyond = _beyond_ascii(text)
    total = beyond.total()
    rare = sum(n for char, n in beyond.items() if not "\uff61" <= char <= "\uff9f" and _weight(char) < 0)
    return total >= _STRANGE_FROM and rare / total > _STRANGE_SHARE


# ---------------------------------------------------------------- errors


def _stops(data: bytes, attempt: _Attempt) -> str:
    label = {"cp932": "cp932", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP"}.get(attempt.encoding, "UTF-8")
    if attempt.encoding in ("utf-16", "utf-32"):
        label = attempt.encoding.upper()
    return f"broken {label} text: {_place(data, attempt.at or 0, attempt.encoding)}"


def _place(data: bytes, at: int, encoding: str = "utf-8") -> str:
    """``byte 120 (line 3, column 7) is 0x83 0x5f``; all count from 1, the column in characters."""
    head = _attempt(data[:at], encoding).text.removeprefix("\ufeff")
    head = unify_line_endings(head)
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    shown = " ".join(f"0x{byte:02x}" for byte in data[at : at + 4])
    return say(
        "byte {n} (line {line}, column {column}) is {shown}",
        n=at + 1,
        line=line,
        column=column,
        shown=shown or say("the end of the file"),
    )
