"""What was tried against training, its bank and its texts; each was once possible."""

import pytest

from learning.models import Question
from tests.factories import make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]
BANK = [
    "/admin/localize/api/snippets/learning/question/",
    "/admin/localize/api/snippets/learning/question/{}/",
    "/admin/snippets/choose/learning/question/",
    "/admin/snippets/choose/learning/question/results/",
    "/admin/snippets/choose/learning/question/chosen/{}/",
    "/admin/snippets/choose/learning/question/chosen-multiple/?id={}",
    "/admin/snippets/learning/question/",
    "/admin/snippets/learning/question/edit/{}/",
    "/admin/snippets/learning/question/history/{}/",
]


@pytest.mark.parametrize("persona", ["reviewer", "admin", "superuser"])
@pytest.mark.parametrize("address", BANK)
def test_only_authors_see_a_word_of_the_question_bank(world, persona, address):
    make_module("M7")
    question = Question.objects.first()
    assert question
    question.stem = "CANARY"
    question.save()
    answer = world.client(persona).get(address.format(question.pk))
    assert answer.status_code in {302, 404}
    assert b"CANARY" not in answer.content


def test_author_chooses_from_the_question_bank(world):
    make_module("M7")
    question = Question.objects.first()
    assert question
    answer = world.client("coordinator").get(f"/admin/snippets/choose/learning/question/chosen/{question.pk}/")
    assert answer.status_code == 200
