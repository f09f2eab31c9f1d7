"""Findings as lines for people, those of one kind together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.findings.findings import counted, summary_line
from toshigaikou_cli.formats.findings.groups import Group, cell_text, grouped, shown
from toshigaikou_cli.formats.tables.table import TableText, width
from toshigaikou_cli.formats.tables.wrapping import wrapped
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.validation import Validation
from toshigaikou_cli.text.keys import visible

_WORD = expression(r"(?:'[^']*'|\"[^\"]*\"|\S)+")
"""A word of a command, with what is quoted in it."""
_LONG = 40
"""A text of so many characters is not said twice; of a shorter one its header is told again, too."""
_SEVERITY = expression(r"[^\s：:]+(?= \[[a-z]+(?:-[a-z]+)+\])")
"""How severe a finding is, before its code."""
_STYLES = {"error": "error", "warning": "maybe", "info": "dim"}


def findings_text(validation: Validation, columns: int | None, *, whole: bool = False) -> TableText:
    """The findings that are mended in one way together, with the next step below; then the sum.

    Lines are ``columns`` cells wide at most (None: as long as they are). ``whole`` lists all places of a group.
    """
    lines = (line for group in grouped(validation) for line in _group(group, columns, whole))
    return TableText(chain(lines, [summary_line(validation)]))


def in_colours(lines: Iterable[str]) -> Iterator[str]:
    """The same for a terminal: how severe each finding is, in a colour and bold or not, so that it is seen without."""
    from toshigaikou_cli.formats.tables.terminal import painter

    paint = painter()
    styles = {in_language(coded(code)): style for code, style in _STYLES.items()}
    return (_SEVERITY.sub(lambda found: paint(styles.get(found[0], ""), found[0]), line) for line in lines)


def _group(group: Group, columns: int | None, whole: bool) -> Iterator[str]:
    if len(group.findings) == 1:
        yield from _alone(group.first, columns)
    else:
        yield from _together(group, columns, whole)
    for sentence in group.next_step:
        yield from _fitted(sentence, 4, columns)
    if group.first.accept:
        yield from _command(say("to accept it:"), group.first.accept, columns)


def _about(finding: Finding) -> dict[str, str]:
    return {"severity": coded(finding.severity), "code": finding.code}


def _alone(finding: Finding, columns: int | None) -> Iterator[str]:
    told = say("{severity} [{code}] {message}", **_about(finding), message=finding.message)
    yield from _fitted(joined([str(finding.spot), told], ": ") if finding.spot.document else told, 0, columns)
    if finding.cell and not _says(finding.message, finding.cell, _LONG):
        yield from _fitted(cell_text(finding), 4, columns)


def _together(group: Group, columns: int | None, whole: bool) -> Iterator[str]:
    first, said = group.first, group.message or group.name
    number = counted(len(group.findings), "finding")
    yield from _fitted(
        say("{severity} [{code}] {message}: {number}", **_about(first), message=said, number=number),
        0,
        columns,
    )
    if group.cell and not _says(said, first.cell, _LONG):
        yield from _fitted(group.cell, 4, columns)
    listed, more = shown(group, whole=whole)
    for each in listed:
        yield from _place(each, group, columns)
    if more:
        yield from _fitted(say("and {n} more (--all)", n=more), 4, columns)


def _says(message: str, cell: str, length: int = 0) -> bool:
    """Whether a message has the whole text of a cell, of so many characters at least, which then need not stand once more."""
    text = " ".join(cell.split())
    return len(text) >= length and text in message


def _place(finding: Finding, group: Group, columns: int | None) -> Iterator[str]:
    """Where a finding stands, with what the others of its group do not say."""
    where = str(finding.spot) or finding.key
    cell = "" if group.cell else cell_text(finding)
    beside = cell if group.message else finding.message
    yield from _fitted(joined([part for part in (where, beside) if part], ": "), 4, columns)
    if cell and not group.message and not _says(finding.message, finding.cell):
        yield from _fitted(cell, 8, columns)


def _fitted(text: str, indent: int, columns: int | None) -> Iterator[str]:
    """A text as indented lines; what does not fit goes on below, indented further."""
    before = " " * indent
    text = visible(in_language(text))
    if columns is None or indent + width(text) <= columns:
        yield before + text
        return
    first, *_ = wrapped(text, columns - indent)
    yield before + first
    further = 2 if indent else 4
    rest = text[len(first) :].lstrip()
    yield from (before + " " * further + line for line in wrapped(rest, columns - indent - further))


def _command(label: str, command: str, columns: int | None) -> Iterator[str]:
    """A command behind its label, or below it: what is longer than a line is broken as a shell reads it on."""
    command, label = visible(command), in_language(label)
    line = f"    {label} {command}"
    if columns is None or width(line) <= columns:
        yield line
        return
    yield f"    {label}"
    line = ""
    for word in _WORD.findall(command):
        if line and 6 + width(line) + 1 + width(word) + 2 > columns:
            yield f"      {line} \\"
            line = f"  {word}"
        else:
            line = f"{line} {word}" if line else word
    yield f"      {line}"
