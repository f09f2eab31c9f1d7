"""``tgx init``: from a strategy to a folder in which the other commands work."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import Run
from toshigaikou_cli import __version__
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

INDICATORS = Path(__file__).resolve().parents[1] / "examples" / "indicators"


def test_a_strategy_makes_a_project(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TGX_DB")
    folder = tmp_path / "kitakyushu"
    done = tgx("init", str(folder), "--from", str(INDICATORS / "strategy-2016.tsv"))
    assert done.code == 0, done.err
    assert "3 goals, 20 measures" in done.out
    assert "タコマ市, strategy-2016.tsv, line 14" in done.err
    monkeypatch.chdir(folder)
    for file in ("documents/strategy-2016.tsv", str(INDICATORS / "progress-r1.tsv")):
        imported = tgx("import", file)
        assert imported.code == 0, imported.err
    assert json.loads(tgx("info", "--json").out)["project"]["name"] == "北九州市"
    unknown = json.loads(tgx("vocabulary", "unknown", "--format", "json").out)
    assert [each for each in unknown if each["kind"] == "bureau"] == []
    assert tgx("report").code == 0


LISTS = """\
葵ヶ丘市国際化推進計画
令和2年3月

姉妹・友好都市：タコマ市、大連市、仁川広域市

交流協定を結んだ都市
・ハイフォン市
・釜山広域市

基本方針1 交流を広げる
番号\t施策\t内容\t担当課
1\t青少年交流\t青少年を派遣する\t国際課
2\t視察受入\t視察を受け入れる\t国際課、総務課
"""


def test_cities_of_lists_in_the_text_are_taken_with_their_places(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(LISTS, encoding="utf-8")
    done = tgx("init", str(tmp_path / "aoi"), "--from", str(tmp_path / "plan.txt"))
    assert done.code == 0, done.err
    assert "from a list in the text: 大連市 (plan.txt, line 4)" in done.err
    assert "not placed: タコマ市, plan.txt, line 4 (tgx words add-city タコマ市" in done.err
    text = (tmp_path / "aoi/words/cities.yaml").read_text(encoding="utf-8")
    assert "# plan.txt, line 7" in text
    entries = load_yaml(tmp_path / "aoi/words/cities.yaml", "cities")["cities"]
    assert {each["id"]: [kind["kind"] for kind in each["relations"]] for each in entries} == {
        "dalian": ["sister"], "incheon": ["sister"], "hai-phong": ["agreement"], "busan": ["agreement"],
    }  # fmt: skip


TABLE = """\
葵ヶ丘市国際化推進計画
番号\t施策\t内容\t担当課
1\t青少年交流\t青少年を派遣する\t国際課
2\t視察受入\t視察を受け入れる\t国際課
国・地域\t都市名\t区分\t提携年月日
中華人民共和国 浙江省\t寧波市\t友好都市\t昭和63年5月18日
オーストラリア連邦 西オーストラリア州\tバンバリー市\t姉妹都市\t平成5年4月22日
"""


def test_the_province_of_a_partner_is_no_partner(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TABLE, encoding="utf-8")
    done = tgx("init", str(tmp_path / "aoi"), "--from", str(tmp_path / "plan.txt"))
    assert done.code == 0, done.err
    assert "1 partner city" in done.out
    assert "浙江省" not in done.err
    assert "tgx words add-city バンバリー市 --country AU" in done.err
    (entry,) = load_yaml(tmp_path / "aoi/words/cities.yaml", "cities")["cities"]
    assert entry["id"] == "ningbo"


def test_two_lists_on_one_line_are_two(tgx: Run, tmp_path: Path) -> None:
    text = LISTS.replace(
        "姉妹・友好都市：タコマ市、大連市、仁川広域市",
        "姉妹都市：大連市、ポートランド市　友好港：仁川広域市　相手：未定",
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    done = tgx("init", str(tmp_path / "aoi"), "--from", str(tmp_path / "plan.txt"))
    assert done.code == 0, done.err
    entries = load_yaml(tmp_path / "aoi/words/cities.yaml", "cities")["cities"]
    found = {each["id"]: [kind["kind"] for kind in each["relations"]] for each in entries}
    assert found["dalian"] == found["portland-oregon"] == found["incheon"] == ["sister"]
    assert "named in the text, but not as partners" not in done.err


PROSE = """\
湯ノ森町国際交流推進計画
計画期間　令和4年度～令和8年度
本町は、姉妹都市であるポートランド市（アメリカ）、友好都市である大連市（中国）、釜山広域
市（韓国）をはじめとする都市、ニュージーランドの姉妹町ワナカ町との交流を重ねてきた。
上海市及びホーチミン市に相談窓口を置く。
モントルー市の例もある。

