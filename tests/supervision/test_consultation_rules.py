"""The expert's call with a team: who writes it, who confirms it, what becomes of it, and that final is final."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import Entry
from supervision.models import Action, CaseReference, CaseReview, ConsultationCase, ConsultationNote
from supervision.permissions import can_read_development
from supervision.reading import reading
from supervision.services import consultation, reviews
from supervision.services.confirming import finalise
from supervision.services.consultation import Line, NoExpertError, Written
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, NotReadyError, WrongStateError
from tests.factories import today
from tests.personas import World
from tests.supervision.conftest import full_sections

pytestmark = pytest.mark.usefixtures("eyes_shut")


def the_call(world: World, **changed: object) -> Written:
    """A call of an hour with two people, written whole; `changed` replaces parts."""
    started = timezone.now() - datetime.timedelta(hours=2)
    whole = Written(
        starts_at=started,
        ended_at=started + datetime.timedelta(hours=1),
        present=(world.expert.pk, world.supervisor.pk),
        themes="Plans depend on one adult",
        barriers="The link post at school is vacant",
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


@pytest.fixture
def note(kept: World) -> ConsultationNote:
    """Begun by the expert, with nothing written."""
    return consultation.begin(actor=kept.expert, team=kept.east, starts_at=timezone.now())


@pytest.fixture
def discussed(kept: World, case: CaseReference, this_week: datetime.date) -> CaseReview:
    """The case's summary of this week, discussed."""
    begun = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    saved = reviews.save_sections(actor=kept.therapist, review=begun, version=1, sections=full_sections())
    sent = reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
    return reviews.guide(
        actor=kept.supervisor,
        review=sent,
        version=sent.version,
        text="Hand over in the visit",
        principles=[5],
        methods=["rehearsal"],
        resource=None,
    )


def make_final(world: World, note: ConsultationNote, written: Written) -> ConsultationNote:
    saved = consultation.save(actor=world.expert, note=note, version=note.version, written=written)
    return finalise(actor=world.expert, note=saved, version=saved.version)


def test_nothing_is_kept_before_the_organisation_has_its_schedule(world: World) -> None:
    with pytest.raises(NotReadyError):
        consultation.begin(actor=world.expert, team=world.east, starts_at=timezone.now())


