"""What citations in all forms say alike: the claim, the place, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from toshigaikou_cli.language import Language, named, of_names, with_own_name
from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.document_facts import NONE
from toshigaikou_cli.records.licences import known_licence
from toshigaikou_cli.text.dates.eras import era_label

_FACTS: Mapping[str, Message] = {
    "publisher": say("publisher"),
    "title": say("title"),
    "date": say("date"),
    "url": say("address"),
    "licence": say("licence"),
    "accessed": say("day of access"),
}


def claim_title(one: Citation) -> str:
    """What the claim is called: ``Measure 18``, ``2017-ef07e9``."""
    return say("Measure {code}", code=one.id) if one.thing == "measure" else one.id


def claim(one: Citation, called: Callable[[str], str] = with_own_name) -> str:
    """The claim's words in one line: who reported it (of an achievement), the item or title, what is said of it. ``called`` says
    how a measure is called."""
    unit = f"{one.unit} {one.name}" if one.thing == "achievement" else called(one.name)
    words = " ".join(one.words.split())
    return joined((unit, words), ": ") if words else unit


def year(one: Citation, language: Language) -> str:
    """The fiscal year of a claim, "" of a measure."""
    if one.fiscal_year is None:
        return ""
    return era_label(one.fiscal_year) if language == "ja" else f"FY{one.fiscal_year}"


def place(one: Citation) -> Message:
    """Where the claim stands: the document's file, the page or sheet, the line or row."""
    source = one.source
    spots = [source["document"]]
    if source["sheet"]:
        spots.append(say("sheet {name}", name=source["sheet"]))
    elif source["page"] is not None:
        spots.append(say("page {n}", n=source["page"]))
    if source["line"] is not None:
        spots.append(say("line {n}", n=source["line"]))
    elif source["row"] is not None:
        spots.append(say("row {n}", n=source["row"]))
    if "ocr" in source:
        spots.append(say("recognized on a picture (OCR, confidence {share:.2f})", share=source["ocr"]))
    return joined(spots)


def licence(one: Citation) -> list[Message]:
    """A sentence about the licence, where it is known."""
    said = one.facts.said("licence")
    return [say("Licence: {name}.", name=licence_name(said))] if said else []


def licence_name(said: str) -> str:
    """A licence as it is called; where names are printed in English, with its English name before a Japanese one."""
    known = known_licence(said)
    if known and not said.isascii() and of_names() == "en":
        return f"{known.english} ({said})"
    return named(said)


def lacking(one: Citation) -> list[Message]:
    """Sentences about the facts that there are not, and about those that nobody has said."""
    found = [
        say("No {fact} stated.", fact=_FACTS[name])
        for name, value in one.facts._asdict().items()
        if value == NONE
    ]
    if missing := [_FACTS[name] for name in one.facts.missing()]:
        found.append(say("Not known: {facts}.", facts=missing))
    return found


def digest(one: Citation) -> str:
    return f"SHA-256 {one.source['sha256']}"


def title(one: Citation) -> str:
    """The same; where names are printed in English, with the English title before it."""
    return with_own_name(own_title(one))


def own_title(one: Citation) -> str:
    """The document's title as it has it, its file name where it has none."""
    return one.facts.said("title") or one.source["document"]


def quoted(publisher: str, title: str) -> str:
    """A title in quotation marks behind its publisher: those of Japanese, unless names are printed in English."""
    if of_names() == "ja":
        return f"{publisher}「{title}」"
    english = named(title)
    own = f" ({title})" if english != title else ""
    return ", ".join(filter(None, (publisher, f"“{english}”{own}")))


def publisher(one: Citation) -> str:
    """Who published the document, "" where that is not known."""
    return with_own_name(one.facts.said("publisher"))


def one_after_another(sentences: Iterable[str]) -> str:
    """Sentences in one text: a space between them, none behind a Japanese full stop."""
    text = ""
    for each in filter(None, sentences):
        text += each if not text or text.endswith("。") else f" {each}"
    return text
