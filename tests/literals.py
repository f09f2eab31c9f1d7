"""Texts for people that bypass translation: literals that are printed, raised or put into tables without ``say``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import errors

MAKERS = {"say", "say_n", "say_as", "sayable", "sayable_n"}
"""What makes messages: their templates are literals, and found by ``make messages``."""
TYPERS = {"typer.Option", "typer.Argument", "typer.Typer", "_file", "TyperOption", "app.command"}
"""Their help is looked up as Typer holds it."""
HELP = {
    "COMMANDS",
    "_views",
    "_CODES",
    "ENGLISH",
    "ENGLISH_FOR",
    "ENGLISH_AGAINST",
    "ENGLISH_JOINED",
    "ENGLISH_KINDS",
    "_english_reorganized",
    "_english_outside",
}
"""Names of what is help, too, and of the English of what is Japanese in the code."""
SILENT = {"re.compile", "cast", "Literal", "TypeVar", "NamedTuple"}
PROGRAMMERS = {
    "ValueError",
    "TypeError",
    "KeyError",
    "AttributeError",
    "RuntimeError",
    "AssertionError",
    "NotImplementedError",
}
PRINTERS = {
    "print",
    "note",
    "print_line",
    "echo",
    "fail",
    "write",
    "confirm",
    "getpass",
    "prompt",
    "input",
    "_say",
}
PLACES = {"ha", "va", "textcoords"}
"""Arguments that say where a text of a picture stands."""
TABLES = {"Column", "Table", "TableText", "labelled"}
ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.TgxError)
} | {"refused", "unwritable", "OSError"}
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:.)']* \(?[a-z]{2,}")
_WORD = re.compile(r"(?<![-\w.])[A-Za-z]{2,}")
_OPTION = re.compile(r"--?[a-z]\w*|\btgx\b")
_CALL = re.compile(
    r"--\w[\w-]*(?: \w+)?|tgx [a-z-]+(?: [a-z-]+)?(?: --\w+| [A-Z]+| [\d:…]+| documents/\*)*"
    r"|(?:pip|apt) install [^ ]+(?: \(or [\w-]+\))?|[#-][^{}]*\n.*",
    re.DOTALL,
)
"""What stands as it is in every language: options, commands, the head of a file."""
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_SQL = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|FROM|WHERE|ORDER BY|JOIN|VALUES|SAVEPOINT|ROLLBACK|RELEASE"
    r"|CASE|(?:instr|substr|coalesce|json)\(|NULL AS|xml version|xml:lang=|\b[a-z]\.[a-z]+, |, table_number,)"
)


class Bypass(NamedTuple):
    """A literal that a person reads in English whatever the language is."""

    line: int
    text: str


def bypasses(text: str) -> list[Bypass]:
    """The literals of a module that bypass translation."""
    tree = ast.parse(text)
    return sorted({found for node in tree.body for found in _in(node)})


def _in(node: ast.AST) -> Iterator[Bypass]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call):
        yield from _in_call(node)
        return
    if _names(node) & HELP or _in_both(node):
        return
    if isinstance(node, ast.JoinedStr | ast.Constant | ast.BinOp) and (found := _literal(node)) is not None:
        if _SENTENCE.search(found.replace("tgx ", "")) and not (_SQL.search(found) or _CALL.fullmatch(found)):
            yield Bypass(node.lineno, found)
        if not isinstance(node, ast.JoinedStr):
            return
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr | ast.Compare) and isinstance(child, ast.Constant)):
            yield from _in(child)


def _in_both(node: ast.AST) -> bool:
    """Whether both languages stand beside each other: a table of words, a pair of texts, a choice between them."""
    if isinstance(node, ast.Dict):
        return {ast.unparse(key) for key in node.keys if key} == {"'ja'", "'en'"}
    if isinstance(node, ast.IfExp):
        return ast.unparse(node.test) in ("language == 'ja'", "language == 'en'")
    texts = [_literal(each) or "" for each in node.elts] if isinstance(node, ast.Tuple) else []
    return len(texts) == 2 and bool(_JAPANESE.search(texts[0])) and not _JAPANESE.search(texts[1])


def _names(node: ast.AST) -> set[str]:
    """What a statement defines."""
    if isinstance(node, ast.Assign):
        return set(map(ast.unparse, node.targets))
    if isinstance(node, ast.AnnAssign):
        return {ast.unparse(node.target)}
    return {node.name} if isinstance(node, ast.FunctionDef) else set()


def _in_call(node: ast.Call) -> Iterator[Bypass]:
    name = ast.unparse(node.func)
    short = name.rpartition(".")[2]
    arguments = [*node.args, *(each.value for each in node.keywords if each.arg not in PLACES)]
    if short in MAKERS:
        templates = node.args[: {"say_n": 2, "sayable_n": 2, "say_as": 2}.get(short, 1)]
        yield from (Bypass(each.lineno, ast.unparse(each)) for each in templates if _made(each))
        arguments = arguments[len(templates) :]
    elif name in TYPERS or short in SILENT | PROGRAMMERS:
        return
    elif short in PRINTERS | ERRORS | TABLES:
        shown = arguments[1:] if short == "Column" else arguments
        for each in shown:
            yield from _words(each)
    for each in (node.func, *arguments):
        yield from _in(each)


def _made(template: ast.expr) -> bool:
    """Whether a template is put together, so that nobody can translate it."""
    return isinstance(template, ast.JoinedStr | ast.BinOp | ast.Call)


def _words(node: ast.AST) -> Iterator[Bypass]:
    """Literals that have words, in what is shown; the arguments of other calls have a meaning of their own."""
    if isinstance(node, ast.Call | ast.Subscript | ast.Compare | ast.Lambda):
        return
    found = _literal(node)
    if found is not None:
        if (
            not _CALL.fullmatch(found)
            and _WORD.search(_OPTION.sub("", found))
            and found not in ("right", "left")
            and not found.startswith("--")
        ):
            yield Bypass(getattr(node, "lineno", 0), found)
        return
    for child in ast.iter_child_nodes(node):
        yield from _words(child)


def _literal(node: ast.AST) -> str | None:
    """A literal with gaps where values stand; None for what is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in node.values)
    return None


def of_module(path: Path) -> list[Bypass]:
    return bypasses(path.read_text(encoding="utf-8"))
