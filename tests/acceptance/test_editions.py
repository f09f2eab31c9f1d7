"""Which plan a document is: a new edition of one that is there, or another one of the same title; and what a new edition may
not change in silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from conftest import Outcome, Run

TITLE = "海浜市国際化推進計画"
R2_6, R7_11 = "令和2年度から令和6年度まで", "令和7年度から令和11年度まで"
MEASURES = (
    ("1-1-1", "青少年の派遣", "国際課"),
    ("1-1-2", "市民音楽祭の開催", "文化課"),
    ("1-1-3", "友好都市との職員交流", "人事課"),
    ("1-2-1", "国際会議の誘致", "観光課"),
    ("1-2-2", "海外観光客の誘客", "観光課"),
    ("2-1-1", "日本語教室の開催", "市民課"),
)
OTHER_MEANING = (*MEASURES[:2], ("1-1-3", "留学生の受入れ", "国際課"), ("1-1-4", "友好都市との職員交流", "人事課"),
                 *MEASURES[3:])  # fmt: skip


class Plan(NamedTuple):
    """A plan as its document has it."""

    title: str = TITLE
    period: str = R2_6
    made: str = "令和2年3月"
    measures: Sequence[tuple[str, str, str]] = MEASURES

    @property
    def rows(self) -> list[list[str]]:
        rows = [[self.title], [self.made], [f"計画期間：{self.period}" if self.period else ""], [""]]
        goal = area = ""
        for code, title, unit in self.measures:
            if code[0] != goal:
                goal = code[0]
                rows.append([f"基本目標{goal}　{'世界とつながる' if goal == '1' else 'ともに生きる'}まち"])
            if code[:3] != area:
                area = code[:3]
                rows += [[f"施策の方向{area}　交流{area}"], ["番号", "施策", "概要", "担当課"]]
            rows.append([code, title, f"{title}を進める", unit])
        return rows


def plan(path: Path, **said: object) -> Path:
    rows = Plan(**said).rows  # type: ignore[arg-type]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def workbook(path: Path, tab: str, **said: object) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tab
    for row in Plan(**said).rows:  # type: ignore[arg-type]
        sheet.append(row)
    book.save(path)
    return path


def report(path: Path, year: int, codes: Sequence[str] = ("1-1-1", "1-1-3", "2-1-1")) -> Path:
    units = {code: unit for code, _, unit in MEASURES}
    lines = [f"{TITLE}　令和{year}年度　実績報告", "施策番号\t担当課\t事業名\t実施内容"]
    lines += [f"{code}\t{units[code]}\t事業{code}\t会議を{year}回開催した。" for code in codes]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def old(tgx: Run, tmp_path: Path) -> Path:
    """The plan of FY2020 to FY2024 with sheets of FY2020 and FY2021, in the catalogue."""
    path = plan(tmp_path / "old.tsv")
    done = tgx("import", path, report(tmp_path / "r2.tsv", 2), report(tmp_path / "r3.tsv", 3))
    assert (done.code, done.err) == (0, "")
    return path


def linked(tgx: Run) -> dict[int, set[str]]:
    """The strategies and codes that the rows of each year are linked to."""
    found: dict[int, set[str]] = {}
    for row in json.loads(tgx("query", "achievements", "--format", "json").out):
        links = {f"{link['strategy']}:{link['measure']}" for link in row["links"]}
        found.setdefault(row["fiscal_year"], set()).update(links)
    return found


def strategies(tgx: Run) -> dict[str, int]:
    """The number of measures of each strategy."""
    found: dict[str, int] = {}
    for each in json.loads(tgx("query", "measures", "--format", "json").out):
        found[each["strategy"]] = found.get(each["strategy"], 0) + 1
    return found


STATED = {"2020:1-1-1", "2020:1-1-3", "2020:2-1-1"}


def refused(done: Outcome, *said: str) -> None:
    assert (done.code, done.err.count("\n")) == (2, 1), done.err
    for each in said:
        assert each in done.err


# ---------------------------------------------------------------- the next plan of the same title


def test_a_plan_of_the_same_title_for_later_years_stands_beside_the_old(
    tgx: Run, old: Path, tmp_path: Path
) -> None:
    measures = (*MEASURES[:4], ("1-2-2", "海外観光客の誘客の強化", "観光課"), MEASURES[5])
    new = plan(tmp_path / "new.tsv", period=R7_11, made="令和7年3月", measures=measures)
    done = tgx("import", new)
    assert (done.code, done.err) == (0, "")
    assert "strategy 2025: in force from FY2025 to FY2029" in done.out
    assert "6 inserted, 0 changed, 0 removed" in done.out
    assert "beside strategy 2020 (2020-2024), which has the same title and other years" in done.out
    assert "--strategy 2020 makes it a new edition of that" in done.out
    assert tgx("import", "--quiet", report(tmp_path / "r7.tsv", 7)).code == 0
    after = {2020: STATED, 2021: STATED, 2025: {each.replace("2020", "2025") for each in STATED}}
    assert (strategies(tgx), linked(tgx)) == ({"2025": 6, "2020": 6}, after)
    assert "nothing changed" in tgx("import", new).out
    assert tgx("rebuild", "--quiet").code == 0
    assert (strategies(tgx), linked(tgx)) == ({"2025": 6, "2020": 6}, after)
    differences = tgx("diff", old, new)
    assert "the crosswalk" in differences.out


def test_the_order_of_plans_of_one_title_is_of_no_account(tgx: Run, tmp_path: Path) -> None:
    new = plan(tmp_path / "new.tsv", period=R7_11, made="令和7年3月")
    assert tgx("import", "--quiet", new).code == 0
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv")).code == 0
    assert strategies(tgx) == {"2025": 6, "2020": 6}
    revised = plan(tmp_path / "revised.tsv", title=f"{TITLE}（改定版）", made="令和4年3月")
    assert "strategy 2020: in force from FY2020 to FY2024" in tgx("import", revised).out
    assert strategies(tgx) == {"2025": 6, "2020": 6}


@pytest.mark.parametrize("years", ['years = "2020-2024"\n', ""])
def test_the_years_of_a_project_tell_its_plans_apart(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, years: str
) -> None:
    monkeypatch.delenv("TGX_DB")
    known = f'[[strategy]]\nid = "first"\ntitle = "{TITLE}"\n{years}'
    (tmp_path / "tgx.toml").write_text(
        f'[project]\nid = "kaihin"\nname = "海浜市"\n{known}', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    period = "" if years else R2_6
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv", period=period)).code == 0
    assert tgx("import", "--quiet", report(tmp_path / "r2.tsv", 2)).code == 0
    done = tgx("import", plan(tmp_path / "new.tsv", period=R7_11, made="令和7年3月"))
    assert (done.code, done.err) == (0, "")
    assert strategies(tgx) == {"2025": 6, "first": 6}
    assert linked(tgx)[2020] == {each.replace("2020", "first") for each in STATED}


def test_years_that_the_user_gives_tell_plans_apart(tgx: Run, old: Path, tmp_path: Path) -> None:
    new = plan(tmp_path / "new.tsv", period="", made="令和7年3月")
    refused(
        tgx("import", new),
        "its title is that of strategy 2020 (2020-2024), and its years do not tell",
        "--strategy 2020 makes it the new edition",
        "--strategy 2025 another strategy",
    )
    assert (strategies(tgx), linked(tgx)[2020]) == ({"2020": 6}, STATED)
    assert tgx("import", "--quiet", "--years", "2025-2029", new).code == 0
    assert (strategies(tgx), linked(tgx)[2020]) == ({"2025": 6, "2020": 6}, STATED)
    assert "nothing changed" in tgx("import", "--years", "2025-2029", new).out
    assert tgx("import", "--quiet", "--years", "2025-2030", new).code == 0
    assert strategies(tgx) == {"2025": 6, "2020": 6}


@pytest.mark.parametrize(
    "period", ["令和6年度から令和10年度まで", "令和4年度から令和8年度まで", "平成30年度から令和4年度まで"]
)
def test_years_that_only_overlap_do_not_tell(tgx: Run, old: Path, tmp_path: Path, period: str) -> None:
    new = plan(tmp_path / "new.tsv", period=period, made="令和4年3月")
    refused(tgx("import", new), "strategy 2020 (2020-2024)", "--strategy 2020", "--strategy 2022")
    assert (strategies(tgx), linked(tgx)[2020]) == ({"2020": 6}, STATED)
    done = tgx("import", "--strategy", "2020", new)
    assert (done.code, done.err) == (0, "")
    assert strategies(tgx) == {"2020": 6}


def test_a_plan_without_an_end_does_not_tell_whose_later_years_are(tgx: Run, tmp_path: Path) -> None:
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv", period="")).code == 0
    new = plan(tmp_path / "new.tsv", period=R7_11, made="令和7年3月")
    refused(tgx("import", new), "strategy 2020 (2019-)", "--strategy 2020", "--strategy 2025")
    assert tgx("import", "--quiet", "--strategy", "2025", new).code == 0
    assert strategies(tgx) == {"2025": 6, "2020": 6}


# ---------------------------------------------------------------- editions of one plan


@pytest.mark.parametrize(
    ("title", "period", "made"),
    [
        (TITLE, "令和2年度から令和8年度まで", "令和4年3月"),
        (TITLE, "令和4年度から令和6年度まで", "令和4年3月"),
        (TITLE, R2_6, "令和4年3月改定"),
        (TITLE, "", "令和4年3月"),
        (f"{TITLE}（改定版）", R2_6, "令和4年3月"),
        (f"{TITLE} 改訂版", R2_6, "令和4年3月"),
        (f"{TITLE}（令和4年3月改定）", R2_6, ""),
        (f"{TITLE}（令和4年3月改定）", "", ""),
        (f"{TITLE}（一部改定）", R2_6, "令和4年3月"),
        (f"{TITLE} 中間見直し版", R2_6, "令和4年3月"),
        (f"第2次改定{TITLE}", R2_6, "令和4年3月"),
    ],
)
def test_a_plan_of_years_in_common_is_a_new_edition(
    tgx: Run, old: Path, tmp_path: Path, title: str, period: str, made: str
) -> None:
    done = tgx("import", plan(tmp_path / "new.tsv", title=title, period=period, made=made))
    assert (done.code, done.err) == (0, "")
    assert "0 inserted, 0 changed, 0 removed, 6 unchanged" in done.out
    assert strategies(tgx) == {"2020": 6}
    assert linked(tgx)[2021] == (set() if period.startswith("令和4") else STATED)


@pytest.mark.parametrize("title", [f"第2期{TITLE}", f"第2次{TITLE}", f"{TITLE}（後期）", f"{TITLE}（第2期）"])
@pytest.mark.parametrize("period", [R2_6, R7_11])
def test_another_term_of_a_plan_is_another_strategy(
    tgx: Run, old: Path, tmp_path: Path, title: str, period: str
) -> None:
    done = tgx("import", plan(tmp_path / "new.tsv", title=title, period=period, made="令和7年3月"))
    assert (done.code, done.err) == (0, "")
    assert strategies(tgx) == {"2025": 6, "2020": 6}
    assert linked(tgx)[2020] >= STATED


@pytest.mark.parametrize("made", ["令和4年3月改定", ""])
def test_an_edition_that_states_no_years_keeps_those_before(
    tgx: Run, old: Path, tmp_path: Path, made: str
) -> None:
    new = plan(tmp_path / "new.tsv", title=f"{TITLE}（改定版）", period="", made=made)
    assert "strategy 2020: in force from FY2020 to FY2024" in tgx("import", new).out
    assert "nothing changed" in tgx("import", new).out
    assert tgx("rebuild", "--quiet").code == 0
    assert linked(tgx) == {2020: STATED, 2021: STATED}
    assert "nothing changed" in tgx("import", new).out


def test_years_that_an_edition_leaves_are_told(tgx: Run, old: Path, tmp_path: Path) -> None:
    new = plan(tmp_path / "new.tsv", period="令和4年度から令和6年度まで", made="令和4年3月")
    done = tgx("import", new)
    assert "not in force in FY2020, FY2021, in which the one before was" in done.out
    assert "--strategy 2022 keeps both editions" in done.out
    assert tgx("import", "--undo").code == 0
    assert tgx("import", "--quiet", "--strategy", "2022", new).code == 0
    assert linked(tgx) == {2020: STATED, 2021: STATED}
    longer = plan(tmp_path / "longer.tsv", period="令和2年度から令和8年度まで", made="令和4年3月")
    refused(tgx("import", longer), "strategy 2022 (2022-2024), strategy 2020 (2020-2024)")


def test_two_editions_are_compared_by_their_codes(tgx: Run, old: Path, tmp_path: Path) -> None:
    new = plan(tmp_path / "new.tsv", title=f"{TITLE}（改定版）", made="令和4年3月", measures=OTHER_MEANING)
    done = tgx("diff", "--exit-code", old, new)
    assert (done.code, "1-1-4" in done.out, "crosswalk" in done.out) == (1, True, False)


# ---------------------------------------------------------------- the title of a workbook


@pytest.mark.parametrize("tab", ["計画", "推進計画", "施策一覧", "海浜市推進計画"])
@pytest.mark.parametrize("edition", ["（改定版）", "（令和4年3月改定）", " 改訂版", ""])
def test_a_title_row_is_the_title_whatever_the_tab_is_called(
    tgx: Run, old: Path, tmp_path: Path, tab: str, edition: str
) -> None:
    new = workbook(tmp_path / "new.xlsx", tab, title=f"{TITLE}{edition}", made="令和4年3月改定")
    done = tgx("import", new)
    assert (done.code, done.err) == (0, "")
    assert f"new.xlsx: strategy {TITLE}{edition} [" in done.out
    assert strategies(tgx) == {"2020": 6}


@pytest.mark.parametrize(
    ("tab", "line", "title"),
    [
        ("計画", f"{TITLE}（案）", f"{TITLE}（案）"),
        ("計画", "海浜市の国際化", "海浜市の国際化"),
        ("計画", "庁内資料", "計画"),
        (TITLE, "庁内資料", TITLE),
        (TITLE, "計画の体系：第1回会議", TITLE),
    ],
)
def test_a_tab_is_the_title_where_no_row_is(
    tgx: Run, tmp_path: Path, tab: str, line: str, title: str
) -> None:
    assert f": strategy {title} [" in tgx("import", workbook(tmp_path / "new.xlsx", tab, title=line)).out


# ---------------------------------------------------------------- codes of another meaning


def test_a_code_of_another_meaning_that_sheets_state_needs_to_be_told(
    tgx: Run, old: Path, tmp_path: Path
) -> None:
    new = plan(tmp_path / "new.tsv", made="令和4年3月改定", measures=OTHER_MEANING)
    done = tgx("import", new)
    refused(
        done,
        "1 of the 6 records of old.tsv (rows of sheets state its code): 2020:1-1-3 友好都市との職員交流",
        "its code is now 留学生の受入れ, its title is now 2020:1-1-4, 2 rows of sheets state it",
        "--replace goes on",
        "--strategy 2022 keeps both editions",
        "tgx crosswalk",
    )
    assert done.out == ""
    assert linked(tgx) == {2020: STATED, 2021: STATED}
    (summary,) = json.loads(tgx("import", "--json", new).out)
    (loss,) = summary["losses"]
    assert (summary["status"], summary["beside"], loss["reason"]) == ("refused", "2022", "stated")
    (lost,) = loss["records"]
    assert (lost["instead"], lost["now"], lost["stated"]) == ("留学生の受入れ", "2020:1-1-4", 2)
    done = tgx("import", "--replace", new)
    assert (done.code, done.err) == (0, "")
    assert "2020:1-1-3 友好都市との職員交流 (its code is now 留学生の受入れ" in done.out
    assert strategies(tgx) == {"2020": 7}
    assert tgx("rebuild", "--quiet").code == 0
    assert strategies(tgx) == {"2020": 7}


def test_both_editions_are_kept_where_the_user_says_so(tgx: Run, old: Path, tmp_path: Path) -> None:
    new = plan(tmp_path / "new.tsv", made="令和4年3月改定", measures=OTHER_MEANING)
    assert tgx("import", "--quiet", "--strategy", "2022", "--years", "2022-2024", new).code == 0
    assert (strategies(tgx), linked(tgx)[2020]) == ({"2022": 7, "2020": 6}, STATED)


def test_two_codes_that_change_places_are_told_however_alike_their_titles(tgx: Run, tmp_path: Path) -> None:
    titles = ["姉妹都市との青少年の交流", "姉妹都市との高齢者の交流"]
    first, second = ([("1-1-1", a, "国際課"), ("1-1-2", b, "国際課"), *MEASURES[2:]]
                     for a, b in (titles, titles[::-1]))  # fmt: skip
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv", measures=first)).code == 0
    assert tgx("import", "--quiet", report(tmp_path / "r2.tsv", 2, ("1-1-2",))).code == 0
    refused(tgx("import", plan(tmp_path / "new.tsv", measures=second)), "1 row of a sheet states it")


def test_a_code_of_another_meaning_that_no_sheet_states_is_named(tgx: Run, tmp_path: Path) -> None:
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv")).code == 0
    assert tgx("import", "--quiet", report(tmp_path / "r2.tsv", 2, ("1-1-1",))).code == 0
    done = tgx("import", plan(tmp_path / "new.tsv", made="令和4年3月改定", measures=OTHER_MEANING))
    assert (done.code, done.err) == (0, "")
    assert (
        "2020:1-1-3 友好都市との職員交流 (its code is now 留学生の受入れ, its title is now 2020:1-1-4)"
        in done.out
    )


def test_a_measure_that_is_reworded_is_the_same(tgx: Run, old: Path, tmp_path: Path) -> None:
    reworded = [(code, title.replace("職員交流", "職員の相互交流"), unit) for code, title, unit in MEASURES]
    done = tgx("import", plan(tmp_path / "new.tsv", made="令和4年3月改定", measures=reworded))
    assert (done.code, done.err) == (0, "")
    assert "0 inserted, 1 changed, 0 removed" in done.out
    assert "its code is now" not in done.out
    assert linked(tgx) == {2020: STATED, 2021: STATED}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("HPの多言語化", "ホームページの多言語化"),
        ("日本語教室", "日本語教室の開催、運営及び支援者の育成"),
    ],
)
def test_a_measure_in_other_words_that_nothing_else_has_is_the_same(
    tgx: Run, tmp_path: Path, first: str, then: str
) -> None:
    old, new = ([("1-1-1", title, "国際課"), *MEASURES[1:]] for title in (first, then))
    assert tgx("import", "--quiet", plan(tmp_path / "old.tsv", measures=old)).code == 0
    assert tgx("import", "--quiet", report(tmp_path / "r2.tsv", 2, ("1-1-1",))).code == 0
    done = tgx("import", plan(tmp_path / "new.tsv", made="令和4年3月改定", measures=new))
    assert (done.code, done.err) == (0, "")
    assert "0 inserted, 1 changed, 0 removed" in done.out
    assert "its code is now" not in done.out


def test_a_strategy_of_another_title_with_the_same_measures_is_told(
    tgx: Run, old: Path, tmp_path: Path
) -> None:
    done = tgx("import", plan(tmp_path / "draft.tsv", title=f"{TITLE}（令和5年度版）", made="令和5年3月"))
    assert (done.code, done.err) == (0, "")
    assert "the measures are those of strategy 2020" in done.out
    assert "--strategy 2020 makes it a new edition of that" in done.out
    assert tgx("import", "--undo").code == 0
    others = [(code, f"港湾の整備{code}", unit) for code, _, unit in MEASURES]
    for made in (
        plan(tmp_path / "others.tsv", title="港湾計画", measures=others),
        plan(tmp_path / "later.tsv", title=f"第2次{TITLE}", period="令和7年度から令和11年度まで"),
    ):
        assert "the measures are those of" not in tgx("import", made).out


# ---------------------------------------------------------------- what a refusal offers


OTHERS = tuple((f"3-1-{number}", f"港湾の整備{number}", "港湾課") for number in range(1, 5))


def test_a_refusal_offers_an_id_of_its_own_where_title_or_date_differ(
    tgx: Run, old: Path, tmp_path: Path
) -> None:
    new = plan(tmp_path / "new.tsv", title=f"{TITLE}（改定版）", made="令和4年3月", measures=OTHERS)
    refused(tgx("import", new), "more than a fifth", "--replace goes on", "--strategy 2022 keeps both")
    same = plan(tmp_path / "same.tsv", measures=OTHERS)
    done = tgx("import", same)
    refused(done, "more than a fifth", "--replace goes on")
    assert "--strategy" not in done.err