施策\t内容\t担当課
相互訪問\t訪ねる\t総務課
"""


def test_cities_that_the_text_calls_partners_are_taken_and_the_others_named(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PROSE, encoding="utf-8")
    done = tgx("init", str(tmp_path / "yu"), "--from", str(tmp_path / "plan.txt"))
    assert done.code == 0, done.err
    assert "0 goals, 1 measure, 1 unit, 3 partner cities" in done.out
    entries = load_yaml(tmp_path / "yu/words/cities.yaml", "cities")["cities"]
    assert {each["id"]: [kind["kind"] for kind in each["relations"]] for each in entries} == {
        "portland-oregon": ["sister"], "dalian": ["sister"], "busan": ["sister"],
    }  # fmt: skip
    told = "not placed: {} (tgx words add-city {} --country COUNTRY{})"
    assert told.format("ワナカ町, plan.txt, line 4", "ワナカ町", " --relation sister") in done.err
    assert told.format("モントルー市, plan.txt, line 6", "モントルー市", "") in done.err
    assert "named in the text, but not as partners: 上海市、ホーチミン市 (" in done.err


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_written_keeps_to_its_schemas(tgx: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new"
    assert tgx("init", folder, "--from", INDICATORS / "strategy-2016.tsv", "--lang", language).code == 0
    settings = folder / "tgx.toml"
    head, *_ = settings.read_text(encoding="utf-8").splitlines()
    assert head == "#:schema ./schemas/settings.schema.json"
    read = {settings: tomllib.loads(settings.read_text(encoding="utf-8"))}
    assert read[settings]["project"]["language"] == language
    kinds = {settings: "settings"}
    for path in sorted((folder / "words").rglob("*.yaml")):
        up, kinds[path] = ("..", path.stem) if path.parent.name == "words" else ("../..", "links")
        head, *_ = path.read_text(encoding="utf-8").splitlines()
        assert head == f"# yaml-language-server: $schema={up}/schemas/{kinds[path]}.schema.json"
        read[path] = load_yaml(path, kinds[path])
    for path, data in read.items():
        name = kinds[path]
        schema = json.loads((folder / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(data)
    assert {path.name for path in folder.rglob("*.yaml")} == {path.name for path in read} - {"tgx.toml"}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# 北九州市\n")
    assert ("プロジェクト" in readme) == (language == "ja")


def commands_of_ci(folder: Path) -> dict[str, list[str]]:
    """The commands that each CI file runs, in its order."""
    github = yaml.safe_load((folder / ".github/workflows/validate.yml").read_text(encoding="utf-8"))
    gitlab = yaml.safe_load((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    steps = github["jobs"]["validate"]["steps"]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert "@sha256:" in gitlab["validate"]["image"]
    found = {
        "github": [step["run"] for step in steps if "run" in step],
        "gitlab": gitlab["validate"]["script"],
    }
    action = (Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8")
    assert next(step["uses"] for step in steps if "setup-python" in step["uses"]) in action
    return found


@pytest.mark.parametrize("strategy", [True, False])
def test_the_commands_of_ci_run_in_the_new_folder(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strategy: bool
) -> None:
    monkeypatch.delenv("TGX_DB")
    folder = tmp_path / "new"
    given = ("--from", INDICATORS / "strategy-2016.tsv") if strategy else ("--city", "北九州市")
    assert tgx("init", folder, *given).code == 0
    program = tmp_path / "bin"
    program.mkdir()
    (program / "tgx").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m toshigaikou_cli "$@"\n', encoding="utf-8"
    )
    (program / "tgx").chmod(0o755)
    monkeypatch.setenv("PATH", f"{program}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    for name, (install, *commands) in commands_of_ci(folder).items():
        assert install == f"python -m pip install --quiet toshigaikou-cli=={__version__}"
        for command in commands:
            done = subprocess.run(
                ["sh", "-e", "-c", command], cwd=folder, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (name, done.stdout, done.stderr)
        assert (
            not (name == "gitlab" and strategy)
            or json.loads((folder / "gl-code-quality-report.json").read_text()) is not None
        )


def test_a_folder_that_holds_something_stays_as_it_is(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    done = tgx("init", str(tmp_path), "--city", "北九州市")
    assert (done.code, [each.name for each in tmp_path.iterdir()]) == (2, ["mine"])


def test_nothing_is_written_where_no_city_is_named(tgx: Run, tmp_path: Path) -> None:
    done = tgx("init", str(tmp_path / "new"))
    assert (done.code, (tmp_path / "new").exists()) == (2, False)
    assert "--city" in done.err


WARD = """\
汐見区多文化共生推進計画
令和5年3月
計画期間 令和5年度～令和9年度

