"""The catalogue of messages: ``python tests/messages.py`` extracts them, updates the Japanese one and compiles it.

Messages are the literals of ``say`` and its kin in the code, and the help of every command and option, which is looked
up as Typer holds it.
"""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import commands_page
from toshigaikou_cli.catalogue.reading import soundness
from toshigaikou_cli.cli.app import COMMANDS
from toshigaikou_cli.formats import project_files
from toshigaikou_cli.formats.records import tidy
from toshigaikou_cli.records import answers, crosswalk, finding, judgement, kinds, mentions
from toshigaikou_cli.vocabulary.columns import DeclaredTable, load_columns
from toshigaikou_cli.vocabulary.word_files import KINDS

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "toshigaikou_cli"
PO = SRC / "locales" / "ja" / "LC_MESSAGES" / "tgx.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, Any] = {
    "say": None,
    "sayable": None,
    "say_n": (1, 2),
    "sayable_n": (1, 2),
    "say_as": ((1, "c"), 2),
}
_LISTED = (
    answers.Thing, crosswalk.CrossingKind, crosswalk.CrossingState, finding.Severity, judgement.Decided,
    judgement.Verdict, judgement.Mended, kinds.YearKind, kinds.BureauRole, kinds.DocumentKind, kinds.ValueKind,
    kinds.AmountKind, kinds.LinkStatus, kinds.LinkMethod, mentions.Outcome, mentions.RowOutcome, mentions.DateRole,
    soundness.State,
)  # fmt: skip
_OTHERS = ("unlinked", "elsewhere", "sister", "agreement", "anmc21", "replaced", "part", "title", "overview", "item",
           "text", "field", "publisher", "date", "url", "licence", "accessed",
           "inserted", "removed", "measures", "number", "bureaus", "name", "since", "results", "plans", "export", "page",
           "department", "section", "open_ended", "years", "targets", "goal", "area", "measure", "city",
           "note", "division", "result", "english", "up", "down", "tables", "documents")  # fmt: skip


def declared_names(table: DeclaredTable) -> Iterator[str]:
    """The names of a table and of all columns that it may have: tgx source shows those of cells."""
    yield table.name
    yield from (column.name for column in table.columns)
    for roles in (table.values, table.figures, table.beside):
        yield from roles


CODES: Sequence[str] = tuple(
    dict.fromkeys(
        (
            *(code for each in _LISTED for code in get_args(each)),
            *_OTHERS,
            *(name for table in load_columns().tables for name in declared_names(table)),
            *KINDS,
            *tidy.ACTIVITY,
            *tidy.CITY,
            "counting",
        )
    )
)
"""What :func:`coded` shows in tables."""
VALUES = ("year", "coverage", "timeline", "sure", "outcomes", "table", "text", "xlsx", "never", "official", "wiki",
          "secondary", "tokyo", "kitakyushu", "ja", "en", "stale", "current", "no_achievement", "no_measure",
          "no_activity", "title")  # fmt: skip
"""Values of options that are called otherwise than what tables show by the same code, or that no table shows."""
_NOT_KEPT = ('"POT-', '"PO-', '"Generated-', '"Project-', '"Report-', '"Last-', '"Language-Team')
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
HEADER = "# Japanese messages of tgx; entries are kept up to date by `make messages`."


def extracted() -> Catalog:
    """Every message that the code can say, with the files that say it."""
    found = _empty()
    for path in sorted(SRC.rglob("*.py")):
        name = str(path.relative_to(SRC))
        for line, message, _, context in extract_from_file("python", path, keywords=KEYWORDS):
            found.add(message, locations=[(name, line)], context=context)
    for code in CODES:
        found.add(code, locations=[("codes", 0)], context="code")
    for code in VALUES:
        found.add(code, locations=[("values", 0)], context="value")
    for name, text in comments():
        found.add(text, locations=[(name, 0)])
    for name, text in _help():
        found.add(text, locations=[(name, 0)])
    return found


def comments() -> Iterator[tuple[str, str]]:
    """The comments of the files of the projects that travel with tgx."""
    for source in (ROOT / "data" / "projects" / "tokyo", ROOT / "examples" / "kitakyushu"):
        for path in sorted(
            each
            for each in source.rglob("*")
            if each.suffix in (".toml", ".yaml") and each.parent.name != "links"
        ):
            text = path.read_text(encoding="utf-8")
            found = map(project_files.comment, project_files.COMMENTS.finditer(text))
            yield from ((path.relative_to(ROOT).as_posix(), each) for each in found if each)


def _help() -> Iterator[tuple[str, str]]:
    """The help of commands, arguments and options."""
    for name, (_, summary) in COMMANDS.items():
        yield f"cli/{name}", summary
    for each in commands_page.commands():
        path = f"cli/{'/'.join(each.name.split()[1:]) or 'tgx'}"
        if each.command.help:
            yield path, inspect.cleandoc(each.command.help).partition("\f")[0]
        yield from ((path, option.help) for option in each.command.get_params(each.context) if option.help)


def translated() -> Catalog:
    """What is translated so far."""
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        return read_po(file, locale="ja")


def updated(old: Catalog, new: Catalog) -> Catalog:
    """The messages of today with the translations that there are; nothing is guessed from similar ones."""
    made = _empty()
    for message in new:
        if message.id:
            known = old.get(message.id, message.context)
            text = known.string if known else ""
            flags = (known.flags if known else set()) & {"fuzzy"}
            made.add(message.id, text, message.locations, flags, context=message.context)
    return made


def po_text(catalogue: Catalog) -> bytes:
    """The file: no dates, names and line numbers, so that two branches that change it can be merged."""
    target = io.BytesIO()
    write_po(target, catalogue, width=110, sort_by_file=True, include_lineno=False)
    lines = target.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_NOT_KEPT)).encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue: the same bytes for the same messages, whenever it is made."""
    catalogue.creation_date = catalogue.revision_date = _EPOCH
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _empty() -> Catalog:
    made = Catalog(locale="ja", header_comment=HEADER, project="tgx", version="", fuzzy=False)
    made.mime_headers = []
    return made


def main() -> None:
    """Write the catalogue anew, and say what it lacks."""
    made = updated(translated(), extracted())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_text(made))
    MO.write_bytes(mo_bytes(read_po(io.BytesIO(PO.read_bytes()), locale="ja")))
    lacking = [message.id for message in made if message.id and not any(_strings(message.string))]
    print(f"{len(made)} messages, {len(lacking)} without a translation")


def _strings(string: Any) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    main()
