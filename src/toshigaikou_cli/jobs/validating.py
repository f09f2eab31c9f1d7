"""The checks over the catalogue or over files, told apart by the baseline, and whether that fails."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import __version__, clock
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.checks import (
    CHECKS,
    FOUND,
    RULES_VERSION,
    Check,
    Checked,
    accepted_by,
    baseline,
    check_catalogue,
    matching,
    sort_key,
)
from toshigaikou_cli.checks.check import of_document
from toshigaikou_cli.checks.documents import DOCUMENT_FACTS
from toshigaikou_cli.checks.links import JUDGEMENT_GONE
from toshigaikou_cli.checks.vocabulary import BASELINE_EXPIRED, BASELINE_UNMATCHED
from toshigaikou_cli.errors import CatalogueError, TgxError, UsageError
from toshigaikou_cli.files import locked, replace_file
from toshigaikou_cli.jobs import documenting
from toshigaikou_cli.jobs.watching import NOBODY, Watch
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.long import LongList
from toshigaikou_cli.records.parts import Parts
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.settings import Settings
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.records.validation import CheckInfo, Validation
from toshigaikou_cli.settings import find_settings

_RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}
_DOCUMENTS = (
    ".tsv",
    ".csv",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".docx",
    ".pdf",
    ".html",
    ".htm",
    ".zip",
)
"""Endings of documents in a folder; what a file holds decides how it is read."""
_DEFAULTS = Settings(severity="warning", fail_on="error", format="text")


class CheckList(NamedTuple):
    """Checks as they are listed: what each is, the version of the set, and of tgx."""

    checks: tuple[CheckInfo, ...]
    rules: int
    tgx: str


class Acceptance(NamedTuple):
    """Why the findings that go into a baseline are accepted, and until which day ("": without end); ``said`` puts the head of
    the file into the language."""

    reason: str
    expires: str
    said: Callable[[str], str] = str


class Plan(NamedTuple):
    """What is checked (files, or the catalogue where there are none), by which checks, under which settings.

    ``strategy`` is the one of the catalogue that is asked about, None for all; ``with_accepting`` what a command that
    accepts a name needs to be about the same files and names.
    """

    paths: tuple[Path, ...]
    db: Path | None
    checks: tuple[Check, ...]
    settings: Settings
    strategy: str | None = None
    with_accepting: str = ""

    @property
    def filters(self) -> Filters:
        settings = self.settings
        goal = None if settings.goal is None else str(settings.goal)
        return Filters(goal=goal, bureau=settings.bureau, year=settings.year, strategy=self.strategy)

    @property
    def baseline(self) -> Path:
        folder = self.settings.source.parent if self.settings.source else Path.cwd()
        return self.settings.baseline or folder / baseline.NAME

    def shows(self, finding: Finding) -> bool:
        return _RANK[finding.severity] <= _RANK[self.settings.severity or ""]


def plan(paths: Iterable[Path], db: Path | None, given: Settings, strategy: str | None = None) -> Plan:
    """What to do: the settings given, then those of the nearest tgx.toml, then the usual ones.

    Raises UsageError for a pattern that fits no check.
    """
    settings = given.over(find_settings().over(_DEFAULTS))
    for pattern in (*settings.select, *settings.ignore):
        if not matching([pattern]):
            raise UsageError(
                say("no such check: {pattern}", pattern=pattern), hint=say("tgx validate --list shows all")
            )
    left_out = matching(settings.ignore)
    chosen = matching(settings.select) if settings.select else CHECKS
    files = tuple(_files(paths))
    accepting = _accepting(given, settings) if files else _accepting_in(db)
    checks = tuple(each for each in chosen if each not in left_out)
    return Plan(files, db, checks, settings, strategy, accepting)


def _accepting(given: Settings, settings: Settings) -> str:
    """Options that make ``tgx vocabulary add-alias`` write where a check of files reads; it knows tgx.toml itself."""
    options = {"--vocabulary": settings.vocabulary, "--aliases": given.aliases}
    return "".join(f" {option} {shlex.quote(str(path))}" for option, path in options.items() if path)


def _accepting_in(db: Path | None) -> str:
    """The same for the catalogue, which knows a name only when it has been made anew."""
    return f" --rebuild{_in_db(db)}"


def _in_db(db: Path | None) -> str:
    return f" --db {shlex.quote(str(db))}" if db else ""


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant: of a folder, all below it that are documents or vocabularies by their names."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        below = [each for each in path.rglob("*") if not _hidden(each.relative_to(path))]
        found = sorted(each for each in below if _is_document(each) or _is_vocabulary(each))
        if not found:
            hint = say("files end in {endings}; others are named one by one", endings=_DOCUMENTS)
            raise UsageError(say("no document in the folder"), where=str(path), hint=hint)
        yield from found


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)  # ~$: Excel has the file open


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in _DOCUMENTS and not _hidden(Path(path.name)) and path.is_file()


def _is_vocabulary(path: Path) -> bool:
    from toshigaikou_cli.vocabulary.word_files import KINDS, kind_of

    known = {"aliases", "crosswalk", "documents", "judgements", *KINDS}
    return path.suffix.lower() in (".yaml", ".yml") and kind_of(path) in known and path.is_file()


def check_list(plan: Plan) -> CheckList:
    """The checks of a plan."""
    return CheckList(tuple(check.info for check in plan.checks), RULES_VERSION, __version__)


def check(plan: Plan, jobs: int = 1, watch: Watch = NOBODY) -> tuple[Checked, list[TgxError]]:
    """Run the checks, files read by so many processes; the errors are of files that cannot be read.

    Raises CatalogueError where there is nothing.
    """
    if plan.paths:
        from toshigaikou_cli.jobs import checking

        given = checking.given(plan.settings, jobs, watch)
        # a row that was judged may stand in a document that was not given
        unsure = [JUDGEMENT_GONE.code] if _in_part(plan) else []
        checks = [each for each in plan.checks if each.code not in unsure]
        found, failed = checking.check_files(plan.paths, checks, plan.filters, given)
        if plan.with_accepting:
            told = (accepted_by(each, plan.with_accepting) for each in found.findings)
            found = found._replace(findings=shelved(told, FOUND))
        return found, failed
    path = catalogue_path(plan.db)
    with reading(path) as connection:
        facts: Iterable[Finding] = ()
        if DOCUMENT_FACTS in plan.checks and not any(plan.filters):
            facts = _facts_missing(documenting.known_documents(connection, path), _in_db(plan.db))
        checked = check_catalogue(connection, plan.checks, plan.filters, facts, plan.with_accepting)
    if not checked.sizes["document"]:
        what = say("nothing to check: no document in the catalogue")
        raise CatalogueError(what, where=str(path), hint=say("tgx import, or name files"))
    return checked, []


def _facts_missing(known: Iterable[documenting.KnownDocument], in_db: str) -> Iterator[Finding]:
    """A note on each document that lacks facts, with the command to give them."""
    for each in known:
        if missing := each.facts.missing():
            name = shlex.quote(each.name)
            hint = f"tgx documents set {name} {' '.join(f'{fact}=…' for fact in missing)}{in_db}"
            found = of_document(each.name, say("not known: {facts}", facts=joined(map(coded, missing))))
            yield DOCUMENT_FACTS.report(found._replace(hint=hint))


# ---------------------------------------------------------------- the baseline


def against_baseline(checked: Checked, plan: Plan) -> baseline.Split:
    """The findings told apart by the baseline, with findings about its own entries."""
    path = plan.baseline
    if not path.exists():
        return baseline.Split(checked.findings, (), [], [])
    entries = baseline.read_baseline(path)
    filtered = plan.settings.parts != Parts() or any(value not in (None, "") for value in plan.filters)
    documents = None if filtered else [document["name"] for document in checked.documents]
    codes = {check.code for check in plan.checks}
    across = [check.code for check in plan.checks if check.across]
    unseen = {(code, name) for code in across for name in _in_part(plan)}
    told = baseline.split(checked.findings, entries, clock.today(), codes, documents, unseen)
    about = [
        _about(BASELINE_EXPIRED, entry, path, say("expired on {day}", day=entry.expires))
        for entry in told.expired
    ]
    about += [_about(BASELINE_UNMATCHED, entry, path, say("matches nothing")) for entry in told.unmatched]
    further = sorted((finding for finding in about if finding.code in codes), key=sort_key)
    return told._replace(new=shelved(merge(told.new, further, key=sort_key), FOUND)) if further else told


def _in_part(plan: Plan) -> set[str]:
    """The names of the documents that were checked without all that lie beside them."""
    return {path.name for path in plan.paths if _is_document(path) and not _all_beside(path, plan.paths)}


def _all_beside(path: Path, given: Collection[Path]) -> bool:
    """Whether all documents of a file's folder were given with it."""
    there = {each.absolute() for each in given}
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    return all(each.absolute() in there for each in beside if _is_document(each))


