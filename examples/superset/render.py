"""The dashboard as a person sees it: a picture from a headless Chromium, and what it complained about."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from examples.superset.dashboard import SLUG

_CHROMIUM = "/usr/bin/chromium"
_SIZE = {"width": 1500, "height": 1500}  # all rows at once: Superset draws no row that is out of sight
_DRAWN = ".dashboard-chart canvas, .dashboard-chart table"
_ERRORS = "[data-test='chart-error'], .ant-alert-error"


def picture(address: str, user: str, password: str, path: Path, charts: int) -> list[str]:
    """Writes the picture once every chart is drawn; returns the errors that charts show."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=_SIZE)
        page.goto(f"{address}/login/")
        page.fill("#username", user)
        page.fill("#password", password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url, timeout=60_000)
        page.goto(f"{address}/superset/dashboard/{SLUG}/?standalone=1")
        page.wait_for_function(f"document.querySelectorAll('{_DRAWN}').length >= {charts}", timeout=180_000)
        page.wait_for_timeout(3000)  # the charts are drawn with an animation
        page.screenshot(path=str(path))
        errors = [str(error) for error in page.locator(_ERRORS).all_inner_texts()]
        browser.close()
    return errors
