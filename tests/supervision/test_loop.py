"""What is agreed comes back as learnt: actions, their modules and resources, notices, and the month's report."""

from __future__ import annotations

import datetime
import logging
import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import Entry
from learning.models import Attempt, Enrolment, ResourceText
from learning.services.completion import complete
from people.models import Notification
from people.services.mail_choices import choose
from people.services.notifying import mark_seen
from supervision.models import Action, CaseReference
from supervision.monthly import caseload_notes, month_of
from supervision.screening import IdentifyingDataError
from supervision.services import actions, notices, sessions
from supervision.services.errors import NotAllowedError
from tests.content import make_edition, make_module, make_resource
from tests.factories import UserFactory, today
from tests.personas import World

FACTS = ["state", "done_at", "done_by", "score"]
CANARY = "canary-7c41 caregiver A"


def agreed(world: World, case: CaseReference, **changed: Any) -> Action:
    values: dict[str, Any] = {"owner": world.therapist, "text": CANARY, "case": case, "source": case, **changed}
    return actions.agree(actor=world.supervisor, team=world.east, **values)


def module_of(world: World) -> Any:
    return make_edition(make_module("M7", title="Finding the fit together"))


def today_page(world: World, persona: str = "therapist") -> str:
    return world.client(persona).get("/today/").content.decode()


def test_an_agreed_module_is_assigned_and_stands_on_today_without_a_word_of_the_note(
    world: World, case: CaseReference
) -> None:
    edition = module_of(world)
    agreed(world, case, module_key=edition.module_key, due_on=today(3))
    enrolment = Enrolment.objects.open().of(world.therapist).get(module_key=edition.module_key)
    assert (enrolment.due_on, enrolment.assigned_by) == (today(3), world.supervisor)
    page = today_page(world)
    assert "Finding the fit together" in page
    assert "From supervision" in page
    assert "canary" not in page
    assert case.code not in page


def test_a_finished_module_makes_the_action_done_with_date_and_score(world: World, case: CaseReference) -> None:
    edition = module_of(world)
    action = agreed(world, case, module_key=edition.module_key)
    other = agreed(world, case, owner=world.teammate, module_key=edition.module_key)
    enrolment = Enrolment.objects.open().of(world.therapist).get(module_key=edition.module_key)
    attempt = Attempt.objects.create(
        enrolment=enrolment, number=1, language="en", seed=1, questions=[], pass_mark=80, score=88, passed=True
    )
    completion = complete(actor=world.therapist, attempt=attempt)
    action.refresh_from_db(fields=FACTS)
    other.refresh_from_db(fields=FACTS)
    assert (action.state, action.done_at, action.score) == ("done", completion.completed_at, 88)
    assert other.state == "open"
    page = world.client("supervisor").get(reverse("actions")).content.decode()
    assert "88 per cent" in page
    assert "From supervision" not in today_page(world)
    assert "1 new notice" in today_page(world)


def test_what_was_done_since_the_last_session_stands_done_with_its_score_on_the_agenda(
    world: World, case: CaseReference
) -> None:
    held(world, 7, principles=[1])
    texts = ("Done before that", "Between the two")
    before = agreed(world, case, text=texts[0])
    actions.finish(actor=world.therapist, action=before)
    Action.objects.filter(pk=before.pk).update(done_at=timezone.now() - datetime.timedelta(days=8))
    agreed(world, case, text="Still to do")
    done = agreed(world, case, text="Learnt meanwhile")
    actions.finish(actor=world.therapist, action=done, score=88)
    soon, lead = timezone.now() + datetime.timedelta(days=2), world.supervisor
    coming = sessions.plan(actor=lead, team=world.east, starts_at=soon, mode="video")
    own = sessions.plan(actor=lead, team=world.east, starts_at=soon, mode="video", person=world.teammate)
    agreed(world, case, owner=world.teammate, source=own, text=texts[1])
    page = world.client("supervisor").get(reverse("session", args=[coming.pk])).content.decode()
    assert not [text for text in texts if text in page]
    assert page.index("Still to do") < page.index("Learnt meanwhile") < page.index("88 per cent")


