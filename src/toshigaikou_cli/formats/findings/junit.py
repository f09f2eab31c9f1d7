"""Findings as a JUnit report: a suite for each document, a failed case for each finding.

Keeps to the schema of Apache Ant's JUnit reports (github.com/windyroad/JUnit-Schema).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from toshigaikou_cli import clock
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.findings.groups import at, listed
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.validation import Validation
from toshigaikou_cli.text.keys import visible

_ELSEWHERE = "catalogue"
_NO_XML = expression("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(validation: Validation) -> Iterator[str]:
    """The report. Its time is ``SOURCE_DATE_EPOCH`` or 1970, so that the same findings are the same bytes; a check
    that found nothing in a document is a case that passed, a note and a known finding one that was skipped."""
    time = _timestamp()  # where it is refused, nothing was printed
    found = listed(validation)
    places: dict[str, array[int]] = {document["name"]: array("L") for document in validation.documents}
    for place, finding in enumerate(found):
        places.setdefault(_document(finding), array("L")).append(place)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    for number, (name, own) in enumerate(places.items()):
        yield from (f"{line}\n" for line in _suite(number, name, at(found, own), validation, time))
    yield "</testsuites>\n"


def _document(finding: Finding) -> str:
    return finding.spot.document or _ELSEWHERE


def _suite(
    number: int, name: str, own: Sequence[Finding], validation: Validation, time: str
) -> Iterator[str]:
    codes = Counter((finding.code, _skipped(finding)) for finding in own)
    found = {code for code, _ in codes}
    passed = [check.code for check in validation.checks if check.code not in found]
    failures = sum(number for (_, skipped), number in codes.items() if not skipped)
    attributes = {
        "package": "tgx",
        "id": str(number),
        "name": name,
        "timestamp": time,
        "hostname": "localhost",
        "tests": str(len(own) + len(passed)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(own) - failures),
        "time": "0",
    }
    yield f"  <testsuite {_attributes(attributes)}>"
    version = _attributes({"name": "tgx", "value": validation.tgx})
    rules = _attributes({"name": "rules", "value": str(validation.rules)})
    yield f"    <properties><property {version}/><property {rules}/></properties>"
    for finding in own:
        yield from _case(finding, name)
    for code in passed:
        yield f"    <testcase {_attributes({'name': code, 'classname': name, 'time': '0'})}/>"
    yield "    <system-out/>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _case(finding: Finding, name: str) -> Iterator[str]:
    place = finding.spot.within or finding.key
    yield f"    <testcase {_attributes({'name': f'{finding.code} {place}', 'classname': name, 'time': '0'})}>"
    if _skipped(finding):
        message = f"known: {finding.known}" if finding.known else finding.message
        yield f"      <skipped {_attributes({'message': message})}/>"
    else:
        given = {"message": finding.message, "type": f"{finding.severity} {finding.code}"}
        column = f"{finding.spot.cell}: " if finding.spot.cell else ""
        lines = [str(finding.spot), f"{column}{finding.cell}", finding.hint, finding.accept]
        text = "\n".join(line for line in lines if line)
        yield f"      <failure {_attributes(given)}>{escape(_clean(text))}</failure>"
    yield "    </testcase>"


def _skipped(finding: Finding) -> bool:
    return bool(finding.known) or finding.severity == "info"


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f"{key}={quoteattr(_clean(' '.join(value.split())))}" for key, value in values.items())


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text, keep_newlines=True))


def _timestamp() -> str:
    return (clock.given() or datetime.fromtimestamp(0, UTC)).strftime("%Y-%m-%dT%H:%M:%S")
