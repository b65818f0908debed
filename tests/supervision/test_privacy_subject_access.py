"""Subject access: what a person wrote and what is about them is whole; other people's words as they may read them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from people.services.mail_choices import choose
from supervision.due import plus_years
from supervision.models import CaseReference, Scope
from supervision.retention import registered
from supervision.scopes import Within, rows_in
from supervision.services import notices, sessions
from supervision.services.reminding import remind
from supervision.services.subject_access import package, rows_of
from tests.factories import today
from tests.personas import World
from tests.supervision.test_privacy_rotation import final_summary


def told(world: World, persona: str) -> dict[str, Any]:
    body = package(actor=world.ig, person=world[persona])
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert sorted(archive.namelist()) == ["person.html", "person.json"]
        return json.loads(archive.read("person.json"))


def words(found: dict[str, Any]) -> str:
    return json.dumps(found["records"])


def test_a_member_gets_their_own_words_and_what_they_may_read(kept: World, case: CaseReference) -> None:
    final_summary(kept, case)
    found = told(kept, "therapist")
    assert found["person"]["email"] == kept.therapist.email
    assert "Words" in words(found)
    assert "Practise the call" in words(found)
    assert any(row["what"] == "summary submitted" for row in found["log"])


def test_a_leaver_gets_their_own_words_and_no_others(kept: World, case: CaseReference) -> None:
    final_summary(kept, case)
    kept.therapist.memberships.update(ends_on=today(-1))
    kept.therapist.forget_access()
    found = words(told(kept, "therapist"))
    assert "Words" in found
    assert "Practise the call" not in found
    assert "somebody else" in found


def test_records_about_somebody_as_staff_are_whole_also_after_they_left(kept: World) -> None:
    made = sessions.plan(
        actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="phone", person=kept.therapist
    )
    made.notes = "How the week went"
    made.save()
    kept.therapist.memberships.update(ends_on=today(-1))
    assert "How the week went" in words(told(kept, "therapist"))
    assert "How the week went" not in words(told(kept, "teammate"))


def test_notices_and_the_choice_of_mail_are_in_ones_own_export_alone(kept: World) -> None:
    notices.tell([kept.therapist], notices.Kind.DUE)
    choose(actor=kept.therapist, ways={"supervision": "here"})
    mine, others = told(kept, "therapist")["person"], told(kept, "teammate")["person"]
    assert [row["what"] for row in mine["notices"]] == ["Preparation is due tomorrow"]
    assert mine["mail"] == [{"about": "Supervision", "way": "On this site only"}]
    assert not others["notices"] + others["mail"]
    assert not rows_in(Within(kept.east.organisation_id, Scope.PERSON, kept.therapist.public_id))


def test_every_record_that_names_somebody_is_in_their_export(furnished: World) -> None:
    """Compared with a walk over every foreign key to people, whatever the registry says."""
    for persona in ("therapist", "supervisor", "ig", "expert"):
        person = furnished[persona]
        exported = {(row._meta.label_lower, row.pk) for kept in registered() for row in rows_of(kept, person)}
        for kept in registered():
            for field in kept.model._meta.get_fields():
                owning = field.many_to_one and field.related_model is type(person) and field.name in AUTHORING
                if owning:
                    for row in kept.model._default_manager.filter(**{field.name: person}):
                        assert (row._meta.label_lower, row.pk) in exported, (persona, row._meta.label, field.name)


AUTHORING = {"therapist", "guidance_by", "expert", "leader", "person", "author", "made_by", "owner", "placed_by"}


def test_making_it_is_logged_with_what_was_opened(kept: World, case: CaseReference) -> None:
    review = final_summary(kept, case)
    package(actor=kept.ig, person=kept.therapist)
    assert Entry.objects.get(action="supervision.person_exported").records == [["people.user", str(kept.therapist.pk)]]
    entry = Entry.objects.filter(action="audit.read", actor_id=str(kept.ig.pk)).get()
    assert ["supervision.casereview", str(review.pk)] in entry.records


def test_the_command_writes_one_file_and_overwrites_none(kept: World, case: CaseReference, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    call_command("export_person", kept.therapist.email.upper(), out=str(target), stdout=io.StringIO())
    assert zipfile.is_zipfile(target)
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("export_person", kept.therapist.email, out=str(target))
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_person", "nobody@hearth.example", out=str(tmp_path / "x.zip"))


def test_leads_hear_sixty_days_ahead_once_a_month_and_not_what_it_is(
    kept: World, case: CaseReference, django_capture_on_commit_callbacks: Any
) -> None:
    assert remind() == 0
    CaseReference.objects.filter(pk=case.pk).update(
        status="closed", closed_on=plus_years(today(59), -8), opened_week=plus_years(today(), -9)
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert remind() == 1
        assert remind() == 0
    assert [message.to for message in mail.outbox] == [[kept.ig.email]]
    assert case.code not in repr(mail.outbox[0].message())


def test_it_says_who_else_read_what_is_theirs(kept: World, case: CaseReference) -> None:
    review = final_summary(kept, case)
    for persona in ("supervisor", "therapist"):
        kept.client(persona).get(reverse("summary", args=[review.pk]))
    readings = told(kept, "therapist")["readings"]
    assert {row["who"] for row in readings} == {kept.supervisor.name}
    assert "weekly case summary" in readings[0]["records"]
    assert review.case.code not in json.dumps(readings)
    assert told(kept, "teammate")["readings"] == []
