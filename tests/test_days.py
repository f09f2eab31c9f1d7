"""The scripted days in docs/days/: four people, one catalogue, and every number agrees with every other.

That each command prints what stands there is tested with the other pages (``test_readme.py``).
"""

from __future__ import annotations

import re
from pathlib import Path

from readme import DAYS, prepared, run, runs_here, tgx_commands

NAMES = ("journalist", "analyst", "researcher", "maintainer")
QUESTION = re.compile(r"--goal (?:目的)?2 --city ソウル(?: --year (?:H29|2017))?(?: |$)")


def shown(name: str) -> list[tuple[str, str]]:
    return list(tgx_commands((DAYS / f"{name}.md").read_text(encoding="utf-8")))


def output(name: str, command: str) -> str:
    """What a day shows of a command that begins so."""
    return next(text for said, text in shown(name) if said.startswith(command))


def test_there_are_four_days() -> None:
    assert sorted(path.stem for path in DAYS.glob("*.md")) == sorted(NAMES)
    assert all(len(shown(name)) >= 4 for name in NAMES)


def row(text: str, start: str) -> list[str]:
    """The cells of the table's row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(start))
    return re.split(r"\s{2,}", line.strip())


def test_one_question_has_one_answer_on_every_page() -> None:
    tallies = {
        re.search(r"(\d+) count for goal 2, (\d+) only suggested; (\d+) more", text)
        for name in NAMES
        for command, text in shown(name)
        if QUESTION.search(command) and command.startswith("tgx query achievements")
    }
    numbers = {tuple(map(int, found.groups())) for found in tallies if found}
    assert len(numbers) == 1
    counting, suggested, elsewhere = numbers.pop()
    year = row(output("journalist", "tgx report --goal"), "FY2017")
    assert list(map(int, year[1:])) == [
        counting + suggested + elsewhere,
        counting,
        suggested,
        elsewhere,
        0,
        0,
    ]
    seoul = next(line for line in output("researcher", "tgx query cities").splitlines() if "Seoul" in line)
    assert re.findall(r"2017: (\d+)", seoul) == [str(counting + suggested), str(counting)]
    said = re.findall(r"Of (\d+) counting links", output("journalist", "tgx report sure"))
    members = re.findall(r"Links that count\s+(\S+)>\d+", output("researcher", "tgx report sure"))
    assert [str(len(members))] == said
    assert len(set(members)) == counting


def test_the_goal_is_the_sum_of_its_areas_and_bureaus() -> None:
    goal = row(output("analyst", "tgx report --goal 2"), "   2")
    areas = re.findall(
        r"^2-[アイ] \S+\s+(\d+)\s+(\d+)\s+\d+ %", output("analyst", "tgx report --by area"), re.MULTILINE
    )
    assert [sum(int(part) for part, _ in areas), sum(int(whole) for _, whole in areas)] == list(
        map(int, goal[2:4])
    )
    year = row(output("analyst", "tgx report --goal 2"), "FY2017")
    own = row(output("analyst", "tgx report --goal 2 --bureau"), "FY2017")
    bureaus = re.findall(
        r"^\S.*?(\d+)\s+(\d+)$",
        output("analyst", "tgx report --by bureau").partition("Goal 2:")[0],
        re.MULTILINE,
    )
    assert sum(int(linked) for _, linked in bureaus) >= int(year[2])
    environment = row(output("analyst", "tgx report --by bureau"), "環境局")
    assert environment[-2:] == [own[1], own[2]]


def test_what_a_day_writes_is_there(tmp_path: Path) -> None:
    for name in NAMES:
        text = (DAYS / f"{name}.md").read_text(encoding="utf-8")
        files = re.findall(r"--output (\S+)", text)
        if not files:
            continue
        folder = prepared(tmp_path, text)
        for command, _ in shown(name):
            if "--output" in command and runs_here(command):
                assert run(command, folder) == ""
        written = [file for file in files if runs_here(f"--output {file}")]
        assert all((folder / file).stat().st_size > 500 for file in written)
