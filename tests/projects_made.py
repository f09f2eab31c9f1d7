"""Projects to run a rule in: the packaged one, the second one, and an empty one that ``tgx init --from`` made; and sheets in
the words of each.

What is free in all of them: FY2016 and FY2020, for which no project has a sheet and each a strategy. :data:`STAYS` says what
is tested with the packaged city alone, and why; ``tests/test_every_city.py`` holds it true.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import pytest

from make_kitakyushu import SOURCES
from toshigaikou_cli.jobs.examples import Example
from toshigaikou_cli.jobs.places import packaged_documents

TWO_STRATEGIES = Path(__file__).parent / "examples" / "two_strategies"
HEADER = "分野\t担当局・部\t項目名\t実績（{}）\n"
YEARS = {2015: "平成27年度", 2016: "平成28年度", 2020: "令和2年度", 2021: "令和3年度", 2023: "令和5年度"}


class Facts(NamedTuple):
    """What is known of a project by hand: ``years`` has the rows of each sheet, ``goals`` the measures of each goal;
    ``filters`` are options that each list takes; ``units`` are two of different measures, ``measures`` the codes of three,
    that of the first unit before the others; ``written_two_ways`` is the second unit as two sheets have it."""

    years: dict[int, int]
    goals: dict[str, int]
    measure: str
    filters: tuple[tuple[str, str], ...]
    units: tuple[str, str]
    measures: tuple[str, str, str]
    written_two_ways: tuple[str, str]
    example: Example | None = None


FACTS = {
    "tokyo": Facts(
        {2017: 35},
        {"1": 16, "2": 30, "3": 30},
        "18",
        (("--goal", "2"), ("--bureau", "環境局"), ("--city", "ソウル"), ("--measure", "18")),
        ("環境局", "水道局"),
        ("18", "33", "76"),
        ("水道局", "水道局総務部"),
    ),
    "kitakyushu": Facts(
        {2017: 43, 2018: 44, 2019: 20},
        {"Ⅰ": 6, "Ⅱ": 6, "Ⅲ": 8},
        "1-1-(1)",
        (
            ("--goal", "Ⅱ"),
            ("--bureau", "国際交流課"),
            ("--city", "釜山"),
            ("--measure", "1-1-(1)"),
            ("--area", "3-1"),
        ),
        ("環境国際協力課", "海外事業課"),
        ("2-1-(2)", "2-2-(1)", "3-2-(4)"),
        ("海外事業課", "上下水道局海外事業課"),
        "kitakyushu",
    ),
    "empty": Facts(
        {},
        {"Ⅰ": 6, "Ⅱ": 6, "Ⅲ": 8},
        "1-1-(1)",
        (("--goal", "Ⅱ"), ("--bureau", "国際交流課"), ("--measure", "1-1-(1)")),
        ("環境国際協力課", "海外事業課"),
        ("2-1-(2)", "2-2-(1)", "3-2-(4)"),
        ("海外事業課", "上下水道局海外事業課"),
    ),
}


class Place(NamedTuple):
    """A project to work in: ``documents`` are those that its catalogue has, ``catalogue`` is its file."""

    name: str
    folder: Path
    facts: Facts
    documents: list[Path]
    catalogue: Path

    @property
    def judgements(self) -> Path:
        """Where what people decide is kept."""
        if self.name == "tokyo":
            return self.catalogue.with_name("catalogue.judgements.yaml")
        return self.folder / "judgements.yaml"

    @property
    def strategy(self) -> Path:
        """The document of its strategy."""
        return next(each for each in self.documents if each.name.startswith("strategy"))

    @property
    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Two rows of a sheet, of the two units."""
        one, other = self.facts.units
        return (
            ("①都市との交流", one, "ソウル特別市との交流", "・9月21日 職員4名と意見交換"),
            ("①都市との交流", other, "北京市との交流", "視察受入れ"),
        )

    def sheet(self, name: str, rows: Iterable[tuple[str, ...]] | None = None, year: int = 2020) -> Path:
        """A sheet of fields, units, items and results in the folder of the project."""
        lines = ("\t".join(row) + "\n" for row in (self.rows if rows is None else rows))
        path = self.folder / name
        path.write_text(HEADER.format(YEARS[year]) + "".join(lines), encoding="utf-8")
        return path


