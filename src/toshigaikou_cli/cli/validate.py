"""``tgx validate``: the checks over the catalogue."""

from __future__ import annotations

from collections import Counter

import typer

from toshigaikou_cli import __version__
from toshigaikou_cli.catalogue import check_facts
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.checks import CHECKS, run_checks
from toshigaikou_cli.cli.options import BomOption, DbOption, FormatOption, OutputFormat
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, CatalogueError
from toshigaikou_cli.formats.findings import findings_table, findings_text

app = typer.Typer(rich_markup_mode=None)


@app.command()
def validate(
    db: DbOption = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> int:
    """Check the catalogue; exit 1 where a check finds an error.

    Every achievement maps to a known bureau, the strategy's measures are all there, every row of every
    document is accounted for. Warnings do not change the exit code.
    """
    path = catalogue_path(db)
    with reading(path) as connection:
        sizes = check_facts.sizes(connection)
        if not sizes["document"]:
            raise CatalogueError(
                "nothing to check: no document in the catalogue", where=str(path), hint="tgx import"
            )
        findings = list(run_checks(connection))
    counts = Counter(finding.severity for finding in findings)
    if output is OutputFormat.json:
        summary = {severity: counts[severity] for severity in ("error", "warning", "info")}
        data = {
            "tgx": __version__,
            "checks": [check.code for check in CHECKS],
            "checked": sizes,
            "summary": summary,
        }
        print_json({**data, "findings": [finding._asdict() for finding in findings]})
    elif output is OutputFormat.table:
        print_parts([findings_text(findings, sizes, len(CHECKS))], output)
    else:
        print_parts([findings_table(findings)], output, bom=bom)
    return EXIT_FOUND if counts["error"] else EXIT_OK
