"""The long attack on tgx: ``make torture``. It prints figures, and fails where anything was lost or went wrong.

``TGX_TORTURE`` is how much of it is done: 1 for 550 kills and 10,500 files, less for less, such as 0.1. After
``TGX_TORTURE_MINUTES`` (30) no further file is read, and after half of them nothing more is killed.
"""

from __future__ import annotations

import gc
import os
import platform
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hostile.crowds import crowds
from hostile.kills import kills, refusals
from hostile.mutations import mutations
from hostile.world import command, forked, world
from toshigaikou_cli import __version__

SEED = 20_260_701


def main() -> int:
    """Run the parts that are named (all without a name); 1 where something went wrong."""
    # a fork reports the files of its parent that it never closes
    warnings.simplefilter("ignore", ResourceWarning)
    amount = float(os.environ.get("TGX_TORTURE", "0.2"))
    until = time.monotonic() + 60 * float(os.environ.get("TGX_TORTURE_MINUTES", "30"))
    chosen = sys.argv[1:]
    failed = False
    print(
        f"tgx {__version__}, Python {platform.python_version()}, {platform.system()}, amount {amount:g}, seed {SEED}"
    )
    with tempfile.TemporaryDirectory(prefix="tgx-torture-") as name:
        os.chmod(name, 0o755)  # noqa: PTH101 - another user reads it
        with world(Path(name)) as folder:
            _load_everything()
            parts: dict[str, Callable[[], tuple[Counter[str], list[str]]]] = {
                "kills": lambda: kills(
                    folder, max(11, round(550 * amount)), SEED, (until + time.monotonic()) / 2
                ),
                "crowds": lambda: crowds(folder, max(1, round(10 * amount))),
                "refusals": lambda: refusals(folder, round(20 * amount)),
                "mutations": lambda: mutations(max(90, round(10_500 * amount)), SEED, Path(name), until),
            }
            for part, run in parts.items():
                if chosen and part not in chosen:
                    continue
                began = time.monotonic()
                counts, wrong = run()
                told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
                print(f"{part}: {told} ({time.monotonic() - began:.0f} s); {len(wrong)} wrong", flush=True)
                for each in wrong[:40]:
                    print(f"  {each}")
                failed |= bool(wrong)
    return int(failed)


def _load_everything() -> None:
    """Load what commands load, so that forks begin at once."""
    import openpyxl  # noqa: F401

    import toshigaikou_cli.cli.app as app
    from toshigaikou_cli.cli import process  # noqa: F401
    from toshigaikou_cli.vocabulary.loading import load_vocabulary

    for entry in app.COMMANDS:
        app._Commands()[entry]
    for module in ("importing", "validating", "checking", "salvaging", "page", "naming", "deciding"):
        __import__(f"toshigaikou_cli.jobs.{module}")
    for reader in (
        "xls",
        "ods",
        "html",
        "csv_",
        "plaintext",
        "zips",
        "xlsx.workbook",
        "docx.document",
        "pdf.reader",
    ):
        __import__(f"toshigaikou_cli.readers.{reader}")
    load_vocabulary()
    assert forked(command("report")).code == 0
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
