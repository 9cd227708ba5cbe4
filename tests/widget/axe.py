"""axe-core over a page, shadow roots and frames included, at WCAG levels A and AA."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds, a line each; the empty list when it finds nothing.

    The script is evaluated by the debugger, so the page's CSP does not stop it.
    """
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "levels => axe.run(document, {runOnly: levels, resultTypes: ['violations']})", LEVELS)
    return [f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"] for node in one["nodes"]]
