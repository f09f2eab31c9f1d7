"""Citations as CSL-JSON, for Zotero, Pandoc and other processors of the Citation Style Language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.formats.citations.words import claim, digest, lacking, licence, own_title, place
from toshigaikou_cli.language import Language, in_language
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.text.keys import visible


def csl_items(cited: Sequence[Citation], language: Language) -> list[dict[str, Any]]:
    """An item for each claim (csl-data.json of the Citation Style Language, 1.0.2). What tgx knows beyond CSL is in
    ``custom``: the place, the hash, and the names of what nobody has said (``missing``)."""
    return [_item(one, language) for one in cited]


def _item(one: Citation, language: Language) -> dict[str, Any]:
    facts, source = one.facts, one.source
    publisher = facts.said("publisher")
    notes = [
        f"{in_language(place(one), language)}.",
        *(in_language(each, language) for each in (*licence(one), *lacking(one))),
        digest(one),
    ]
    item: dict[str, Any] = {
        "id": f"tgx-{one.thing}-{one.id}",
        "type": "report",
        "title": own_title(one),
        "language": "ja",
        "author": [{"literal": publisher}] if publisher else None,
        "publisher": publisher,
        "issued": _date(facts.said("date")),
        "URL": facts.said("url"),
        "accessed": _date(facts.said("accessed")) if facts.said("url") else None,
        "note": " ".join(notes),
        "annote": claim(one, str),
        "custom": {
            "title_en": one.title_en,
            "publisher_en": one.publisher_en,
            "name_en": one.name_en,
            "claim": one.id,
            "fiscal_year": one.fiscal_year,
            "document": source["document"],
            "sha256": source["sha256"],
            "page": source["page"],
            "sheet": source["sheet"],
            "line": source["line"],
            "row": source["row"],
            "licence": facts.licence,
            "missing": list(facts.missing()),
        },
    }
    return {name: _shown(value) for name, value in item.items() if value}


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def _date(date: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
