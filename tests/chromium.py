"""Which Chromium the browser tests drive: the system's where there is one, else Playwright's own."""

import shutil
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the lightest first


def executable() -> str | None:
    """The path of a browser that starts, or None. Ubuntu's chromium-browser is only a pointer at a snap."""
    for name in NAMES:
        path = shutil.which(name)
        if path and not _points_at_snap(path):
            return path
    return _playwrights_own()


def _points_at_snap(path: str) -> bool:
    real = Path(path).resolve()
    return "snap" in real.parts or (real.stat().st_size < 20_000 and b"snap" in real.read_bytes())


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


if __name__ == "__main__":
    found = executable()
    print(found or "no Chromium")
    sys.exit(found is None)
