"""Fills a migrated Hearth with modules, resources and people, and prints as JSON what to ask of its server.

Run as `python -m bench.hearth_data MODULES`, in the environment of bench/sides.py.
"""

import json
import sys
import uuid
from pathlib import Path
from typing import Any

import django

MODULE = Path(__file__).resolve().parents[1] / "demo" / "modules" / "m1"
PEOPLE = 200
MODULES_OF_A_PERSON = 5


def main() -> None:
    """Make everything and describe it."""
    django.setup()
    editions = make_content(int(sys.argv[1]))
    learner = make_people(editions)
    print(json.dumps(describe(learner, editions)))


def make_content(modules: int) -> list[Any]:
    """The demo's first module, published, so many copies of its edition, and as many resources."""
    from learning.services import editions, library  # noqa: PLC0415 - after django.setup
    from learning.services.importing import import_module  # noqa: PLC0415 - after django.setup
    from tests import factories  # noqa: PLC0415 - after django.setup

    factories.prepare_site()
    for language in ("en", "cy"):
        factories.learn_index(language)
    author, reviewer = (factories.UserFactory(password="!", superuser=True) for _name in ("author", "reviewer"))
    key = import_module(actor=author, folder=MODULE).module_key or uuid.uuid4()
    first = editions.publish(actor=author, module_key=key, reviewed_by=reviewer)
    for number in range(1, modules + 1):
        factories.make_resource(f"S{number}", title=f"Resource number {number}")
    library.store_missing()
    return [first, *(copy_edition(first, number) for number in range(2, modules + 1))]


def copy_edition(edition: Any, number: int) -> Any:
    """The same words as another module's edition: readers get rows of editions and nothing else."""
    from learning.models import Edition  # noqa: PLC0415 - after django.setup

    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.code, copy.module_key = None, f"B{number}", renewed(edition.module_key, number)
    copy.save()
    for rows in (edition.modules.all(), edition.units.all(), edition.questions.all()):
        rows.model.objects.bulk_create(copy_row(row, copy, number) for row in rows)
    return copy


def copy_row(row: Any, edition: Any, number: int) -> Any:
    """A row of the copied edition, its keys renewed and its place in the address its own."""
    row.pk, row.edition = None, edition
    if getattr(row, "unit_key", None):
        row.unit_key = renewed(row.unit_key, number)
    if hasattr(row, "outcomes"):
        row.slug, row.title = f"{row.slug}-{number}", f"{row.title} ({number})"
    return row


def renewed(key: uuid.UUID, number: int) -> uuid.UUID:
    """The key that the copy with this number has in place of the first module's key."""
    return uuid.uuid5(key, str(number))


def make_people(editions: list[Any]) -> Any:
    """Two hundred people of one organisation, each in the middle of a few modules; the first one is the learner."""
    from people.models import User  # noqa: PLC0415 - after django.setup
    from tests import factories  # noqa: PLC0415 - after django.setup

    team = factories.TeamFactory()
    learner = factories.UserFactory(email="learner@bench.example", name="Bench Learner", password="!")
    crowd = User.objects.bulk_create(
        User(email=f"person{number}@bench.example", name=f"Person {number}", password="!")
        for number in range(1, PEOPLE)
    )
    for person in [learner, *crowd]:
        factories.MembershipFactory(user=person, team=team, organisation=team.organisation)
    begin_modules([learner, *crowd], editions)
    return learner


def begin_modules(people: list[Any], editions: list[Any]) -> None:
    """Everybody has begun a few modules and finished their first units."""
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from learning.models import Enrolment, UnitProgress  # noqa: PLC0415 - after django.setup

    now = timezone.now()
    units = {
        edition.pk: list(edition.units.filter(language="en").order_by("position")[:2])
        for edition in editions[:MODULES_OF_A_PERSON]
    }
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            user=person,
            module_key=edition.module_key,
            edition=edition,
            started_at=now,
            last_seen_at=now,
            last_unit_key=units[edition.pk][1].unit_key,
        )
        for person in people
        for edition in editions[:MODULES_OF_A_PERSON]
    )
    UnitProgress.objects.bulk_create(
        UnitProgress(enrolment=enrolment, unit_key=unit.unit_key, language="en", completed_at=now)
        for enrolment in enrolments
        for unit in units[enrolment.edition.pk]
    )


def describe(learner: Any, editions: list[Any]) -> dict[str, Any]:
    """What the bench asks: paths, forms and the learner's cookies."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415 - after django.setup

    edition = editions[0]
    module, unit = edition.modules.get(language="en"), edition.units.get(position=1, language="en")
    question = edition.questions.filter(use="check", language="en", unit_key=unit.unit_key).first()
    key, right = str(question.question_key), next(o["id"] for o in question.content["options"] if o["correct"])
    unit_path = f"/learn/{module.slug}/{unit.slug}/"
    token = _get_new_csrf_string()
    fields = {"check": key, f"q-{key}": right, "csrfmiddlewaretoken": token}
    return {
        "cookies": {settings.CSRF_COOKIE_NAME: token, settings.SESSION_COOKIE_NAME: sign_in(learner)},
        "pages": {
            "unit_page": unit_path,
            "module_page": f"/learn/{module.slug}/",
            "module_list": "/learn/",
            "today": "/today/",
            "library_list": "/library/",
        },
        "public": {"verification_page": f"/v/{issue_certificate(learner, edition)}/"},
        "forms": {"check_submit": {"path": f"{unit_path}_/save/", "leads_to": unit_path, "fields": fields}},
    }


def sign_in(person: Any) -> str:
    """The key of a session in which the person signed in with a second factor."""
    from allauth.account.internal.flows.login import record_authentication  # noqa: PLC0415 - after django.setup
    from django.http import HttpRequest  # noqa: PLC0415 - after django.setup
    from django.test import Client  # noqa: PLC0415 - after django.setup

    client = Client()
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "mfa", type="totp")
    request.session.save()
    return str(request.session.session_key)


def issue_certificate(learner: Any, edition: Any) -> str:
    """The code of a certificate for the learner's first module."""
    from tests import factories  # noqa: PLC0415 - after django.setup

    enrolment = factories.EnrolmentFactory(user=learner, edition=edition, done=True)
    completion = factories.CompletionFactory(enrolment=enrolment)
    return str(factories.CertificateFactory(completion=completion).code)


if __name__ == "__main__":
    main()
