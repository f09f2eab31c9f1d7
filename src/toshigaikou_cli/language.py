"""The language that a person reads: which one it is, and what a message is in it.

English is the language of the code. A catalogue (gettext, ``locales/``) is loaded where the first message is printed in
another language.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from toshigaikou_cli.messages import Called, Message, TextList
from toshigaikou_cli.records.project import ProjectWords
from toshigaikou_cli.records.wording import SPOKEN, as_called

if TYPE_CHECKING:
    from gettext import GNUTranslations

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "TGX_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_NAMES: Mapping[Language, tuple[str, ...]] = {"ja": ("日本語", "japanese"), "en": ("英語", "english")}
_BETWEEN: Mapping[str, str] = {
    ", ": "、",
    "; ": "；",
    ": ": "：",
    ":": "、",
    " ": "",
    " + ": "＋",
    " and ": "と",
    " or ": "か",
    " / ": "・",
    ". ": "。",
}
"""What stands between parts in Japanese, by what does in English; others stay as they are."""


class _Own(NamedTuple):
    """What a project says in its own words."""

    words: ProjectWords = SPOKEN
    ratings: Mapping[str, str] = {}


class _Spoken(NamedTuple):
    asked: Language | None = None
    chosen: Language | None = None
    own: _Own | None = None
    running: bool = False
    called: Callable[[], Mapping[str, str]] | None = None
    names: Mapping[str, str] | None = None
    words: Callable[[], ProjectWords | None] | None = None


_run = _Spoken()


@contextmanager
def speaking(asked: Language | None) -> Iterator[None]:
    """Run a command in the language that its ``--lang`` asks for; None goes on in the one that is spoken."""
    global _run
    before = _run
    _run = _Spoken(asked or before.asked, running=True)
    try:
        yield
    finally:
        _run = before


def chosen() -> Language:
    """``--lang``, else TGX_LANG, the project's language, the locale: Japanese where that is, English elsewhere."""
    global _run
    if _run.chosen:
        return _run.chosen
    language = _run.asked or known(os.environ.get(VARIABLE)) or _of_project() or _of_locale()
    if _run.running:
        _run = _run._replace(chosen=language)
    return language


def of_page() -> Language:
    """The language of a page: Japanese, unless ``--lang`` or the project says otherwise."""
    return _run.asked or _of_project() or "ja"


def asked() -> Language | None:
    """What ``--lang`` says."""
    return _run.asked


def of_names() -> Language:
    """The language of names: that of the documents, unless somebody asks for English, with ``--lang``, or
    by TGX_LANG, the project or the locale; no locale at all, as in a script, asks for nothing."""
    if chosen() == "ja":
        return "ja"
    said = _run.asked or known(os.environ.get(VARIABLE)) or _of_project()
    return "en" if said or _locale().startswith("en") else "ja"


def names_from(source: Callable[[], Mapping[str, str]]) -> None:
    """What gives the English names, by those of the documents, to the command that runs."""
    global _run
    if _run.running:
        _run = _run._replace(called=source, names=None)


def words_from(source: Callable[[], ProjectWords | None]) -> None:
    """What gives the words for goals, areas, measures and units where there is no project (None: not known yet)."""
    global _run
    if _run.running:
        _run = _run._replace(words=source)


def english_names() -> Mapping[str, str]:
    """English by Japanese names where somebody asks for English, and the command has them; looked up once."""
    global _run
    if _run.names is None:
        from toshigaikou_cli.errors import TgxError

        found: Mapping[str, str] = {}
        if _run.called and of_names() == "en":
            with suppress(TgxError, OSError):
                found = _run.called()
        _run = _run._replace(names=found)
    return _run.names or {}


def named(text: str) -> str:
    """A name as English has it where that is asked for, or a list of names (``北京市、パリ市``); any other text as it is."""
    if text.isascii() or not (names := english_names()):
        return text
    if found := names.get(text):
        return found
    stem, years, end = text.partition(" (")
    if years and (found := names.get(stem)):
        return f"{found}{years}{end}"
    parts = [names.get(part, "") for part in text.split("、")]
    return ", ".join(parts) if all(parts) else text


def with_own_name(text: str) -> str:
    """The same, with the documents' own name behind it, by which they are found."""
    english = named(text)
    return text if english == text else f"{english} ({text})"


def known(name: str | None) -> Language | None:
    """A language by its code or its name, or by that of a locale: EN, en_GB.UTF-8, 日本語."""
    said = (name or "").lower()
    if found := next((each for each, names in _NAMES.items() if said in names), None):
        return found
    short = next((each for each in LANGUAGES if each == said[:2]), None)
    return short if not said[2:3].isalnum() else None


def _of_project() -> Language | None:
    """``[project] language`` of tgx.toml; that the file is broken is said by who needs the project."""
    from toshigaikou_cli import projects
    from toshigaikou_cli.errors import TgxError

    with suppress(TgxError, OSError):
        project = projects.own()
        return known(project.language) if project else None
    return None


def _of_locale() -> Language:
    name = _locale()
    return "ja" if name == "ja" or name.startswith(("ja_", "ja.")) else "en"


def _locale() -> str:
    return next(filter(None, map(os.environ.get, _LOCALE)), "")


