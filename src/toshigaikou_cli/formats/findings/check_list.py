"""The checks themselves, as a table and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.formats.tables.markdown import escaped
from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import coded, say, sayable
from toshigaikou_cli.records.validation import CheckInfo

_INTRODUCTION = say("""\
# Checks

What `tgx validate` looks for. This page is made by `tgx validate --list --format markdown`; a test compares.

An **error** makes the exit code 1 (`--fail-on warning` also a warning, `--fail-on never` nothing). A **note** (`info`)
is shown only with `--severity info`. Codes are stable: use them, or patterns such as `date-*`, with `--select` and
`--ignore`, in `tgx.toml` and in the baseline.
""")


def checks_table(checks: Sequence[CheckInfo]) -> Table:
    """A row for each check."""
    return Table(
        columns=(
            Column("code", say("Check")),
            Column("severity", say("Severity")),
            Column("name", say("What it finds"), flexible=True),
            Column("why", say("Why it matters"), flexible=True),
            Column("mend", say("How to mend it"), flexible=True),
        ),
        rows=[(c.code, coded(c.severity), c.name, c.why, c.mend) for c in checks],
    )


def checks_screen(checks: Sequence[CheckInfo]) -> Table:
    """The table for a screen: code, severity and name."""
    whole = checks_table(checks)
    return Table(columns=whole.columns[:3], rows=[row[:3] for row in whole.rows])


def checks_page(checks: Sequence[CheckInfo], rules: int) -> str:
    """The page of the documentation: a table, then a section for each check with an example of each side."""
    lines = [
        in_language(_INTRODUCTION),
        in_language(say("This is version {n} of the set of checks.", n=rules)),
        "",
    ]
    lines += [in_language(say("| check | severity | what it finds |")), "|---|---|---|"]
    lines += [
        f"| [`{c.code}`](#{c.code}) | {_severity(c)} | {escaped(in_language(c.name))} |" for c in checks
    ]
    for check in checks:
        lines += [
            "",
            f"## {check.code}",
            "",
            _named(check),
            "",
        ]
        lines += [in_language(say("*To mend:* {how}", how=check.mend)), ""]
        lines += [in_language(say("- found: {text}", text=escaped(check.bad)))]
        lines += [in_language(say("- not found: {text}", text=escaped(check.good)))]
    return "\n".join(lines) + "\n"


def _severity(check: CheckInfo) -> str:
    return in_language(say("note") if check.severity == "info" else coded(check.severity))


def _named(check: CheckInfo) -> str:
    told = sayable("**{name}** ({severity}). {why}")
    return in_language(
        say(told, name=escaped(in_language(check.name)), severity=_severity(check), why=check.why)
    )


def checks_json(checks: Sequence[CheckInfo], rules: int, tgx: str) -> dict[str, Any]:
    """In the shape of ``schemas/validate-list.schema.json``."""
    return {"tgx": tgx, "rules": rules, "checks": [check._asdict() for check in checks]}
