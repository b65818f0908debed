"""Rules that an attack once got round: what is private stays private, and what is frozen stays frozen."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from people.models import User
from supervision.forms.consultation import NoteForm
from supervision.models import (
    Action,
    Attendance,
    CaseReference,
    CaseReview,
    ConsultationCase,
    ConsultationNote,
    QuickNote,
    SupervisionSession,
)
from supervision.models.base import Record
from supervision.printable import printable
from supervision.reading import unread
from supervision.retention import registered
from supervision.services import actions, consultation, disclosures, holds, notes, packs, reviews, sessions
from supervision.services.confirming import finalise
from supervision.services.consultation import Line
from supervision.services.errors import FrozenError, OnHoldError
from supervision.services.hand_overs import hand_over, hand_over_all
from supervision.spelled import spelled
from tests.factories import today
from tests.personas import World
from tests.supervision.furnished.prep import begun, discussed
from tests.supervision.test_consultation_rules import the_call
from tests.supervision.test_privacy_subject_access import told, words

PRIVATE = "Say out loud what was avoided"


def freeze(world: World, case: CaseReference) -> None:
    """A disclosure request about the case, open."""
    disclosures.open_request(
        actor=world.ig,
        organisation=world.northmoor,
        kind="access",
        scope=("case", case.pk),
        received_on=today(),
        due_on=today(30),
    )


@pytest.fixture
def private(kept: World) -> Action:
    """Agreed in the therapist's own supervision."""
    planned = sessions.plan(
        actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="phone", person=kept.therapist
    )
    alone = sessions.begin(actor=kept.supervisor, session=planned)
    return actions.agree(actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=alone, text=PRIVATE)


@pytest.mark.parametrize("persona", ["therapist", "supervisor", "teammate", "expert"])
def test_an_agenda_shows_nobody_what_was_agreed_in_somebodys_own_supervision(
    kept: World, live: SupervisionSession, private: Action, persona: str
) -> None:
    """The whole team looks at the agenda together."""
    assert PRIVATE not in kept.client(persona).get(f"/supervision/sessions/{live.pk}/").content.decode()


def test_what_was_agreed_in_private_is_not_handed_over(kept: World, private: Action) -> None:
    hand_over_all(actor=kept.supervisor, team=kept.east, person=kept.therapist, therapist=kept.teammate)
    assert Action.objects.get(pk=private.pk).owner == kept.therapist


def test_a_frozen_action_is_neither_finished_nor_handed_over(kept: World, case: CaseReference) -> None:
    agreed = actions.agree(
        actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=case, text="Phone", case=case
    )
    done = actions.agree(
        actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=case, text="Write", case=case
    )
    actions.finish(actor=kept.therapist, action=done)
    freeze(kept, case)
    with pytest.raises(FrozenError):
        actions.finish(actor=kept.therapist, action=agreed)
    with pytest.raises(FrozenError):
        actions.reopen(actor=kept.therapist, action=done)
    with pytest.raises(FrozenError):
        hand_over(actor=kept.supervisor, case=case, therapist=kept.teammate, with_actions=True)
    assert Action.objects.get(pk=agreed.pk).owner == kept.therapist


def test_a_frozen_draft_is_not_withdrawn_by_handing_over(kept: World, case: CaseReference) -> None:
    begun_review = reviews.begin(actor=kept.therapist, case=case, week=today())
    freeze(kept, case)
    with pytest.raises(FrozenError):
        hand_over(actor=kept.supervisor, case=case, therapist=kept.teammate)
    assert CaseReview.objects.get(pk=begun_review.pk).state == "draft"


def test_a_frozen_quick_note_is_neither_changed_nor_thrown_away(kept: World, case: CaseReference) -> None:
    note = notes.keep(actor=kept.therapist, key=uuid.uuid4(), text="First words", case=case)
    freeze(kept, case)
    with pytest.raises(FrozenError):
        notes.keep(actor=kept.therapist, key=note.pk, text="Other words", case=case)
    with pytest.raises(FrozenError):
        notes.discard(actor=kept.therapist, note=note)
    assert QuickNote.objects.filter(pk=note.pk).exists()