def test_a_resource_is_marked_as_read_from_today(world: World, case: CaseReference) -> None:
    resource = make_resource("R9", title="Sharing the evening")
    ResourceText.objects.update_or_create(
        page=resource,
        defaults={
            "language": "en", "resource_key": resource.translation_key, "slug": resource.slug, "html": "", "text": "",
            "fingerprint": "f", "published_at": timezone.now(),
        },
    )  # fmt: skip
    action = agreed(world, case, resource_key=resource.translation_key)
    assert "Sharing the evening" in today_page(world)
    answer = world.client("therapist").post(
        reverse("action_done", args=[action.pk]), {"state": "done", "next": "today"}
    )
    assert answer.url == reverse("today")
    action.refresh_from_db(fields=FACTS)
    assert action.state == "done"


def test_done_can_be_undone_by_those_who_may_finish(world: World, case: CaseReference) -> None:
    action = agreed(world, case)
    address = reverse("action_done", args=[action.pk])
    world.client("therapist").post(address, {"state": "dropped"})
    world.client("therapist").post(address, {"state": "open"})
    action.refresh_from_db(fields=FACTS)
    assert (action.state, action.done_at, action.done_by) == ("open", None, None)
    with pytest.raises(NotAllowedError):
        actions.reopen(actor=world.teammate, action=action)
    assert Entry.objects.filter(action="supervision.action_reopened").count() == 1


def test_doing_what_was_dropped_meanwhile_says_so(world: World, case: CaseReference) -> None:
    action = agreed(world, case)
    actions.finish(actor=world.supervisor, action=action, state="dropped")
    answer = world.client("therapist").post(reverse("action_done", args=[action.pk]), {"state": "done"}, follow=True)
    assert "already" in answer.content.decode()


def test_an_action_that_names_somebody_is_refused_and_nothing_of_it_is_kept(
    world: World, case: CaseReference, caplog: pytest.LogCaptureFixture
) -> None:
    posted = {
        "owner": str(world.therapist.public_id),
        "text": "canary-55aa ring 07700 900123",
        "case": str(case.pk),
    }
    client = world.client("supervisor")
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse("action_new", args=[world.east.public_id]), posted)
    assert "canary-55aa" in answer.content.decode()
    assert "phone number" in answer.content.decode()
    assert not Action.objects.exists()
    assert "canary-55aa" not in caplog.text + str(dict(client.session)) + everything_stored()
    with pytest.raises(IdentifyingDataError):
        agreed(world, case, text="ring 07700 900123")


