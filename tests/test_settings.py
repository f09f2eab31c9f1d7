"""``tgx.toml`` and its schema accept the same."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.settings import Settings
from toshigaikou_cli.settings import find_settings, read_settings

SCHEMA = json.loads(packaged("schemas/settings.schema.json").read_text(encoding="utf-8"))
WHOLE = """\
[validate]
select = ["date-*", "bureau-unknown"]
ignore = "date-outside-year"
severity = "info"
fail-on = "warning"
format = "github"
goal = 2
bureau = "環境局"
year = 2018
baseline = "known/baseline.toml"
strategy = "strategy.tsv"
vocabulary = "words"
aliases = "aliases.yaml"
columns = "columns.yaml"
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tgx.toml"
    path.write_text(WHOLE, encoding="utf-8")
    Draft202012Validator(SCHEMA).validate(tomllib.loads(WHOLE))
    assert (
        set(tomllib.loads(WHOLE)["validate"])
        == {name.replace("_", "-") for name in Settings._fields}
        - {"source", "parts", "second-reading", "ocr", "max-bytes"}
        == set(SCHEMA["properties"]["validate"]["properties"])
    )
    found = read_settings(path)
    assert found.select == ("date-*", "bureau-unknown")
    assert found.ignore == ("date-outside-year",)
    assert (found.severity, found.fail_on, found.format) == ("info", "warning", "github")
    assert (found.goal, found.bureau, found.year) == (2, "環境局", "2018")
    assert found.baseline == tmp_path / "known" / "baseline.toml"
    assert found.source == path


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "tgx.toml").write_text("[validate]\ngoal = 1\n", encoding="utf-8")
    assert find_settings(deep).goal == 1
    (tmp_path / "a" / "tgx.toml").write_text("", encoding="utf-8")
    assert find_settings(deep) == Settings(source=tmp_path / "a" / "tgx.toml")


@pytest.mark.parametrize(
    "line",
    ["colour = 1", "select = 1", "ignore = [1]", 'severity = "loud"', 'goal = "2"', "goal = true", "year = 1.5", 'bureau = ""',
     "baseline = 3", "format = []"],
)  # fmt: skip
def test_what_the_schema_refuses_is_refused(tmp_path: Path, line: str) -> None:
    text = f"[validate]\n{line}\n"
    assert list(Draft202012Validator(SCHEMA).iter_errors(tomllib.loads(text)))
    (tmp_path / "tgx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        read_settings(tmp_path / "tgx.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[report]",
            "report: unknown key (known: project, words, catalogue, strategy, relations, rating, validate)",
        ),
        ("[validate]\ncolour = 1", "validate.colour: unknown key (known: select, ignore, severity"),
        (
            '[validate]\nignore = ["a", 1]',
            "validate.ignore[1]: 1 is not of type 'string' (codes or patterns of checks",
        ),
        (
            '[validate]\nseverity = "loud"',
            "validate.severity: 'loud' is not one of ['error', 'warning', 'info']",
        ),
        ("[validate]\nbaseline = 3", "validate.baseline: 3 is not of type 'string' (a path in quotes"),
        ("validate = 3", "validate: 3 is not of type 'object' (write [validate])"),
    ],
)
def test_a_message_names_the_key_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "tgx.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_whole_number_may_have_a_point(tmp_path: Path) -> None:
    path = tmp_path / "tgx.toml"
    path.write_text("[validate]\ngoal = 2.0\nyear = 2018.0\n", encoding="utf-8")
    found = read_settings(path)
    assert (repr(found.goal), found.year) == ("2", "2018")
