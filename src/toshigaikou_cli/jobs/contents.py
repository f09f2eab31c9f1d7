"""What there is: where the catalogue is and what is in it, and the names in it that the registers do not have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from toshigaikou_cli import __version__, projects
from toshigaikou_cli.catalogue.connection import (
    SCHEMA_VERSION,
    catalogue_path,
    crosswalk_path,
    documents_path,
    judgement_path,
    reading,
)
from toshigaikou_cli.catalogue.reading import check_facts, frame
from toshigaikou_cli.catalogue.reading.soundness import condition
from toshigaikou_cli.checks import baseline
from toshigaikou_cli.files import shown_name
from toshigaikou_cli.jobs.documenting import known_documents
from toshigaikou_cli.jobs.places import Files, aliases_path, model_path
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.settings import NAME, find_settings

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import UnknownName


_BESIDE = ("judgements", "crosswalk", "model", "documents")


def contents(db: Path | None) -> dict[str, Any]:
    """Where the catalogue is, in what state, what is in it, which versions made it; ``problem`` where it cannot be used,
    ``damage`` (what of it can be read) where it is damaged."""
    path = catalogue_path(db)
    found = condition(path)
    settings, project = find_settings(), projects.current()
    data: dict[str, Any] = {
        "tgx": __version__,
        "schema": SCHEMA_VERSION,
        "project": None
        if project.builtin
        else {"id": project.id, "name": project.name, "folder": shown_name(str(project.folder))},
        "catalogue": shown_name(str(path)),
        "state": found.state,
        **(dict.fromkeys(_BESIDE) if _is_no_place(path) else _beside(path)),
        "facts_missing": None,
        "aliases": _place(aliases_path()),
        "settings": _place(settings.source) if settings.source else None,
        "baseline": _place(
            settings.baseline or (settings.source or Path.cwd() / NAME).parent / baseline.NAME
        ),
        "packaged_data": str(packaged("data")),
        "contents": None,
        "vocabulary": None,
        "problem": found.problem or None,
        "damage": None,
    }
    if found.damage:
        parts = {"tables": found.damage.tables, "documents": found.damage.documents}
        data["damage"] = {what: [each._asdict() for each in listed] for what, listed in parts.items()}
    if found.state == "current":
        with reading(path) as connection:
            data["contents"] = {
                **check_facts.sizes(connection),
                "years": frame.reported_years(connection),
            }
            known = known_documents(connection, path)
            data["facts_missing"] = [each.name for each in known if each.facts.missing()]
            data["vocabulary"] = frame.vocabulary_fingerprint(connection)
            data["size"] = path.stat().st_size
    return data


def _is_no_place(path: Path) -> bool:
    """Whether something that is no file stands where the catalogue would be: nothing lies beside it."""
    return path.exists() and not path.is_file()


def _beside(path: Path) -> dict[str, Any]:
    """The files of a catalogue that lie beside it, if no other place is named."""
    judgements = judgement_path(None, path)
    model = model_path(Files(path, judgements))
    return {
        "judgements": _place(judgements),
        "crosswalk": _place(crosswalk_path(None, path)),
        "model": _place(model),
        "documents": _place(documents_path(None, path)),
    }


def _place(path: Path) -> dict[str, Any]:
    """A file of the user's, whether it is there or not."""
    return {"path": shown_name(str(path)), "exists": path.exists()}


def unknown_names(db: Path | None) -> list[UnknownName]:
    """Names that the registers do not have, how often they occur, and what they may mean."""
    with reading(catalogue_path(db)) as connection:
        return check_facts.unknown_names(connection)
