"""What citations in all forms say alike: the claim, the place, what is not known."""

from __future__ import annotations

from collections.abc import Mapping

from toshigaikou_cli.language import Language, worded
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.document_facts import NONE
from toshigaikou_cli.text.dates.eras import era_label

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "publisher": "publisher", "title": "title", "date": "date", "url": "address", "licence": "licence",
        "accessed": "day of access",
        "unknown": "Not known: {}.", "none": "No {} stated.", "comma": ", ",
        "licence_is": "Licence: {}.", "accessed_on": "accessed {}", "hash": "SHA-256 {}",
        "page": "page {}", "sheet": "sheet {}", "line": "line {}", "row": "row {}",
        "ocr": "recognized on a picture (OCR, confidence {:.2f})", "measure": "Measure {}", "achievement": "{}",
    },
    "ja": {
        "publisher": "発行者", "title": "題名", "date": "発行日", "url": "アドレス", "licence": "利用条件",
        "accessed": "閲覧日",
        "unknown": "不明：{}。", "none": "{}の記載なし。", "comma": "、",
        "licence_is": "利用条件：{}。", "accessed_on": "閲覧 {}", "hash": "SHA-256 {}",
        "page": "{}ページ", "sheet": "シート「{}」", "line": "{}行目", "row": "{}行目",
        "ocr": "画像から文字認識（確信度 {:.2f}）", "measure": "施策{}", "achievement": "{}",
    },
}  # fmt: skip


def claim_title(one: Citation, language: Language) -> str:
    """What the claim is called: ``Measure 18``, ``2017-ef07e9``."""
    return worded(WORDS, language)[one.thing].format(one.id)


def claim(one: Citation) -> str:
    """The claim's words in one line: who reported it (of an achievement), the item or title, what is said of it."""
    unit = f"{one.unit} {one.name}" if one.thing == "achievement" else one.name
    words = " ".join(one.words.split())
    return f"{unit}: {words}" if words else unit


def year(one: Citation, language: Language) -> str:
    """The fiscal year of a claim, "" of a measure."""
    if one.fiscal_year is None:
        return ""
    return era_label(one.fiscal_year) if language == "ja" else f"FY{one.fiscal_year}"


def place(one: Citation, language: Language) -> str:
    """Where the claim stands: the document's file, the page or sheet, the line or row."""
    words, source = worded(WORDS, language), one.source
    page = None if source["sheet"] else source["page"]
    row = source["row"] if source["line"] is None else None
    given = (("page", page), ("sheet", source["sheet"]), ("line", source["line"]), ("row", row))
    spots = [words[name].format(value) for name, value in given if value is not None]
    if "ocr" in source:
        spots.append(words["ocr"].format(source["ocr"]))
    return words["comma"].join([source["document"], *spots])


def lacking(one: Citation, language: Language) -> list[str]:
    """Sentences about the facts that there are not, and about those that nobody has said."""
    words, facts = worded(WORDS, language), one.facts
    found = [words["none"].format(words[name]) for name, value in facts._asdict().items() if value == NONE]
    if missing := [words[name] for name in facts.missing()]:
        found.append(words["unknown"].format(words["comma"].join(missing)))
    return found


def title(one: Citation) -> str:
    """The document's title, its file name where it has none."""
    return one.facts.said("title") or one.source["document"]
