"""Look for what axe-core objects to in the elements of the integration."""

from pathlib import Path
from typing import Literal

from playwright.async_api import Page

from tests.demo.home import ROOT

type Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

_ILLEGIBLE = Path(__file__).with_name("legible.js").read_text(encoding="utf-8")

_IS_DARK = """dark =>
  Boolean(document.querySelector("home-assistant").hass.themes.darkMode) === dark"""
"""Home Assistant leaves it undefined, which is light, if its themes come before its configuration."""

_VIOLATIONS = """async () => {
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

_COLORS_AT_REST = """async () => {
  const fading = (root) => [
    ...root.getAnimations().filter((one) => one instanceof CSSTransition),
    ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
      shadowRoot ? fading(shadowRoot) : []),
  ];
  let running;
  do {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    running = fading(document);
    await Promise.allSettled(running.map((one) => one.finished));
  } while (running.length > 0);
}"""
"""Home Assistant fades from one theme to the other."""


async def use_scheme(page: Page, scheme: Scheme) -> None:
    """Switch a page to the light or dark theme, and wait until its colors are at rest."""
    await page.emulate_media(color_scheme=scheme)
    await page.wait_for_function(_IS_DARK, arg=scheme == "dark")
    await colors_at_rest(page)


async def colors_at_rest(page: Page) -> None:
    """Wait until all transitions of colors have ended."""
    await page.evaluate(_COLORS_AT_REST)


async def violations(page: Page) -> list[str]:
    """Return what is not accessible in our elements on a page."""
    if not await page.evaluate("'axe' in window"):
        await page.add_script_tag(path=AXE)
    return list(await page.evaluate(_VIOLATIONS))


async def illegible(page: Page, *, touch: bool) -> list[str]:
    """Return which texts of our cards are cut or lack contrast, and which targets are too small."""
    return list(await page.evaluate(_ILLEGIBLE, touch))
