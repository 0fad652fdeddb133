"""What axe finds on a page in the real browser."""

from axe_playwright_python.sync_playwright import Axe

# Beyond WCAG 2.2 AA: targets of 24 pixels, and the contrast of AAA that the design asks for body text.
RULES = {"rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}}


def barriers(page):
    """The violations as (rule, elements)."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
