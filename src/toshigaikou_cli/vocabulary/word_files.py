"""Which files a vocabulary is made of: those of a folder of words, and for any other the packaged one that fits every city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.packaged import base_data, packaged
from toshigaikou_cli.vocabulary.yaml_files import load_packaged, load_yaml

UNITS = ("units.yaml", "bureaus.yaml")
"""The file of the units of a government, and its older name."""
LINKS = "links"
"""The folder of the rules, a file a strategy."""


KINDS = ("units", "bureaus", "cities", "relations", "networks", "countries", "place_words", "repairs", "columns", "layouts",
         "links", "strategies")  # fmt: skip
"""The kinds of vocabulary files, by which a file is called."""


class WordFiles(NamedTuple):
    """The files of a vocabulary. ``units``, ``cities`` and ``relations`` are a city's own, None where it has none: there is
    no other in their place. ``folder`` is where all of its own stand; those ``given`` one by one are checked, whatever they
    are."""

    folder: Path
    units: Path | None
    cities: Path | None
    relations: Path | None
    networks: Path
    countries: Path
    place_words: Path
    repairs: Path
    radicals: Path
    given: frozenset[Path] = frozenset()

    def content(self, kind: str, path: Path) -> Any:
        """The content of one of the files: checked by the schema of its kind, unless it is packaged and not given."""
        if path not in self.given and path.is_relative_to(packaged("data")):
            return load_packaged(path)
        return load_yaml(path, schema_of(kind))

    def fingerprint(self, alias_file: Path | None = None) -> str:
        """The SHA-256 (hex) of names and contents of all files, of the rules beside them, and of a user's own names."""
        digest = sha256()
        for name, path in sorted(self._all()):
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        if alias_file and alias_file.is_file():
            digest.update(b"\0aliases\0" + alias_file.read_bytes())
        return digest.hexdigest()

    def _all(self) -> Iterator[tuple[str, Path]]:
        files = {path.name: path for path in base_data().glob("*.yaml")}
        served = (self.networks, self.countries, self.place_words, self.repairs, self.radicals)
        files |= {path.name: path for path in served}
        yield from files.items()
        own = [*self.folder.glob("*.yaml"), *self.folder.glob(f"{LINKS}/*.yaml")]
        for path in {*own, *filter(None, (self.units, self.cities, self.relations))}:
            name = path.relative_to(self.folder) if path.is_relative_to(self.folder) else Path(path.name)
            yield f"own/{name.as_posix()}", path


def kind_of(path: Path) -> str:
    """The kind of a vocabulary file, by its folder or its name; any other word for what is none."""
    return LINKS if path.parent.name == LINKS else path.stem.replace("-", "_").lower()


def schema_of(kind: str) -> str:
    """The name of the schema that a kind of file keeps to."""
    return "units" if kind == "bureaus" else kind


def word_files(own: Path, given: Mapping[str, Path] | None = None) -> WordFiles:
    """The files of a folder of words; ``given`` are files by name (``cities.yaml``) that serve in the place of the
    folder's."""
    files = dict(given or {})
    there = {path.name: path for path in own.iterdir()} if own.is_dir() else {}

    def found(*names: str) -> Path | None:
        return next((where[name] for where in (files, there) for name in names if name in where), None)

    def general(name: str) -> Path:
        return found(name) or base_data(name)

    return WordFiles(
        own,
        found(*UNITS),
        found("cities.yaml"),
        found("relations.yaml"),
        general("networks.yaml"),
        general("countries.yaml"),
        general("place_words.yaml"),
        general("repairs.yaml"),
        general("radicals.json"),
        frozenset(files.values()),
    )
