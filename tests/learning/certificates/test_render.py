"""The file: one tagged page, whatever is on it, the same bytes each time, and nothing fetched."""

import base64
import hashlib
import http.server
import io
import subprocess
import sys
import threading

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from learning.certificates import render
from learning.certificates.document import Document
from learning.certificates.words import WORDS
from tests.learning.certificates.samples import EXTREMES, PLAIN, WELSH, document

FRESH = """
import hashlib, os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
from learning.certificates.render import render_pdf
from tests.learning.certificates.samples import PLAIN
print(hashlib.sha256(render_pdf(PLAIN)).hexdigest())
"""

pytestmark = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render.render_pdf(PLAIN)


@pytest.fixture(scope="module")
def welsh() -> bytes:
    return render.render_pdf(WELSH)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def picture(pdf: bytes, dpi: int) -> Image.Image:
    made = subprocess.run(["pdftoppm", "-r", str(dpi), "-png", "-"], input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(made.stdout))


def text(pdf: bytes) -> str:
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(made.stdout.decode().split())


def test_it_is_one_tagged_page_with_a_language_and_a_title(plain, welsh):
    for pdf, language, name in ((plain, "en", PLAIN.name), (welsh, "cy", WELSH.name)):
        file = opened(pdf)
        assert len(file.pages) == 1
        assert [round(float(side)) for side in file.pages[0].mediabox] == [0, 0, 842, 595]
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == language
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert name in metadata["dc:title"]


def test_headings_lists_and_alternatives_are_in_the_structure(plain):
    file = opened(plain)
    elements = tags(file)
    kinds = [str(element.S) for element in elements]
    headings = [kind for kind in kinds if kind in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", "/H2", "/H3"]
    assert kinds.count("/LI") == len(PLAIN.outcomes)
    figures = [str(element.get("/Alt", "")) for element in elements if element.S == "/Figure"]
    assert figures == ["Hearth", WORDS["en"]["qr"].format(code=PLAIN.grouped_code), WORDS["en"]["art_doorway"]]


def test_two_languages_are_marked_as_such(welsh):
    file = opened(welsh)
    marked = [(str(element.S), str(element.Lang)) for element in tags(file) if "/Lang" in element]
    assert marked == [("/Span", "en"), ("/H2", "en"), ("/Span", "en"), ("/P", "en")]


def test_fonts_are_embedded(plain):
    file = opened(plain)
    fonts = file.pages[0].Resources.Font
    names = set()
    for font in fonts.values():
        descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert any(key in descendant.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        names.add(str(descendant.FontDescriptor.FontName))
    assert {True} == {any(part in name for name in names) for part in ("Hearth-Sans", "Hearth-Serif")}


def test_the_same_document_gives_the_same_bytes(plain):
    assert render.render_pdf(document()) == plain
    assert render.render_pdf(document(name="Tom Ashdown")) != plain
    made = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, check=True, text=True)
    assert made.stdout.split()[-1] == hashlib.sha256(plain).hexdigest()


@pytest.mark.parametrize("dpi", [110, 200])
def test_the_square_opens_the_checking_page(plain, dpi):
    found = zxingcpp.read_barcodes(picture(plain, dpi))
    assert [code.text for code in found] == [f"https://hearth.example/v/{PLAIN.code}/"]


def test_the_square_is_at_least_26_mm_without_its_quiet_zone(plain):
    (found,) = zxingcpp.read_barcodes(picture(plain, 254))
    position = found.position
    assert (position.top_right.x - position.top_left.x) / 10 >= 26
    assert (position.bottom_left.y - position.top_left.y) / 10 >= 26


def test_every_fact_is_printed(plain, welsh):
    printed = text(plain)
    for fact in (PLAIN.name, PLAIN.title_en, PLAIN.serial, PLAIN.issuer, "1 hour 50 minutes", "92% (pass mark 80%)"):
        assert fact in printed
    assert "23 November 2026" in printed
    assert "edition 3" in printed
    assert all(group in printed for group in PLAIN.grouped_code.split("-"))
    assert "It is not a licence, accreditation or" in printed
    both = text(welsh)
    for fact in (
        WELSH.title_cy,
        WELSH.title_en,
        "Tystysgrif cwblhau",
        "Certificate of completion",
        "ŵ",
        "23 Tachwedd 2026",
    ):
        assert fact in both
    assert "Therapi Amlsystemig" in both
    assert "It is not a licence" in both


@pytest.mark.parametrize("case", EXTREMES)
def test_extremes_stay_on_one_page_inside_the_frame(case):
    pdf = render.render_pdf(EXTREMES[case])
    assert len(opened(pdf).pages) == 1
    assert len(pdf) <= 40_000
    page = picture(pdf, 100).convert("L")
    millimetre = page.width / 297
    outside = [
        page.crop((0, 0, page.width, int(9.3 * millimetre))),
        page.crop((0, int(201 * millimetre), page.width, page.height)),
        page.crop((int(207.3 * millimetre), int(20 * millimetre), int(210 * millimetre), int(190 * millimetre))),
    ]
    assert all(min(band.tobytes()) > 250 for band in outside)
    assert [code.text for code in zxingcpp.read_barcodes(picture(pdf, 150))] == [EXTREMES[case].verify_url]


def test_outcomes_that_do_not_fit_are_counted_not_lost():
    printed = text(render.render_pdf(EXTREMES["everything"]))
    assert "more, on the page that the code opens" in printed


def test_it_is_small(plain):
    assert len(plain) <= 40_000


@pytest.fixture
def listener():
    hits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Silent."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], hits
    server.shutdown()


def hostile(port: int, secret: str) -> list[str]:
    """Eighteen ways to make a page fetch or include something."""
    url, file = f"http://127.0.0.1:{port}/", f"file://{secret}"
    svg = base64.b64encode(
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}svg"/><image href="{file}"/></svg>'.encode()
    ).decode()
    return [
        f'<img src="{url}img">',
        f'<img src="{file}">',
        f'<link rel="stylesheet" href="{url}css">',
        f"<style>@import url({url}import);</style>",
        f"<style>@font-face{{font-family:x;src:url({url}font)}} p{{font-family:x}}</style><p>x</p>",
        f'<p style="background:url({url}background)">x</p>',
        f'<p style="content:url({url}content)">x</p>',
        f'<ul style="list-style-image:url({url}marker)"><li>x</li></ul>',
        f'<object data="{url}object"></object>',
        f'<embed src="{url}embed">',
        f'<iframe src="{url}frame"></iframe>',
        f'<link rel="attachment" href="{file}">',
        f'<a rel="attachment" href="{file}">x</a>',
        f'<base href="{url}"><img src="relative">',
        f'<img src="data:image/svg+xml;base64,{svg}">',
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}inline"/><use href="{url}use#x"/></svg>',
        f'<table background="{url}hint"><tr><td>x</td></tr></table>',
        f'<img srcset="{url}set 2x"><video poster="{url}poster"></video><img src="hearth:../render.py">',
    ]


