"""docs/commands.md, in English and in Japanese, has every command with its arguments, options and exit codes."""

from __future__ import annotations

import re

import pytest

from commands_page import EVERYWHERE, PAGE, PAGES, Documented, commands, exit_codes, page, parameters
from conftest import Run
from toshigaikou_cli.language import Language

EVERY = list(commands())
WHOLE = PAGE.read_text(encoding="utf-8")


def section(name: str) -> str:
    found = re.search(rf"^#+ {re.escape(name)}\n(.*?)(?=^#|\Z)", WHOLE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no {name}: make docs"
    return found[1]


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_what_the_commands_say(language: Language) -> None:
    assert page(language) == PAGES[language].read_text(encoding="utf-8"), "make docs writes it anew"


def test_the_page_in_japanese_is_in_japanese() -> None:
    text = re.sub(r"`[^`]+`|^    .*", "", PAGES["ja"].read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert not re.findall(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", re.sub(r"tgx [a-z ]+", "", text))


@pytest.mark.parametrize("documented", EVERY, ids=lambda documented: documented.name)
def test_every_command_and_option_is_there(documented: Documented) -> None:
    text = section(documented.name)
    for parameter in documented.command.params:
        shown = WHOLE if set(parameter.opts) & set(EVERYWHERE) else text
        for name in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar]:
            assert f"`{name}`" in shown
    assert documented.command.help


@pytest.mark.parametrize("documented", EVERY, ids=lambda documented: documented.name)
def test_help_is_asked_for_by_either_name_and_says_each_option(documented: Documented, tgx: Run) -> None:
    command = documented.name.split()[1:]
    done = tgx(*command, "--help")
    assert (done.code, done.out) == (0, tgx(*command, "-h").out)
    for parameter in parameters(documented):
        for name in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar]:
            assert name in done.out


def test_no_command_of_the_page_is_gone() -> None:
    shown = re.findall(r"^##+ (tgx.*)$", WHOLE, re.MULTILINE)
    assert shown == [documented.name for documented in EVERY]


def test_only_those_that_find_something_exit_with_1() -> None:
    finding = {documented.name for documented in EVERY if 1 in exit_codes(documented)}
    named = {"tgx validate", "tgx diff", "tgx link import", "tgx crosswalk import", "tgx words add-cities"}
    assert finding == named
