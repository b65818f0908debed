"""The screens beside the question bank: preview first, nothing stored before it is said, nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning.models import Question
from tests.factories import make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]
TEXT = "::Plan::What comes first?{=Safety#Yes. ~Homework####It does.}\n\nOops {\n~a\n\nTell me.{}"


@pytest.fixture
def module(world):
    module = make_module("M7", live=False)
    Question.objects.filter(module_key=module.translation_key).delete()
    return module


def send(world, place, **changes):
    data = {"module": place.translation_key, "language": "en", "use": "final", "text": TEXT} | changes
    return world.client("coordinator").post(reverse("gift_import"), {k: v for k, v in data.items() if v is not None})


def page(response):
    return re.sub(r"\s+", " ", response.content.decode())


def seal(response):
    return re.search(r'name="seal" value="(\w+)"', response.content.decode())[1]


def test_the_preview_tells_what_is_taken_and_what_not_with_line_and_reason_and_stores_nothing(world, module):
    shown = page(send(world, module))
    assert "1 new question can be taken." in shown
    assert "2 items can&#x27;t be taken." in shown or "2 items can't be taken." in shown
    assert '<th scope="row">3</th><td>The answers that begin with { here are not closed' in shown
    assert '<th scope="row">6</th><td>Essays' in shown
    assert "<strong>Right:</strong> Safety <em>Yes.</em>" in shown
    assert not Question.objects.filter(module_key=module.translation_key).exists()


def test_what_was_previewed_is_taken(world, module):
    taken = send(world, module, take="1", seal=seal(send(world, module)), use="final")
    assert taken.status_code == 302
    row = Question.objects.get(module_key=module.translation_key)
    assert (row.title, row.use, row.rationale) == ("Plan", "final", "It does.")


def test_what_was_changed_after_the_preview_is_shown_again_first(world, module):
    answer = send(world, module, text="Another?{T}", take="1", seal=seal(send(world, module)))
    assert "Something was changed after the preview." in page(answer)
    assert not Question.objects.filter(module_key=module.translation_key).exists()


def test_a_file_is_read_and_its_text_comes_back_in_the_box(world, module):
    file = SimpleUploadedFile("q.gift", b"\xef\xbb\xbfFrom a file?{T}\r\n")
    answer = send(world, module, file=file, text=None)
    assert "From a file?{T}</textarea>" in answer.content.decode().replace("\n</textarea>", "</textarea>")
    assert "1 new question" in page(answer)


def test_another_encoding_is_named_and_shown_as_it_may_be_meant(world, module):
    file = SimpleUploadedFile("q.gift", "Café open?{T}".encode("cp1252"))
    answer = page(send(world, module, file=file, text=None))
    assert "The file is not UTF-8, from line 1 on. It may be Windows-1252" in answer
    assert "Café open?{T}</textarea>" in answer


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": ""}, "Choose a file, or paste the questions below."),
        ({"text": "Q{T}\n\n" * 1001}, "There are more than 1,000 questions."),
        ({"module": "nonsense"}, "Select a valid choice."),
        ({"language": "xx"}, "Select a valid choice."),
    ],
)
def test_bad_input_is_said_beside_the_field_and_what_was_typed_stays(world, module, changes, message):
    answer = page(send(world, module, **changes))
    assert message in answer
    assert changes.get("text", TEXT)[:4] in answer


def test_a_file_of_more_than_two_megabytes_is_refused(world, module):
    file = SimpleUploadedFile("q.gift", b"x" * (2 * 1024 * 1024 + 1))
    assert "larger than 2 MB" in page(send(world, module, file=file))


def test_the_export_is_a_file_and_the_preview_of_it_says_that_all_is_there(world, module):
    send(world, module, take="1", seal=seal(send(world, module)))
    answer = world.client("coordinator").get(
        reverse("gift_export"), {"module": module.translation_key, "language": "en"}
    )
    assert answer["Content-Disposition"] == 'attachment; filename="m7-en.gift.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "1 is in the bank already" in page(send(world, module, text=answer.content.decode()))


def test_the_bank_leads_to_it(world, module):
    shown = page(world.client("coordinator").get(reverse("wagtailsnippets_learning_question:list")))
    assert f'href="{reverse("gift_import")}"' in shown
