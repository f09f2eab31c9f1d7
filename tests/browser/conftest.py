"""Headless Chromium on the page. Tests are skipped, with the reason, where there is no Chromium or no playwright.

``TGX_CHROMIUM`` names another browser; ``TGX_AXE`` the file axe.min.js of npm's axe-core (``npm pack axe-core``), by
default ``.venv/axe/package/axe.min.js`` of the checkout.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Opened:
    """A tab with what it logged and what it asked for."""

    tab: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


def chromium_path() -> str | None:
    given = os.environ.get("TGX_CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on the path, and TGX_CHROMIUM is not set")
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed (it is in the dev group)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Open a file: ``open_page(path, width=375)``; the tabs are closed after the test."""
    contexts = []

    def call(path: Path, width: int = 1280, height: int = 900, javascript: bool = True) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, locale="ja-JP"
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.tab.on("console", lambda message: opened.messages.append(message.text))
        opened.tab.on("pageerror", lambda error: opened.messages.append(str(error)))
        opened.tab.on("request", lambda request: opened.requests.append(request.url))
        opened.tab.goto(path.as_uri())
        return opened

    yield call
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    path = Path(os.environ.get("TGX_AXE") or ROOT / ".venv/axe/package/axe.min.js")
    if not path.is_file():
        pytest.skip(f"no axe-core at {path}: npm pack axe-core, unpack it there, or set TGX_AXE")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report_file(_imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the packaged documents."""
    from toshigaikou_cli.formats.pages.html import page
    from toshigaikou_cli.jobs.page import page_facts

    text = page(page_facts(_imported))
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(text, encoding="utf-8")
    return file
