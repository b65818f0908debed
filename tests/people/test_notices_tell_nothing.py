"""A canary through every kind that supervision tells: no notice, letter, calendar or log has a word of a record."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core import mail, serializers
from django.core.management import call_command

from people import notifications
from people.models import Letter, LetterStep, Notification
from supervision.services import actions, hand_overs, notices
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records, make_case

CANARY = "canary-51d7 caregiver A"


@pytest.mark.django_db
def test_no_notice_letter_or_log_has_a_case_or_a_word_of_a_record(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    keep_records(world)
    case = make_case(world)
    with django_capture_on_commit_callbacks(execute=True):
        actions.agree(
            actor=world.supervisor, team=world.east, owner=world.therapist, source=case, case=case, text=CANARY
        )
        hand_overs.hand_over(actor=world.supervisor, case=case, therapist=world.teammate)
        for kind in notices.Kind:
            notices.tell([world.expert], kind)
    assert Notification.objects.count() == len(notices.Kind) + 2
    log = StringIO()
    call_command("delivery_log", stdout=log)
    letters = [letter.message().as_string() + letter.body for letter in mail.outbox]
    rows = [*Notification.objects.all(), *Letter.objects.all(), *LetterStep.objects.all()]
    whole = "\n".join([*letters, serializers.serialize("json", rows), log.getvalue()])
    assert len(letters) >= 3
    for secret in (CANARY, "canary", case.code, str(case.pk)):
        assert secret not in whole


def test_every_kind_of_supervision_is_discreet_and_told_to_nobody_else() -> None:
    kinds = [kind for kind in notifications.kinds() if kind.group == notifications.Group.SUPERVISION]
    assert kinds
    for kind in kinds:
        assert kind.discreet
        assert kind.escalates_after is None
        assert kind.text(json.loads('{"case": "LARK-377"}')).find("LARK") == -1
