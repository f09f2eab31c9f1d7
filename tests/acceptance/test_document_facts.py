"""Facts about documents: given with an import or later, kept in a file that people review, asked for by a note."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from acceptance.test_startup import loaded_by
from conftest import Run
from toshigaikou_cli.judgements.documents_file import packaged_facts, read_documents
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.document_facts import DocumentFacts
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

SHEET = Path(__file__).resolve().parents[2] / "docs" / "days" / "sheet-2018.tsv"


def own_file() -> Path:
    return Path(os.environ["TGX_DB"]).with_name("catalogue.documents.yaml")


def facts(tgx: Run, name: str) -> dict[str, Any]:
    listed = json.loads(tgx("documents", "--format", "json").out)
    return next(each["facts"] for each in listed if each["name"] == name)


def test_the_packaged_documents_have_all_their_facts(tgx: Run, catalogue: Path) -> None:
    path = default_project() / "documents" / "documents.yaml"
    load_yaml(path, "documents")
    assert all(each.facts.missing() == () for each in packaged_facts())
    assert facts(tgx, "strategy-2014.tsv")["publisher"] == "東京都"
    found = tgx("validate", "--severity", "info", "--select", "document-facts")
    assert (found.code, found.out.split(":")[0]) == (0, "no findings")
    assert "not known of" not in tgx("info").out
    assert "yaml" not in loaded_by("documents")


def test_an_import_gives_facts_and_a_note_asks_for_the_rest(tgx: Run, catalogue: Path) -> None:
    assert tgx("import", SHEET, "--quiet", "--meta", "publisher=東京都", "--meta", "date=none").code == 0
    missing = ["url", "licence", "accessed"]
    assert facts(tgx, SHEET.name)["missing"] == missing
    for options in ((), ("--fail-on", "warning")):
        found = tgx("validate", "--severity", "info", "--select", "document-facts", *options)
        assert found.code == 0
        assert "tgx documents set sheet-2018.tsv url=… licence=… accessed=…" in found.out
    assert "not known of 1" in tgx("info").out
    assert tgx("documents", "set", SHEET.name, "url=none", "licence=CC BY 4.0").code == 0
    assert facts(tgx, SHEET.name)["missing"] == []
    assert tgx("validate", "--severity", "info", "--select", "document-facts").out.startswith("no findings")
    before = own_file().read_bytes()
    assert tgx("rebuild").code == 0
    assert facts(tgx, SHEET.name)["licence"] == "CC BY 4.0"
    assert own_file().read_bytes() == before
    assert "yaml" not in loaded_by("query", "documents", "--format", "json")


def test_what_people_write_by_hand_holds_at_once(tgx: Run, catalogue: Path) -> None:
    own_file().write_text(
        "version: 1\ndocuments:\n- {name: strategy-2014.tsv, licence: 東京都の利用規約}\n", encoding="utf-8"
    )
    assert facts(tgx, "strategy-2014.tsv")["licence"] == "東京都の利用規約"
    assert facts(tgx, "strategy-2014.tsv")["publisher"] == "東京都"
    own_file().write_text("version: 1\ndocuments:\n- {name: x, date: 2014-13}\n", encoding="utf-8")
    refused = tgx("documents")
    assert refused.code == 2
    assert "catalogue.documents.yaml:3" in refused.err
    assert "Traceback" not in refused.err


@pytest.mark.parametrize(
    "text",
    [
        "# ours\nversion: 1\ndocuments: # all\n  # the sheet\n  - name: sheet-2018.tsv # sent\n    publisher: 東京 # sic\n",
        "version: 1\ndocuments: []\n# nothing yet\n",
        "documents:\n- name: sheet-2018.tsv\n  sha256: SHA\n  url: none # looked\n  # end\n\nversion: 1\n",
        "version: 1\ndocuments:\n  - {name: sheet-2018.tsv, sha256: SHA}\n  # end",
    ],
)
def test_comments_and_all_else_in_the_file_stay(tgx: Run, catalogue: Path, text: str) -> None:
    from hashlib import sha256

    text = text.replace("SHA", sha256(SHEET.read_bytes()).hexdigest())
    own_file().write_text(text, encoding="utf-8")
    given = ("--meta", "publisher=都 \"A\": 'B' #1", "--meta", "accessed=2024")
    done = tgx("import", SHEET, "--quiet", *given)
    assert (done.code, done.err) == (0, "")
    after = own_file().read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "#" in line and line not in after.splitlines()] in (
        [],
        ["documents: [] # all"],
    )
    assert facts(tgx, SHEET.name)["publisher"] == "都 \"A\": 'B' #1"
    assert facts(tgx, SHEET.name)["accessed"] == "2024"
    assert tgx("import", SHEET, "--quiet", *given).code == 0
    assert own_file().read_text(encoding="utf-8") == after


def test_facts_of_a_file_go_to_the_documents_that_it_names(
    tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    meta = tmp_path / "meta.yaml"
    meta.write_text("version: 1\ndocuments:\n- {name: sheet-2018.tsv, publisher: 局}\n", encoding="utf-8")
    done = tgx("import", packaged_documents[0], SHEET, "--quiet", "--meta", meta)
    assert done.code == 2
    assert "strategy-2014.tsv: no file of --meta says anything of this document" in done.err
    assert facts(tgx, SHEET.name)["publisher"] == "局"
    both = tgx("import", packaged_documents[0], "--quiet", "--meta", meta, "--meta", "publisher=都")
    assert both.code == 0
    assert facts(tgx, "strategy-2014.tsv")["publisher"] == "都"


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("author=x", "no fact is called author"),
        ("nowhere.yaml", "no such file, and no fact"),
        ("publisher=", "no value"),
        ("date=2014年頃", "no date: 2014年頃"),
        ("accessed=2023-02-29", "no accessed: 2023-02-29"),
        ("url=www.metro.tokyo.lg.jp", "no url: www.metro.tokyo.lg.jp"),
        ("url=javascript:alert(1)", "no url"),
        ("title=a\nb", "no title"),
    ],
)
def test_what_is_no_fact_is_refused_and_nothing_is_imported(tgx: Run, given: str, what: str) -> None:
    done = tgx("import", SHEET, "--meta", given)
    assert (done.code, done.out) == (2, "")
    assert what in done.err
    assert done.err.count("\n") == 1
    assert not own_file().exists()
    assert not Path(os.environ["TGX_DB"]).exists()


def test_a_dry_run_and_a_refused_import_write_no_facts(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert tgx("import", SHEET, "--dry-run", "--quiet", "--meta", "publisher=都").code == 0
    broken = tmp_path / "broken.tsv"
    broken.write_text("no sheet\n", encoding="utf-8")
    assert tgx("import", broken, "--quiet", "--meta", "publisher=都").code == 2
    assert not own_file().exists()
    assert tgx("documents", "set", "nowhere.tsv", "publisher=都").code == 2


def test_a_document_named_twice_is_refused(tmp_path: Path) -> None:
    from toshigaikou_cli.errors import JudgementError

    path = tmp_path / "documents.yaml"
    path.write_text("version: 1\ndocuments:\n- {name: a}\n- {name: a}\n", encoding="utf-8")
    with pytest.raises(JudgementError, match="stands twice"):
        read_documents(path)


def test_one_fact_gives_way_to_another_by_itself() -> None:
    one, other = DocumentFacts(publisher="都", url="none"), DocumentFacts(publisher="局", licence="CC0")
    assert one.over(other) == DocumentFacts(publisher="都", url="none", licence="CC0")
    assert one.over(other).missing() == ("title", "date")
    assert one.said("url") == one.said("licence") == ""


def test_dates_of_documents_are_given_as_an_office_writes_them(tgx: Run, catalogue: Path) -> None:
    done = tgx("documents", "set", "strategy-2014.tsv", "date=平成26年12月26日", "accessed=令和6年6月")
    assert done.code == 0, done.err
    known = facts(tgx, "strategy-2014.tsv")
    assert (known["date"], known["accessed"]) == ("2014-12-26", "2024-06")
    assert tgx("documents", "set", "strategy-2014.tsv", "date=昨年").code == 2
