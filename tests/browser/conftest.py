"""A real browser, without a window, on a server of its own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import (  # noqa: F401  the county, as in the other tests of the platform
    _flush_despite_triggers,
    _nothing_kept,
    body,
    county,
    django_db_setup,
    django_db_use_migrations,
    person,
)

# The browser's driver keeps an event loop; Django must not take it for an asynchronous call.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
HERE = Path(__file__).resolve().parent
PASSWORD = "Demo-Qingshan-2026"
PATIENCE = 60_000
"""Milliseconds after which something hangs; a machine that is shared by many is no fault of the page."""
SIZES = {"wide": (1366, 768), "phone": (390, 844)}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium of the system; without one these tests cannot tell anything."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(
    chromium: Any,
    live_server: Any,
    transactional_db: None,
    county: None,  # noqa: F811  a fixture asked for by its name
) -> Iterator[Callable[..., Any]]:
    """``open_page("柳河拟稿", size="phone")``: a page, signed in or (``None``) not.

    Whatever it asks of another host, or complains about on its console, fails the test.
    """
    contexts, complaints = [], []

    def open_(username: str | None = None, size: str = "wide") -> Any:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            base_url=live_server.url,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                complaints.append(f"asks {request.url}")
                if not request.url.startswith((live_server.url, "data:", "blob:"))
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(f"error {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"console {message.text}")
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        if username is not None:
            page.goto("/office/login/")
            page.fill("#id_username", username)
            page.fill("#id_password", PASSWORD)
            page.click("button[type=submit]")
            page.wait_for_url("**/office/")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core with its Chinese messages."""
    locale = json.loads((HERE / "axe" / "zh_CN.json").read_text("utf-8"))
    source = (HERE / "axe" / "axe.min.js").read_text("utf-8")
    return f"{source}\naxe.configure({{locale: {json.dumps(locale)}}});"


@pytest.fixture
def findings(axe_source: str) -> Callable[[Any], list[str]]:
    """``findings(page)``: serious and critical findings of accessibility, one line each."""

    def look(page: Any) -> list[str]:
        page.wait_for_load_state()
        page.evaluate(axe_source)
        result = page.evaluate(
            "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        )
        return [
            f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:160]}"
            for each in result["violations"]
            if each["impact"] in {"serious", "critical"}
        ]

    return look
