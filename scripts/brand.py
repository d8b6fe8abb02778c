"""Draw the brand images for Home Assistant and HACS."""

import asyncio
from pathlib import Path
import sys

from playwright.async_api import async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.demo.browser import ARGUMENTS, chromium  # noqa: E402

SOURCES = ROOT / "docs/brand"
PICTURES = ROOT / "custom_components/pronote/brand"
DRAWINGS = {
    "icon": "icon",
    "dark_icon": "icon-dark",
    "logo": "logo",
    "dark_logo": "logo-dark",
}
HEIGHTS = {"": 256, "@2x": 512}


async def main() -> None:
    """Draw each image in both sizes."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=ARGUMENTS
        )
        page = await browser.new_page()
        for name, drawing in DRAWINGS.items():
            for suffix, height in HEIGHTS.items():
                await page.set_content(
                    f"<style>body {{ margin: 0 }} svg {{ height: {height}px; display: block }}"
                    f"</style>{(SOURCES / f'{drawing}.svg').read_text()}"
                )
                await page.locator("svg").screenshot(
                    path=PICTURES / f"{name}{suffix}.png", omit_background=True
                )
        await browser.close()


asyncio.run(main())
