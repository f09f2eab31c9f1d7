"""Several strategies in one catalogue: none touches another, each year goes by its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from conftest import Run
from projects_made import Place, following

OWN = Path(__file__).parents[1] / "examples" / "two_strategies"
NEXT, SHEET = OWN / "strategy-2022.tsv", OWN / "sheet-r5.tsv"


@pytest.fixture
def one(tgx: Run, packaged_documents: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The strategy of 2014 with a sheet of FY2017."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert tgx("import", "--quiet", *packaged_documents).code == 0


@pytest.fixture
def two(tgx: Run, one: None) -> None:
    """Also the strategy of 2022 with a sheet of FY2023."""
    assert tgx("import", "--quiet", SHEET, NEXT).code == 0


def rows(tgx: Run, *arguments: str) -> list[dict[str, Any]]:
    done = tgx("query", "achievements", "--format", "json", *arguments)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def seoul(tgx: Run) -> str:
    return str(rows(tgx, "--year", "2017", "--measure", "2014:18")[0]["id"])


# ---------------------------------------------------------------- side by side


def test_another_strategy_changes_nothing_of_a_year_that_is_not_its_own(tgx: Run, one: None) -> None:
    commands = (
        ("report",),
        ("report", "--goal", "2", "--explain"),
        ("report", "--by", "year", "--format", "json"),
        ("report", "--by", "city"),
        ("report", "sure", "--list"),
        ("report", "--format", "csv"),
        ("report", "--format", "html"),
    )
    links = rows(tgx, "--year", "2017")
    before = [tgx(*command).out for command in commands]
    assert tgx("import", "--quiet", NEXT, SHEET).code == 0
    assert rows(tgx, "--year", "2017") == links
    assert [tgx(*command, "--strategy", "2014").out for command in commands] == before


def test_each_year_goes_by_its_own_strategy(tgx: Run, two: None) -> None:
    assert {link["strategy"] for row in rows(tgx, "--year", "2017") for link in row["links"]} == {"2014"}
    assert {link["strategy"] for row in rows(tgx, "--year", "2023") for link in row["links"]} == {"2022"}


def test_reports_have_a_block_for_each_strategy_the_newer_first(tgx: Run, two: None) -> None:
    out = tgx("report", "--goal", "2").out
    assert out.index("東京都国際都市戦略推進方針") < out.index("東京都都市外交基本戦略")
    assert "つながる" in out
    assert "大都市共通の課題解決" in out
    data = json.loads(tgx("report", "--format", "json").out)
    assert [block["strategy_id"] for block in data] == ["2022", "2014"]
    assert [[year["fiscal_year"] for year in block["years"]] for block in data] == [[2023], [2017]]
    assert [block["total"]["denominator"] for block in data] == [10, 76]
    assert json.loads(tgx("report", "--year", "2017", "--format", "json").out)["strategy_id"] == "2014"
    assert json.loads(tgx("report", "--goal", "2014:2", "--format", "json").out)["strategy_id"] == "2014"
    csv = tgx("report", "--format", "csv").out.splitlines()
    assert csv[0].startswith("strategy,")
    assert {line.partition(",")[0] for line in csv if line} == {"strategy", "2022", "2014"}


def test_the_page_has_a_block_for_each_strategy_the_newer_first(tgx: Run, two: None) -> None:
    page = tgx("report", "--format", "html").out
    assert page.count('<div class="block"') == 2
    assert page.index('id="2022.top"') < page.index('id="2014.top"')
    ids = re.findall(r"\bid=\"?([^\s\">]+)", page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"href=\"?#([^\s\">]+)", page)) <= set(ids)
    assert 'id="2022.m4"' in page
    assert 'id="2014.m76"' in page
    page = tgx("report", "--format", "html", "--strategy", "2022").out
    assert "東京都国際都市戦略推進方針" in page
    assert "東京都都市外交基本戦略" not in page


def test_lists_name_measures_with_their_strategy(tgx: Run, two: None) -> None:
    listed = json.loads(tgx("query", "measures", "--goal", "2", "--format", "json").out)
    assert [measure["strategy"] for measure in listed] == ["2022"] * 5 + ["2014"] * 30
    only = json.loads(tgx("query", "measures", "--goal", "2", "--strategy", "2014", "--format", "json").out)
    assert only == listed[5:]
    assert "2022:4" in tgx("query", "measures", "--measure", "4").out
    assert "2014:4" not in tgx("query", "measures", "--measure", "2022:4").out
    hit = json.loads(tgx("search", "都立高校生の海外交流", "--format", "json").out)[0]
    assert (hit["kind"], hit["id"]) == ("measure", "2022:9")


@pytest.mark.parametrize("command", [("show", "5"), ("source", "5")])
def test_what_is_about_one_thing_refuses_an_ambiguous_name(
    tgx: Run, two: None, command: tuple[str, ...]
) -> None:
    done = tgx(*command)
    assert done.code == 2
    assert "2022:5 環境分野の都市間連携" in done.err
    assert "2014:5 " in done.err
    assert tgx(command[0], "2014:5").code == 0
    assert tgx(command[0], "35").code == 0


def test_an_unknown_strategy_or_code_says_what_there_is(tgx: Run, two: None) -> None:
    assert "one of 2022, 2014" in tgx("report", "--strategy", "2099").err
    done = tgx("report", "--goal", "9")
    assert (done.code, "2022:1" in done.err, "2014:3" in done.err) == (2, True, True)


# ---------------------------------------------------------------- in every project


class Succession(NamedTuple):
    """A project with the strategy after its own: what was asked before, and the ids of both strategies."""

    old: str
    new: str
    links: list[dict[str, Any]]
    before: list[str]
    place: Place


OF_ONE = (("report",), ("report", "--by", "year", "--format", "json"), ("report", "--by", "city"))
"""Questions that another strategy changes nothing of."""


@pytest.fixture
def succeeded(tgx: Run, place: Place, monkeypatch: pytest.MonkeyPatch) -> Succession:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert tgx("import", "--quiet", place.sheet("a.tsv")).code == 0
    links = rows(tgx, "--year", "2020")
    before = [tgx(*command).out for command in OF_ONE]
    path, old, new = following(place)
    assert tgx("import", "--quiet", place.sheet("b.tsv", year=2023), path).code == 0
    return Succession(old, new, links, before, place)


def test_a_second_strategy_leaves_the_years_of_the_first(tgx: Run, succeeded: Succession) -> None:
    assert rows(tgx, "--year", "2020") == succeeded.links
    assert [tgx(*command, "--strategy", succeeded.old).out for command in OF_ONE] == succeeded.before
    assert {link["strategy"] for row in rows(tgx, "--year", "2023") for link in row["links"]} <= {
        succeeded.new
    }
    data = json.loads(tgx("report", "--format", "json").out)
    assert [block["strategy_id"] for block in data] == [succeeded.new, succeeded.old]
    assert [each["fiscal_year"] for each in data[0]["years"]] == [2023]
    assert 2023 not in [each["fiscal_year"] for each in data[1]["years"]]


def test_a_page_and_lists_tell_two_strategies_apart(tgx: Run, succeeded: Succession) -> None:
    page = tgx("report", "--format", "html").out
    old, new = succeeded.old, succeeded.new
    assert page.index(f'id="{new}.top"') < page.index(f'id="{old}.top"')
    ids = re.findall(r"\bid=\"?([^\s\">]+)", page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"href=\"?#([^\s\">]+)", page)) <= set(ids)
    listed = json.loads(tgx("query", "measures", "--format", "json").out)
    assert list(dict.fromkeys(measure["strategy"] for measure in listed)) == [new, old]
    code = "5" if succeeded.place.name == "tokyo" else succeeded.place.facts.measure
    for command in ("show", "source"):
        done = tgx(command, code)
        assert (done.code, f"{new}:{code} " in done.err, f"{old}:{code} " in done.err) == (2, True, True)
        assert tgx(command, f"{old}:{code}").code == 0
    assert f"one of {new}, {old}" in tgx("report", "--strategy", "2099").err


def test_a_rebuild_keeps_both_strategies_and_judgements_of_each(tgx: Run, succeeded: Succession) -> None:
    old, new, code = succeeded.old, succeeded.new, succeeded.place.facts.measures[0]
    key = succeeded.links[0]["id"]
    assert tgx("link", "accept", key, code, "--by", "山田").code == 0
    judged = json.loads(tgx("link", "show", key, "--format", "json").out)["links"][0]
    assert (judged["strategy"], judged["measure"], judged["status"]) == (old, code, "confirmed")
    path = succeeded.place.folder / f"strategy-{new}.tsv"
    source = path if path.exists() else NEXT
    assert tgx("import", "--quiet", "--strategy", "next", "--years", "2022-2024", source).code == 0
    before = tgx("report", "--format", "json").out, rows(tgx)
    assert tgx("rebuild").code == 0
    assert (tgx("report", "--format", "json").out, rows(tgx)) == before
    assert '"next"' in before[0]


# ---------------------------------------------------------------- identity and years


def test_rebuild_keeps_every_strategy_and_what_was_given_with_it(tgx: Run, two: None) -> None:
    assert tgx("import", "--quiet", "--strategy", "next", "--years", "2021-2024", NEXT).code == 0
    before = tgx("report", "--format", "json").out, rows(tgx)
    assert tgx("rebuild").code == 0
    assert (tgx("report", "--format", "json").out, rows(tgx)) == before
    assert '"next"' in before[0]


def test_a_new_edition_replaces_its_own_strategy_and_says_what_changed(
    tgx: Run, two: None, tmp_path: Path
) -> None:
    again = tmp_path / "edition.tsv"
    text = NEXT.read_text("utf-8").replace("東京産食材の海外発信", "東京の食の海外発信")
    again.write_text(text.replace("10\t留学生の受入れ", "11\t留学生の受入れ"), "utf-8")
    before = rows(tgx, "--year", "2017")
    out = tgx("import", again).out
    assert "1 inserted, 1 changed, 1 removed, 8 unchanged" in out
    assert "changed 3 東京の食の海外発信" in out
    assert [len(json.loads(tgx("query", "measures", "--strategy", each, "--format", "json").out))
            for each in ("2014", "2022")] == [76, 10]  # fmt: skip
    assert rows(tgx, "--year", "2017") == before
    assert "nothing changed" in tgx("import", again).out


def test_two_strategies_in_force_at_once_are_told_apart(tgx: Run, two: None, tmp_path: Path) -> None:
    file = tmp_path / "judgements.yaml"
    assert tgx("import", "--quiet", "--years", "2014-2024", data("strategy-2014.tsv")).code == 0
    found = rows(tgx, "--year", "2023")
    row = next(each for each in found if len({link["strategy"] for link in each["links"]}) == 2)
    assert [link["strategy"] for link in row["links"]] == sorted(
        (link["strategy"] for link in row["links"]), reverse=True
    )
    blocks = json.loads(tgx("report", "--year", "2023", "--format", "json").out)
    assert [(block["strategy_id"], block["years"][0]["achievements"]) for block in blocks] == [
        ("2022", 4),
        ("2014", 4),
    ]
    done = tgx("link", "accept", row["id"], "5", "--by", "山田", "--judgements", file)
    assert (done.code, "2022:5" in done.err, "2014:5" in done.err) == (2, True, True)
    assert tgx("link", "accept", row["id"], "2014:5", "--by", "山田", "--judgements", file).code == 0
    written = yaml.safe_load(file.read_text("utf-8"))
    assert (written["version"], written["judgements"][0]["measure"]) == (2, "2014:5")
    assert tgx("link", "undo", row["id"], "2014:5", "--judgements", file).code == 0


def data(name: str) -> Path:
    from toshigaikou_cli.packaged import default_project

    return (default_project() / "documents") / name


def test_a_year_that_no_strategy_covers_is_unlinked_and_a_finding(tgx: Run, place: Place) -> None:
    (one, other), code = place.facts.units, place.facts.measures[0]
    sheet = place.folder / "a.tsv"
    lines = (
        "施策番号\t担当局・部\t項目名\t実績（平成28年度）",
        f"{code}\t{one}\t交流\t視察",
        f"{code}\t{other}\t研修\t視察",
    )
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert tgx("import", "--quiet", sheet).code == 0
    of_year = ("--year", "2016")
    assert "FY2016" not in tgx("validate", "--select", "year-without-strategy", "--ignore", "baseline-*").out
    assert all(row["links"] for row in rows(tgx, *of_year))
    assert tgx("import", "--quiet", "--years", "2018-2020", place.strategy).code == 0
    assert all(row["links"] == [] for row in rows(tgx, *of_year))
    asked = (
        "validate",
        "--select",
        "year-without-strategy,achievement-unlinked",
        *of_year,
        "--format",
        "json",
    )
    found = json.loads(tgx(*asked).out)
    assert [(each["check"], each["record"]["id"]) for each in found["findings"]] == [
        ("year-without-strategy", "2016")
    ]
    assert tgx("import", "--quiet", place.strategy).code == 0
    assert all(row["links"] for row in rows(tgx, *of_year))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--years", "2020-2014"), "write 2014-2020"), (("--years", "soon"), "write 2014-2020"),
     (("--strategy", "a:b"), "no id of a strategy")],
)  # fmt: skip
def test_ids_and_years_that_are_none_are_refused(
    tgx: Run, place: Place, arguments: tuple[str, ...], said: str
) -> None:
    done = tgx("import", *arguments, following(place)[0])
    assert (done.code, said in done.err) == (2, True)


# ---------------------------------------------------------------- judgements


def test_judgements_made_before_are_still_in_force(tgx: Run, one: None) -> None:
    key = rows(tgx, "--measure", "18")[0]["id"]
    for measure, verdict in (("18", "reject"), ("5", "accept")):
        assert tgx("link", verdict, key, measure, "--by", "山田").code == 0
    before = rows(tgx, "--year", "2017")
    assert tgx("import", "--quiet", SHEET, NEXT).code == 0
    assert rows(tgx, "--year", "2017") == before
    listed = json.loads(tgx("link", "judgements", "--format", "json").out)
    assert [(each["strategy"], each["measure"], each["state"]) for each in listed] == [
        ("2014", "18", "current"), ("2014", "5", "current"),
    ]  # fmt: skip
    assert tgx("link", "accept", key, "4", "--by", "山田").code == 0
    again = json.loads(tgx("link", "judgements", "--format", "json").out)[-1]
    assert (again["strategy"], again["measure"], again["measure_number"]) == ("2014", "4", 4)


def test_a_judgement_file_may_name_the_strategy(tgx: Run, two: None, tmp_path: Path) -> None:
    key, file = seoul(tgx), tmp_path / "judgements.yaml"
    entry = f"  - achievement: {key}\n    measure: %s\n    verdict: accepted\n    by: 山田\n    date: 2026-01-05\n"
    file.write_text("version: 2\njudgements:\n" + entry % '"2014:5"', "utf-8")
    assert tgx("link", "apply", "--judgements", file).code == 0
    assert key in [row["id"] for row in rows(tgx, "--measure", "2014:5", "--status", "confirmed")]
    assert tgx("link", "reject", key, "5", "--replace", "--by", "佐藤", "--judgements", file).code == 0
    assert [each["measure"] for each in yaml.safe_load(file.read_text("utf-8"))["judgements"]] == ["2014:5"]
    file.write_text("version: 2\njudgements:\n" + entry % '"2099:5"', "utf-8")
    assert tgx("link", "apply", "--judgements", file).code == 0
    (gone,) = json.loads(tgx("link", "judgements", "--judgements", file, "--format", "json").out)
    assert gone["state"] == "no_measure"
