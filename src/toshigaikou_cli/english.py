"""English names of what documents name in Japanese: ``english.json`` of what is known of any city, and of a project.

JSON, since reading commands show it and none of them loads YAML. Names of bureaus and cities that are a city's own stand in
the registers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import base_data

FILE = "english.json"


def english_names(folder: Path) -> Mapping[str, str]:
    """English by Japanese: countries, and what the project's ``folder`` of words has. Raises VocabularyError where a file is
    broken."""
    return {**dict(_read(base_data(FILE))), **dict(_read(folder / FILE))}


def country_names() -> Mapping[str, str]:
    """English by Japanese names of countries."""
    return dict(_read(base_data(FILE)))


def _read(path: Path) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["names"]
        yield from ((str(each["name"]), str(each["name_en"])) for each in entries)
    except (ValueError, KeyError, TypeError) as error:
        raise VocabularyError(
            say("no list of English names"),
            where=str(path),
            hint=say("it is JSON: names, each with name and name_en"),
        ) from error
