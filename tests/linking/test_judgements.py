"""Judgements of people: over the rules' verdicts, in a list, and in their file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.judgements.file import as_yaml, read_judgements, write_judgements
from toshigaikou_cli.judgements.verdicts import (
    MANUAL,
    added,
    beginning,
    conflicts,
    judged,
    merged,
    state,
    text_digest,
    withdrawn,
)
from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.judgement import Judgement, Verdict
from toshigaikou_cli.records.kinds import LinkStatus
from toshigaikou_cli.records.links import Link, Linking
from toshigaikou_cli.text.keys import match_key

RULED = Linking(
    (
        Link("18", "linked", "rule", 0.93, (Evidence("word", ("大気",)),)),
        Link("40", "suggested", "rule", 0.61, (Evidence("word", ("汚染",)),)),
    ),
    against=(Objection("at-home"),),
)
OUTSIDE = Linking(outside=(Objection("topic", ("在住外国人",)),))


def judgement(measure: int | None = 18, verdict: Verdict = "accepted", **more: Any) -> Judgement:
    values: dict[str, Any] = {"achievement": "2017-aaaaaa", "by": "山田", "date": "2026-01-05"}
    said = None if measure is None else str(measure)
    return Judgement(measure=said, verdict="outside" if measure is None else verdict, **{**values, **more})


def after(linking: Linking, *judgements: Judgement) -> dict[int, LinkStatus]:
    found = judged(linking, [(each, "current") for each in judgements])
    return {int(link.measure): link.status for link in found.links}


# ---------------------------------------------------------------- over the rules


def test_without_judgements_the_rules_stand() -> None:
    assert judged(RULED, ()) == RULED
    assert judged(OUTSIDE, ()) == OUTSIDE


def test_an_accepted_link_is_confirmed_and_comes_first() -> None:
    assert after(RULED, judgement(40)) == {40: "confirmed", 18: "linked"}
    found = judged(RULED, [(judgement(40), "current")]).links[0]
    assert (found.measure, found.method, found.score, found.evidence) == (
        "40",
        "rule",
        0.61,
        (Evidence("word", ("汚染",)),),
    )


def test_a_measure_that_the_rules_did_not_see_is_confirmed_by_hand() -> None:
    found = judged(OUTSIDE, [(judgement(70), "current")])
    assert found.links == (Link("70", "confirmed", "manual", 1.0, (MANUAL,)),)
    assert found.outside == ()


def test_a_rejected_link_stays_visible_and_comes_last() -> None:
    assert list(after(RULED, judgement(18, "rejected")).items()) == [(40, "suggested"), (18, "rejected")]
    before = judged(OUTSIDE, [(judgement(3, "rejected"), "current")])
    assert [(link.measure, link.status, link.score) for link in before.links] == [("3", "rejected", 0.0)]
    assert before.outside == OUTSIDE.outside


def test_outside_rejects_every_link_and_says_who() -> None:
    found = judged(RULED, [(judgement(None, note="対象外"), "current")])
    assert {link.status for link in found.links} == {"rejected"}
    assert found.outside == (Objection("judgement", ("山田", "2026-01-05", "対象外")),)
    stale = judged(RULED, [(judgement(None), "stale")])
    assert stale.outside[0].words[-1] == "stale"
    assert {link.status for link in stale.links} == {"rejected"}


@given(
    st.lists(st.sampled_from([1, 2, 3, 4]), unique=True),
    st.dictionaries(st.integers(1, 6), st.sampled_from(["accepted", "rejected"])),
)
@settings(deadline=None, max_examples=60)
def test_judgements_outrank_the_rules_and_lose_no_link(
    ruled: list[int], verdicts: dict[int, Verdict]
) -> None:
    linking = Linking(
        tuple(Link(str(number), "linked", "rule", 0.9, (Evidence("word", ("語",)),)) for number in ruled)
    )
    found = after(linking, *(judgement(number, verdict) for number, verdict in verdicts.items()))
    assert set(found) == {*ruled, *verdicts}
    for number, status in found.items():
        wanted = {"accepted": "confirmed", "rejected": "rejected"}
        assert status == (wanted[verdicts[number]] if number in verdicts else "linked")


# ---------------------------------------------------------------- what was judged

TEXT = match_key("北京市との交流\n大気の測り方")


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (TEXT, "環境分野における交流", "current"),
        (match_key("北京市との交流\n 大 気の測り方"), "環境分野における交流", "current"),
        (match_key("北京市との交流\n水の測り方"), "環境分野における交流", "stale"),
        (None, "環境分野における交流", "no_achievement"),
        (TEXT, None, "no_measure"),
        (TEXT, "消防救助技術の協力", "no_measure"),
        (TEXT, "環境分野における都市交流", "current"),
    ],
)
def test_how_a_judgement_stands_to_today(text: str | None, title: str | None, expected: str) -> None:
    made = judgement(digest=text_digest(TEXT), title="環境分野における交流")
    assert state(made, text, title) == expected


def test_a_judgement_without_a_digest_is_never_stale() -> None:
    assert state(judgement(), TEXT, "施策") == "current"
    assert state(judgement(None), TEXT, None) == "current"


def test_the_beginning_of_a_text_is_one_short_line() -> None:
    assert beginning("北京市との交流", "・講座\n・視察") == "北京市との交流 ・講座 ・視察"
    long = beginning("交流", "あ" * 500)
    assert len(long) == 60
    assert long.endswith("…")
    assert "\x1b" not in beginning("\x1b[31m", "")


# ---------------------------------------------------------------- a list of judgements


def test_a_judgement_replaces_what_it_contradicts() -> None:
    one, two = judgement(18), judgement(40, "rejected")
    assert added((one, two), replace(one, date="2026-02-02")) == (one, two)
    rejected = judgement(18, "rejected")
    assert added((one, two), rejected) == (two, replace(rejected, replaced=(one,)))
    outside = judgement(None)
    assert added((one, two), outside) == (two, replace(outside, replaced=(one,)))
    assert added((outside,), one) == (replace(one, replaced=(outside,)),)
    assert added((one,), replace(two, achievement="2017-bbbbbb")) == (
        one,
        replace(two, achievement="2017-bbbbbb"),
    )


def test_the_same_verdict_on_a_changed_text_renews() -> None:
    old, new = judgement(digest="0" * 16), judgement(digest="1" * 16, date="2026-03-03")
    assert added((old,), new) == (replace(new, replaced=(old,)),)


def test_withdrawing_brings_back_what_was_replaced() -> None:
    one, other = judgement(18), judgement(40)
    after_outside = added((one, other), judgement(None))
    assert withdrawn(after_outside, after_outside[-1]) == (one, other)
    assert withdrawn((one, other), one) == (other,)
    with pytest.raises(ValueError, match="not in"):
        withdrawn((one,), other)


def test_contradictions_are_found() -> None:
    one = judgement(18)
    assert conflicts([one, judgement(40), replace(one, achievement="2017-bbbbbb")]) == []
    assert conflicts([one, judgement(18, "rejected")]) == [(one, judgement(18, "rejected"))]
    assert conflicts([one, judgement(None)]) == [(one, judgement(None))]
    assert conflicts([one, one]) == [(one, one)]
    assert conflicts([judgement(None), judgement(18, "rejected")]) == []


def test_a_code_and_an_id_may_be_one_measure() -> None:
    bare = judgement(18)
    same = replace(bare, measure=f"2014:{bare.measure}", verdict="rejected")
    assert conflicts([bare, same]) == [(bare, same)]
    assert conflicts([bare, replace(same, verdict="accepted")]) == [(bare, replace(same, verdict="accepted"))]
    titled = replace(bare, title="水道の技術協力")
    assert conflicts([titled, replace(same, title="若手職員の派遣")]) == []
    assert conflicts([replace(bare, measure="2022:18"), same]) == []
    assert withdrawn([replace(same, replaced=(bare,))], replace(same, replaced=(bare,))) == (bare,)


def test_merging_reports_where_two_disagree() -> None:
    own = (judgement(18), judgement(40, "rejected"))
    theirs = (judgement(18, by="佐藤"), judgement(40, by="佐藤"), judgement(70, by="佐藤"))
    found = merged(own, theirs)
    assert found.entries == (*own, theirs[2])
    assert (found.added, found.same, found.conflicts) == ((theirs[2],), (theirs[0],), ((own[1], theirs[1]),))
    replaced = merged(own, theirs, replace_own=True)
    assert replaced.entries == (own[0], replace(theirs[1], replaced=(own[1],)), theirs[2])
    assert conflicts(replaced.entries) == []


def test_merging_renews_a_stale_judgement() -> None:
    own = judgement(digest="0" * 16)
    newer = judgement(digest="1" * 16, date="2027-01-01")
    assert merged([own], [newer]).entries == (replace(newer, replaced=(own,)),)
    assert merged([newer], [own]).entries == (newer,)


# ---------------------------------------------------------------- the file

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)


def written(path: Path, *entries: Judgement) -> None:
    path.write_text(as_yaml(entries), encoding="utf-8")


@given(LINES, LINES, st.booleans())
@settings(deadline=None, max_examples=50)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, by: str, note: str, old: bool
) -> None:
    path = tmp_path_factory.mktemp("judgements") / "a.yaml"
    earlier = (judgement(18, "rejected", by=by),) if old else ()
    made = judgement(note=note, by=by, title=note, digest="0" * 16, begins=note, replaced=earlier)
    written(path, made, judgement(None, achievement="2018-bbbbbb"))
    assert read_judgements(path).entries == (made, judgement(None, achievement="2018-bbbbbb"))


def test_no_file_is_no_judgements(tmp_path: Path) -> None:
    found = read_judgements(tmp_path / "none.yaml")
    assert (found.entries, found.fingerprint) == ((), "")
    written(tmp_path / "empty.yaml")
    assert read_judgements(tmp_path / "empty.yaml").entries == ()
    assert read_judgements(tmp_path / "empty.yaml").fingerprint


def test_comments_stay_where_entries_are_added_or_taken_from_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    one, two, three = judgement(18), judgement(40), judgement(70)
    path.write_text(
        "# 課内で確認済み\n" + as_yaml([one]).replace("  - ach", "  # 最初\n  - ach"), encoding="utf-8"
    )
    now = write_judgements(path, [one, two, three], read_judgements(path))
    assert "# 課内で確認済み" in path.read_text("utf-8")
    assert "  # 最初" in path.read_text("utf-8")
    assert read_judgements(path) == now
    assert now.entries == (one, two, three)
    now = write_judgements(path, [one, judgement(None, achievement="2017-b")], now)
    assert "  # 最初" in path.read_text("utf-8")
    assert read_judgements(path).entries == (one, judgement(None, achievement="2017-b"))
    write_judgements(path, [judgement(5)], read_judgements(path))
    assert read_judgements(path).entries == (judgement(5),)


def test_a_file_in_another_style_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    entry = "{achievement: 2017-aaaaaa, measure: 18, verdict: accepted, by: 山田, date: 2026-01-05}"
    path.write_text(f"version: 1\njudgements: [{entry}]\n", encoding="utf-8")
    write_judgements(path, [judgement(18), judgement(40)], read_judgements(path))
    assert read_judgements(path).entries == (judgement(18), judgement(40))
    assert yaml.safe_load(path.read_text("utf-8"))["judgements"][1]["measure"] == 40


ENTRY = "achievement: 2017-aaaaaa, by: 山田, date: 2026-01-05"
BROKEN = {
    "no YAML": ("version: 1\njudgements: [", "not valid YAML"),
    "another file": ("version: 1\naliases: []\n", "judgements"),
    "no name": ("{achievement: 2017-aaaaaa, date: 2026-01-05, outside: true}", "'by' is a required property"),
    "empty name": ("{achievement: 2017-aaaaaa, by: '', date: 2026-01-05, outside: true}", "by"),
    "no such verdict": (f"{{{ENTRY}, measure: 18, verdict: maybe}}", "maybe"),
    "measure as text": (f"{{{ENTRY}, measure: 十八, verdict: accepted}}", "十八"),
    "neither": (f"{{{ENTRY}}}", "either measure and verdict, or outside: true"),
    "both": (f"{{{ENTRY}, outside: true, measure: 18, verdict: accepted}}", "either measure and verdict"),
    "no day": ("{achievement: 2017-aaaaaa, by: 山田, date: 2026-13-05, outside: true}", "2026-13-05"),
    "unknown key": (f"{{{ENTRY}, outside: true, colour: red}}", "colour"),
    "no id": ("{achievement: 環境, by: 山田, date: 2026-01-05, outside: true}", "環境"),
    "key twice": (f"{{{ENTRY}, outside: true, outside: true}}", "stands twice"),
    "twice": (f"{{{ENTRY}, outside: true}}, {{{ENTRY}, outside: true}}", "judged twice"),
    "contradiction": (
        f"{{{ENTRY}, measure: 18, verdict: accepted}}, {{{ENTRY}, measure: 18, verdict: rejected}}",
        "18 accepted (山田, 2026-01-05), 18 rejected (山田, 2026-01-05)",
    ),
    "outside and accepted": (
        f"{{{ENTRY}, measure: 18, verdict: accepted}}, {{{ENTRY}, outside: true}}",
        "contradict each other: 18 accepted (山田, 2026-01-05), outside (山田, 2026-01-05)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    text, said = BROKEN[name]
    path = tmp_path / "judgements.yaml"
    whole = text if text.startswith("version") else f"version: 1\njudgements: [{text}]\n"
    path.write_text(whole, encoding="utf-8")
    with pytest.raises(JudgementError) as caught:
        read_judgements(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_or_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="is a directory"):
        read_judgements(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(JudgementError, match="cannot be written"):
        write_judgements(tmp_path / "file" / "a.yaml", [judgement()], read_judgements(tmp_path / "none"))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_killed_write_leaves_the_file_whole(tmp_path: Path, step: str) -> None:
    path = tmp_path / "a.yaml"
    written(path, judgement(18))
    before = path.read_bytes()
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from toshigaikou_cli.judgements.file import read_judgements, write_judgements\n"
        "path = Path(sys.argv[1])\n"
        "now = read_judgements(path)\n"
        f"os.{step} = lambda *_: os.kill(os.getpid(), 9)\n"
        "write_judgements(path, [*now.entries, replace(now.entries[0], measure='40')], now)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert read_judgements(path).entries == (judgement(18),)


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    real, link = tmp_path / "repository" / "a.yaml", tmp_path / "a.yaml"
    written(real, judgement(18))
    link.symlink_to(real)
    write_judgements(link, [judgement(18), judgement(40)], read_judgements(link))
    assert link.is_symlink()
    assert read_judgements(real).entries == (judgement(18), judgement(40))
