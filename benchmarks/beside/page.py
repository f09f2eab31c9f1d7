"""The page docs/beside-other-tools.md, made of the outcomes, the costs and the claims."""

from __future__ import annotations

import statistics
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from beside.documents import LISTS, documents, expected, kind_of, rows
from beside.environments import Tool, peers, tools

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "beside-other-tools.md"
SECTIONS = {
    "PDF": ("pdf",),
    "Workbooks (xlsx)": ("xlsx",),
    "Workbooks (xls, ods)": ("xls", "ods"),
    "Word": ("docx",),
    "Web pages": ("html",),
    "CSV and TSV": ("csv", "tsv"),
    "Dates in text": ("dates",),
    "Names in text": ("names",),
}
COUNTED = ("right", "silent", "warned", "refused", "nothing", "error", "not run")
_PLAIN = "plain"

Outcomes = Mapping[str, Mapping[str, Sequence[Any]]]


class ClaimError(Exception):
    """A sentence of claims.toml that the outcomes do not bear out."""


def write(now: Mapping[str, Any], costs: Mapping[str, Any]) -> None:
    """Write the page. Raises ClaimError."""
    PAGE.write_text(render(now, costs), encoding="utf-8")


def render(now: Mapping[str, Any], costs: Mapping[str, Any]) -> str:
    """The page as text. Raises ClaimError."""
    claims = tomllib.loads((HERE / "claims.toml").read_text(encoding="utf-8"))
    lines = [claims["opening"].strip(), "", "## How often right", "", *_sums(now["outcomes"]), ""]
    for part in claims["parts"]:
        lines += [f"## {part['title']}", "", *(_claim(each, now["outcomes"]) for each in part["claims"]), ""]
    lines += ["## Document by document", "", claims["reading"].strip(), ""]
    for title, kinds in SECTIONS.items():
        lines += [f"### {title}", "", *_section(kinds, now["outcomes"]), ""]
    lines += ["## What tgx gets wrong here", "", *_own_faults(now["outcomes"]), ""]
    lines += ["## Seconds and memory", "", claims["costs"].strip(), "", *_costs(costs), ""]
    lines += ["## Versions and settings", "", _made(now["made"]), "", *_versions(now["tools"]), ""]
    return "\n".join([*lines, claims["closing"].strip(), ""])


def _table(header: Sequence[str], body: Iterable[Sequence[Any]]) -> list[str]:
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in body]
    ruled = ["---"] * len(header)
    return ["| " + " | ".join(row) + " |" for row in (header, ruled, *cells)]


def _tools_of(kinds: Sequence[str]) -> list[Tool]:
    return [tool for tool in tools() if set(tool.kinds) & set(kinds)]


def _rows_of(kinds: Sequence[str]) -> list[str]:
    return [row for name in (*documents(), *LISTS) if kind_of(name) in kinds for row in rows(name)]


def _group(name: str) -> str:
    if name.startswith("blind/"):
        return "blind"
    return _PLAIN if expected(name)["kind"] == _PLAIN else "hard"


def _sums(outcomes: Outcomes) -> list[str]:
    body = []
    for title, kinds in SECTIONS.items():
        for tool in _tools_of(kinds):
            found = [
                (row, outcomes[row][tool.name][0])
                for row in _rows_of(kinds)
                if tool.name in outcomes.get(row, {})
            ]
            counted = Counter(what for _, what in found)
            of_documents = set(kinds).isdisjoint(LISTS.values())
            groups = [_share(found, group) if of_documents else "" for group in (_PLAIN, "hard", "blind")]
            numbers = [counted[what] or "" for what in COUNTED]
            body.append([title, tool.name, *groups, *numbers])
    words = {"silent": "wrong in silence", "warned": "wrong, warned", "nothing": "found nothing"}
    return _table(["", "tool", "plain", "hard", "blind", *(words.get(what, what) for what in COUNTED)], body)


def _share(found: Sequence[tuple[str, str]], group: str) -> str:
    here = [what for name, what in found if _group(name) == group and what != "not run"]
    return f"{here.count('right')} of {len(here)}" if here else ""


def _section(kinds: Sequence[str], outcomes: Outcomes) -> list[str]:
    used = _tools_of(kinds)
    lists = bool(set(kinds) & set(LISTS.values()))
    body = [
        [
            name if lists else f"`{name}`",
            *([] if lists else [expected(name)["kind"], expected(name)["producer"]]),
            *(_shown(outcomes.get(name, {}).get(tool.name), lists) for tool in used),
        ]
        for name in _rows_of(kinds)
    ]
    header = ["sentence"] if lists else ["document", "what it has", "made by"]
    return _table([*header, *(tool.name for tool in used)], body)


def _shown(found: Sequence[Any] | None, lists: bool) -> str:
    if not found:
        return ""
    what, wrong, said = found
    if what in ("silent", "warned"):
        how = "" if lists else f" {wrong}"
        return f"**wrong{how}**" + (f" `{said}`" if lists else "") + (", warned" if what == "warned" else "")
    return str(what)


def _own_faults(outcomes: Outcomes) -> list[str]:
    own = [tool.name for tool in tools() if not tool.environment]
    faults = [
        f"- `{row}`: {_shown(found[name], row not in documents())}"
        for row, found in outcomes.items()
        for name in own
        if name in found and found[name][0] != "right"
    ]
    return faults or ["Nothing in this corpus."]


def _claim(claim: Mapping[str, Any], outcomes: Outcomes) -> str:
    """A sentence with the rows that it rests on: tool, document, outcome (``wrong``: in silence or with a warning)."""
    shown: dict[str, None] = {}
    for tool, row, expected_outcome in claim["rows"]:
        found = outcomes.get(row, {}).get(tool, [""])[0]
        wanted = ("silent", "warned") if expected_outcome == "wrong" else (expected_outcome,)
        if found not in wanted:
            raise ClaimError(f"{claim['text']} — but {tool} on {row} is: {found or 'no row'}")
        shown[f"`{row}`"] = None
    return f"- {claim['text']} ({', '.join(shown)})"


def _costs(costs: Mapping[str, Any]) -> list[str]:
    body = []
    for title, kinds in SECTIONS.items():
        for tool in _tools_of(kinds):
            spent = [
                row[tool.name] for name, row in costs.items() if kind_of(name) in kinds and tool.name in row
            ]
            if spent:
                seconds = [each[0] for each in spent]
                megabytes = max(each[1] for each in spent)
                row = [len(spent), f"{statistics.median(seconds):.1f}", f"{max(seconds):.1f}", megabytes]
                body.append([title, tool.name, *row])
    return _table(["", "tool", "runs", "median seconds", "most seconds", "most MB"], body)


def _made(made: Mapping[str, str]) -> str:
    return f"Made on {made['date']}: {made['machine']}."


def _versions(told: Mapping[str, Mapping[str, Any]]) -> list[str]:
    packages = peers()["environments"]
    body = []
    for tool in tools():
        facts = told.get(tool.name, {})
        brought = ", ".join(packages.get(tool.environment, [])[1:])
        size = f"{facts['downloaded'] / 1e6:.0f} MB" if facts.get("downloaded") else ""
        reason = facts.get("reason") or "; ".join(f"{kind}: {why}" for kind, why in tool.not_run.items())
        not_run = f"not run: {reason}" if reason else ""
        body.append([tool.name, facts.get("version", ""), brought, size, tool.settings, tool.source, not_run])
    return _table(["tool", "version", "with", "downloads", "settings", "where that is said", ""], body)
