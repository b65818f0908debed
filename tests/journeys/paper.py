"""A certificate on paper: the PDF as a scanner or a phone's camera sees it."""

import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image


def qr_of(pdf: Path) -> str:
    """The address in the QR code of the first page, rendered at 150 dots per inch."""
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", "150", "-singlefile", str(pdf), str(picture)], check=True)
    found = zxingcpp.read_barcodes(Image.open(picture.with_suffix(".png")))
    assert len(found) == 1, "one code, and only one, is on the page"
    return found[0].text


def words_of(pdf: Path) -> str:
    """What the page says."""
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
