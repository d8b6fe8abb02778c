"""Look for what axe-core objects to in the elements of the integration."""

from playwright.async_api import Page

from tests.demo.home import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

IS_DARK = """dark =>
  Boolean(document.querySelector("home-assistant").hass.themes.darkMode) === dark"""
"""Home Assistant leaves it undefined, which is light, if its themes come before its configuration."""

VIOLATIONS = """async () => {
  const ours = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.localName.startsWith("pronote-family-")) ours.push(element);
      else if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  if (ours.length === 0) return ["nothing of ours is shown"];
  const { violations } = await axe.run(
    { include: ours },
    { resultTypes: ["violations"] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id}: ${target.flat().join(" ")}: ${failureSummary}`));
}"""

_ATTEMPTS = 5
"""How often colors that fade over are looked at."""


async def violations(page: Page) -> list[str]:
    """Return what is not accessible in our elements on a page, once colors have faded over."""
    if not await page.evaluate("'axe' in window"):
        await page.add_script_tag(path=AXE)
    found: list[str] = []
    for _ in range(_ATTEMPTS):
        found = await page.evaluate(VIOLATIONS)
        if not found:
            break
    return found
