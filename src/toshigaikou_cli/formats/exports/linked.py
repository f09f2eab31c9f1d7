"""Linked data: the dataset in DCAT-AP and schema.org, the strategies in SKOS, what was done with its links, as JSON-LD 1.1."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from toshigaikou_cli.formats.exports.words import about, licence_of, subject
from toshigaikou_cli.records.exported import ExportRow, ExportTable, ExportValue, Handed, TwoTongues

NAME = "tgx.jsonld"
Node = dict[str, Any]

_PARTS = ("achievement_units", "achievement_cities", "links", "activities", "activity_cities")
"""Tables of what belongs to an achievement."""
_CONTEXT: Node = {
    "@version": 1.1,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "tgx": {"@id": "urn:tgx:terms:", "@prefix": True},
    "id": "@id",
    "type": "@type",
}


def write_linked(handed: Handed, folder: Path) -> None:
    """Write all nodes, one a line."""
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(_CONTEXT) + ',\n"@graph": [\n')
        opened = False
        for node in _Graph(handed).nodes():
            text = json.dumps(_plain(node), ensure_ascii=False)
            file.write(f",\n{text}" if opened else text)
            opened = True
        file.write("\n]}\n")


def _plain(value: Any) -> Any:
    """Without what is nothing."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each not in (None, [], {})}
    return [_plain(each) for each in value if each] if isinstance(value, list) else value


def _both(words: TwoTongues) -> list[Node]:
    return [{"@value": words.ja, "@language": "ja"}, {"@value": words.en, "@language": "en"}]


def _ja(text: ExportValue) -> Node | None:
    return None if text is None else {"@value": text, "@language": "ja"}


def _named(text: ExportValue, english: ExportValue) -> list[Node]:
    """A name in Japanese and, where there is one, in English."""
    named = [_ja(text), {"@value": english, "@language": "en"} if english else None]
    return [each for each in named if each]


def _typed(value: ExportValue, kind: str) -> Node | None:
    return None if value is None else {"@value": str(value), "@type": f"xsd:{kind}"}


def _dated(day: ExportValue, precision: ExportValue) -> Node | None:
    """A date that may be known to its month or its year alone; ``day`` is the first (or the last) that it can be."""
    kind, length = {"month": ("gYearMonth", 7), "year": ("gYear", 4)}.get(str(precision), ("date", 10))
    return None if day is None else _typed(str(day)[:length], kind)


