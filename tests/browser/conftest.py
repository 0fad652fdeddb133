"""The browser of the browser tests: Debian's Chromium, started once for each test process."""

import os

import pytest
from playwright.sync_api import sync_playwright

# The synchronous Playwright runs an event loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("TONGMING_CHROMIUM", "/usr/bin/chromium")
# Root in a container has no sandbox; the rest keeps the browser from looking for hosts of its maker.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
