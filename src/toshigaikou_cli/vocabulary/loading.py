"""Loading all vocabularies: the packaged ones or another folder, with a user's own names beside them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.vocabulary.aliases import UserAlias, load_aliases
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister, bureaus_from
from toshigaikou_cli.vocabulary.cities.entries import cities_from
from toshigaikou_cli.vocabulary.cities.register import CityRegister, countries_from
from toshigaikou_cli.vocabulary.cities.words import place_words_from
from toshigaikou_cli.vocabulary.repairs import Repair, repairs_from
from toshigaikou_cli.vocabulary.yaml_files import load_packaged, load_yaml, read_text

__all__ = ["Vocabulary", "fingerprint", "load_vocabulary", "load_yaml"]


@dataclass(frozen=True)
class Vocabulary:
    """All that the project knows of names. ``radicals`` maps CJK and Kangxi radicals to the usual characters.

    ``fingerprint`` changes with any vocabulary file; ``aliases`` are the user's own names. ``city`` is the government that it
    serves for, None where none is settled; ``local``: its units are made of what that one's strategies name.
    """

    bureaus: BureauRegister
    cities: CityRegister
    repairs: tuple[Repair, ...]
    radicals: Mapping[str, str]
    fingerprint: str
    aliases: tuple[UserAlias, ...] = field(default=())
    city: str | None = None
    local: bool = False


def load_vocabulary(
    data_dir: Path | None = None, alias_file: Path | None = None, files: Mapping[str, Path] | None = None
) -> Vocabulary:
    """Load the vocabularies of a folder (the packaged one by default), and a user's names if there are any.

    ``files`` are files by name (``cities.yaml``) that serve in the place of the folder's. ``countries.yaml``,
    ``place_words.yaml``, ``repairs.yaml`` and ``radicals.json`` of the package serve where the folder has none. Raises
    VocabularyError where a file is broken, a successor, source or country is unknown, or an alias names nothing.
    """
    folder = data_dir or packaged("data")
    needed = {f"{name}.yaml": folder / f"{name}.yaml" for name in ("bureaus", "cities")}
    others = ("countries.yaml", "place_words.yaml", "repairs.yaml")
    given = files or {}
    paths = {**needed, **{name: _own_or_packaged(folder, name) for name in others}, **given}
    bureau_file, city_file = paths["bureaus.yaml"], paths["cities.yaml"]
    bureaus = bureaus_from(_content("bureaus.yaml", paths, given))
    city_data = _content("cities.yaml", paths, given)
    countries = countries_from(_content("countries.yaml", paths, given))
    words = place_words_from(_content("place_words.yaml", paths, given))
    repairs = _repairs(_content("repairs.yaml", paths, given), paths["repairs.yaml"])
    own = load_aliases(alias_file) if alias_file and alias_file.exists() else ()
    _check_bureaus(
        [each.id for each in bureaus], [(e.id, (*e.successors, e.within)) for e in bureaus], bureau_file
    )
    _check_cities(city_data, {country.code for country in countries}, city_file)
    cities = cities_from(city_data)
    for kind, ids in (("bureau", {e.id for e in bureaus}), ("city", {e.id for e in cities})):
        _check_aliases(own, kind, ids, alias_file)
    return Vocabulary(
        bureaus=BureauRegister(bureaus, {each.alias: each.id for each in own if each.kind == "bureau"}),
        cities=CityRegister(
            cities, words, countries, repairs, {each.alias: each.id for each in own if each.kind == "city"}
        ),
        repairs=repairs,
        radicals=_radicals(_own_or_packaged(folder, "radicals.json")),
        fingerprint=fingerprint(folder, alias_file),
        aliases=own,
    )


def fingerprint(data_dir: Path | None = None, alias_file: Path | None = None) -> str:
    """The SHA-256 (hex) of all vocabulary files of a folder and of the user's own names.

    Counts names and contents of every ``*.yaml`` and of ``radicals.json``, the packaged ones if they serve.
    """
    folder = data_dir or packaged("data")
    files = {path.name: path for path in packaged("data").glob("*.yaml")}
    files["radicals.json"] = packaged("data/radicals.json")
    files |= {
        path.name: path for path in (*folder.glob("*.yaml"), folder / "radicals.json") if path.is_file()
    }
    digest = hashlib.sha256()
    for name in sorted(files):
        content = files[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    if alias_file and alias_file.is_file():
        digest.update(b"\0aliases\0" + alias_file.read_bytes())
    return digest.hexdigest()


def _own_or_packaged(folder: Path, name: str) -> Path:
    own = folder / name
    return own if own.exists() else packaged(f"data/{name}")


def _content(name: str, paths: Mapping[str, Path], given: Collection[str]) -> Any:
    """The content of a vocabulary file: checked by its schema unless it is the packaged one, and not given."""
    path = paths[name]
    if path.parent == packaged("data") and name not in given:
        return load_packaged(name)
    return load_yaml(path, name.removesuffix(".yaml"))


def _repairs(data: Any, path: Path) -> tuple[Repair, ...]:
    try:
        return repairs_from(data)
    except re.error as error:
        raise VocabularyError(
            f"not a regular expression: {error}", where=str(path), hint="mend `pattern`"
        ) from error


def _radicals(path: Path) -> dict[str, str]:
    try:
        table = json.loads(read_text(path))
    except ValueError as error:
        raise VocabularyError(f"not JSON: {error}", where=str(path), hint="mend the file") from error
    if not isinstance(table, dict) or any(
        len(key) != 1 or not isinstance(value, str) or not value for key, value in table.items()
    ):
        raise VocabularyError(
            "not a table of characters",
            where=str(path),
            hint='an object of single characters, as {"⼀": "一"}',
        )
    return table


def _check_bureaus(ids: list[str], named: list[tuple[str, tuple[str | None, ...]]], path: Path) -> None:
    _refuse_doubled(ids, path)
    for bureau_id, others in named:
        for other in others:
            if other is not None and other not in ids:
                raise VocabularyError(
                    f"{bureau_id} names the unknown bureau {other}",
                    where=str(path),
                    hint="add that bureau, or mend the id",
                )


def _check_cities(data: Mapping[str, list[Mapping[str, object]]], codes: set[str], path: Path) -> None:
    _refuse_doubled([str(entry["id"]) for entry in data["cities"]], path)
    sources: object = data["sources"]
    for entry in data["cities"]:
        if entry["country"] not in codes:
            raise VocabularyError(
                f"{entry['id']} has the unknown country {entry['country']}",
                where=str(path),
                hint="add it to countries.yaml",
            )
        for relation in entry.get("relations", ()):  # type: ignore[attr-defined]
            if relation["source"] not in sources:  # type: ignore[operator]
                raise VocabularyError(
                    f"{entry['id']} names the unknown source {relation['source']}",
                    where=str(path),
                    hint="add it to sources",
                )


def _refuse_doubled(ids: list[str], path: Path) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise VocabularyError(
                f"the id {each} stands twice", where=str(path), hint="give each entry its own id"
            )
        seen.add(each)


def _check_aliases(aliases: tuple[UserAlias, ...], kind: str, ids: set[str], path: Path | None) -> None:
    for each in aliases:
        if each.kind == kind and each.id not in ids:
            raise VocabularyError(
                f"{each.alias} stands for the unknown {kind} {each.id}",
                where=str(path),
                hint="mend or remove that entry",
            )
