"""Every JSON that a command prints keeps to its schema, and the schemas themselves are sound."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from conftest import Run
from toshigaikou_cli.formats import FINDINGS
from toshigaikou_cli.jobs.places import project_schemas
from toshigaikou_cli.jobs.viewing import VIEWS, About, By
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.vocabulary.word_files import KINDS, schema_of

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in packaged("schemas").glob("*.json")
}

HOME = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "urls"
]["Homepage"]


def validator(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
    )
    return Draft202012Validator(SCHEMAS[f"{name}.schema.json"], registry=registry)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_schemas_under_their_own_name(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{HOME}schemas/{name}"
    assert SCHEMAS[name]["title"]


def test_a_place_has_one_shape() -> None:
    found = SCHEMAS["validate.schema.json"]["$defs"]["finding"]["properties"]["source"]
    assert found == SCHEMAS["common.schema.json"]["$defs"]["spot"]


def test_a_projects_schemas_need_no_other() -> None:
    """Editors read them as copies in its folder."""
    for name in (path.rpartition("/")[2] for path in project_schemas()):
        references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(SCHEMAS[name]))
        assert all(each.startswith("#") for each in references), name
    relation = [SCHEMAS[f"{name}.schema.json"]["$defs"]["relation"] for name in ("cities", "relations")]
    assert relation[0] == relation[1]


def test_the_schemas_know_every_name_that_a_user_chooses() -> None:
    views = SCHEMAS["report.schema.json"]["$defs"]["view"]["properties"]["view"]["enum"]
    assert set(views) == {*VIEWS, "across"}
    settings = SCHEMAS["settings.schema.json"]["properties"]["validate"]["properties"]["format"]["enum"]
    assert settings == list(FINDINGS)


LABELS = str(Path(__file__).parents[1] / "linking" / "labels" / "fy2017.yaml")
PRINTED: dict[str, list[tuple[str, ...]]] = {
    "query-measures": [("query", "measures", "--format", "json")],
    "query-achievements": [("query", "achievements", "--format", "json")],
    "query-activities": [("query", "activities", "--format", "json")],
    "source": [("source", "35", "--format", "json")],
    "gitlab-code-quality": [("validate", "--severity", "info", "--format", "gitlab")],
    "vocabulary-unknown": [("vocabulary", "unknown", "--format", "json")],
    "vocabulary-aliases": [("vocabulary", "aliases", "--format", "json")],
    "query-bureaus": [("query", "bureaus", "--format", "json")],
    "query-cities": [("query", "cities", "--all", "--format", "json")],
    "query-indicators": [("query", "indicators", "--format", "json")],
    "query-documents": [("query", "documents", "--format", "json")],
    "search": [("search", "ソウル", "--format", "json"), ("search", "無い語", "--format", "json")],
    "show": [("show", name, "--format", "json") for name in ("35", "環境局", "生活文化局", "ソウル")],
    "report": [
        ("report", "--format", "json"),
        ("report", "--goal", "2", "--city", "ソウル", "--format", "json"),
        ("report", "--uncovered", "--format", "json"),
        ("report", "indicators", "--format", "json"),
        *(("report", view, "--format", "json") for view in get_args(About)),
        *(("report", "--by", by, "--format", "json") for by in get_args(By)),
    ],
    "link-show": [("link", "show", "2017-ef07e9", "--format", "json")],
    "link-suggest": [("link", "suggest", "--format", "json")],
    "link-judgements": [("link", "judgements", "--format", "json")],
    "link-explain": [
        ("link", "explain", "2017-ef07e9", number, "--format", "json") for number in ("18", "76")
    ],
    "link-evaluate": [("link", "evaluate", LABELS, "--format", "json")],
    "validate": [
        ("validate", "--format", "json"),
        ("validate", "--format", "json", "--severity", "info", "--select", "result-*"),
    ],
    "validate-list": [("validate", "--list", "--format", "json")],
    "info": [("info", "--json"), ("info", "--json", "--db", "none.sqlite")],
}


@pytest.mark.parametrize("name", PRINTED)
def test_printed_json_keeps_to_its_schema(tgx: Run, catalogue: Path, name: str) -> None:
    for arguments in PRINTED[name]:
        done = tgx(*arguments)
        assert done.code == 0, done.err
        validator(name).validate(json.loads(done.out))


def test_an_achievement_is_shown_by_its_schema(tgx: Run, catalogue: Path) -> None:
    first = json.loads(tgx("query", "achievements", "--limit", "1", "--format", "json").out)[0]
    validator("show").validate(json.loads(tgx("show", first["id"], "--format", "json").out))
    broken = {**first, "fiscal_year": "2017"}
    with pytest.raises(ValidationError):
        validator("query-achievements").validate([broken])


def test_import_summaries_keep_to_their_schema(
    tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    for _ in range(2):
        done = tgx("import", "--json", *packaged_documents)
        validator("import").validate(json.loads(done.out))
    odd = tmp_path / "odd.tsv"
    odd.write_text("担当局\t項目名\t実績（令和3年度）\n謎の庁\t交流\t\n\t\t\t\t余り\n", encoding="utf-8")
    done = tgx("import", "--json", odd)
    validator("import").validate(json.loads(done.out))
    failed = tgx("validate", "--format", "json")
    assert failed.code == 1
    validator("validate").validate(json.loads(failed.out))


def test_every_schema_of_output_is_tried() -> None:
    data = {schema_of(kind) for kind in KINDS}
    others = (
        {name.removesuffix(".schema.json") for name in SCHEMAS}
        - data
        - {"common", "import", "diff", "aliases", "labels", "judgements", "documents", "baseline", "settings"}
        - {"crosswalk", "crosswalk-list", "crosswalk-suggest"}
    )
    assert others == set(PRINTED)
