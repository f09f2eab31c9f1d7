"""The console blocks of README.md: run them, compare them, or write them anew (``python tests/readme.py``)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[list[tuple[str, str]]]:
    """Each console block as (command, output that follows it) pairs."""
    found = []
    for block in _BLOCK.findall(text):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
        found.append(list(zip(parts[1::2], parts[2::2], strict=True)))
    return found


def tgx_commands(text: str) -> Iterator[tuple[str, str]]:
    for block in blocks(text):
        yield from ((command, output) for command, output in block if command.startswith("tgx "))


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder that holds the packaged documents and the catalogue so far."""
    arguments = command.split()[1:]
    environment = {**os.environ, "TGX_DB": str(folder / "catalogue.sqlite"), "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "toshigaikou_cli", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def prepared(folder: Path) -> Path:
    for documents in (ROOT / "data" / "documents", ROOT / "examples" / "sheets"):
        for document in documents.glob("*.tsv"):
            shutil.copy(document, folder)
    return folder


def main() -> None:
    """Write the output of each command into README.md."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name))
        for command, output in tgx_commands(text):
            fresh = run(command, folder)
            text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{fresh}", 1)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