def test_sharing_a_session_leaves_a_frozen_summary_as_it_is(kept: World, live: SupervisionSession) -> None:
    row = live.cases.get()
    with unread():
        sessions.save_case(actor=kept.supervisor, row=row, version=row.version, guidance="Practise")
    freeze(kept, row.case)
    sessions.share(actor=kept.supervisor, session=live, version=live.version)
    assert CaseReview.objects.get(case=row.case).state == "submitted"


def test_who_was_there_is_frozen_with_the_session(kept: World, live: SupervisionSession) -> None:
    disclosures.open_request(
        actor=kept.ig,
        organisation=kept.northmoor,
        kind="access",
        scope=("team", kept.east.public_id),
        received_on=today(),
        due_on=today(30),
    )
    with pytest.raises(FrozenError):
        sessions.note_attendance(actor=kept.supervisor, session=live, marks={kept.therapist.pk: ("absent", 0)})
    assert Attendance.objects.get(session=live, user=kept.therapist).status == "present"


def test_a_frozen_recommendation_is_neither_changed_nor_taken_out(kept: World, case: CaseReference) -> None:
    note = consultation.begin(actor=kept.expert, team=kept.east, starts_at=timezone.now())
    spoken_of = the_call(kept, lines=(Line(case.pk, "Begin with the caregiver"),))
    with unread():
        saved = consultation.save(actor=kept.expert, note=note, version=note.version, written=spoken_of)
        freeze(kept, case)
        for lines in ((Line(case.pk, "Something else"),), ()):
            again = ConsultationNote.objects.get(pk=saved.pk)
            with pytest.raises(FrozenError):
                consultation.save(
                    actor=kept.expert, note=again, version=again.version, written=the_call(kept, lines=lines)
                )
        assert ConsultationCase.objects.get().recommendation == "Begin with the caregiver"


def confided(world: World, writer: User) -> ConsultationNote:
    """A final note that the writer began, with words of the expert for the supervisor alone."""
    note = consultation.begin(actor=writer, team=world.east, starts_at=timezone.now())
    with unread():
        written = the_call(world, development=PRIVATE)
        saved = consultation.save(actor=world.expert, note=note, version=note.version, written=written)
        return finalise(actor=world.expert, note=saved, version=saved.version)


def test_a_file_has_the_note_on_the_supervisor_for_that_supervisor_alone(kept: World) -> None:
    note = confided(kept, kept.expert)
    for person, given in ((kept.supervisor, True), (kept.backup, False)):
        found = printable(person, "consultation", note.pk)
        assert found is not None
        with unread():
            lines = [line.text for row in found.rows for line in spelled(row, found.without).lines]
        assert (PRIVATE in lines) is given


def test_subject_access_gives_the_note_on_the_supervisor_to_nobody_else(kept: World) -> None:
    confided(kept, kept.backup)
    assert PRIVATE not in words(told(kept, "backup"))
    assert PRIVATE in words(told(kept, "supervisor"))


def test_every_row_of_the_registry_is_of_one_kind() -> None:
    seen: set[tuple[type[Record], str]] = set()
    for kept in registered():
        kind: Any = (kept.model, str(kept.only))
        assert kind not in seen, kept.model
        seen.add(kind)


def test_prep_takes_an_id_however_it_is_written(kept: World) -> None:
    review = begun(kept)
    client = kept.client("therapist")
    for key in (str(review.pk).upper(), review.pk.hex, "nothing", ""):
        assert client.post("/supervision/prep/", {"send": [f"{key}:{review.version}"]}).status_code == 302


def test_a_call_of_the_last_day_there_is_is_refused() -> None:
    data = {"day": "9999-12-31", "start": "10:00", "end": "09:00", "mode": "phone"}
    form = NoteForm(data, people=[], cases=[], development=False)
    assert "day" in form.errors


