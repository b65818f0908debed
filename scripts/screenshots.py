#!/usr/bin/env python3
"""Takes the pictures of the README from the demo that `make run` serves. Each stays under 250 kB."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests import chromium

FOLDER = Path("docs/images")
PASSWORD = "welcome-to-hearth"  # noqa: S105 - the demo's, printed by `make run`
LARGEST = 250_000
WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Picture:
    """One picture: where, as whom, and how far down the page."""

    name: str
    path: str
    person: str = ""
    phone: bool = False
    to: str = ""


PICTURES = (
    Picture("home", "/"),
    Picture("today", "/today/", "therapist"),
    Picture("unit", "/learn/m2/fit-circles/", "therapist", to=".block-fit"),
    Picture("certificate", "/record/", "therapist"),
    Picture("authoring", "/admin/modules/", "coordinator"),
    Picture("session", "/supervision/", "supervisor"),
    Picture("month", "/supervision/", "supervisor"),
    Picture("prep", "/supervision/prep/", "therapist", phone=True),
    Picture("phone", "/today/", "therapist", phone=True),
    Picture("team", "/team/", "coordinator"),
)


def sign_in(page: Page, person: str) -> None:
    """As a visitor would."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", f"{person}@hearth.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/today/")


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Open, arrange, store."""
    context = browser.new_context(
        base_url=address, viewport=PHONE if picture.phone else WIDE, locale="en-GB", reduced_motion="reduce"
    )
    page = context.new_page()
    if picture.person:
        sign_in(page, picture.person)
    page.goto(picture.path)
    page.wait_for_load_state("networkidle")
    store(SPECIAL.get(picture.name, seen)(page, picture), FOLDER / f"{picture.name}.png")
    context.close()


def seen(page: Page, picture: Picture) -> bytes:
    """What the window shows, from the part that matters on."""
    if picture.to:
        page.locator(picture.to).first.evaluate("part => scrollTo(0, part.getBoundingClientRect().top - 24)")
    return page.screenshot()


def printed(page: Page, picture: Picture) -> bytes:
    """The first page of the newest certificate's file."""
    address = page.locator("main a[href$='.pdf']").first.get_attribute("href") or ""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "certificate.pdf"
        pdf.write_bytes(page.request.get(address).body())
        size = ["-scale-to-x", str(WIDE["width"]), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-png", "-singlefile", *size, str(pdf), str(pdf.with_suffix(""))], check=True)  # noqa: S603, S607
        return pdf.with_suffix(".png").read_bytes()


def written(page: Page, picture: Picture) -> bytes:
    """A unit in the editor, with the learner's page beside it."""
    page.get_by_role("row", name="M2").get_by_role("link", name="Units").click()
    page.get_by_role("link", name="Fit circles", exact=False).first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.locator("#w-preview-iframe").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)
    return page.screenshot()


def held(page: Page, picture: Picture) -> bytes:
    """The first case of this week's group session, being written up."""
    page.locator("form[action$='/sessions/open/'] button").first.click()
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def counted(page: Page, picture: Picture) -> bytes:
    """The month so far, as its supervisor sees it."""
    page.locator("main a[href*='/supervision/report/']").first.click()
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def prepared(page: Page, picture: Picture) -> bytes:
    """A summary under way, from last week's goals on."""
    page.locator(".prepcase a.btn:not(.ghost)").first.click()
    page.wait_for_load_state("networkidle")
    return page.screenshot()


SPECIAL = {"certificate": printed, "authoring": written, "session": held, "month": counted, "prep": prepared}


def store(shot: bytes, target: Path) -> None:
    """As a PNG with a palette, small enough for a page that many people open."""
    Image.open(BytesIO(shot)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target}  {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{target} is larger than {LARGEST // 1000} kB.")


def main() -> None:
    """All pictures, or those named."""
    address = f"http://localhost:{os.environ.get('PORT', '8000')}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=arguments)
        for picture in PICTURES:
            if not sys.argv[1:] or picture.name in sys.argv[1:]:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
