"""A font that has Japanese: found where systems keep fonts, and looked into before anything is drawn with it."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import joined, say

_SAMPLE = "東京都施策の実績アー①（）「」・％年度"
_NOTHING = "\U0010fffe"
"""No character: what a font draws for it is its box."""
_SIZE = 24
_NOT_FIRST = tuple(",.:;)!?、。，．・）」』】］〉》ー々ゃゅょっャュョッ…")
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_KNOWN = (
    r"notosans(cjk)?(jp)?[-_]?(vf|variable.*|regular|\[wght\])?", r"notosanscjk(jp)?-regular",
    r"sourcehansans(jp)?-?(vf|regular)?", r"bizudp?gothic-regular", r"ipaexg", r"ipagp", r"ipag",
    r"ヒラギノ角ゴシック w3", r"hiragino.*w3", r"yugoth(r|m|ic|-medium|ic-regular)", r"meiryo", r"msgothic",
    r"takaoe?x?p?gothic", r"vl-p?gothic-regular", r"fonts-japanese-gothic", r"mplus.*regular", r"umeboshi|ume-pgo4",
)  # fmt: skip
"""Names of files, without their endings, of fonts with Japanese that are often there: the first is best."""
_INSTALL = {
    "linux": "apt install fonts-noto-cjk (or fonts-ipafont-gothic)",
    "darwin": say("install Noto Sans JP"),
    "win32": say("install the Japanese supplemental fonts of Windows"),
}


def japanese_font() -> Path:
    """The file of a font with Japanese: that of ``TGX_FONT``, else the best that is installed.

    Raises UsageError where there is none, or that of ``TGX_FONT`` is none.
    """
    if given := os.environ.get("TGX_FONT"):
        if not has_characters(Path(given), _SAMPLE):
            raise UsageError(
                say("no font with Japanese"), where=given, hint=say("name another file in TGX_FONT")
            )
        return Path(given)
    found = _installed()
    if found is None:
        install = _INSTALL.get(sys.platform, _INSTALL["linux"])
        hint = say("{install}, or name a font's file in TGX_FONT", install=install)
        raise UsageError(say("no font with Japanese is installed"), hint=hint)
    return found


def check_drawable(font: Path, texts: Iterable[str]) -> None:
    """Raise UsageError where a font lacks a character of the texts: it would be drawn as a box."""
    lacking = missing(font, "".join(texts))
    if lacking:
        named = joined(f"{char} (U+{ord(char):04X})" for char in lacking[:3])
        raise UsageError(
            say("the font {name} has no {named}", name=font.name, named=named),
            hint=say("name a font that has them in TGX_FONT: Noto Sans CJK JP"),
        )


def plain(text: str) -> str:
    """A text in one line as it can be drawn: without variation selectors and joiners, which no font draws by itself."""
    kept = (char for char in unicodedata.normalize("NFC", text) if not _is_selector(char))
    return " ".join("".join(kept).split())


def _is_selector(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    return unicodedata.category(char) in ("Cf", "Cc") and char not in "\t\n"


def missing(font: Path, text: str) -> list[str]:
    """The characters of a text that a font does not have, in order; all of them where it cannot be read."""
    chars = [char for char in dict.fromkeys(text) if not char.isspace()]
    box = _drawn(font, _NOTHING)
    return chars if box is None else [char for char in chars if _drawn(font, char) in (box, None)]


def has_characters(font: Path, text: str) -> bool:
    return not missing(font, text)


@lru_cache(maxsize=8)
def _opened(font: Path) -> Any:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(str(font), _SIZE)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4096)
def _drawn(font: Path, char: str) -> tuple[tuple[int, int], bytes] | None:
    """A character as a font draws it: its size and its dots. None where it draws nothing."""
    opened = _opened(font)
    if opened is None:
        return None
    mask = opened.getmask(char)
    return (mask.size, bytes(mask)) if mask.size[0] and mask.size[1] else None


def length(font: Path, text: str, size: float) -> float:
    """How long a text is in a font of a size, in the unit of the size."""
    opened = _opened(font)
    return float(opened.getlength(text)) * size / _SIZE if opened else 0.0


def wrapped(font: Path, text: str, size: float, longest: float, most: int = 10_000) -> list[str]:
    """The lines of a text that are no longer than ``longest``, at most so many: the last then ends in ….

    Words of Latin letters stay whole where they fit; no line begins with closing punctuation (JIS X 4051)."""
    lines, line = [], ""
    for part in re.findall(r"[!-~]+|.", text):
        pieces = [part] if length(font, part, size) <= longest else list(part)
        for piece in pieces:
            if line and length(font, line + piece, size) > longest and piece not in _NOT_FIRST:
                lines.append(line.rstrip())
                line = ""
            line += piece if line or not piece.isspace() else ""
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and length(font, f"{last}…", size) > longest:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


@lru_cache(maxsize=1)
def _installed() -> Path | None:
    files = sorted({path for folder in _folders() if folder.is_dir() for path in _fonts_in(folder)})
    known = [(_rank(path), path) for path in files]
    ranked = [path for rank, path in sorted(known, key=lambda each: each[0]) if rank < len(_KNOWN)]
    others = [path for rank, path in known if rank == len(_KNOWN) and not _is_bold(path)]
    return next((path for path in (*ranked, *others) if has_characters(path, _SAMPLE)), None)


def _fonts_in(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder, onerror=None):
        yield from (Path(root, name) for name in names if name.lower().endswith(_SUFFIXES))


def _rank(path: Path) -> int:
    stem = unicodedata.normalize("NFC", path.stem).lower()
    return next((at for at, known in enumerate(_KNOWN) if re.fullmatch(known, stem)), len(_KNOWN))


def _is_bold(path: Path) -> bool:
    return bool(re.search(r"bold|black|heavy|light|thin|italic|oblique", path.stem.lower()))


def _folders() -> list[Path]:
    """Where systems keep fonts."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home raises where there is none
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"),
                Path("/System/Library/AssetsV2")]  # fmt: skip
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            Path(local, "Microsoft", "Windows", "Fonts"),
        ]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(data, "fonts"), home / ".fonts"]