基本目標１　安心して暮らせるまち
施策の方向１－１　情報と相談
主な取組\t取組の内容\t担当
① 多言語による発信\t区報を発信します。\t広報課
② 災害時の支援\t訓練を行います。\t危機管理室 防災課、会議室管理課
施策の方向１－２　学習の支援
主な取組\t取組の内容\t担当
① 日本語教室\t教室を開きます。\t国際課、各総合支所 地域振興課

基本目標２　交流するまち
施策の方向２－１　地域の交流
主な取組\t取組の内容\t担当
① 交流の祭り\t祭りを開きます。\t国際課

友好都市
都市名\t国・地域\t提携年月
ハルモニア市\tイタリア\t平成8年10月
"""


def test_numbers_that_begin_anew_under_headings_of_two_numbers(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """施策の方向１－２ is no heading 1: its measures are not those of １－１."""
    monkeypatch.delenv("TGX_DB")
    (tmp_path / "plan.tsv").write_text(WARD, encoding="utf-8")
    done = tgx("init", tmp_path / "shiomi", "--from", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    assert "2 goals, 4 measures" in done.out
    assert (
        "not placed: ハルモニア市, plan.tsv, line 21 (tgx words add-city ハルモニア市 --country IT)"
        in done.err
    )
    assert "stand at several measures" not in done.err
    units = load_yaml(tmp_path / "shiomi/words/units.yaml", "units")["units"]
    named = {each["id"]: each["name"] for each in units}
    assert [(each["name"], each["kind"], named.get(each.get("parent", ""))) for each in units] == [
        ("広報課", "section", None), ("危機管理室", "department", None), ("防災課", "section", "危機管理室"),
        ("会議室管理課", "section", None), ("国際課", "section", None), ("各総合支所地域振興課", "section", None),
    ]  # fmt: skip
    monkeypatch.chdir(tmp_path / "shiomi")
    (tmp_path / "r5.tsv").write_text(
        "令和5年度 進捗状況\n\n取組番号\t主な取組\t担当課\t令和5年度の実績\t指標名\t目標値\t実績値\n"
        "1-2-①\t日本語教室\t浜町総合支所 地域振興課\t教室を6回開いた。\t回数\t5回\t6回\n",
        encoding="utf-8",
    )
    assert tgx("import", "documents/plan.tsv", tmp_path / "r5.tsv").code == 0
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [(each["code"], each["area"]) for each in measures] == [
        ("1-1-①", "1-1"), ("1-1-②", "1-1"), ("1-2-①", "1-2"), ("2-1-①", "2-1"),
    ]  # fmt: skip
    (row,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert next((link["measure"], link["method"]) for link in row["links"]) == ("1-2-①", "stated")
    assert (row["bureau"], row["department"]) == ("各総合支所地域振興課", "浜町総合支所地域振興課")
    (indicator,) = json.loads(tgx("query", "indicators", "--format", "json").out)
    assert [each["measure"] for each in indicator["measures"]] == ["1-2-①"]


def test_codes_that_stand_at_several_measures_are_named(tgx: Run, tmp_path: Path) -> None:
    rows = "".join(f"{code}\t施策{code}{at}\t行う\t国際課\n" for at, code in enumerate(("1", "2", "2", "3")))
    text = "葵ヶ丘市国際化計画\n令和2年3月\n\n基本方針1 広げる\n番号\t施策\t内容\t担当課\n" + rows
    (tmp_path / "plan.tsv").write_text(text, encoding="utf-8")
    done = tgx("init", tmp_path / "aoi", "--from", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    assert "the codes 2 stand at several measures: compare the headings with the document" in done.err


def _pages_on_unread(tgx: Run, folder: Path) -> list[bool]:
    """Whether the summary, the page and the folder of pages say in each language that a row of the strategy was not read."""
    told = {
        "ja": ("戦略の1行は読み取れず",),
        "en": (
            "1 row of the strategy not read",
            "Rows of the strategy that were not read, and are counted nowhere: 1",
        ),
    }
    found = []
    for language, ways in told.items():
        for name, options in (("s.html", ("--summary",)), ("p.html", ()), ("p/", ())):
            written = f"{folder}/{language}-{name}"
            done = tgx("--lang", language, "report", *options, "--output", written)
            assert done.code == 0, done.err
            page = Path(written, "index.html") if name == "p/" else Path(written)
            text = page.read_text(encoding="utf-8")
            found.append(any(words in text for words in ways) and "tgx validate" in text)
    return found


def test_rows_that_were_not_read_have_their_reason_and_guard_nothing(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TGX_DB")
    plan = """\
