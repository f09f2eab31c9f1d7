"""What tgx depends on: its licences, the bounds that are declared, and the lock."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LICENCES = {
    "MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "Python-2.0", "ISC", "HPND", "MIT-CMU",
    "CC-BY-4.0", "Unlicense",
}  # fmt: skip
"""Permissive ones: nothing that tgx brings with it asks for more than its notice."""
SAME = {
    "MIT License": "MIT", "The MIT License": "MIT", "BSD License": "BSD", "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC", "PSFL": "PSF-2.0", "Historical Permission Notice and Disclaimer (HPND)": "HPND",
}  # fmt: skip

TOLD = {"pypdfium2": {"BSD-3-Clause", "Apache-2.0"}}
"""Packages that say it in a sentence: PDFium is BSD-3-Clause, and the libraries within it are permissive."""


def name_of(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def depended_on(requirements: list[str], seen: set[str]) -> Iterator[str]:
    """The names of what is installed, dependencies of dependencies too."""
    for requirement in requirements:
        name = name_of(requirement)
        if name in seen or "extra ==" in requirement:
            continue
        seen.add(name)
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another platform or Python
        yield name
        yield from depended_on(needs, seen)


def licences(name: str) -> set[str]:
    if name in TOLD:
        return TOLD[name]
    told = distribution(name).metadata
    expression = told["License-Expression"] if "License-Expression" in told else ""  # noqa: SIM401 (no get)
    if expression:
        return set(re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression)) - {""}
    classified = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    named = [each.rpartition(" :: ")[2] for each in classified] or [str(told["License"]).split("\n")[0]]
    return {SAME.get(each.strip(), each.strip()) for each in named}


def test_every_licence_is_permissive() -> None:
    names = list(depended_on(PROJECT["dependencies"], set()))
    assert {"typer", "openpyxl", "lxml", "pillow"} <= set(names)
    found = {name: licences(name) for name in names}
    assert {name: own for name, own in found.items() if own - LICENCES} == {}


def test_the_lock_has_every_dependency_with_hashes() -> None:
    lock = (ROOT / "requirements/ci.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    assert {name_of(each) for each in PROJECT["dependencies"]} <= locked.keys()
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_has_a_lowest_version() -> None:
    assert [each for each in PROJECT["dependencies"] if ">=" not in each] == []
