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
        r"^2-[アイ] .*?\s(\d+)\s+(\d+)\s+\d+ %", output("analyst", "tgx report --by area"), re.MULTILINE
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
    found = re.search(
        r"^Bureau of +(.+)\nEnvironment$", output("analyst", "tgx report --by bureau"), re.MULTILINE
    )
    assert found
    assert found[1].split()[-2:] == [own[1], own[2]]


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


def numbers(text: str) -> list[int]:
    return list(map(int, re.findall(r"\d+", text)))


def test_every_sum_that_a_day_shows_adds_up() -> None:
    sums = re.findall(r"(\d+) rows = (.+)", output("maintainer", "tgx import strategy"))
    sums += re.findall(r"(\d+) rows = (.+)", output("maintainer", "tgx import sheet-2018"))
    sums += re.findall(r"(\d+) achievements: (.+) \(strategy", output("maintainer", "tgx import sheet-2018"))
    assert len(sums) == 4
    assert all(int(whole) == sum(numbers(parts)) for whole, parts in sums)
    for name in NAMES:
        for _, text in shown(name):
            for row_ in re.findall(
                r"^FY\d{4} +(\d+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$", text, re.MULTILINE
            ):
                whole, *parts = map(int, row_)
                assert whole == sum(parts)
            for part, whole, share in re.findall(r" (\d+) +(\d+) +(\d+) %  ", text):
                assert int(share) == round(100 * int(part) / int(whole))


def test_the_year_of_the_new_sheet_is_the_same_in_every_command() -> None:
    text = output("maintainer", "tgx import sheet-2018")
    (achievements, linked, not_held), *_ = re.findall(
        r"(\d+) achievements: (\d+) linked, (\d+) reported as not held", text
    )
    every = output("maintainer", "tgx query achievements --year 2018")
    assert [every.count("\n2018-"), every.count("(not held)")] == [int(achievements), int(not_held)]
    goal = output("maintainer", "tgx query achievements --goal 2 --year 2018")
    assert goal.count("\n2018-") == numbers(goal.splitlines()[-1])[0] == int(linked)
    outcomes = row(output("maintainer", "tgx report outcomes"), "FY2018")
    assert outcomes[1:] == [achievements, linked, not_held]
    checked = re.findall(r"and (\d+) achievements", output("maintainer", "tgx validate"))
    assert checked == [achievements]


def test_the_links_in_the_list_are_those_that_are_counted_by_kind() -> None:
    listed = output("journalist", "tgx query achievements")
    cells = [line.split("  ")[-1] for line in listed.splitlines() if re.search(r"\d+\??( \(|,|$)", line)]
    inside = [re.sub(r"\(.*?\)", "", cell) for cell in cells if not re.match(r"\d+ count|Id", cell)]
    codes = [code for cell in inside for code in re.findall(r"\d+\??", cell)]
    for name in ("journalist", "researcher"):
        sure = output(name, "tgx report sure")
        for status, certain in (("linked", True), ("suggested", False)):
            number = int(row(sure, status)[-1])
            assert number == sum(code.endswith("?") != certain for code in codes)
    measure = output("journalist", "tgx show 18")
    assert numbers(measure.splitlines()[-1])[:2] == [
        sum("18" in re.findall(r"\d+\??", cell) for cell in inside),
        sum("18?" in re.findall(r"\d+\??", cell) for cell in inside),
    ]


def test_how_sure_a_kind_of_link_is_is_said_with_one_figure() -> None:
    found: dict[str, set[str]] = {"linked": set(), "suggested": set()}
    for name in NAMES:
        for _, text in shown(name):
            for status, tested in re.findall(
                r"^(linked|suggested) +rule +\w+ +(\d+ % correct in our test of \d+ rows)", text, re.MULTILINE
            ):
                found[status].add(tested)
            found["linked"] |= set(re.findall(r"by rule \((\d+ % correct in our test of \d+ rows)", text))
    assert all(len(each) == 1 for each in found.values())


def test_a_city_has_the_same_figures_in_the_list_and_in_the_report() -> None:
    listed = output("researcher", "tgx query cities --goal 2")
    report = output("researcher", "tgx report --by city --goal 2")
    compared = 0
    for line in listed.splitlines():
        told = re.findall(r"2017: (\d+)", line)
        name = re.split(r"\s{2,}", line)[1] if told else ""
        card = told and re.search(
            rf"^City: {re.escape(name)}$.*?Achievements: (\d+)  Linked: (\d+)",
            report,
            re.MULTILINE | re.DOTALL,
        )
        if not card:
            continue  # the page leaves it out
        counting = told[1] if len(told) > 1 else "0"
        assert card.groups() == (told[0], counting), line
        compared += 1
    assert compared >= 2
