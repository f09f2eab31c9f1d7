"""The commands of README.md and of the pages in docs/ run and print what stands there."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from readme import (
    COLUMNS,
    JAPANESE,
    JAPANESE_PAGES,
    LEFT_OUT,
    README,
    ROOT,
    Follower,
    blocks,
    language,
    pages,
    runs_here,
    shortened,
    tgx_commands,
)
from toshigaikou_cli.formats.tables.table import width

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
TESTED = pages()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_pages_with_commands_are_found() -> None:
    named = {"README.md", "README.ja.md", *(f"docs/{page}.md" for page in ("tour", "importing", "reporting"))}
    assert named | {"docs/linking.md", "docs/validating.md"} <= set(map(name_of, TESTED))


@pytest.mark.parametrize("page", TESTED, ids=name_of)
def test_every_command_prints_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    with TemporaryDirectory() as name:  # a path as long as where the page is written: it is wrapped as there
        follower = Follower(Path(name), text, language(page))
        for command, output in follower.steps(text):
            assert output or "--output" in command, f"no output shown for {command}: make docs"
            if not runs_here(command):
                continue
            assert shortened(follower.run(command), output) == output, f"{command}: make docs writes it anew"


@pytest.mark.parametrize("page", DOCUMENTS, ids=name_of)
def test_no_page_has_the_marks_of_a_merge(page: Path) -> None:
    assert not re.search(r"^(?:<{7}|={7}|>{7})(?: |$)", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", TESTED, ids=name_of)
def test_no_output_is_wider_than_the_terminal(page: Path) -> None:
    for command, output in tgx_commands(page.read_text(encoding="utf-8")):
        assert max(map(width, output.splitlines()), default=0) <= COLUMNS, command


def test_lines_that_a_page_leaves_out_are_left_out_of_the_output() -> None:
    printed = "a\nb\nc\nd\ne\n"
    assert shortened(printed, f"A\n{LEFT_OUT}D\nE\n") == f"a\n{LEFT_OUT}d\ne\n"
    assert shortened(printed, f"A\n{LEFT_OUT}") == f"a\n{LEFT_OUT}"
    assert shortened(printed, "A\n") == printed


@pytest.mark.parametrize("page", [README, JAPANESE], ids=name_of)
def test_the_readme_is_short(page: Path) -> None:
    assert page.stat().st_size <= 9000


@pytest.mark.parametrize("page", [README, JAPANESE], ids=name_of)
def test_the_make_targets_that_the_readme_names_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = [command for block in blocks(page.read_text(encoding="utf-8")) for command, _ in block]
    targets = [command.split()[1] for command in shown if command.startswith("make ")]
    assert targets == ["demo", "test"]
    for target in targets:
        assert f"\n{target}: " in makefile


def test_every_target_that_is_declared_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert declared
    for target in " ".join(declared).split():
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


TRANSLATED = [JAPANESE, *sorted(JAPANESE_PAGES.glob("*.md"))]


def original(page: Path) -> Path:
    """The English page that one in Japanese says."""
    return README if page == JAPANESE else page.parents[1] / page.name


def commands_of(page: Path) -> list[str]:
    """Its commands without the reasons, which a person gives in a language."""
    shown = [command for block in blocks(page.read_text(encoding="utf-8")) for command, _ in block]
    return [re.sub(r"(--reason) (?:\"[^\"]*\"|\S+)", r"\1 …", command) for command in shown]


@pytest.mark.parametrize("page", TRANSLATED, ids=name_of)
def test_a_page_in_japanese_shows_the_same_commands(page: Path) -> None:
    assert commands_of(page) == commands_of(original(page))


@pytest.mark.parametrize("page", TRANSLATED, ids=name_of)
def test_what_a_page_in_japanese_shows_has_no_english_sentence(page: Path) -> None:
    for command, output in tgx_commands(page.read_text(encoding="utf-8")):
        said = re.sub(r"\btgx [a-z]+ [a-z-]+", "tgx", output)  # a command that is proposed
        assert not re.findall(r"(?:\b[A-Za-z]{2,}\b[ ,]{1,2}){2,}[a-z]{2,}", said), command


@pytest.mark.parametrize("page", [README, JAPANESE], ids=name_of)
def test_both_readmes_lead_to_the_same_pages(page: Path) -> None:
    others = {"README.md", "README.ja.md"}
    links = set(re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))) - others
    shown = set(re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))) - others
    assert {link.replace("docs/ja/", "docs/") for link in shown} == links


@pytest.mark.parametrize("page", DOCUMENTS, ids=name_of)
def test_the_files_and_headings_that_a_page_links_to_exist(page: Path) -> None:
    for link, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", page.read_text(encoding="utf-8")):
        target = page.parent / link if link else page
        assert target.exists(), link
        if anchor:
            assert anchor in headings(target), f"{link}#{anchor}"


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


IN_ENGLISH = re.compile(r"\]\((?:\.\./|docs/)(?!ja/)([\w/-]+)\.md(?:#[^)]*)?\)")
OF_JAPAN = [ROOT / "README.ja.md", *sorted((ROOT / "docs" / "ja").glob("*.md"))]


@pytest.mark.parametrize("page", OF_JAPAN, ids=name_of)
def test_a_japanese_page_says_which_pages_are_in_english(page: Path) -> None:
    """A link to a page that is in English says so; of one that there is in Japanese, too, no page leads to the other."""
    for text in re.split(r"\n\n|\n(?=\|)", page.read_text(encoding="utf-8")):
        for name in [] if text.startswith("[English]") else IN_ENGLISH.findall(text):
            assert "英語" in text, text
            assert not (ROOT / "docs" / "ja" / f"{name}.md").exists(), name
