"""Where the files of a command are: the catalogue, its judgements, the user's own names, the packaged documents."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.connection import catalogue_path, judgement_path
from toshigaikou_cli.errors import ReadError, system_words
from toshigaikou_cli.files import MAX_BYTES, read_bytes
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.settings import find_settings


class Files(NamedTuple):
    """A catalogue, and the file of judgements that holds for it."""

    catalogue: Path
    judgements: Path


def files(db: Path | None, judgements: Path | None) -> Files:
    """The files that a command works on: the given ones, else those of the environment, else the usual ones."""
    path = catalogue_path(db)
    return Files(path, judgement_path(judgements, path))


def model_path(files: Files) -> Path:
    """The file of the model that learned from the judgements, beside them."""
    return files.judgements.with_suffix(".learned.json")


def aliases_path(given: Path | None = None, vocabulary: Path | None = None) -> Path:
    """The file of the user's own names: the given one, that of the nearest ``tgx.toml``, ``aliases.yaml`` in a folder of
    vocabularies that serves in the place of the packaged ones, ``TGX_ALIASES``, or ``aliases.yaml`` in the folder of
    the project, without one in the user's config folder.

    Raises UsageError where ``tgx.toml`` is broken.
    """
    own = given or find_settings().aliases or (vocabulary / "aliases.yaml" if vocabulary else None)
    if own:
        return own
    named = os.environ.get("TGX_ALIASES")
    if named:
        return Path(named)
    project = projects.current()
    if not project.builtin:
        return project.folder / "aliases.yaml"
    from platformdirs import user_config_path

    return user_config_path("tgx", appauthor=False) / "aliases.yaml"


def packaged_documents() -> list[Path]:
    """The packaged documents, the strategy first."""
    return sorted((projects.builtin().folder / "documents").glob("*.tsv"), reverse=True)


def load_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ReadError where there is none, it is a folder, it has more than ``most`` bytes, or it
    may not be read."""
    try:
        return read_bytes(path, most)
    except FileNotFoundError as error:
        raise ReadError(say("no such file"), where=str(path), hint=say("check the path")) from error
    except IsADirectoryError as error:
        raise ReadError(
            say("a folder, not a file"), where=str(path), hint=say("name the files in it")
        ) from error
    except (OSError, ValueError) as error:
        reason = system_words(error, lower=False)
        hint = (
            say("--max-bytes of import and validate allows more")
            if getattr(error, "errno", None) == errno.EFBIG
            else ""
        )
        raise ReadError(
            say("the file cannot be read: {reason}", reason=reason), where=str(path), hint=hint
        ) from error


def columns_text(path: Path | None) -> str:
    """The text of a file with further header names, "" for none. Raises ReadError."""
    return load_file(path).decode("utf-8", "replace") if path else ""


def project_schemas() -> dict[str, bytes]:
    """The schemas of a project's files, by their paths in its folder: what editors complete and check them with."""
    names = (f"schemas/{kind}.schema.json" for kind in ("settings", "units", "cities", "relations", "links"))
    return {name: packaged(name).read_bytes() for name in names}