def _about(check: Check, entry: baseline.KnownFinding, path: Path, what: str) -> Finding:
    named = " ".join(part for part in (entry.check, entry.document, entry.record) if part)
    spot = Spot(path.name)
    message = say("the entry {named} {what}", named=named, what=what)
    return Finding(check.code, check.severity, message, spot, "baseline", named, entry.cell, entry.reason)


def write_baseline(checked: Checked, plan: Plan, acceptance: Acceptance) -> tuple[Path, int]:
    """Write all findings that are shown into the baseline, reasons in it kept: the file, and how many it has."""
    path, expires = plan.baseline, acceptance.expires
    if expires and not baseline.is_day(expires):
        raise UsageError(say("no day: {text}", text=expires), where="--expires", hint=say("write 2027-03-31"))
    with locked(path):  # what another process accepts now stays, too
        told = against_baseline(checked, plan)
        listed = (each for each in told.new if each.thing != "baseline" and plan.shows(each))
        entries = baseline.read_baseline(path) if path.exists() else ()
        reason = acceptance.reason.strip()
        new = baseline.renewed(chain(listed, told.known), entries, told.unmatched, reason, expires)
        replace_file(path, baseline.baseline_text(new, list(map(acceptance.said, baseline.HEAD))).encode())
    return path, len(new)


# ---------------------------------------------------------------- the answer


def validation(told: baseline.Split, checked: Checked, plan: Plan) -> Validation:
    """What is printed: the findings that the settings show, the known ones, and what was looked at."""
    new = told.new
    hidden = Counter[str](each.severity for each in new if not plan.shows(each))
    return Validation(
        # in the order of their severity, so that those that are shown stand first
        findings=LongList(len(new) - hidden.total(), lambda start, stop: new[start:stop]),
        known=told.known,
        hidden={each: hidden[each] for each in _RANK if hidden[each]},
        documents=checked.documents,
        checked=checked.sizes,
        checks=tuple(check.info for check in plan.checks),
        rules=RULES_VERSION,
        tgx=__version__,
    )


def fails(new: Sequence[Finding], plan: Plan) -> bool:
    """Whether one of the findings is as bad as what the settings fail on. An entry of the baseline that serves nothing any
    more hides nothing: it is said, and stops nobody who mended its row."""
    limit = _RANK.get(plan.settings.fail_on or "", -1)
    return any(_RANK[finding.severity] <= limit for finding in new if finding.code != BASELINE_UNMATCHED.code)