def in_language(text: str, language: Language | None = None) -> str:
    """A message in a language, the chosen one where none is given; any other text as it is."""
    language = language or chosen()
    if not isinstance(text, Message):
        return text
    if language == "en":
        return _with_names(text)
    arguments = {name: _argument(value, language) for name, value in text.arguments.items()}
    template = _template(text, language)
    return template.format_map(arguments) if arguments else template


def _with_names(text: Message) -> str:
    """A message in English, with English names where they are asked for."""
    if text.context in ("relation", "code") and of_names() == "en":
        return _relation(text, "en") if text.context == "relation" else text.replace("_", " ")
    if text.context == "outcome":
        return text.template
    if not text.arguments or not english_names():
        return text
    arguments = {name: _name(value) for name, value in text.arguments.items()}
    if arguments == text.arguments:
        return text
    many = text.plural and text.arguments["n"] != 1
    return (text.plural if many else text.template).format_map(arguments)


def _name(value: object) -> object:
    if isinstance(value, Message):
        return in_language(value, "en")
    if isinstance(value, Called):
        return with_own_name(value.name)
    if isinstance(value, TextList):
        parts = tuple(map(_name, value.parts))
        return value if parts == value.parts else TextList(parts, ", " if value.by == "、" else value.by)
    return named(value) if isinstance(value, str) else value


def in_file(message: Message) -> str:
    """A message in a file that people keep and review, such as its head: in the language of the project, else in the one
    that is spoken."""
    return in_language(message, _of_project() or chosen())


def translated(english: str) -> str:
    """A text that other code holds as plain English, such as the help of an option."""
    if not english or chosen() == "en":
        return english
    return called(_catalogue(chosen()).gettext(english))


def _argument(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return in_language(value, language)
    if isinstance(value, TextList):
        return _BETWEEN.get(value.by, value.by).join(str(_argument(part, language)) for part in value.parts)
    return value


def _template(message: Message, language: Language) -> str:
    """The template in a language other than the code's, which is Japanese, in the words of the project."""
    catalogue, template = _catalogue(language), message.template
    if not template or template == "{parts}":
        return template
    if message.plural:
        return called(catalogue.ngettext(template, message.plural, cast(int, message.arguments["n"])))
    if message.context == "relation":
        return _relation(message, language)
    if message.context == "value":
        word = next(iter(words_of(template)), template)
        return template if word == template else f"{word}（{template}）"
    if message.context:
        is_role = message.context == "code" and template in ("lead", "related")
        return _role(template) if is_role else called(catalogue.pgettext(message.context, template))
    return called(catalogue.gettext(template))


def called(text: str) -> str:
    """A Japanese text of tgx's own, without what documents say, with what the project calls goals, measures and units."""
    return as_called(text, _of_own().words)


def worded(table: Mapping[Language, Mapping[str, str]], language: Language) -> Mapping[str, str]:
    """The texts of a table in a language: in Japanese with what the project calls things."""
    return (
        table[language] if language == "en" else {key: called(text) for key, text in table[language].items()}
    )


def words_of(code: str) -> tuple[str, ...]:
    """What a value of an option is called in Japanese, as the project says it, then as others do; nothing for a name that
    is the same in each language, such as json."""
    catalogue = _catalogue("ja")
    word = next((said for each in ("value", "code") if (said := catalogue.pgettext(each, code)) != code), "")
    own = _role(code) if code in ("lead", "related") else called(word)
    return tuple(dict.fromkeys((own, word))) if word else ()


def _relation(kind: str, language: Language) -> str:
    """What the project calls a kind of relation; one that has no name is shown as it is."""
    from toshigaikou_cli import projects
    from toshigaikou_cli.errors import TgxError

    with suppress(TgxError, OSError):
        if named := projects.current().relations.get(str(kind)):
            return (named.english or kind.replace("_", " ")) if language == "en" else named.name
    return str(kind)


def _role(code: str) -> str:
    words = _of_own().words
    return words.lead if code == "lead" else words.related


def meaning_of(grade: str) -> str:
    """What the grades of a document (A, or A、◎) mean by the project, "" for nothing."""
    ratings = _of_own().ratings
    return "、".join(ratings[each] for each in grade.split("、") if each in ratings)


def graded(grade: str | None) -> str | None:
    """A grade as its document has it, in Japanese with what it means by the project."""
    meaning = meaning_of(grade) if grade else ""
    return Message(grade, "{text} ({why})", {"text": grade, "why": meaning}) if grade and meaning else grade


def _of_own() -> _Own:
    """The project's own words, looked up once a command; that its file is broken is said by who needs it."""
    global _run
    if _run.own:
        return _run.own
    from toshigaikou_cli import projects
    from toshigaikou_cli.errors import TgxError

    with suppress(TgxError, OSError):
        if project := projects.own():
            own = _Own(project.words, project.ratings)
        elif _run.words and (words := _run.words()):
            own = _Own(words)
        else:
            return _Own()
        if _run.running:
            _run = _run._replace(own=own)
        return own
    return _Own()


@cache
def _catalogue(language: Language) -> GNUTranslations:
    from gettext import GNUTranslations

    with (Path(__file__).parent / "locales" / language / "LC_MESSAGES" / "tgx.mo").open("rb") as file:
        return GNUTranslations(file)
