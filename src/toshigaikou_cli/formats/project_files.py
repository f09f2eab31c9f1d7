"""The files of a new project's folder, as texts by their paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.language import asked, in_language, translated
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.project import NO_RULES
from toshigaikou_cli.records.started import NamedPartner, ProposedUnit, StartedProject

COMMENTS = expression(
    r"(?P<lines>(?:^[ ]*\#(?![:!]| yaml-language-server)[^\n]*\n)+)|(?<=[ ])(?P<behind>\# [^\n\"]*)$",
    re.MULTILINE,
)
"""The comments of a file: lines of their own, and what stands behind a value."""
_GITHUB = """\
# yaml-language-server: $schema=https://json.schemastore.org/github-workflow.json
name: validate
on: [push, pull_request]
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.12"
      - run: python -m pip install --quiet toshigaikou-cli=={tgx}
      - run: |
          if [ -z "$(ls documents)" ]; then echo "{nothing}"; exit 0; fi
          tgx import documents/*
          tgx validate --format github
"""
_GITLAB = """\
# yaml-language-server: $schema=https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json
validate:
  image: python:3.12-slim@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea
  script:
    - python -m pip install --quiet toshigaikou-cli=={tgx}
    - |
      if [ -z "$(ls documents)" ]; then echo "{nothing}"; exit 0; fi
      tgx import documents/*
      tgx validate --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


def _readme(started: StartedProject) -> str:
    """The text in the language that is spoken."""
    told = say(
        "# {name}\n\nA project of tgx. In this folder:\n\n```\ntgx import documents/*\ntgx report\ntgx validate\n```\n\n"
        "`tgx.toml` says who the city is, `words/` has its units and cities; editors complete and check both by `schemas/`. "
        "Put the strategies and the yearly sheets into `documents/`.\n\n"
        "`tgx words unknown` lists the names that are not known; `tgx words add-unit`, `add-city` and `add-alias` add them, "
        "and `tgx rebuild` reads everything anew with them.\n\n"
        "At each push GitHub (`.github/`) and GitLab (`.gitlab-ci.yml`) import the documents and validate them.\n",
        name=started.name,
    )
    return in_language(told)


def project_files(started: StartedProject) -> dict[str, str]:
    """The texts of the files by their paths in the folder, the strategy itself apart."""
    made = {
        "tgx.toml": _settings(started),
        "README.md": _readme(started),
        ".gitignore": ".tgx/\n",
        "documents/.gitkeep": "",
        ".github/workflows/validate.yml": _workflow(_GITHUB, started),
        ".gitlab-ci.yml": _workflow(_GITLAB, started),
    }
    if started.units:
        made["words/units.yaml"] = "\n".join((*_head("units"), *map(_unit, started.units), ""))
    if started.own or started.partners:
        own = [_flow(started.own)] if started.own else []
        made["words/cities.yaml"] = "\n".join((*_head("cities"), *own, *map(_city, started.partners), ""))
    if started.strategy:
        del made["documents/.gitkeep"]
        made[f"words/links/{_strategy_id(started.strategy)}.yaml"] = NO_RULES
    return made


def _workflow(text: str, started: StartedProject) -> str:
    return text.replace("{tgx}", started.tgx).replace("{nothing}", in_language(say("no documents yet")))


def with_comments(text: str) -> str:
    """A file of TOML or YAML with its comments in the language that is spoken, as far as there are words for them."""
    return COMMENTS.sub(_spoken, text)


def comment(found: re.Match[str]) -> str:
    """The words of a comment: of lines that stand below each other, or behind something."""
    lines = (found["lines"] or found["behind"]).rstrip("\n").split("\n")
    return "\n".join(line.strip().removeprefix("#").removeprefix(" ").strip("-") for line in lines).strip()


def _spoken(found: re.Match[str]) -> str:
    english = comment(found)
    said = translated(english)
    if said == english:
        return found[0]
    if found["behind"]:
        return f"# {said}"
    indent = found["lines"][: len(found["lines"]) - len(found["lines"].lstrip())]
    return "".join(f"{indent}# {line}".rstrip() + "\n" for line in said.split("\n"))


def _head(kind: str) -> Iterable[str]:
    return (f"# yaml-language-server: $schema=../schemas/{kind}.schema.json", "version: 1", f"{kind}:")


def _flow(entry: Mapping[str, Any]) -> str:
    """An entry of a list in one line; JSON is YAML."""
    return f"  - {json.dumps(entry, ensure_ascii=False)}"


def _city(city: NamedPartner) -> str:
    """The entry with the place where the strategy has it behind it."""
    entry = {**(city.entry or {})}
    if city.relation:
        entry["relations"] = [{"kind": city.relation}]
    return f"{_flow(entry)} # {' '.join(city.place.split())}"


def _unit(unit: ProposedUnit) -> str:
    parent = {"parent": unit.parent} if unit.parent else {}
    return _flow({"id": unit.id, "name": unit.name, "kind": unit.kind, **parent, "sources": [unit.place]})


def _settings(started: StartedProject) -> str:
    return "\n".join((*_project(started), *_words(started), *_strategy(started), ""))


def _project(started: StartedProject) -> Iterator[str]:
    yield "#:schema ./schemas/settings.schema.json"
    yield "[project]"
    yield f"id = {_quoted(started.id)}"
    yield f"name = {_quoted(started.name)}"
    if started.own:
        yield f"home = {_quoted(started.own['id'])}"
    if language := asked():
        yield f"language = {_quoted(language)}"
    yield f"prefixes = [{_quoted(started.name)}, {_quoted(started.name[-1])}]"


def _words(started: StartedProject) -> Iterator[str]:
    """What the headings of the strategy call its goals and areas."""
    names = {key: form.partition("{")[0].strip("第") for key, form in _forms(started)}
    if found := [f"{key} = {_quoted(name)}" for key, name in names.items() if len(name) > 1]:
        yield from ("", "[words]", *found)


def _forms(started: StartedProject) -> Iterator[tuple[str, str]]:
    """The forms of the headings by which goals and areas were found; columns are none."""
    layout = started.strategy.layout if started.strategy else ""
    goal, _, area = layout.rpartition("; ")[2].partition(" / ")
    yield from ((key, form) for key, form in (("goal", goal), ("area", area)) if "{" in form)


def _strategy_id(strategy: StrategyDocument) -> str:
    """The year from which a strategy is in force, or in which it was published; "1" where it says neither."""
    return str(strategy.first_year or (strategy.published or "")[:4] or 1)


def _strategy(started: StartedProject) -> Iterator[str]:
    strategy = started.strategy
    if strategy is None:
        return
    first, last = strategy.first_year, strategy.last_year
    key = _strategy_id(strategy)
    yield from ("", "[[strategy]]", f"id = {_quoted(key)}", f"title = {_quoted(strategy.title)}")
    yield f"file = {_quoted(f'documents/{started.file}')}"
    if first:
        yield f"years = {_quoted(f'{first}-{last}' if last else f'{first}-')}"
    if started.unread:
        # what was read is known to be less than the document has: it can guard nothing
        told = say(
            "rows were not read: count goals and measures in the document, and write goals = and measures ="
        )
        yield f"# {in_language(told)}"
    else:
        if strategy.goals:
            yield f"goals = {len(strategy.goals)}"
        yield f"measures = {len(strategy.measures)}"
    yield f"links = {_quoted(f'words/links/{key}.yaml')}"
    if forms := [f"{key} = {_quoted(form)}" for key, form in _forms(started)]:
        yield f"layout = {{{', '.join(forms)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