@pytest.mark.parametrize("vector", range(18))
def test_nothing_is_fetched_and_no_file_is_included(vector, listener, tmp_path):
    port, hits = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY-7c1f")
    html = f"<html lang=en><title>x</title><body>{hostile(port, str(secret))[vector]}</body></html>"
    pdf = render._engine(render._certificate_style()).lay_out(html).write_pdf()
    assert hits == []
    file = opened(pdf)
    assert "/EmbeddedFiles" not in file.Root.get("/Names", pikepdf.Dictionary())
    assert not any(b"CANARY" in stream.read_bytes() for stream in file.objects if isinstance(stream, pikepdf.Stream))


@pytest.mark.parametrize("field", ["name", "role", "title_en", "title_cy", "issuer", "module_code"])
def test_what_people_wrote_is_text(field):
    html = render.render_html(document(**{field: "<img src=x onerror=1>&\"'"}))
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=1&gt;" in html


def test_a_poisoned_page_fails_one_page_and_not_the_worker(monkeypatch):
    from weasyprint.urls import FatalURLFetchingError

    def poisoned(document: Document) -> bytes:
        raise FatalURLFetchingError("poison")

    monkeypatch.setattr(render, "_render", poisoned)
    with pytest.raises(render.RenderError, match="poison"):
        render.render_pdf(PLAIN)


def test_stopping_the_worker_still_stops_it(monkeypatch):
    def stopped(document: Document) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(render, "_render", stopped)
    with pytest.raises(KeyboardInterrupt):
        render.render_pdf(PLAIN)


def test_without_pango_there_is_an_error_to_show_and_a_line_to_run(monkeypatch):
    def absent(style: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(render, "_engine", absent)
    with pytest.raises(render.RenderError, match="libpango"):
        render.render_pdf(PLAIN)
    assert "apt-get install" in render.INSTALL_HINT
