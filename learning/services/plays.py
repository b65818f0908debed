"""Playing a case: every ending one comes to is kept, for oneself alone. It counts towards nothing."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from learning.models import EditionVignette, Enrolment, VignettePlay
from learning.services import enrolments
from learning.story import Story, walk
from people.models import User


class NotAChoice(Exception):
    """The scene has no such choice."""


class AnotherEdition(Exception):
    """The page was opened in an edition that the learner no longer reads."""


def choose(
    *,
    actor: User,
    vignette: EditionVignette,
    edition_id: str,
    path: tuple[int, ...],
    choice: str,
    client_id: uuid.UUID | None = None,
) -> Story:
    """Take one more step. Coming to an ending is kept once for each `client_id`, however often it is sent."""
    if edition_id != str(vignette.edition_id):
        raise AnotherEdition(edition_id)
    before = walk(vignette.content, path)
    if not before.is_whole or before.scene is None or choice not in {str(item["number"]) for item in before.choices}:
        raise NotAChoice(choice)
    story = walk(vignette.content, (*path, int(choice)))
    if story.ending is not None:
        _keep(actor, vignette, story.path, story.ending["key"], client_id or uuid.uuid4())
    return story


def _keep(actor: User, vignette: EditionVignette, path: tuple[int, ...], ending: str, client_id: uuid.UUID) -> None:
    module_key = vignette.edition.module_key
    with transaction.atomic():
        enrolment = Enrolment.objects.of(actor).filter(module_key=module_key).readable().first()
        if enrolment is None or enrolment.state == Enrolment.State.ASSIGNED:
            enrolment = enrolments.start(actor=actor, module_key=module_key)
        play = VignettePlay(
            enrolment=enrolment,
            edition=vignette.edition,
            vignette_key=vignette.vignette_key,
            language=vignette.language,
            path=list(path),
            ending=ending,
            client_id=client_id,
        )
        try:
            with transaction.atomic():
                play.save()
        except IntegrityError:
            _keep_if_other(play)


def _keep_if_other(play: VignettePlay) -> None:
    """The same page may be sent twice; gone back to and played on otherwise, it is another play."""
    sent = VignettePlay.objects.get(client_id=play.client_id)
    own = (play.enrolment_id, play.vignette_key, play.path)
    if (sent.enrolment_id, sent.vignette_key, sent.path) != own:
        play.client_id = uuid.uuid4()
        play.save()
