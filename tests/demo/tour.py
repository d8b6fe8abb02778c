"""An animated picture: screenshots with captions, one after the other."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

CAPTION = """text => {
  document.getElementById("tour")?.remove()
  const caption = document.createElement("div")
  caption.id = "tour"
  caption.popover = "manual"
  caption.textContent = text
  caption.style.cssText = `position: fixed; inset: auto 0 0 0; width: 100%; margin: 0; border: 0;
    box-sizing: border-box; padding: 14px 24px; background: #263238; color: white;
    font: 500 22px Roboto, sans-serif; text-align: center`
  document.body.append(caption)
  caption.showPopover()
}"""
"""As a popover, it is above the dialogs of Home Assistant."""

SIZE = (960, 600)
QUALITY = 70


@dataclass(slots=True)
class Tour:
    """The frames of an animated picture, and how long each is shown, in milliseconds."""

    page: Page
    _frames: list[Image.Image] = field(default_factory=list)
    _durations: list[int] = field(default_factory=list)

    async def show(self, caption: str, *, seconds: float = 5) -> None:
        """Add what the page shows, with a caption."""
        await self.page.wait_for_load_state("networkidle")
        await self.page.evaluate(CAPTION, caption)
        picture = await self.page.screenshot(animations="disabled")
        frame = Image.open(BytesIO(picture)).convert("RGB")
        self._frames.append(frame.resize(SIZE, Image.Resampling.LANCZOS))
        self._durations.append(round(seconds * 1000))

    @property
    def seconds(self) -> float:
        """The length of the tour."""
        return sum(self._durations) / 1000

    def save(self, path: Path) -> None:
        """Save the animation, which repeats."""
        first, *others = self._frames
        first.save(
            path,
            save_all=True,
            append_images=others,
            duration=self._durations,
            loop=0,
            quality=QUALITY,
            method=6,
        )