def about_a_case(world: World, row: CaseReview) -> ConsultationNote:
    """A note that says something for the case's weekly summary."""
    note = consultation.begin(actor=world.expert, team=world.east, starts_at=timezone.now())
    lines = (Line(row.case_id, "Begin with the caregiver"),)
    with unread():
        return consultation.save(
            actor=world.expert, note=note, version=note.version, written=the_call(world, lines=lines)
        )


def test_one_frozen_summary_keeps_no_note_from_being_final_and_the_page_names_it(kept: World) -> None:
    frozen, free = discussed(kept), discussed(kept)
    note = about_a_case(kept, frozen)
    with unread():
        lines = (Line(frozen.case_id, "Begin with the caregiver"), Line(free.case_id, "Go on"))
        written = the_call(kept, lines=lines)
        note = consultation.save(actor=kept.expert, note=note, version=note.version, written=written)
    freeze(kept, frozen.case)
    client, check = kept.client("expert"), reverse("consultation_check", args=[note.pk])
    assert client.get(check).context["frozen"] == frozen.case.code
    assert client.post(check, {"version": note.version}).status_code == 302
    assert ConsultationNote.objects.get(pk=note.pk).state == "final"
    states = [CaseReview.objects.get(pk=row.pk).state for row in (frozen, free)]
    assert states == ["discussed", "consulted"]


def test_a_note_on_hold_is_neither_thrown_away_nor_moved_off_its_case(kept: World, case: CaseReference) -> None:
    note = notes.keep(actor=kept.therapist, key=uuid.uuid4(), text="First words", case=case)
    holds.place(actor=kept.ig, organisation=kept.northmoor, kind="case", key=case.pk, reason="A claim is expected")
    with pytest.raises(OnHoldError):
        notes.keep(actor=kept.therapist, key=note.pk, text="First words", case=None)
    answer = kept.client("therapist").post(reverse("quick_note_discard", args=[note.pk]))
    assert answer.status_code == 409
    assert QuickNote.objects.filter(pk=note.pk).exists()


@pytest.mark.parametrize("about", ["team", "expert", "supervisor"])
def test_a_pack_has_the_note_on_a_supervisor_only_where_it_is_about_them(kept: World, about: str) -> None:
    note = confided(kept, kept.expert)
    person = {"expert": kept.expert, "supervisor": kept.supervisor}.get(about)
    scope = ("person", person.public_id) if person else ("team", kept.east.public_id)
    request = disclosures.open_request(
        actor=kept.ig,
        organisation=kept.northmoor,
        kind="court",
        scope=scope,
        received_on=today(),
        due_on=today(30),
    )
    with unread():
        assert (PRIVATE in repr(packs.pack_of(request).facts())) is (about == "supervisor")
        file = printable(kept.ig, "consultation", note.pk)
    assert file is not None
    assert ("development" in file.without) is (about != "supervisor")


def test_what_pages_say_of_a_change_holds_no_code_of_a_case(kept: World, case: CaseReference) -> None:
    """Such words wait in a cookie or a session until the next page."""
    client = kept.client("supervisor")
    moves = {
        reverse("case_move", args=[case.pk]): {"status": "closing"},
        reverse("case_hand_over", args=[case.pk]): {
            "therapist": str(kept.teammate.public_id),
            "scope": "case",
            "from_on": today().isoformat(),
        },
        reverse("case_open", args=[kept.east.public_id]): {
            "adaptation": case.adaptation_id,
            "age_band": "13_14",
            "therapist": str(kept.therapist.public_id),
            "opened_week": case.opened_week,
        },
    }
    for address, sent in moves.items():
        answer = client.post(address, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        codes = CaseReference.objects.values_list("code", flat=True)
        assert said
        assert not [code for code in codes if code in " ".join(said)]