def test_only_those_who_lead_the_team_begin_a_note(kept: World) -> None:
    for persona in ("therapist", "teammate", "coordinator", "manager", "ig", "superuser", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            consultation.begin(actor=kept.people[persona], team=kept.east, starts_at=timezone.now())


def test_a_note_begun_twice_on_one_day_is_one_note(kept: World, note: ConsultationNote) -> None:
    assert consultation.begin(actor=kept.expert, team=kept.east, starts_at=timezone.now()) == note
    assert (note.expert, note.supervisor) == (kept.expert, kept.supervisor)


def test_a_team_without_an_expert_has_nobody_to_confirm(kept: World) -> None:
    with pytest.raises(NoExpertError):
        consultation.begin(actor=kept.other_supervisor, team=kept.away, starts_at=timezone.now())


def test_a_supervisor_writes_for_the_expert_and_only_the_expert_makes_it_final(kept: World) -> None:
    note = consultation.begin(actor=kept.supervisor, team=kept.east, starts_at=timezone.now())
    assert note.is_on_behalf
    consultation.save(actor=kept.supervisor, note=note, version=1, written=the_call(kept))
    consultation.send(actor=kept.supervisor, note=note, version=note.version)
    for persona in ("supervisor", "backup", "therapist", "superuser"):
        with pytest.raises(NotAllowedError):
            finalise(actor=kept.people[persona], note=note, version=note.version)
    final = finalise(actor=kept.expert, note=note, version=note.version)
    assert (final.state, final.finalised_by) == (ConsultationNote.State.FINAL, kept.expert)
    assert final.confirmed_at is not None
    assert len(final.content_hash) == 64


def test_the_team_reads_the_note_when_it_is_final(kept: World, note: ConsultationNote) -> None:
    def readers() -> set[str]:
        return {name for name, person in kept.people.items() if ConsultationNote.objects.visible_to(person).exists()}

    assert readers() == {"supervisor", "backup", "expert"}
    make_final(kept, note, the_call(kept))
    assert readers() == {"supervisor", "backup", "expert", "therapist", "teammate"}


def test_recommendations_are_read_as_their_note_is(kept: World, note: ConsultationNote, case: CaseReference) -> None:
    written = the_call(kept, lines=(Line(case.pk, "Ask A and B apart"),))
    consultation.save(actor=kept.expert, note=note, version=1, written=written)
    assert not ConsultationCase.objects.visible_to(kept.therapist).exists()
    finalise(actor=kept.expert, note=note, version=note.version)
    assert ConsultationCase.objects.visible_to(kept.therapist).exists()
    assert not ConsultationCase.objects.visible_to(kept.other_therapist).exists()


def test_a_note_on_development_is_for_the_supervisor_and_the_expert_alone(kept: World, note: ConsultationNote) -> None:
    readers = {name for name, person in kept.people.items() if can_read_development(person, note)}
    assert readers == {"supervisor", "expert"}
    kept_note = consultation.save(
        actor=kept.backup, note=note, version=1, written=the_call(kept, development="Cover may not write this")
    )
    assert kept_note.development == ""


def test_the_experts_recommendation_becomes_section_j(
    kept: World, note: ConsultationNote, case: CaseReference, discussed: CaseReview
) -> None:
    final = make_final(kept, note, the_call(kept, lines=(Line(case.pk, "Ask A and B apart"),)))
    summary = CaseReview.objects.get(pk=discussed.pk)
    assert (summary.expert_guidance, summary.expert, summary.state) == ("Ask A and B apart", kept.expert, "consulted")
    assert final.cases.get().review == discussed


def test_what_the_expert_wrote_in_the_summary_before_stays(
    kept: World, note: ConsultationNote, case: CaseReference, discussed: CaseReview
) -> None:
    reviews.advise(actor=kept.expert, review=discussed, version=discussed.version, text="Plan for a lapse")
    make_final(kept, note, the_call(kept, lines=(Line(case.pk, "Ask A and B apart"),)))
    assert CaseReview.objects.get(pk=discussed.pk).expert_guidance == "Plan for a lapse\n\nAsk A and B apart"


def test_a_line_that_is_not_meant_for_the_summary_stays_in_the_note(
    kept: World, note: ConsultationNote, case: CaseReference, discussed: CaseReview
) -> None:
    make_final(kept, note, the_call(kept, lines=(Line(case.pk, "Between us", for_summary=False),)))
    assert CaseReview.objects.get(pk=discussed.pk).expert_guidance == ""


def test_a_summary_that_is_still_a_draft_takes_no_section_j(
    kept: World, note: ConsultationNote, case: CaseReference, this_week: datetime.date
) -> None:
    draft = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    final = make_final(kept, note, the_call(kept, lines=(Line(case.pk, "Ask A and B apart"),)))
    assert CaseReview.objects.get(pk=draft.pk).state == CaseReview.State.DRAFT
    assert final.cases.get().review is None


def test_follow_ups_become_actions_with_owners_when_it_is_final(kept: World, note: ConsultationNote) -> None:
    owner = str(kept.supervisor.public_id)
    line = {"text": "Raise the vacancy", "owner": owner, "due": today(7).isoformat()}
    consultation.save(actor=kept.expert, note=note, version=1, written=the_call(kept, follow_ups=[line]))
    assert not Action.objects.exists()
    finalise(actor=kept.expert, note=note, version=note.version)
    action = Action.objects.get()
    assert (action.text, action.owner, action.due_on) == ("Raise the vacancy", kept.supervisor, today(7))
    assert (action.source_type, action.source_id) == ("supervision.consultationnote", note.pk)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"present": ()}, "nobody_present"),
        ({"ended_at": None}, "no_end"),
        ({"follow_ups": [{"text": "Raise it", "owner": "", "due": ""}]}, "no_owner"),
    ],
)
def test_a_note_with_something_missing_is_not_final(
    kept: World, note: ConsultationNote, changed: dict[str, object], fault: str
) -> None:
    with pytest.raises(IncompleteError) as missing:
        make_final(kept, note, the_call(kept, **changed))
    assert missing.value.faults == [fault]
    assert ConsultationNote.objects.get(pk=note.pk).state == ConsultationNote.State.DRAFT