洞海市国際戦略
計画期間 令和3年度～令和7年度

基本目標|番号|取組|概要|担当課
1 つながるまち|1|姉妹都市交流|交流を進める。|国際課
1 つながるまち|2|海外広報|海外に広報する。|国際課
2 ともに歩むまち|―|海外研修員の受入れ|技術研修員をたくさん受け入れて、環境の技術を伝える取組を進めていく。|国際課
"""
    for name, text in (("plan", plan), ("whole", plan.replace("|―|", "|3|"))):
        (tmp_path / f"{name}.tsv").write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("init", tmp_path / "p", "--from", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    assert "not read: line 7: no code in '―': 2 ともに歩むまち | ― | 海外研修員の受入れ | …" in done.err
    assert "so tgx.toml does not say how many goals and measures there are" in done.err
    settings = (tmp_path / "p/tgx.toml").read_text(encoding="utf-8")
    assert "\ngoals = " not in settings
    assert "\nmeasures = " not in settings
    assert "\n# rows were not read: " in settings
    monkeypatch.chdir(tmp_path / "p")
    assert tgx("import", "documents/plan.tsv").code == 0
    told = "1 row of the strategy was not read, and is counted nowhere (tgx validate)."
    assert told in tgx("report").out
    assert json.loads(tgx("report", "--format", "json").out)["not_read"] == 1
    assert _pages_on_unread(tgx, tmp_path) == [True] * 6
    whole = tgx("init", tmp_path / "q", "--from", tmp_path / "whole.tsv")
    assert (whole.code, "not read" in whole.err) == (0, False)
    assert "\ngoals = 2\nmeasures = 3\n" in (tmp_path / "q/tgx.toml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path / "q")
    assert tgx("import", "documents/whole.tsv").code == 0
    assert _pages_on_unread(tgx, tmp_path) == [False] * 6
    assert "was not read" not in tgx("report").out


def test_words_say_in_which_table_they_stand(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TGX_DB")
    head = "<tr><th>番号</th><th>施策</th><th>概要</th><th>担当課</th></tr>"
    tables = "".join(
        f"<h2>基本目標{n} つながる</h2><table>{head}<tr><td>{n}</td><td>施策{n}</td><td>進める。</td><td>{unit}</td></tr></table>"
        for n, unit in ((1, "国際課"), (2, "広報課"))
    )
    partner = "<tr><td>パリ市</td><td>フランス</td><td>1982年7月14日</td></tr>"
    cities = f"<table><tr><th>都市名</th><th>国名</th><th>提携年月日</th></tr>{partner}</table>"
    page = f"<html><body><h1>青葉市国際戦略</h1>{tables}<h2>姉妹都市</h2>{cities}</body></html>"
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    done = tgx("init", tmp_path / "aoi", "--from", tmp_path / "plan.html")
    assert done.code == 0, done.err
    units = (tmp_path / "aoi/words/units.yaml").read_text(encoding="utf-8")
    assert '"国際課", "kind": "section", "sources": ["plan.html table 1:row 2"]' in units
    assert '"広報課", "kind": "section", "sources": ["plan.html table 2:row 2"]' in units
    assert "# plan.html, table 3:row 2" in (tmp_path / "aoi/words/cities.yaml").read_text(encoding="utf-8")
