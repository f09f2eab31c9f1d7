"""docs/commands.md and docs/ja/commands.md, made from the commands themselves.

``python tests/commands_page.py`` writes them anew.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import typer

from toshigaikou_cli.cli.app import app
from toshigaikou_cli.cli.values import in_help, listed
from toshigaikou_cli.errors import EXIT_BUG, EXIT_CANNOT, EXIT_FOUND, EXIT_OK
from toshigaikou_cli.language import Language, speaking, translated

_DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: Mapping[Language, Path] = {"en": _DOCS / "commands.md", "ja": _DOCS / "ja" / "commands.md"}
PAGE = PAGES["en"]
EVERYWHERE = ("--lang", "--help", "-h", "--install-completion", "--show-completion")
"""Options that the page names once: those of every command, and of every one that ``tgx --help`` lists."""
STOPPED = 130

_ENGLISH = f"""\
# Commands

Every command of tgx with its arguments, options and exit codes. This page is made from the commands by `make docs`; a
test compares.

Each command has `--help` (`-h`), and `--lang` (`ja` or `en`), the language of what is printed for people, else that of
`TGX_LANG`, or of the locale. `tgx` and the commands that `tgx --help` lists also have `--install-completion` and
`--show-completion`, which set up or print completion for the current shell.

## Exit codes

| code | meaning |
|---|---|
| {EXIT_OK} | fine |
| {EXIT_FOUND} | ran, and found what it was asked to find: {{finding}} |
| {EXIT_CANNOT} | could not run: usage, an unreadable file, no catalogue; one line on stderr says what, where, and what to do |
| {EXIT_BUG} | a bug in tgx; `TGX_DEBUG=1` shows the trace |
| {STOPPED} | stopped with Ctrl-C |
"""
_JAPANESE = f"""\
# コマンド

[English](../commands.md)

tgxの全てのコマンドと、その引数、オプション、終了コードです。このページは`make docs`でコマンドから作り、テストで比べています。

どのコマンドにも`--help`（`-h`）と`--lang`（`ja`か`en`）があります。`--lang`は人が読む表示の言語で、指定がなければ`TGX_LANG`、
それもなければ端末の言語になります。`tgx`と、`tgx --help`に並ぶコマンドには`--install-completion`と`--show-completion`もあり、
使用中のシェルに補完を設定するか、補完の設定を表示します。

## 終了コード

| コード | 意味 |
|---|---|
| {EXIT_OK} | 正常 |
| {EXIT_FOUND} | 実行の結果、探していたものがあった：{{finding}} |
| {EXIT_CANNOT} | 実行できなかった：使い方の誤り、読めないファイルなど。何が、どこで、どうすればよいかを標準エラー出力に示します |
| {EXIT_BUG} | tgxの不具合。`TGX_DEBUG=1`で詳細を表示します |
| {STOPPED} | Ctrl-Cによる中止 |
"""
_INTRODUCTIONS: Mapping[Language, str] = {"en": _ENGLISH, "ja": _JAPANESE}
_CODES: Mapping[Language, str] = {
    "en": "Exit codes: {codes} ([meaning](#exit-codes)).",
    "ja": "終了コード：{codes}（[意味](#終了コード)）",
}
_DEFAULTS: Mapping[Language, str] = {"en": " [default: {value}]", "ja": "［既定値：{value}］"}


class Documented(NamedTuple):
    """A command under its whole name (``tgx link show``), and how deep it stands."""

    name: str
    command: Any
    context: Any
    depth: int


def commands() -> Iterator[Documented]:
    """tgx and every command below it, in the order of the help."""
    root = typer.main.get_command(app)
    yield from _below("tgx", root, None, 0)


def _below(name: str, command: Any, parent: Any, depth: int) -> Iterator[Documented]:
    context = command.context_class(command, info_name=name.split()[-1], parent=parent)
    yield Documented(name, command, context, depth)
    for each in getattr(command, "commands", ()):
        yield from _below(f"{name} {each}", command.commands[each], context, depth + 1)


def parameters(documented: Documented) -> list[Any]:
    """The arguments and options of a command but those that the page names once."""
    return [each for each in documented.command.params if not set(each.opts) & set(EVERYWHERE)]


def exit_codes(documented: Documented) -> tuple[int, ...]:
    """The codes that a command can end with, beside that of Ctrl-C."""
    callback = documented.command.callback
    found = (EXIT_FOUND,) if callback and _uses(inspect.unwrap(callback), "EXIT_FOUND", set()) else ()
    return (EXIT_OK, *found, EXIT_CANNOT, EXIT_BUG)


def _uses(function: Callable[..., Any], name: str, seen: set[str]) -> bool:
    """Whether a function, or one of its module that it calls, reads the global ``name``."""
    read = set(function.__code__.co_names)
    if name in read:
        return True
    own = {
        each: value
        for each in read - seen
        if inspect.isfunction(value := function.__globals__.get(each))
        and value.__module__ == function.__module__
    }
    return any(_uses(value, name, seen | set(own)) for value in own.values())


def page(language: Language = "en") -> str:
    """The whole text of the page in a language."""
    every = list(commands())
    between = "、" if language == "ja" else ", "
    finding = between.join(f"`{each.name}`" for each in every if EXIT_FOUND in exit_codes(each))
    with speaking(language):
        sections = [_section(each, language) for each in every]
    return _INTRODUCTIONS[language].format(finding=finding) + "".join(sections)


def _section(documented: Documented, language: Language) -> str:
    usage = " ".join([documented.name, *documented.command.collect_usage_pieces(documented.context)])
    for word in ("[OPTIONS]", "COMMAND", "[ARGS]"):
        usage = usage.replace(word, translated(word))
    lines = ["", f"{'##' if documented.depth < 2 else '###'} {documented.name}", "", f"    {usage}", ""]
    lines += [_escaped(translated(inspect.cleandoc(documented.command.help or ""))), ""]
    lines += [f"- {_parameter(each, documented, language)}" for each in parameters(documented)]
    if not hasattr(documented.command, "commands"):
        between = "、" if language == "ja" else ", "
        lines += ["", _CODES[language].format(codes=between.join(map(str, exit_codes(documented))))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _parameter(parameter: Any, documented: Documented, language: Language) -> str:
    is_flag = getattr(parameter, "is_flag", False)
    metavar = "" if is_flag else parameter.make_metavar(documented.context)
    if parameter.param_type_name == "argument":
        names = f"`{metavar}`"
    else:
        names = ", ".join(f"`{each}`" for each in parameter.opts) + (f" `{metavar}`" if metavar else "")
    colon = "：" if language == "ja" else ": "
    told = f"{names}{colon}{_escaped(translated(parameter.help or ''))}"
    codes = listed(documented.command, parameter)
    values = f"［値：{in_help(codes)}］" if language == "ja" and codes and in_help(codes) else ""
    return f"{told}{values}{_default(parameter, language)}"


def _default(parameter: Any, language: Language) -> str:
    value = parameter.default
    if isinstance(value, Enum):
        value = value.value
    return "" if value in (None, False, "") else _DEFAULTS[language].format(value=value)


def _escaped(text: str) -> str:
    return text.replace("*", r"\*").replace("<", r"\<")


def main() -> None:
    """Write the pages anew."""
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