def test_another_teams_case_is_refused_and_nothing_is_saved(
    kept: World, note: ConsultationNote, case: CaseReference
) -> None:
    CaseReference.objects.filter(pk=case.pk).update(team=kept.away)
    with pytest.raises(NotAllowedError):
        consultation.save(
            actor=kept.expert, note=note, version=1, written=the_call(kept, lines=(Line(case.pk, "Elsewhere"),))
        )
    assert ConsultationNote.objects.get(pk=note.pk).version == 1


def test_a_case_taken_out_again_loses_its_words(kept: World, note: ConsultationNote, case: CaseReference) -> None:
    consultation.save(actor=kept.expert, note=note, version=1, written=the_call(kept, lines=(Line(case.pk, "Oh"),)))
    consultation.save(actor=kept.expert, note=note, version=2, written=the_call(kept))
    row = note.cases.get()
    assert (row.is_picked, row.recommendation) == (False, "")
    assert not ConsultationCase.objects.visible_to(kept.expert).exists()


def test_of_two_writers_the_later_one_is_told_and_overwrites_nothing(kept: World, note: ConsultationNote) -> None:
    consultation.save(actor=kept.supervisor, note=note, version=1, written=the_call(kept, themes="Mine"))
    with pytest.raises(ConflictError):
        consultation.save(
            actor=kept.expert,
            note=ConsultationNote.objects.get(pk=note.pk),
            version=1,
            written=the_call(kept, themes="Theirs"),
        )
    assert ConsultationNote.objects.get(pk=note.pk).themes == "Mine"


def test_a_final_note_changes_no_more_but_takes_dated_additions(kept: World, note: ConsultationNote) -> None:
    final = make_final(kept, note, the_call(kept))
    with pytest.raises(WrongStateError):
        consultation.save(actor=kept.expert, note=final, version=final.version, written=the_call(kept))
    with pytest.raises(WrongStateError):
        finalise(actor=kept.expert, note=final, version=final.version)
    with pytest.raises(NotAllowedError):
        consultation.add(actor=kept.therapist, note=final, text="Mine too")
    consultation.add(actor=kept.supervisor, note=final, text="The post is filled")


def test_the_database_itself_keeps_a_final_note(kept: World, note: ConsultationNote, case: CaseReference) -> None:
    final = make_final(kept, note, the_call(kept, lines=(Line(case.pk, "Ask A and B apart"),)))
    for rows, change in (
        (ConsultationNote.objects.filter(pk=final.pk), {"mode": "video"}),
        (ConsultationCase.objects.filter(note=final), {"position": 9}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_every_step_is_in_the_audit_log_and_reading_it_too(kept: World, note: ConsultationNote) -> None:
    make_final(kept, note, the_call(kept))
    actions = list(Entry.objects.order_by("sequence").values_list("action", flat=True))
    assert actions[-3:] == [
        "supervision.consultation_begun",
        "supervision.consultation_saved",
        "supervision.consultation_final",
    ]
    with reading(kept.therapist):
        assert ConsultationNote.objects.get(pk=note.pk).themes == "Plans depend on one adult"
    entry = Entry.objects.latest("sequence")
    assert (entry.actor_name, entry.records) == (
        kept.therapist.name,
        [["supervision.consultationnote", str(note.pk)]],
    )
