#!/usr/bin/env bash
# rdflib 7.6.0 and pySHACL 0.40.1: years (xsd:gYear, xsd:gYearMonth), which DCAT and statistics give fiscal years in, are equal
# or not, and in order under ORDER BY, MAX and MIN, but neither greater nor smaller. A SPARQL filter on them finds nothing,
# even with !=, and says nothing; pySHACL refuses 2020 where the shape asks for at least 2019.
#
# Seen with Python 3.11, Linux x86_64, resources of 2018, 2019 and 2020:
#   FILTER(?year >= "2019"^^xsd:gYear)           ->  nothing          with xsd:date: 2019, 2020
#   FILTER(?year != "2019"^^xsd:gYear)           ->  nothing          with xsd:date: 2018, 2020
#   sh:minInclusive "2019"^^xsd:gYear            ->  2018, 2020 fail  with xsd:date: 2018 fails
# SPARQL 1.1 leaves such types to the engine; SHACL counts as failed what it cannot compare.
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install rdflib==7.6.0 pyshacl==0.40.1
"$folder/env/bin/python" - <<'PYTHON'
import pyshacl
import rdflib
from rdflib import SH, XSD, Graph, Literal, Namespace

EX = Namespace("http://example.org/")
YEARS = (2018, 2019, 2020)


def seen(kind, ending):
    """Which years >= and != find, their order, and which fail the shape, for one datatype."""
    graph = Graph()
    for year in YEARS:
        graph.add((EX[str(year)], EX.year, Literal(f"{year}{ending}", datatype=kind)))
    bound = f'"2019{ending}"^^<{kind}>'

    def found(rest):
        return [int(row[0][-4:]) for row in graph.query(f"SELECT ?s {{ ?s <{EX.year}> ?year {rest}")]

    shape = f"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetSubjectsOf <{EX.year}> ;
           sh:property [ sh:path <{EX.year}> ; sh:datatype <{kind}> ; sh:minInclusive {bound} ] .
    """
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(data=shape, format="turtle"))
    failed = sorted(int(node[-4:]) for node in report.objects(None, SH.focusNode))
    filters = [sorted(found(f"FILTER(?year {sign} {bound}) }}")) for sign in ("=", ">=", "!=")]
    return [*filters, found("} ORDER BY ?year"), failed]


print("rdflib", rdflib.__version__, "pySHACL", pyshacl.__version__, "(=, >=, !=, in order, failed)")
years, months, days = seen(XSD.gYear, ""), seen(XSD.gYearMonth, "-04"), seen(XSD.date, "-04-01")
for name, each in (("gYear", years), ("gYearMonth", months), ("date", days)):
    print(name, *each)
assert days == [[2019], [2019, 2020], [2018, 2020], [*YEARS], [2018]]
assert years == months == [[2019], [], [], [*YEARS], [2018, 2020]], "they behave otherwise now"
PYTHON
