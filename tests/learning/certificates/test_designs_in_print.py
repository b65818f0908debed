"""Every design, in both languages, as signed: one tagged page in its frame, with its square readable."""

import datetime
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp

from learning.certificates import render
from learning.certificates.design import COLOURS, DEFAULT, LAYOUTS, made_of
from learning.certificates.words import WORDS
from learning.logos import small_png
from learning.services.certificate_files import make_signed
from tests.learning.certificates.designing import VALUES, logo
from tests.learning.certificates.samples import EXTREMES, PLAIN, WELSH
from tests.learning.certificates.test_render import opened, picture, tags, text

pytestmark = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)

FULL = VALUES | {
    "texts": {
        "en": {
            "heading": "Record of learning",
            "statement": "This is to say that {name}, {role}, has completed {module} in {time}",
            "sentence": "Given by {organisation} on {completed} as {number}.",
        },
        "cy": {"statement": "Mae {name}, {role}, wedi cwblhau'r modiwl {module}", "sentence": "Ar {completed}."},
    },
    "signatories": [
        {"name": "Rhian Lloyd-Evans", "role_en": "Training coordinator", "role_cy": "Cydlynydd hyfforddiant"},
        {"name": "Siân Roberts", "role_en": "MST supervisor", "role_cy": ""},
    ],
}
PRACTISED = (("Finding the fit with evidence", datetime.date(2026, 5, 3)),)
LONG_NAME = "Gwenhwyfar Angharad Llywelyn-Ŵyn ap Rhŷs Fitzgerald-Montgomery o'r Bwlch"


def full(layout: str, document):
    """The document in a design that uses everything there is."""
    design = made_of(FULL | {"layout": layout, "colour": "plum"}, small_png(logo()), "Northmoor")
    return replace(document, design=design, practised=PRACTISED, expires_on=datetime.date(2027, 11, 23))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_design_is_tagged_complete_and_readable_when_signed(layout, language):
    document = full(layout, WELSH if language == "cy" else PLAIN)
    pdf = make_signed(document).pdf
    file, printed = opened(pdf), text(pdf)
    elements = tags(file)
    kinds = [str(element.S) for element in elements]
    assert len(file.pages) == 1
    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == language
    with file.open_metadata() as metadata:
        assert document.name in metadata["dc:title"]
        assert metadata["pdfuaid:part"] == "1"
    headings = [kind for kind in kinds if kind in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", *["/H2"] * len(document.languages), "/H3", "/H3"]
    figures = [str(element.get("/Alt", "")) for element in elements if element.S == "/Figure"]
    said = WORDS[language]
    assert figures == ["Hearth", "Northmoor", said["qr"].format(code=document.grouped_code), said[f"art_{layout}"]]
    for fact in (document.name, document.sentence, PRACTISED[0][0], "Siân Roberts", document.serial):
        assert fact in printed
    for shown in document.languages:
        assert WORDS[shown]["disclaimer"].split(". ")[0] in printed
    assert [code.text for code in zxingcpp.read_barcodes(picture(pdf, 150))] == [document.verify_url]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_read_first_stands_first_in_the_structure(layout):
    file = opened(render.render_pdf(full(layout, WELSH)))
    last = {"/H1": 0, "/H2": 0, "/Figure": 0}
    for place, element in enumerate(tags(file)):
        last[str(element.S)] = place
    assert last["/H1"] < last["/H2"] < last["/Figure"]
    marked = [str(element.Lang) for element in tags(file) if "/Lang" in element]
    assert marked == ["en"] * 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_long_names_titles_and_many_outcomes_stay_in_the_frame(layout):
    for document in (replace(full(layout, WELSH), name=LONG_NAME), full(layout, EXTREMES["everything"])):
        pdf = render.render_pdf(document)
        assert len(opened(pdf).pages) == 1
        page = picture(pdf, 100).convert("L")
        millimetre = page.width / 297
        outside = [
            page.crop((0, 0, page.width, int(9.3 * millimetre))),
            page.crop((0, int(201 * millimetre), page.width, page.height)),
            page.crop((0, 0, int(9.3 * millimetre), page.height)),
            page.crop((int(287.8 * millimetre), 0, page.width, page.height)),
        ]
        assert all(min(band.tobytes()) > 250 for band in outside)
        assert [code.text for code in zxingcpp.read_barcodes(picture(pdf, 150))] == [document.verify_url]
        assert " ".join(document.name.split()[:2]) in text(pdf)


def test_a_long_welsh_name_is_printed_whole_on_every_layout():
    for layout in LAYOUTS:
        printed = text(render.render_pdf(replace(WELSH, name=LONG_NAME, design=made_of({"layout": layout}))))
        assert LONG_NAME.replace(" ", "") in printed.replace(" ", "")


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_has_enough_contrast_on_white(colour):
    for ink in COLOURS[colour]:
        assert contrast_with_white(ink) >= 4.5


def contrast_with_white(ink: str) -> float:
    """As WCAG 2.2 reckons it."""
    parts = [int(ink[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_a_design_can_not_reach_the_disclaimer():
    html = render.render_html(full("plain", PLAIN))
    assert WORDS["en"]["disclaimer"] in html
    assert DEFAULT.text("en", "disclaimer") == made_of(FULL).text("en", "disclaimer") == ""


def test_fonts_of_every_layout_are_embedded():
    for layout in LAYOUTS:
        file = opened(render.render_pdf(full(layout, PLAIN)))
        fonts = file.pages[0].Resources.Font
        for font in fonts.values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert isinstance(inner.FontDescriptor, pikepdf.Dictionary)
            assert any(key in inner.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
