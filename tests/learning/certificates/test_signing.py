"""The signature: over every byte, invisible, and the document's tags, words and square stay as they were rendered."""

import io

import pikepdf
import pytest
import zxingcpp

from learning.certificates import render, sign
from learning.services.certificate_files import make_signed
from tests.learning.certificates.samples import PLAIN, WELSH
from tests.learning.certificates.test_render import opened, picture, tags, text

pytestmark = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)
IN_BOTH = pytest.mark.parametrize("document", [PLAIN, WELSH], ids=["en", "cy"])


@IN_BOTH
def test_tags_language_title_and_metadata_are_kept_after_signing(document):
    before, after = opened(render.render_pdf(document)), opened(make_signed(document).pdf)

    def structure(file):
        return [(str(tag.S), str(tag.get("/Lang", "")), str(tag.get("/Alt", ""))) for tag in tags(file)]

    assert structure(after) == structure(before) != []
    assert after.Root.MarkInfo.Marked
    assert str(after.Root.Lang) == document.language
    assert after.Root.ViewerPreferences.DisplayDocTitle
    assert after.pages[0].Tabs == "/S"
    with after.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert document.name in metadata["dc:title"]
    assert str(after.docinfo["/Title"]) == str(before.docinfo["/Title"])


@IN_BOTH
def test_what_is_printed_and_the_square_stay_as_they_were(document):
    rendered, signed = render.render_pdf(document), make_signed(document).pdf
    assert signed.startswith(rendered), "signing adds to the file and changes none of it"
    assert text(signed) == text(rendered)
    assert picture(signed, 50).tobytes() == picture(rendered, 50).tobytes()
    found = zxingcpp.read_barcodes(picture(signed, 110))
    assert [code.text for code in found] == [document.verify_url]


def test_the_field_is_hidden_outside_the_page_not_printed_and_has_a_readable_name():
    file = pikepdf.open(io.BytesIO(make_signed(PLAIN).pdf))
    (field,) = file.Root.AcroForm.Fields
    hidden, printed = 2, 4
    assert int(field.F) & hidden
    assert not int(field.F) & printed
    assert max(float(side) for side in field.Rect) < 0
    assert str(field.TU) == sign.FIELD_NAME
    assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
    assert str(field.V.Location) == PLAIN.verify_url
    assert int(file.Root.Perms.DocMDP.Reference[0].TransformParams.P) == 1, "nothing may be changed afterwards"


def test_it_is_signed_once_and_stored_with_the_id_of_its_key(db, holder, completion):
    from learning.services.certificate_files import file_of
    from learning.services.certificates import issue

    certificate = issue(actor=holder, completion=completion)
    stored = file_of(certificate)
    assert stored.key_id == sign.current_key().id
    assert len(stored.pdf) <= 40 * 1024
    assert bytes(file_of(certificate).pdf) == bytes(stored.pdf)


def test_without_a_key_there_is_no_file_rather_than_an_unsigned_one(db, holder, completion, settings, tmp_path):
    from learning.services.certificate_files import file_of
    from learning.services.certificates import issue

    settings.HEARTH_SIGNING_KEYS, settings.HEARTH_MAKE_SIGNING_KEY = str(tmp_path), False
    assert file_of(issue(actor=holder, completion=completion)) is None
    settings.HEARTH_MAKE_SIGNING_KEY = True
    assert file_of(issue(actor=holder, completion=completion)).key_id