def following(place: Place) -> tuple[Path, str, str]:
    """The strategy after that of a project, in force in FY2023, with the ids of both, the older one first."""
    if place.name == "tokyo":
        return TWO_STRATEGIES / "strategy-2022.tsv", "2014", "2022"
    text = (SOURCES / "strategy-2016.tsv").read_text(encoding="utf-8")
    for old, new in (
        ("大綱2016", "大綱2021"),
        ("平成28（2016）年3月", "令和3（2021）年3月"),
        ("平成28年度から令和2年度まで", "令和3年度から令和7年度まで"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = place.folder / "strategy-2021.tsv"
    path.write_text(text, encoding="utf-8")
    return path, "2016", "2021"


def quietly(*arguments: str | Path) -> None:
    """A command that is no test; what it says to the process (--project) is forgotten."""
    from toshigaikou_cli.cli.app import run

    errors = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as apart,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(errors),
    ):
        apart.setenv("TGX_PROJECT", "")
        apart.delenv("TGX_DB", raising=False)
        code = run([str(each) for each in arguments])
    assert code == 0, errors.getvalue()


def make(name: str, folder: Path) -> None:
    """The folder of a project with its catalogue."""
    if name == "tokyo":
        folder.mkdir()
        quietly("--db", folder / "catalogue.sqlite", "import", *packaged_documents())
        return
    given = ["--example", name] if name == "kitakyushu" else ["--from", SOURCES / "strategy-2016.tsv"]
    quietly("init", folder, *given)
    quietly("import", "--project", folder, *sorted((folder / "documents").iterdir()))


class Why(Enum):
    """Why a test is not run in every project."""

    BY_HAND = "figures, links and pages worked out by hand on the packaged city's documents"
    AGAIN = "the same rule is held in every project by another test; here it meets the packaged city's curated rules"
    ITS_WORDS = "the packaged city's own bureaus, their succession, its spellings and English names"
    PROCESSES = "processes that are killed, wait or ask: no word of a city changes them"
    NO_PROJECT = "what a folder says that is no project, and a catalogue outside of one"
    OWN_CITY = "documents of invented cities of its own"
    NO_CITY = "nothing of any city: tables, formats, lists, the repository"


_LINKS_AGAIN = (
    "an_accepted_link_is_confirmed_wherever_it_is_shown", "the_json_of_judged_links_keeps_to_its_schemas",
    "evidence_names_bureaus_and_not_their_ids", "a_measure_that_the_rules_did_not_see_counts_once_it_is_accepted",
    "a_rejected_link_stays_visible_and_counts_no_more", "outside_rejects_all_links_and_the_report_counts_it_apart",
    "undo_brings_back_what_was", "a_judgement_that_says_otherwise_is_not_replaced_in_silence",
    "bad_input_is_one_line_and_exit_code_2", "without_a_catalogue_nothing_is_made", "judgements_survive_import_and_rebuild",
    "a_new_catalogue_takes_the_judgements_of_the_file", "a_changed_text_marks_a_judgement_stale_and_it_comes_first",
    "a_judgement_on_what_is_gone_is_kept_and_listed", "an_edited_file_is_noticed_and_applied",
    "an_import_of_the_same_sheet_applies_an_edited_file", "a_broken_file_stops_what_needs_it_and_is_left_alone",
    "a_lost_file_is_not_taken_for_no_judgements", "export_and_import_carry_judgements_over",
    "an_imported_entry_is_pinned_to_todays_text", "a_broken_import_changes_nothing", "explain_says_why_and_why_not",
    "every_link_that_is_only_suggested_has_something_against_it", "review_saves_each_answer",
    "review_undoes_and_asks_again", "review_explains_what_it_did_not_understand", "review_with_nothing_open",
    "review_that_is_interrupted_keeps_what_was_answered", "text_of_a_document_cannot_steer_the_terminal",
)  # fmt: skip


def _because(why: Why, *names: str) -> dict[str, Why]:
    return dict.fromkeys(names, why)


STAYS: Mapping[str, Mapping[str, Why]] = {
    "test_diff_facts.py": _because(
        Why.OWN_CITY, "each_figure_and_code_is_a_difference_of_its_own", "the_same_document_has_none",
        "numbers_that_count_the_rows_are_no_difference", "a_new_year_of_an_indicator_and_a_new_indicator",
        "the_figures_of_two_years_are_those_of_each_its_own", "nothing_compared_is_no_difference_that_passes",
        "the_period_of_a_strategy_is_compared",
    ),
    "test_import_changes.py": _because(
        Why.OWN_CITY, "a_cell_beside_the_words_changes_its_row", "a_row_in_front_changes_none_of_those_after_it",
        "columns_in_another_order_change_nothing",
    ),
    "test_diff.py": _because(
        Why.BY_HAND, "two_years_are_compared_as_by_hand", "the_trend_of_two_years_is_as_by_hand",
        "every_format_shows_the_same_changes", "of_years_it_is_measures_with_results_that_are_compared",
    ) | _because(Why.ITS_WORDS, "a_split_bureau_is_said_and_not_compared"),
    "test_import.py": _because(
        Why.PROCESSES, "two_imports_at_once_both_succeed", "a_killed_import_leaves_the_former_catalogue_whole",
        "an_interrupt_leaves_nothing_behind",
    ),
    "test_import_headings.py": {"*": Why.OWN_CITY},
    "test_import_layouts.py": {"*": Why.OWN_CITY},
    "test_import_parts.py": {"*": Why.OWN_CITY},
    "test_init.py": {"*": Why.OWN_CITY},
    "test_init_example.py": {"*": Why.OWN_CITY},
    "test_init_forms.py": {"*": Why.OWN_CITY},
    "test_each_ward.py": {"*": Why.OWN_CITY},
    "test_link.py": _because(Why.AGAIN, *_LINKS_AGAIN) | _because(
        Why.BY_HAND, "the_report_counts_a_suggestion_only_once_it_is_accepted", "suggest_puts_what_matters_and_is_unsure_first",
        "a_judgement_is_not_carried_to_another_strategys_measure", "evaluate_takes_rows_of_the_catalogue_and_rows_of_its_own",
        "evaluate_tells_labels_of_another_sheet", "review_takes_full_width_answers_and_filters",
    ) | _because(
        Why.PROCESSES, "killed_between_file_and_catalogue_the_file_holds", "two_people_at_once_lose_no_judgement",
        "review_asks_nobody_for_a_name_where_answers_come_from_a_pipe", "review_on_a_terminal_asks_for_a_name",
    ) | _because(Why.NO_PROJECT, "the_environment_names_the_file"),
    "test_link_learn.py": {"*": Why.BY_HAND},
    "test_link_mend.py": _because(Why.BY_HAND, "the_rules_link_a_row_by_its_mended_unit_and_verdicts_stay"),
    "test_main_job.py": {"*": Why.BY_HAND},
    "test_one_answer.py": _because(
        Why.AGAIN, "the_report_and_the_list_have_the_same_members", "every_view_has_the_same_members",
        "lists_of_cities_and_bureaus_count_the_same", "a_goal_as_people_name_it", "an_area_as_people_name_it",
        "a_goal_can_be_shown", "a_number_alone_is_a_measure_and_a_name_stays_a_name",
        "a_filter_that_makes_no_sense_is_refused_with_what_does",
    ) | _because(Why.BY_HAND, "the_question_of_a_journalist", "how_sure_is_said_with_what_was_measured"),
    "test_other_years.py": _because(
        Why.ITS_WORDS, "every_bureau_of_2023_is_known_and_in_force", "they_reach_the_measures_of_their_predecessors",
        "cities_in_other_spellings",
    ),
    "test_output.py": _because(Why.NO_CITY, "cells_are_data", "full_width_text_is_wide"),
    "test_replacing.py": _because(
        Why.OWN_CITY, "other_measures_under_the_same_codes_are_not_the_same", "where_nothing_was_imported_nothing_is_undone",
        "nothing_goes_unasked_and_undo_is_its_opposite",
    ),
    "test_report_views.py": _because(
        Why.BY_HAND, "a_view_fits_the_terminal", "a_suggestion_for_another_goal_is_no_unlinked_row",
        "a_page_names_achievements_as_commands_take_them",
    ) | _because(
        Why.NO_CITY, "a_summary_cuts_between_words", "latin_letters_of_an_english_page_are_in_a_latin_font",
    ),
    "test_stated.py": {"*": Why.OWN_CITY},
    "test_states.py": _because(Why.NO_CITY, "the_name_of_a_catalogue_as_sqlite_takes_it"),
    "test_strategies.py": _because(
        Why.AGAIN, "another_strategy_changes_nothing_of_a_year_that_is_not_its_own", "each_year_goes_by_its_own_strategy",
        "reports_have_a_block_for_each_strategy_the_newer_first", "the_page_has_a_block_for_each_strategy_the_newer_first",
        "lists_name_measures_with_their_strategy", "what_is_about_one_thing_refuses_an_ambiguous_name",
        "an_unknown_strategy_or_code_says_what_there_is", "rebuild_keeps_every_strategy_and_what_was_given_with_it",
        "judgements_made_before_are_still_in_force",
    ) | _because(
        Why.BY_HAND, "a_new_edition_replaces_its_own_strategy_and_says_what_changed",
        "two_strategies_in_force_at_once_are_told_apart", "a_judgement_file_may_name_the_strategy",
    ),
    "test_tidy.py": _because(Why.BY_HAND, "the_packaged_citys_partners_by_hand"),
    "test_validate.py": _because(
        Why.NO_PROJECT, "files_are_checked_without_leaving_a_catalogue", "the_strategy_to_link_to",
        "two_strategies_are_checked_each_by_itself", "settings_are_found_upwards_and_options_win",
        "broken_settings_are_refused", "settings_name_files_beside_themselves", "other_vocabularies_and_names",
    ) | _because(Why.OWN_CITY, "every_cell_that_was_not_read_is_named") | _because(
        Why.PROCESSES, "the_same_input_gives_the_same_bytes_in_another_process") | _because(
        Why.BY_HAND, "the_packaged_documents_have_no_error_and_no_warning",
        "the_original_documents_have_no_error_and_no_warning", "the_packaged_vocabularies_are_sound",
    ) | _because(
        Why.NO_CITY, "the_page_of_the_checks_is_up_to_date", "every_check_says_what_it_is",
        "the_version_of_the_rules_is_that_of_these_checks",
    ),
    "test_validate_examples.py": {"*": Why.OWN_CITY},
    "test_validate_mutations.py": {"*": Why.BY_HAND},
    "test_validate_proposals.py": _because(
        Why.AGAIN, "what_is_proposed_mends_it",
    ) | _because(
        Why.NO_PROJECT, "a_name_of_other_files_does_not_make_the_catalogue_anew",
        "no_command_is_proposed_that_would_be_refused",
    ),
    "test_validate_repository.py": {"*": Why.NO_CITY},
}  # fmt: skip
"""By file of ``tests/acceptance`` the tests (without ``test_``; ``*``: all of them) that stay with one city."""
