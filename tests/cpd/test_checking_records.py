"""A training record that somebody holds is recognised by its file, as a certificate is."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cpd.factories import training_record
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("digit", ["1", "2"], ids=["its PDF", "its table"])
def test_a_training_record_is_found_by_the_fingerprint_of_each_of_its_files(digit):
    cache.clear()
    training_record(UserFactory(name="Amara Oyelaran"))
    page = Client().get(f"/v/file/{digit * 64}/").content.decode()
    assert "UNCHANGED" in page
    assert "Training record" in page
    assert "A•••• O•••••••" in page
    assert "Amara" not in page
    assert Client().get(f"/v/file/{'3' * 64}/").status_code == 404
