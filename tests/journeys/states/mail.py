"""E-mails as HTML, each as it was sent, in the styles that a mail carries in itself."""

from collections.abc import Callable

from csp.decorators import csp_update
from django.core import mail
from django.http import HttpRequest, HttpResponse

from people.models import Invitation
from people.services import approvals, invitations, second_factor_resets
from tests.journeys.pairs import Place
from tests.journeys.states import person, served
from tests.personas import World

IN_FULL_ONLY = True


def places(world: World) -> list[Place]:
    """Everything sent in HTML, in both languages."""
    found = []
    for language in ("en", "cy"):
        for number, message in enumerate(_sent(world, language)):
            found.append(
                Place(
                    served(f"mail-{language}-{number}", _shown(str(message.alternatives[0][0]))),
                    ("nobody",),
                    (language,),
                    is_mail=True,
                )
            )
    assert len(found) == 8
    return found


def _shown(html: str) -> Callable[[HttpRequest], HttpResponse]:
    answer: Callable[[HttpRequest], HttpResponse] = csp_update({"style-src": "'unsafe-inline'"})(
        lambda request: HttpResponse(html)
    )
    return answer


def _sent(world: World, language: str) -> list[mail.EmailMultiAlternatives]:
    """An invitation, one that waits, a fresh link asked for, and a second step that was reset."""
    before = len(getattr(mail, "outbox", []))
    reader = person(world, f"therapist:mail in {language}", role="therapist", language=language)
    world.manager.language = world.coordinator.language = language
    world.manager.save()
    world.coordinator.save()
    for role in ("therapist", "supervisor"):
        row = Invitation(
            email=f"{role}-{language}@hearth.example",
            name="Nell Wayfarer",
            organisation=world.northmoor,
            team=world.east,
            role=role,
            language=language,
        )
        invitations.invite(actor=world.coordinator, invitation=row, make_link="http://localhost/join/{}/{}/".format)
        if role == "therapist":
            approvals.ask_for_fresh_link(row)
    reset = second_factor_resets.ask(
        actor=world.supervisor, person=world.people[reader], reason="Met her at the office."
    )
    second_factor_resets.approve(actor=world.backup, reset=reset)
    world.manager.language = world.coordinator.language = "en"
    world.manager.save()
    world.coordinator.save()
    kinds = {}
    for message in mail.outbox[before:]:
        if message.alternatives:
            kinds[message.subject] = message
    return list(kinds.values())
