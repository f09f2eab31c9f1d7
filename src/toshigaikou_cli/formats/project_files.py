"""The files of a new project's folder, as texts by their paths."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toshigaikou_cli.records.started import ProposedUnit, StartedProject

_README = """\
# {name}

A project of tgx. In this folder:

    tgx import documents/*
    tgx report
    tgx validate

`tgx.toml` says who the city is; `words/` has its units and partner cities. Put the yearly sheets into `documents/`.
`tgx words unknown` lists the names that are in no register yet.
"""
_GITHUB = """\
on: [push, pull_request]
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install toshigaikou-cli
      - run: tgx import documents/*
      - run: tgx validate --format github
"""
_GITLAB = """\
validate:
  image: python:3.12
  script:
    - pip install toshigaikou-cli
    - tgx import documents/*
    - tgx validate --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports: {codequality: gl-code-quality-report.json}
"""


def project_files(started: StartedProject) -> dict[str, str]:
    """The texts of the files by their paths in the folder, the strategy itself apart."""
    made = {
        "tgx.toml": _settings(started),
        "README.md": _README.format(name=started.name),
        ".gitignore": ".tgx/\n",
        ".github/workflows/validate.yml": _GITHUB,
        ".gitlab-ci.yml": _GITLAB,
    }
    if started.units:
        made["words/units.yaml"] = "\n".join((*_head("units"), *map(_unit, started.units), ""))
    if started.cities:
        made["words/cities.yaml"] = "\n".join((*_head("cities"), *map(_flow, started.cities), ""))
    return made


def _head(kind: str) -> Iterable[str]:
    return (f"# yaml-language-server: $schema=../schemas/{kind}.schema.json", "version: 1", f"{kind}:")


def _flow(entry: Mapping[str, Any]) -> str:
    """An entry of a list in one line; JSON is YAML."""
    return f"  - {json.dumps(entry, ensure_ascii=False)}"


def _unit(unit: ProposedUnit) -> str:
    parent = {"parent": unit.parent} if unit.parent else {}
    return _flow({"id": unit.id, "name": unit.name, "kind": unit.kind, **parent, "sources": [unit.place]})


def _settings(started: StartedProject) -> str:
    return "\n".join((*_project(started), *_strategy(started), ""))


def _project(started: StartedProject) -> Iterator[str]:
    yield "#:schema ./schemas/settings.schema.json"
    yield "[project]"
    yield f"id = {_quoted(started.id)}"
    yield f"name = {_quoted(started.name)}"
    if started.home:
        yield f"home = {_quoted(started.home)}"
    yield f"prefixes = [{_quoted(started.name)}, {_quoted(started.name[-1])}]"


def _strategy(started: StartedProject) -> Iterator[str]:
    strategy = started.strategy
    if strategy is None:
        return
    first, last = strategy.first_year, strategy.last_year
    since = str(first) if first else (strategy.published or "")[:4]
    yield from ("", "[[strategy]]", f"id = {_quoted(since or '1')}", f"title = {_quoted(strategy.title)}")
    yield f"file = {_quoted(f'documents/{started.file}')}"
    if first:
        yield f"years = {_quoted(f'{first}-{last}' if last else f'{first}-')}"
    if strategy.goals:
        yield f"goals = {len(strategy.goals)}"
    yield f"measures = {len(strategy.measures)}"
    goal, _, area = strategy.layout.partition(" / ")
    forms = [f"{key} = {_quoted(form)}" for key, form in (("goal", goal), ("area", area)) if "{" in form]
    if forms:
        yield f"layout = {{{', '.join(forms)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
