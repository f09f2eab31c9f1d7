"""Pages of ``tgx report``: one for all, the summary, a folder of them."""

from __future__ import annotations

from pathlib import Path

from toshigaikou_cli.cli.output import note
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.reporting import Asked
from toshigaikou_cli.language import chosen, of_page
from toshigaikou_cli.messages import say, say_n


def page_text(db: Path | None, asked: Asked, *, summary: bool) -> str:
    """The whole page, or the summary."""
    from toshigaikou_cli.formats.pages import html
    from toshigaikou_cli.formats.pages.summary import summary as summary_of
    from toshigaikou_cli.jobs.page import page_facts, summary_facts

    if summary:
        with summary_facts(db, asked) as facts:
            return summary_of(facts, of_page())
    from toshigaikou_cli.jobs.page_folder import too_many

    if number := too_many(db, asked):
        hint = say("--output FOLDER/ makes a folder of pages; or ask for less: --year, --goal, --bureau")
        raise UsageError(
            say_n(
                "{n} achievement is too many for one page",
                "{n} achievements are too many for one page",
                n=number,
            ),
            where="--format",
            hint=hint,
        )
    return html.page(page_facts(db, asked), of_page())


def write_folder(db: Path | None, asked: Asked, folder: Path) -> None:
    """Write the page as a folder, all of it or nothing."""
    from toshigaikou_cli.folders import PAGE_MARK, whole_folder
    from toshigaikou_cli.formats.pages.folder import pages
    from toshigaikou_cli.jobs.page_folder import folder_facts

    with (
        folder_facts(db, asked) as facts,
        whole_folder(folder, {"made_by": "tgx report"}, PAGE_MARK) as draft,
    ):
        for name, text in pages(facts, of_page()):
            (draft / name).write_bytes(text.encode())
    note(written(folder / "index.html"))


def written(file: Path) -> str:
    """That a page or a picture is written; in which language, where that is not the one that is spoken."""
    if chosen() == "en" and of_page() == "ja":
        return say("written in Japanese: {file} (--lang en for English)", file=file)
    return say("written: {file}", file=file)