class _Graph:
    """The nodes of an export; each thing has a name of its own (``urn:tgx:<project>:measure:2014:35``)."""

    def __init__(self, handed: Handed) -> None:
        self._handed = handed
        self._tables = {table.name: table for table in handed.tables}
        self._base = f"urn:tgx:{quote(handed.dataset.project) or '-'}"

    def nodes(self) -> Iterator[Node]:
        """The dataset, then strategies, registers and achievements."""
        yield self._dataset()
        yield from self._documents()
        yield from self._concepts()
        yield from self._registers()
        yield from self._achievements()

    def _iri(self, kind: str, key: ExportValue) -> str:
        return f"{self._base}:{kind}:{quote(str(key), safe=':')}"

    def _ref(self, kind: str, key: ExportValue) -> Node | None:
        return None if key is None else {"id": self._iri(kind, key)}

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        table = self._tables[name]
        return (dict(zip(table.names, row, strict=True)) for row in self._handed.typed(table))

    def _dataset(self) -> Node:
        dataset = self._handed.dataset
        years = dataset.years
        licence = licence_of(dataset.licence)["path"] if dataset.licence else ""
        whose = dataset.government
        publisher = {"id": f"{self._base}:publisher", "type": ["foaf:Agent", "schema:Organization"],
                     "foaf:name": _named(whose, dataset.government_en),
                     "schema:name": _named(whose, dataset.government_en)} if whose else None  # fmt: skip
        period = {
            "type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(f"{years[0]}-04-01", "date"),
            "dcat:endDate": _typed(f"{years[-1] + 1}-03-31", "date"),
        } if years else None  # fmt: skip
        return {
            "id": f"{self._base}:dataset",
            "type": ["dcat:Dataset", "schema:Dataset"],
            "dct:identifier": f"{self._base}:dataset",
            "dct:title": _both(subject(dataset)),
            "schema:name": _both(subject(dataset)),
            "dct:description": _both(about(dataset)),
            "schema:description": _both(about(dataset)),
            "dct:publisher": publisher,
            "schema:publisher": {"id": publisher["id"]} if publisher else None,
            "dct:license": {"id": licence} if licence else None,
            "schema:license": {"id": licence} if licence else None,
            "dct:issued": _typed(dataset.created, "dateTime"),
            "schema:datePublished": _typed(dataset.created, "dateTime"),
            "schema:version": dataset.created[:10],
            "dct:language": [{"id": "http://publications.europa.eu/resource/authority/language/JPN"}],
            "dct:temporal": period,
            "schema:temporalCoverage": f"{years[0]}-04-01/{years[-1] + 1}-03-31" if years else None,
            "dcat:theme": [{"id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
                           {"id": "http://publications.europa.eu/resource/authority/data-theme/INTR"}],
            "dcat:keyword": [_ja("都市外交"), _ja("施策"), _ja("実績"), {"@value": "city diplomacy", "@language": "en"}],
            "schema:keywords": ["都市外交", "施策", "実績", "city diplomacy"],
            "dct:source": [{"id": self._iri("document", each.sha256[:12])} for each in dataset.sources],
            "dcat:distribution": [{"id": f"{self._base}:distribution:jsonld", "type": "dcat:Distribution",
                                   "dct:format": {"id": "http://publications.europa.eu/resource/authority/file-type/JSON_LD"},
                                   "dcat:mediaType": {"id": "https://www.iana.org/assignments/media-types/application/ld+json"},
                                   "dct:license": {"id": licence} if licence else None,
                                   "dcat:accessURL": {"id": NAME}}],
            "schema:creator": {"type": "schema:SoftwareApplication", "schema:name": f"tgx {dataset.tgx}"},
            "schema:variableMeasured": [f"{table.title} ({table.name})" for table in self._handed.tables],
        }  # fmt: skip

    def _documents(self) -> Iterator[Node]:
        known = {source.sha256: source for source in self._handed.dataset.sources}
        for row in self._rows("documents"):
            source = known[row["sha256"]]
            yield {
                "id": self._iri("document", row["id"]),
                "type": ["foaf:Document", "schema:DigitalDocument"],
                "dct:title": _ja(row["title"] or row["name"]),
                "schema:name": row["name"],
                "schema:sha256": row["sha256"],
                "schema:url": {"id": source.address} if source.address else None,
                "dct:rights": source.licence or None,
                "dct:publisher": {"type": "foaf:Agent", "foaf:name": source.publisher}
                if source.publisher
                else None,
                "dct:issued": _dated(row["published"], row["published_precision"]),
            }

    def _concepts(self) -> Iterator[Node]:
        tops: dict[str, list[Node]] = defaultdict(list)
        for row in self._rows("goals"):
            tops[row["strategy"]].append({"id": self._iri("goal", row["id"])})
        for row in self._rows("strategies"):
            yield {
                "id": self._iri("strategy", row["id"]),
                "type": "skos:ConceptScheme",
                "dct:title": _named(row["title"], row["title_en"]),
                "dct:issued": _dated(row["published"], row["published_precision"]),
                "dct:source": self._ref("document", row["document"]),
                "tgx:firstYear": row["first_year"],
                "tgx:lastYear": row["last_year"],
                "skos:hasTopConcept": tops[row["id"]],
            }
        units = defaultdict(list)
        for row in self._rows("measure_units"):
            units[row["measure"], row["role"]].append(self._ref("unit", row["unit"]) or _ja(row["unit_text"]))
        for kind, wider in (("goal", ()), ("area", ("goal",)), ("measure", ("area", "goal"))):
            for row in self._rows(f"{kind}s"):
                over = next(((name, row[name]) for name in wider if row[name]), None)
                yield {
                    "id": self._iri(kind, row["id"]),
                    "type": ["skos:Concept", f"tgx:{kind.capitalize()}"],
                    "skos:inScheme": self._ref("strategy", row["strategy"]),
                    "skos:topConceptOf": self._ref("strategy", row["strategy"]) if kind == "goal" else None,
                    "skos:notation": row["code"],
                    "skos:prefLabel": _named(row["title"], row["title_en"]),
                    "skos:definition": _ja(row.get("overview")),
                    "skos:broader": self._ref(*over) if over else None,
                    "tgx:lead": units.get((row["id"], "lead")),
                    "tgx:related": units.get((row["id"], "related")),
                }

    def _registers(self) -> Iterator[Node]:
        for row in self._rows("units"):
            yield {
                "id": self._iri("unit", row["id"]),
                "type": "schema:GovernmentOrganization",
                "schema:name": _named(row["name"], row["name_en"]),
                "schema:parentOrganization": self._ref("unit", row["parent"]),
                "schema:foundingDate": _dated(row["valid_from"], row["valid_from_precision"]),
                "schema:dissolutionDate": _dated(row["valid_to"], row["valid_to_precision"]),
            }
        relations = defaultdict(list)
        for row in self._rows("relations"):
            relations[row["city"]].append(
                {"tgx:kind": row["kind"], "tgx:since": _dated(row["since"], row["since_precision"])}
            )
        for row in self._rows("cities"):
            yield {
                "id": self._iri("city", row["id"]),
                "type": "schema:City",
                "schema:name": _named(row["id"], row["name_en"]),
                "schema:addressCountry": row["country"],
                "schema:geo": {"type": "schema:GeoCoordinates", "schema:latitude": row["latitude"],
                               "schema:longitude": row["longitude"]} if row["latitude"] is not None else None,
                "tgx:own": bool(row["own"]),
                "tgx:relation": relations[row["id"]],
            }  # fmt: skip

    def _achievements(self) -> Iterator[Node]:
        parts = {name: _Grouped(self._tables[name], self._handed) for name in _PARTS}
        for row in self._rows("achievements"):
            of = {name: grouped.of(row["id"]) for name, grouped in parts.items()}
            partners = defaultdict(list)
            for each in of["activity_cities"]:
                if each["role"] == "partner":
                    partners[each["activity"]].append(self._ref("city", each["city"]))
            yield {
                "id": self._iri("achievement", row["id"]),
                "type": ["schema:Action", "tgx:Achievement"],
                "schema:name": _ja(row["item"]),
                "schema:description": _ja(row["result"]),
                "schema:actionStatus": {"id": "schema:CompletedActionStatus"}
                if row["outcome"] == "held"
                else None,
                "tgx:fiscalYear": row["fiscal_year"],
                "tgx:kind": row["kind"],
                "tgx:outcome": row["outcome"],
                "tgx:linkState": row["link_state"],
                "schema:agent": [self._ref("unit", each["unit"]) for each in of["achievement_units"]],
                "tgx:partner": [
                    self._ref("city", c["city"]) for c in of["achievement_cities"] if c["role"] == "partner"
                ],
                "dct:source": self._ref("document", row["document"]),
                "tgx:serves": [
                    self._ref("measure", each["measure"]) for each in of["links"] if each["counts"]
                ],
                "tgx:link": [self._link(each) for each in of["links"]],
                "tgx:activity": [
                    {
                        "id": self._iri("activity", each["id"]),
                        "type": "tgx:Activity",
                        "schema:description": _ja(each["text"]),
                        "tgx:outcome": each["outcome"],
                        "tgx:partner": partners[each["id"]],
                    }
                    for each in of["activities"]
                ],
            }

    def _link(self, row: dict[str, Any]) -> Node:
        return {
            "type": "tgx:Link",
            "tgx:measure": self._ref("measure", row["measure"]),
            "tgx:status": row["status"],
            "tgx:method": row["method"],
            "tgx:score": _typed(row["score"], "decimal"),
        }


class _Grouped:
    """The rows of a table by their achievement, asked for in its order."""

    def __init__(self, table: ExportTable, handed: Handed) -> None:
        at = table.names.index("achievement")
        self._names = table.names
        self._groups = groupby(handed.typed(table), key=lambda row: row[at])
        self._next = next(self._groups, None)

    def of(self, achievement: str) -> list[dict[str, Any]]:
        """The rows of an achievement, which come after those of the one asked for before."""
        if self._next is None or self._next[0] != achievement:
            return []
        rows = self._named(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def _named(self, rows: Iterable[ExportRow]) -> list[dict[str, Any]]:
        return [dict(zip(self._names, row, strict=True)) for row in rows]
