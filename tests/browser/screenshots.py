"""Take the README's pictures from a running site with demo content:

    make run
    SCREENSHOTS=docs/images python tests/browser/screenshots.py http://localhost:8000

They are written only when SCREENSHOTS names a folder. The admin is entered with the demo account of
a coordinator, whose password `make run` prints.
"""

import csv
import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT = "pohjoinen-koordinaattori"
COLOURS = 128


def main(site: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            base_url=site, locale="fi-FI", viewport={"width": 1280, "height": 900}
        )
        page.goto("/pohjoinen/")
        keep(page, folder / "region.png")
        open_meeting(page)
        keep(page, folder / "admin.png")
        browser.close()


def open_meeting(page: Page) -> None:
    """The editor of a meeting at its minutes, with the preview beside."""
    page.goto("/admin/")
    page.get_by_label("Käyttäjätunnus").fill(ACCOUNT)
    page.get_by_label("Salasana").fill(password())
    page.get_by_role("button", name="Kirjaudu sisään").click()
    page.get_by_role("button", name="Sivut").click()
    page.get_by_role("link", name="Kokoukset", exact=True).click()
    page.locator("main tr", has_text="Julkaistu").locator(".title a").first.click()
    page.get_by_role("button", name="Esikatselu päälle/pois").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.get_by_role("heading", name="Muistio").scroll_into_view_if_needed()
    page.get_by_role("heading", name="Esityslista ja muistio").evaluate("it => it.scrollIntoView()")


def password() -> str:
    with (ROOT / "var" / "demo-accounts.txt").open(encoding="utf-8", newline="") as file:
        return next(row[2] for row in csv.reader(file, delimiter="\t") if row[0] == ACCOUNT)


def keep(page: Page, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__" and "SCREENSHOTS" in os.environ:
    main(sys.argv[1], Path(os.environ["SCREENSHOTS"]))
