"""Many at once: each completion gets one certificate and the year's numbers have no gap."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from learning.certificates.sign import Signed
from learning.models import Certificate
from learning.services import certificate_files
from learning.services.certificates import issue
from tests.learning.certificates.conftest import join, make_completion, make_edition, make_person, make_team

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def race(completions: int, threads: int, monkeypatch) -> None:
    """Ask twice for each completion, from many threads at once."""
    monkeypatch.setattr(certificate_files, "make_signed", lambda document: Signed(b"%PDF-made", "a-key"))
    edition, team = make_edition(), make_team()
    made = []
    for number in range(completions):
        person = make_person(f"Person {number}")
        join(person, team)
        made.append(make_completion(person, edition))
    errors, results, lock = [], [], threading.Lock()

    def ask(completion):
        try:
            certificate = issue(actor=None, completion=completion)
            with lock:
                results.append((completion.pk, certificate.pk))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(ask, made + made[::-1]))
    assert errors == []
    assert len(results) == 2 * completions
    assert len(set(results)) == completions
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, completions + 1))


def test_twice_for_each_of_twenty_completions(monkeypatch):
    race(20, 8, monkeypatch)


@pytest.mark.assurance
def test_a_thousand_issues_for_500_completions(monkeypatch):
    race(500, 16, monkeypatch)
