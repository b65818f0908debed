"""Disclosure freezes and reads only its scope; break-glass opens one set for one hour; printing is logged and marked."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from learning.certificates.render import INSTALL_HINT, pango_problem
from supervision.models import BreakGlass, CaseReference, CaseReview, DisclosureRequest
from supervision.reading import unread
from supervision.services import break_glass, disclosures, drafts, reviews
from supervision.services.disclosures import hash_of
from supervision.services.errors import FrozenError, NotAllowedError, SamePersonError, SupervisionError, WrongStateError
from supervision.services.packs import pack_of
from supervision.spelled import spelled
from tests.factories import today
from tests.personas import World
from tests.supervision import clock
from tests.supervision.conftest import full_sections
from tests.supervision.test_privacy_rotation import final_summary

REASON = "Their supervisor and back-up are both away today."


@pytest.fixture
def review(kept: World, case: CaseReference) -> CaseReview:
    made = reviews.begin(actor=kept.therapist, case=case, week=today())
    reviews.save_sections(actor=kept.therapist, review=made, version=1, sections=full_sections(question="How now?"))
    return reviews.submit(actor=kept.therapist, review=made, version=2)


def asked(world: World, kind: str = "case", key: Any = None) -> DisclosureRequest:
    return disclosures.open_request(
        actor=world.ig,
        organisation=world.northmoor,
        kind="access",
        scope=(kind, key or CaseReference.objects.get().pk),
        received_on=today(),
        due_on=today(30),
    )


def glass(world: World, persona: str = "manager", kind: str = "case", key: Any = None) -> BreakGlass:
    return break_glass.ask(
        actor=world[persona],
        organisation=world.northmoor,
        kind=kind,
        key=key or CaseReference.objects.get().pk,
        reason=REASON,
    )


@pytest.mark.parametrize("kind", ["case", "person", "team"])
def test_an_open_request_freezes_what_is_in_its_scope(kept: World, review: CaseReview, kind: str) -> None:
    keys = {"case": review.case_id, "person": kept.therapist.public_id, "team": kept.east.public_id}
    request = asked(kept, kind, keys[kind])
    with pytest.raises(FrozenError):
        reviews.save_sections(
            actor=kept.therapist, review=review, version=review.version, sections=full_sections(question="Other")
        )
    disclosures.prepare(actor=kept.ig, request=request, decision="full", lines=[], words=[])
    disclosures.approve(actor=kept.manager, request=request)
    reviews.save_sections(
        actor=kept.therapist, review=review, version=review.version, sections=full_sections(question="Other")
    )


def test_what_is_out_of_scope_or_newer_than_the_request_is_free(kept: World, review: CaseReview) -> None:
    asked(kept, "person", kept.leaver.public_id)
    reviews.save_sections(actor=kept.therapist, review=review, version=review.version, sections=full_sections())
    asked(kept)
    later = reviews.begin(actor=kept.therapist, case=review.case, week=today(7))
    reviews.save_sections(actor=kept.therapist, review=later, version=1, sections=full_sections())


def test_a_frozen_form_shows_what_was_typed(kept: World, review: CaseReview, monkeypatch: pytest.MonkeyPatch) -> None:
    def frozen(**_kwargs: object) -> None:
        raise FrozenError

    monkeypatch.setattr("supervision.services.break_glass.ask", frozen)
    monkeypatch.setattr("supervision.views.break_glass.SupervisionError", ZeroDivisionError)
    data = {"organisation": kept.northmoor.pk, "words": review.case.code, "reason": REASON}
    response = kept.client("manager").post(reverse("break_glass"), data)
    assert response.status_code == 409
    assert REASON in response.content.decode()


def test_the_lead_reads_only_through_an_open_request_and_only_its_scope(kept: World, review: CaseReview) -> None:
    assert not CaseReview.objects.visible_to(kept.ig).exists()
    request = asked(kept)
    other = asked(kept, "person", kept.leaver.public_id)
    client = kept.client("ig")
    page = client.get(reverse("disclosure", args=[request.pk])).content.decode()
    assert "How now?" in page
    assert "How now?" not in client.get(reverse("disclosure", args=[other.pk])).content.decode()
    entry = Entry.objects.filter(action="audit.read", actor_id=str(kept.ig.pk)).order_by("sequence")[0]
    assert entry.role == "ig_lead"
    assert ["supervision.casereview", str(review.pk)] in entry.records
    disclosures.prepare(actor=kept.ig, request=request, decision="full", lines=[], words=[])
    disclosures.approve(actor=kept.manager, request=request)
    assert "How now?" not in client.get(reverse("disclosure", args=[request.pk])).content.decode()


def test_a_draft_is_not_disclosed(kept: World, case: CaseReference) -> None:
    made = reviews.begin(actor=kept.therapist, case=case, week=today())
    reviews.save_sections(actor=kept.therapist, review=made, version=1, sections=full_sections(question="Private"))
    drafts.keep(actor=kept.therapist, record=made, base_version=1, content={"question": "Typing"})
    page = kept.client("ig").get(reverse("disclosure", args=[asked(kept).pk])).content.decode()
    assert "Private" not in page
    assert "Typing" not in page


def test_a_programme_manager_closes_a_request_without_reading(kept: World, review: CaseReview) -> None:
    request = asked(kept)
    disclosures.prepare(actor=kept.ig, request=request, decision="full", lines=[], words=[])
    client = kept.client("manager")
    page = client.get(reverse("disclosure", args=[request.pk])).content.decode()
    assert "How now?" not in page
    assert review.case.code not in page
    assert client.post(reverse("disclosure_approve", args=[request.pk])).status_code == 302
    request.refresh_from_db()
    assert request.closed_at
    assert request.approver == kept.manager


def test_nobody_closes_what_they_prepared(kept: World, review: CaseReview) -> None:
    request = asked(kept)
    with pytest.raises(WrongStateError):
        disclosures.approve(actor=kept.manager, request=request)
    disclosures.prepare(actor=kept.ig, request=request, decision="full", lines=[], words=[])
    with pytest.raises(SamePersonError):
        disclosures.approve(actor=kept.ig, request=request)
    for persona in ("supervisor", "coordinator", "superuser", "admin"):
        with pytest.raises(NotAllowedError):
            disclosures.approve(actor=kept[persona], request=request)


def test_withheld_lines_and_words_are_in_no_pack(kept: World, review: CaseReview) -> None:
    request = asked(kept)
    with unread():
        line = next(line for record in pack_of(request).records for line in record.lines if line.text == "How now?")
        before = hash_of(pack_of(request))
    request = disclosures.prepare(
        actor=kept.ig, request=request, decision="part", lines=[line.place], words=["home LOG"]
    )
    with unread():
        pack = pack_of(request)
    told = repr(pack.records)
    assert "How now?" not in told
    assert "home log" not in told.lower()
    assert "[withheld]" in told
    assert pack.withheld >= 2
    with unread():
        assert hash_of(pack_of(request)) != before
    refused = disclosures.prepare(actor=kept.ig, request=request, decision="refused", lines=[], words=[])
    with unread():
        assert pack_of(refused).records == ()


@pytest.mark.skipif(bool(pango_problem()), reason=INSTALL_HINT)
def test_the_pack_is_a_file_with_a_mark_and_no_facts_about_its_content(kept: World, review: CaseReview) -> None:
    request = asked(kept)
    disclosures.prepare(actor=kept.ig, request=request, decision="full", lines=[], words=[])
    response = kept.client("ig").post(reverse("disclosure_pack", args=[request.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    with pikepdf.open(io.BytesIO(response.content)) as file:
        facts = f"{file.docinfo!r} {file.open_metadata()}"
    assert review.case.code not in facts
    assert kept.ig.name not in facts
    assert Entry.objects.filter(action="supervision.disclosure_pack_made").count() == 1


# --- breaking the glass


def test_an_hour_begins_with_approval_and_ends_by_the_clock(kept: World, review: CaseReview) -> None:
    request = glass(kept)
    client = kept.client("manager")
    address = reverse("break_glass_open", args=[request.pk])
    assert client.get(address).status_code == 404
    now = timezone.now()
    with clock.at(now):
        break_glass.approve(actor=kept.ig, request=request)
        assert "How now?" in client.get(address).content.decode()
    for minutes, status in ((14, 200), (28, 200), (42, 200), (56, 200), (59, 200), (60, 404), (61, 404)):
        with clock.at(now + datetime.timedelta(minutes=minutes)):
            assert client.get(address).status_code == status, minutes
    entry = Entry.objects.filter(action="audit.read", actor_id=str(kept.manager.pk)).order_by("sequence")[0]
    assert entry.role == "break_glass"


def test_a_record_in_words_calls_its_language_by_its_name(kept: World, review: CaseReview) -> None:
    with unread():
        assert ("Language", "English") in spelled(review).facts


def test_only_who_asked_reads_and_only_while_a_member(kept: World, review: CaseReview) -> None:
    request = glass(kept)
    break_glass.approve(actor=kept.ig, request=request)
    for persona in ("ig", "coordinator", "admin", "other_supervisor", "therapist"):
        assert kept.client(persona).get(reverse("break_glass_open", args=[request.pk])).status_code == 404, persona
    kept.manager.memberships.update(ends_on=today(-1))
    kept.manager.forget_access()
    assert not BreakGlass.objects.in_force(kept.manager).exists()


def test_the_glass_opens_one_set_and_no_list(kept: World, review: CaseReview) -> None:
    request = glass(kept, kind="person", key=kept.therapist.public_id)
    break_glass.approve(actor=kept.ig, request=request)
    page = kept.client("manager").get(reverse("break_glass_open", args=[request.pk])).content.decode()
    assert "How now?" not in page, "a person's staff records, not their cases"
    assert not CaseReview.objects.visible_to(kept.manager).exists()
    assert not CaseReference.objects.visible_to(kept.manager).exists()


def test_those_concerned_are_told_without_a_word_of_the_record(
    kept: World, review: CaseReview, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        break_glass.approve(actor=kept.ig, request=glass(kept))
    told = {address for message in mail.outbox for address in message.to}
    assert {kept.therapist.email, kept.supervisor.email, kept.manager.email} <= told
    for message in mail.outbox:
        everything = f"{message.subject} {message.body} {message.alternatives!r}"
        for word in (review.case.code, REASON, "How now?", kept.manager.name + " asked"):
            assert word not in everything
    page = kept.client("therapist").get(reverse("break_glass")).content.decode()
    assert kept.manager.name in page
    assert REASON not in page


def test_nobody_approves_their_own_and_only_the_lead_decides(kept: World, review: CaseReview) -> None:
    own = glass(kept, persona="ig")
    for persona in ("ig", "manager", "supervisor", "admin", "superuser", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            break_glass.approve(actor=kept[persona], request=own)
    with pytest.raises(NotAllowedError):
        glass(kept, persona="other_supervisor")
    with pytest.raises(NotAllowedError):
        glass(kept, persona="leaver")


def test_a_request_is_decided_once_and_needs_a_reason(kept: World, review: CaseReview) -> None:
    request = glass(kept)
    break_glass.refuse(actor=kept.ig, request=request)
    with pytest.raises(WrongStateError):
        break_glass.approve(actor=kept.ig, request=request)
    assert not BreakGlass.objects.in_force(kept.manager).exists()
    with pytest.raises(SupervisionError):
        break_glass.ask(
            actor=kept.manager, organisation=kept.northmoor, kind="case", key=review.case_id, reason="Because"
        )


# --- on paper


def test_only_final_records_are_printed_by_their_supervisor_with_a_reason(kept: World, case: CaseReference) -> None:
    review = final_summary(kept, case)
    address = reverse("record_pdf", args=["summary", review.pk])
    for persona in ("therapist", "teammate", "expert", "manager", "coordinator", "ig", "other_supervisor", "admin"):
        assert kept.client(persona).get(address).status_code == 404, persona
    client = kept.client("supervisor")
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "short"}).status_code == 422
    response = client.post(address, {"reason": "Asked for by the case's own record."})
    assert response.status_code == 200
    assert "hearth-record" in response["Content-Disposition"]
    assert Entry.objects.filter(action="supervision.record_printed").count() == 1
    asked(kept)
    assert kept.client("ig").get(address).status_code == 200


def test_every_sheet_says_who_took_it(kept: World, case: CaseReference, monkeypatch: pytest.MonkeyPatch) -> None:
    review = final_summary(kept, case)
    monkeypatch.setattr("supervision.paper.pango_problem", lambda: "no Pango here")
    response = kept.client("supervisor").post(
        reverse("record_pdf", args=["summary", review.pk]), {"reason": "Asked for by the case's own record."}
    )
    page = response.content.decode()
    assert response["Content-Type"].startswith("text/html")
    assert f"Taken out of Hearth by {kept.supervisor.name}" in page
    assert "Practise the call" in page
    assert review.case.code not in page[: page.index("</head>")]
