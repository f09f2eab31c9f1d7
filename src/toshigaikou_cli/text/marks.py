"""The marks that open a line: bullets, enumerators, notes."""

from __future__ import annotations

import re

BULLETS = (
    "・･•◦‣⁃∙⋅·●○◎◉◯〇⚫⚪⬤■□▣▪▫◼◻◆◇◈❖♦❍❏❑❒➢➤★☆✦✧✪▶►▷▲△▼▽✓✔☑☐»›"
    "\uf06c\uf06e\uf075\uf076\uf0a7\uf0b7\uf0d8\uf0e8\uf0fc"
)
"""The last ones are Wingdings, as a text taken out of Word has them."""
CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓵-⓾"
"""Ranges for a class of characters, as is BULLETS."""

OPENING_MARK = re.compile(
    rf"""[ \t\u3000]{{0,8}}(?:
        (?P<bullet>[{BULLETS}]|[-‐‑–—―─－−](?=[ \t\u3000])|[-‐‑–—―─－−](?=[\u3041-\u9fff])|[–—―─](?=[A-Za-zＡ-Ｚａ-ｚ])
          |ー(?=[ \t\u3000]|[\u3041-\u309f\u4e00-\u9fff])|[oｏ](?=[ \t\u3000]{{1,4}}[\u3041-\u9fff]))
      | (?P<number>[{CIRCLED}]
          | [(（](?:[0-9０-９]{{1,2}}|[ア-ンｱ-ﾝ]|[a-zａ-ｚ]|[ⅰ-ⅻⅠ-Ⅻ]|[一二三四五六七八九十]{{1,3}})[)）]
          | [0-9０-９]{{1,2}}[)）]
          | [0-9０-９]{{1,2}}[.．](?![0-9０-９])
          | [ア-ン][)）.．]
        )
      | (?P<note>(?P<star>[＊*](?![①-⑳)）:：＊*]|[0-9０-９]{{1,2}}(?:[ \t\u3000)）:：、]|[^\W\d年月日名人回件社校か]|$)))
          | [(（]?[※＊*][0-9０-９①-⑳]{{0,2}}[)）:：]?|[(（]注[0-9０-９]{{0,2}}[)）]|注[0-9０-９]{{0,2}}[)）:：])
    )[ \t\u3000]{{0,8}}""",
    re.VERBOSE,
)
"""The mark that opens a line, with the spaces around it: group ``bullet``, ``number`` or ``note``; a bare ``star`` is a note
too, unless the stars of a text mark its points."""
