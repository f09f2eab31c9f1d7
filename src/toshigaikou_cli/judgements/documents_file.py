"""The YAML file of facts about documents, which people review in git: read under its schema, changed entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import JudgementError, VocabularyError
from toshigaikou_cli.files import refused, replace_file
from toshigaikou_cli.judgements.people_file import entries_of, file_bytes
from toshigaikou_cli.language import in_file
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.document_facts import DocumentEntry, DocumentFacts, DocumentsFile
from toshigaikou_cli.vocabulary.yaml_editing import with_entry
from toshigaikou_cli.vocabulary.yaml_files import load_packaged

_HEAD = say(
    "# Who published the documents, where they are and under which licence; none: somebody looked, and there is none.\n"
    "# tgx import --meta and tgx documents set write here.\n"
)


def _empty() -> str:
    return f"{in_file(_HEAD)}version: 1\ndocuments: []\n"


def read_documents(path: Path) -> DocumentsFile:
    """The facts of a file, none where there is no file. Raises JudgementError, with file and line, where it cannot be read
    or breaks its schema."""
    data = file_bytes(path)
    return DocumentsFile() if data is None else documents_in(data, path)


def documents_in(data: bytes, path: Path) -> DocumentsFile:
    """The facts in a file's content, as :func:`read_documents`."""
    entries = tuple(map(_entry, entries_of(data, path, "documents")))
    for at, entry in enumerate(entries):
        if any((entry.name, entry.sha256) == (other.name, other.sha256) for other in entries[:at]):
            named = f"{entry.name} {entry.sha256[:12]}".rstrip()
            raise refused(
                path,
                say("{named} stands twice", named=named),
                say("keep one entry of a document"),
                JudgementError,
            )
        for name in ("date", "accessed"):
            day = entry.facts.said(name)
            if len(day) == 10 and not _is_day(day):
                raise refused(
                    path,
                    say("{name}: no such day: {day}", name=entry.name, day=day),
                    say("write 2014-12-26"),
                    JudgementError,
                )
    return DocumentsFile(entries, sha256_of(data).hexdigest())


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def packaged_facts() -> tuple[DocumentEntry, ...]:
    """The facts about the packaged documents."""
    return tuple(map(_entry, load_packaged(default_project() / "documents" / "documents.yaml")["documents"]))


def _entry(values: Mapping[str, Any]) -> DocumentEntry:
    facts = DocumentFacts(**{name: values[name] for name in DocumentFacts._fields if name in values})
    return DocumentEntry(values["name"], values.get("sha256", ""), facts)


def write_facts(path: Path, new: DocumentEntry, before: DocumentsFile) -> DocumentsFile:
    """Put what ``new`` says into its document's entry, or into a new one at the end, in one step; all else in the file
    stays, comments too. For who holds the file locked since reading it.

    Raises JudgementError where it cannot be written, or a fact is no fact: a date that is none, an address without http."""
    at = next((i for i, each in enumerate(before.entries) if each.sha256 == new.sha256), None)
    given = new.facts.given()
    if at is not None and before.entries[at].facts == new.facts.over(before.entries[at].facts):
        return before
    if at is None:
        given = {"name": new.name, "sha256": new.sha256, **given}
    text = path.read_bytes().decode("utf-8-sig") if before.fingerprint else _empty()
    try:
        data = with_entry(text, "documents", at, given).encode()
    except VocabularyError as error:
        raise refused(path, error.what, error.hint or "", JudgementError) from error
    made = documents_in(data, path)
    replace_file(path, data, JudgementError)
    return made
