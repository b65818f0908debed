"""Several publications at once: numbers neither repeat nor skip, on both databases."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from learning.models import Edition
from learning.services import editions
from people.models import User
from tests.factories import UserFactory, make_module, prepare_site


@pytest.mark.django_db(transaction=True)
def test_four_publications_at_once_are_numbered_one_to_four() -> None:
    prepare_site()
    module, actor, reviewer = make_module("M9", units=1, live=False), UserFactory(), UserFactory()

    def publish(key: uuid.UUID) -> None:
        try:
            editions.publish(
                actor=User.objects.get(pk=actor.pk), module_key=key, reviewed_by=User.objects.get(pk=reviewer.pk)
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(publish, [module.translation_key] * 4))
    numbers = Edition.objects.filter(module_key=module.translation_key).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4]
