"""Take the README's picture anew: the XOR page at its explorable. Run after `make book`; writes book/page.png."""
import io
import pathlib
import shutil

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1.5)
    page.goto((ROOT / "_build/html/notebooks/xor.html").as_uri())
    page.wait_for_selector("html[data-ffedu-ready]")
    page.evaluate("document.querySelector('#take-hold-of-it').scrollIntoView()")
    page.wait_for_timeout(500)                                    # the theme marks the section in its contents
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(160).save(ROOT / "book" / "page.png", optimize=True)
    browser.close()
