"""The commands of README.md run and print what it says."""

from __future__ import annotations

from pathlib import Path

from readme import README, blocks, prepared, run, tgx_commands


def test_every_command_prints_what_the_readme_shows(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    commands = list(tgx_commands(README.read_text(encoding="utf-8")))
    assert len(commands) >= 6
    for command, output in commands:
        assert output, f"no output shown for {command}: python tests/readme.py"
        assert run(command, folder) == output, f"{command}: python tests/readme.py writes it anew"


def test_the_make_targets_that_the_readme_names_exist() -> None:
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    shown = [command for block in blocks(README.read_text(encoding="utf-8")) for command, _ in block]
    targets = [command.split()[1] for command in shown if command.startswith("make ")]
    assert targets == ["demo", "test"]
    for target in targets:
        assert f"\n{target}: " in makefile


def test_the_files_that_the_readme_links_to_exist() -> None:
    import re

    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert (README.parent / link).exists(), link
