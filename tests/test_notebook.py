"""The notebook in examples/ runs from top to bottom, and is kept without outputs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[1] / "examples" / "notebook" / "coverage.ipynb"


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("pandas")
    specs = pytest.importorskip("jupyter_client.kernelspec")
    pytest.importorskip("ipykernel")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    book = nbformat.read(NOTEBOOK, as_version=4)
    assert not [cell for cell in book.cells if cell.get("outputs") or cell.get("execution_count")], (
        "outputs change: clear them"
    )
    client = nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.km = _this_python(client, specs)
    client.execute()
    shown = {cell.id: cell.outputs for cell in book.cells if cell.cell_type == "code"}
    assert "<table>" in _html(shown["shown"])
    assert "ソウル特別市" in _html(shown["cities"])
    assert shown["pure"][0]["data"]["text/plain"].isdigit()
    assert not [each for each in shown.values() for output in each if output.get("name") == "stderr"]


def _this_python(client: Any, specs: Any) -> Any:
    """What starts a kernel of the Python that runs the tests."""
    manager = client.create_kernel_manager()
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager._kernel_spec = specs.KernelSpec(argv=command, language="python", env=dict(os.environ))
    return manager


def _html(outputs: list[Any]) -> str:
    return "".join(output["data"]["text/html"] for output in outputs)
