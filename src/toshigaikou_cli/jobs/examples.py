"""The projects that travel with tgx, as the files of a folder to work in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from toshigaikou_cli.english import english_names
from toshigaikou_cli.packaged import default_project, packaged
from toshigaikou_cli.projects import named_project

Example = Literal["tokyo", "kitakyushu"]
_PLACES = {"documents/documents.yaml": "documents.yaml", "documents/README.md": "DOCUMENTS.md"}
"""Where a folder to work in has what the packaged project keeps beside its documents."""
_IN_JAPANESE = ".ja.md"
"""How a page ends that stands beside the same one in English."""


class ExampleProject(NamedTuple):
    """The city, the id of its project, the content of its files by their paths in the folder, and English names by its own."""

    city: str
    id: str
    files: dict[str, bytes]
    english: Mapping[str, str]


def example(name: Example, language: str = "en") -> ExampleProject:
    """A packaged project, as it came: no catalogue of it. What it says of itself is in a language, where it has that."""
    source = default_project() if name == "tokyo" else packaged(f"examples/{name}")
    project = named_project(source)
    files = {_place(path, source): _content(path, language) for path in _files(source)}
    return ExampleProject(project.name, project.id, files, english_names(project.words_folder))


def _content(path: Path, language: str) -> bytes:
    other = path.with_name(f"{path.stem}.{language}{path.suffix}")
    return (other if other.exists() else path).read_bytes()


def _files(source: Path) -> list[Path]:
    found = (
        path for path in sorted(source.rglob("*")) if path.is_file() and not path.name.endswith(_IN_JAPANESE)
    )
    return [
        path for path in found if not any(part.startswith(".") for part in path.relative_to(source).parts)
    ]


def _place(path: Path, source: Path) -> str:
    own = path.relative_to(source).as_posix()
    return _PLACES.get(own, own)
