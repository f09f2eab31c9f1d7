"""The console blocks of the documents: run them, compare them, or write them anew.

    python tests/readme.py [FILE.md …]

Commands see a terminal of :data:`COLUMNS` cells without colours, as a reader who follows the page would. Those of one
page run one after the other in a folder of its own, which holds the packaged documents. Where a page does not begin
with an import, both are imported before. The pages in Japanese (``docs/ja/``, ``README.ja.md``) show what is printed in
Japanese. A line of ``…`` stands for lines that a page leaves out: as many lines before
and after it are shown as the page shows today.

A page whose first command is ``tgx init`` makes a project: its folder has the documents of the second packaged project, and
its rules and judgements, beside the new one; it may step into folders (cd, mkdir, cp), and a block whose fence names a file is
what an editor adds to that file.
"""

from __future__ import annotations

import importlib.util
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
JAPANESE = ROOT / "README.ja.md"
JAPANESE_PAGES = ROOT / "docs" / "ja"
DAYS = ROOT / "docs" / "days"
SECOND = ROOT / "examples" / "kitakyushu"
DAY = "1795910400"
"""Seconds: the day on which a page makes a project."""
COLUMNS = 100
"""Cells: no line of a terminal's output on a page is wider."""
IMPORT = "tgx import strategy-2014.tsv achievements-h29.tsv"
LEFT_OUT = "…\n"
_FENCED = re.compile(r"^```(\S[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """The documents with commands of tgx and their output."""
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path for path in files if list(tgx_commands(path.read_text(encoding="utf-8"))))


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


def language(page: Path) -> str:
    """The language that a page's commands print."""
    return "ja" if page.resolve() in {JAPANESE, *JAPANESE_PAGES.glob("*.md")} else "en"


def makes_a_project(text: str) -> bool:
    return next(tgx_commands(text))[0].startswith("tgx init ")


class Follower:
    """Somebody who follows a page in a language, from the folder in which it begins."""

    def __init__(self, folder: Path, text: str, lang: str = "en") -> None:
        self._lang = lang
        self.home = self.here = prepared(folder, text)
        self._project = makes_a_project(text)

    def steps(self, text: str) -> Iterator[tuple[str, str]]:
        """The commands of tgx and what the page shows of their output; what stands between them is done on the way."""
        if not self._project:
            yield from tgx_commands(text)
            return
        for fence, body in _FENCED.findall(text):
            kind, _, file = fence.partition(" ")
            if file:
                with (self.here / file).open("a", encoding="utf-8") as edited:
                    edited.write(body)
            for command, output in (
                next(iter(blocks(f"```console\n{body}```\n"))) if kind == "console" else ()
            ):
                if command.startswith("tgx "):
                    yield command, output
                else:
                    self._do(command)

    def _do(self, command: str) -> None:
        match shlex.split(command):
            case ["cd", folder]:
                self.here = (self.here / folder).resolve()
            case ["mkdir", folder]:
                (self.here / folder).mkdir()
            case ["cp", *files, target]:
                for file in files:
                    shutil.copy(self.here / file, self.here / target)

    def run(self, command: str) -> str:
        return run(command, self.here, self.home, project=self._project, lang=self._lang)


def run(
    command: str, folder: Path, home: Path | None = None, *, project: bool = False, lang: str = "en"
) -> str:
    """What a command prints in a folder that holds the packaged documents and the catalogue so far, or, in a ``project``,
    in it; ``home`` is the folder where the page begins."""
    home = home or folder
    arguments = [
        each
        for word in shlex.split(command)[1:]
        for each in (
            sorted(str(path.relative_to(folder)) for path in folder.glob(word)) if "*" in word else [word]
        )
    ]
    environment = {
        **os.environ,
        "TGX_DB": "" if project else str(folder / "catalogue.sqlite"), "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"), "COLUMNS": str(COLUMNS), "NO_COLOR": "1",
        "PYTHONUTF8": "1", "TGX_LANG": lang, **({"SOURCE_DATE_EPOCH": DAY} if project else {}),
    }  # fmt: skip
    ours, theirs = pty.openpty()
    _leave_line_ends(theirs)
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, "-m", "toshigaikou_cli", *arguments],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=errors,
        ),
    ):  # fmt: skip
        os.close(theirs)
        printed = b"".join(_until_closed(ours))
        os.close(ours)
        errors.seek(0)
        return (printed + errors.read()).decode("utf-8").replace(f"{home}/", "")


def runs_here(command: str) -> bool:
    """Whether what a command needs is there: charts are an extra, and need a font."""
    if not re.search(r"--output \S+\.(svg|png)\b", command):
        return True
    from toshigaikou_cli.drawing.fonts import japanese_font
    from toshigaikou_cli.errors import UsageError

    try:
        return bool(japanese_font()) and importlib.util.find_spec("matplotlib") is not None
    except UsageError:
        return False


def shortened(printed: str, shown: str) -> str:
    """What a command printed, with the lines left out that ``shown`` leaves out."""
    kept = shown.splitlines(keepends=True)
    if LEFT_OUT not in kept:
        return printed
    before = kept.index(LEFT_OUT)
    lines = printed.splitlines(keepends=True)
    return "".join([*lines[:before], LEFT_OUT, *lines[len(lines) - (len(kept) - before - 1) :]])


def _leave_line_ends(terminal: int) -> None:
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            return
        if not part:
            return
        yield part


def prepared(folder: Path, text: str) -> Path:
    """The folder with the documents that a page's commands need, and the catalogue where it does not make it."""
    for documents in (ROOT / "data" / "projects" / "tokyo" / "documents", ROOT / "examples" / "sheets", DAYS):
        for document in documents.glob("*.tsv"):
            shutil.copy(document, folder)
    if makes_a_project(text):
        _lay_out_the_second_city(folder)
        return folder
    first = next(command for command, _ in tgx_commands(text))
    if not first.startswith("tgx import "):
        run(IMPORT, folder)
    return folder


def _lay_out_the_second_city(folder: Path) -> None:
    """Its documents, as they come from the city, and what people wrote."""
    for file in (
        *(SECOND / "documents").iterdir(),
        SECOND / "judgements.yaml",
        SECOND / "words/links/2016.yaml",
    ):
        shutil.copy(file, folder)


def renewed(path: Path) -> str:
    """The text of a page with the output that its commands have today."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        follower = Follower(Path(name), text, language(path))
        done = 0
        for command, output in follower.steps(text):
            shown = f"$ {command}\n{output}"
            done = text.index(shown, done)
            fresh = f"$ {command}\n{shortened(follower.run(command), output)}"
            text = text[:done] + fresh + text[done + len(shown) :]
            done += len(fresh)
    return text


def main() -> None:
    """Write the output of each command into the pages that are named, or into all."""
    for path in [Path(name) for name in sys.argv[1:]] or pages():
        path.write_text(renewed(path), encoding="utf-8")


if __name__ == "__main__":
    main()