def everything_stored() -> str:
    """Every table as text: only what is in clear could be found here, and a refused text must not even be sealed."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found.append(str(cursor.fetchall()))
    return "".join(found)


def test_a_module_that_is_out_of_use_is_not_agreed(world: World, case: CaseReference) -> None:
    from learning.services.enrolments import NoSuchModule

    with pytest.raises(NoSuchModule):
        agreed(world, case, module_key=uuid.uuid4())
    assert not Action.objects.exists()


def test_the_form_offers_people_of_the_team_and_what_can_be_learnt(world: World, case: CaseReference) -> None:
    edition = module_of(world)
    client = world.client("supervisor")
    address = reverse("action_new", args=[world.east.public_id])
    page = client.get(address).content.decode()
    assert "Finding the fit together" in page
    assert world.other_therapist.name not in page
    posted = {
        "owner": str(world.therapist.public_id),
        "text": "Learn how to find the fit",
        "due_on": "",
        "case": str(case.pk),
        "learning": f"module:{edition.module_key}",
    }
    client.post(address, posted)
    assert Action.objects.get().module_key == edition.module_key


def test_the_list_takes_the_same_statements_with_many_actions(world: World, case: CaseReference) -> None:
    agreed(world, case)
    client = world.client("supervisor")
    client.get(reverse("actions"))

    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("actions")).status_code == 200
        return len(queries)

    few = taken()
    for _number in range(12):
        agreed(world, case)
    assert taken() == few


def test_today_stays_within_ten_statements_with_actions_and_notices(world: World, case: CaseReference) -> None:
    agreed(world, case, module_key=module_of(world).module_key)
    client = world.client("therapist")
    client.get("/today/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/today/")
    assert len(queries) <= 10, [query["sql"][:100] for query in queries]


@pytest.mark.django_db(transaction=True)
def test_a_letter_says_that_there_is_something_and_nothing_else() -> None:
    person = UserFactory(name="Amara Osei")
    for kind in notices.Kind:
        notices.tell([person], kind)
    assert len(mail.outbox) == len(notices.Kind)
    assert {letter.subject for letter in mail.outbox} == {"You have items to look at"}
    assert len({letter.body for letter in mail.outbox}) == 1
    whole = mail.outbox[0].body + str(mail.outbox[0].alternatives)
    for word in ("case", "summary", "session", "supervision session", "YP", "goal", "agreed"):
        assert word not in whole.replace("MST teams learn and are supervised", "")


@pytest.mark.django_db(transaction=True)
def test_who_wants_no_letters_gets_none_and_one_notice_of_a_kind_until_it_was_seen() -> None:
    person = UserFactory()
    choose(actor=person, ways={"supervision": "here"})
    notices.tell([person], notices.Kind.AGREED)
    notices.tell([person], notices.Kind.AGREED)
    assert Notification.objects.count() == 1
    assert not mail.outbox
    assert mark_seen(actor=person) == 1
    choose(actor=person, ways={"supervision": ""})
    notices.tell([person], notices.Kind.AGREED)
    assert (Notification.objects.count(), len(mail.outbox)) == (2, 1)


def test_notices_are_ones_own_and_are_seen_when_one_says_so(world: World, case: CaseReference) -> None:
    agreed(world, case)
    client = world.client("therapist")
    assert client.get(reverse("notices"))["Location"] == reverse("notifications")
    page = client.get(reverse("notifications")).content.decode()
    assert "Something was agreed for you" in page
    assert CANARY not in page
    notice = Notification.objects.get()
    assert notice.seen_at is None
    assert client.post(reverse("notification_follow", args=[notice.pk]))["Location"] == reverse("actions")
    notice.refresh_from_db()
    assert notice.seen_at is not None
    assert "Something was agreed" not in world.client("teammate").get(reverse("notifications")).content.decode()


def test_no_kind_of_notice_has_a_word_of_a_case() -> None:
    for language in ("en", "cy"):
        with translation.override(language):
            for kind in notices.Kind:
                assert not set("0123456789@-") & set(str(kind.label))


def held(world: World, days: int, *, principles: list[int]) -> Any:
    session = sessions.plan(
        actor=world.supervisor,
        team=world.east,
        starts_at=timezone.now() + datetime.timedelta(days=1),
        mode="video",
    )
    type(session).objects.filter(pk=session.pk).update(
        state="shared", starts_at=timezone.now() - datetime.timedelta(days=days), principles=principles,
        began_at=timezone.now() - datetime.timedelta(days=days), methods=["rehearsal"],
    )  # fmt: skip
    return session


def test_the_month_counts_what_was_held_and_names_what_was_never_used(world: World, case: CaseReference) -> None:
    first = today().replace(day=1)
    held(world, 0, principles=[1, 2])
    month = month_of(world.east, first)
    assert (month.held, month.days_since) == (1, 0)
    assert len(month.principles_unused) == 7
    assert dict(month.methods)["Rehearsal"] == 1
    assert [found.pk for found in month.not_discussed] == [case.pk]
    assert month.plans_missing >= 1


def test_the_report_is_the_supervisors_ranks_nobody_and_has_constant_statements(
    world: World, case: CaseReference
) -> None:
    client = world.client("supervisor")
    address = reverse("supervision_report", args=[world.east.public_id])
    page = client.get(address).content.decode()
    assert case.code in page
    assert world.therapist.name not in page

    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?month=2026-13").status_code == 200
        return len(queries)

    few = taken()
    for _number in range(6):
        held(world, 1, principles=[3])
    assert taken() == few


def caseload(of: dict[int, int], **fields: Any) -> list[CaseReference]:
    opened = fields.pop("opened", today(-60))
    return [
        CaseReference(therapist_id=one, opened_week=opened, **fields) for one, many in of.items() for _n in range(many)
    ]


def test_more_than_six_or_fewer_than_four_cases_count_only_after_four_weeks() -> None:
    people = {1, 2, 3, 4}
    assert caseload_notes(caseload({1: 7, 2: 3, 3: 5, 4: 4}), people, today()) == (1, 1)
    new = caseload({1: 6, 2: 4, 3: 4, 4: 4}) + caseload({1: 1}, opened=today(-7))
    assert caseload_notes(new, people, today()) == (0, 0)
