"""What there is: where the catalogue is and what is in it, and the names in it that the registers do not have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from toshigaikou_cli import __version__
from toshigaikou_cli.catalogue.connection import SCHEMA_VERSION, catalogue_path, reading
from toshigaikou_cli.catalogue.reading import check_facts, frame
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.packaged import packaged

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import UnknownName


def contents(db: Path | None) -> dict[str, Any]:
    """Where the catalogue is, what is in it, which versions made it; ``problem`` where it cannot be opened."""
    path = catalogue_path(db)
    data: dict[str, Any] = {
        "tgx": __version__,
        "schema": SCHEMA_VERSION,
        "catalogue": str(path),
        "packaged_data": str(packaged("data")),
        "contents": None,
        "vocabulary": None,
        "problem": None,
    }
    try:
        with reading(path) as connection:
            data["contents"] = {
                **check_facts.sizes(connection),
                "years": frame.reported_years(connection),
            }
            data["vocabulary"] = frame.vocabulary_fingerprint(connection)
            data["size"] = path.stat().st_size
    except CatalogueError as error:
        data["problem"] = f"{error.what} ({error.hint})"
    return data


def unknown_names(db: Path | None) -> list[UnknownName]:
    """Names that the registers do not have, how often they occur, and what they may mean."""
    with reading(catalogue_path(db)) as connection:
        return check_facts.unknown_names(connection)
