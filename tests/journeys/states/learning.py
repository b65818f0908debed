"""A final check at each step, and certificates in every state with their checking pages and the page that revokes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from playwright.sync_api import Page, expect

from learning.design_forms import DesignForm
from learning.models import BulkIssue, BulkItem, Certificate, Edition, Enrolment, UnitProgress
from learning.services import attempts
from learning.services.checked_files import Checked, FileState
from learning.views import verify_file
from people.models import Organisation
from tests.factories import CertificateFactory, CompletionFactory, EnrolmentFactory
from tests.journeys.pairs import Place
from tests.journeys.states import person, send, served
from tests.learning.certificates.designing import make_design
from tests.personas import World

IN_FULL_ONLY = True
CHECK = "/learn/module-m1/check/"


def places(world: World) -> list[Place]:
    """All of them."""
    beginner = person(world, "therapist:assigned", role="therapist")
    for edition, days in ((world.edition, 6), (Edition.objects.get(code="M10"), -2)):
        due_on = timezone.localdate() + timezone.timedelta(days=days)
        EnrolmentFactory(user=world.people[beginner], edition=edition, assigned=True, due_on=due_on)
    reader = person(world, "therapist:in a unit", role="therapist")
    m10 = Edition.objects.get(code="M10")
    EnrolmentFactory(user=world.people[reader], edition=m10)
    unit = m10.units.filter(language="en", html__contains="⟦answer:").order_by("position")[0]
    return [
        *_checks(world),
        *_certificates(world),
        Place("/today/", (beginner,)),
        Place("/cy/learn/module-m1/unit-1/", (beginner,), ("cy",)),
        Place(f"/learn/m10/{unit.slug}/", (reader,), ("en",), act=answer_it, template="learning/parts/feedback.html"),
    ]


def answer_it(page: Page) -> None:
    """Ticks the first answer of the first knowledge check, and sends it."""
    page.locator("main fieldset input[name^='q-']").first.check()
    page.locator("button[name=check]").first.click()
    expect(page.locator(".answer").first).to_be_visible()


def _checks(world: World) -> list[Place]:
    before, during, failed, passed = (
        person(world, f"therapist:{word} the check", role="therapist") for word in ("before", "in", "failed", "passed")
    )
    _ready(world, before)
    attempts.begin(actor=world.people[during], enrolment=_ready(world, during), language="en")
    for times, who in ((2, failed), (1, passed)):
        sent = [_sent(world, who, right=who == passed) for _number in range(times)]
        assert sent
    return [
        Place(CHECK, (before,)),
        Place(CHECK, (during,), template="learning/check.html"),
        Place(CHECK, (during,), act=_answered("send", ".errors"), template="learning/check.html"),
        Place(CHECK, (during,), act=_answered("review", "main ol.list"), template="learning/check_review.html"),
        Place(CHECK, (during,), act=review_an_answer, template="learning/parts/answer_given.html"),
        *(Place(CHECK, (who,)) for who in (failed, passed)),
        *(Place(f"{CHECK}{_newest(world, who)}/", (who,)) for who in (failed, passed)),
    ]


def review_an_answer(page: Page) -> None:
    """Gives one answer and looks over what is answered."""
    page.locator("main form [type=radio]").first.check()
    _answered("review", "main ol.list")(page)


def _ready(world: World, who: str) -> Enrolment:
    """On the edition, with every unit done."""
    enrolment = Enrolment.objects.filter(user=world.people[who]).first()
    if enrolment:
        return enrolment
    made: Enrolment = EnrolmentFactory(user=world.people[who], edition=world.edition)
    for unit in world.edition.units.filter(language="en"):
        UnitProgress.objects.create(enrolment=made, unit_key=unit.unit_key, language="en", completed_at=timezone.now())
    return made


def _sent(world: World, who: str, *, right: bool) -> object:
    attempt = attempts.begin(actor=world.people[who], enrolment=_ready(world, who), language="en")
    chosen = {
        asked["key"]: [option["id"] for option in asked["options"] if option["correct"] is right][:1]
        for asked in attempt.questions
    }
    return attempts.submit(actor=world.people[who], attempt=attempt, answers=chosen)


def _newest(world: World, who: str) -> object:
    return _ready(world, who).attempts.latest("pk").public_id


def _answered(button: str, shows: str):
    def act(page: Page) -> None:
        with page.expect_navigation():
            page.evaluate(
                """name => {
                    const form = document.querySelector("main form[method=post]");
                    const button = form.querySelector(`[name=${name}]`) || Object.assign(document.createElement("button"), {name, value: "1"});
                    if (!button.isConnected) form.append(button);
                    form.noValidate = true; form.requestSubmit(button);
                }""",
                button,
            )
        expect(page.locator(shows).first).to_be_visible()

    return act


def _certificates(world: World) -> list[Place]:
    holder = person(world, "therapist:many certificates", role="therapist")
    found = []
    for state in ("", "revoked", "superseded", "expired"):
        done = CompletionFactory(enrolment=EnrolmentFactory(user=world.people[holder], done=True))
        found.append(
            CertificateFactory(
                completion=done,
                organisation=world.northmoor,
                title_en="Working with schools",
                title_cy="Gweithio gydag ysgolion",
                **({state: True} if state else {}),
            )
        )
    unknown = "/v/0000000000000000000000000X/"
    revoke = [f"/record/certificates/{certificate.code}/revoke/" for certificate in found]
    return [
        Place("/record/", (holder,)),
        *(Place(f"/record/certificates/{certificate.code}/", (holder,)) for certificate in found),
        *(Place(f"/v/{certificate.code}/", ("nobody",)) for certificate in found),
        Place(unknown, ("nobody",), status=404),
        Place(f"/v/{found[0].code}/", ("nobody",), act=send(shows=".error-message, .errors, .err")),
        Place(f"/v/{found[0].code}/", ("nobody",), act=send(shows="[role=status]", name="Somebody Else")),
        Place(served("many-look-ups", _too_many), ("nobody",), status=429),
        Place("/v/?code=!", ("nobody",)),
        Place("/v/keys/", ("nobody",)),
        Place(f"/v/file/{'0' * 64}/", ("nobody",), status=404),
        Place(served("file-saved-again", _saved_again(found[0])), ("nobody",)),
        Place(revoke[1], ("coordinator",)),
        Place(revoke[0], ("coordinator",), act=send()),
        *_changes_and_designs(world, found),
    ]


def _changes_and_designs(world: World, found: list[Certificate]) -> list[Place]:
    """A certificate corrected and issued again, a design saved and sent wrong, and certificates that are missing."""
    valid, revoked = (f"/record/certificates/{certificate.code}" for certificate in found[:2])
    design = make_design(world.coordinator, world.northmoor, name="Looked at")
    done = CompletionFactory(enrolment=EnrolmentFactory(user=world.teammate, done=True))
    bulk = BulkIssue.objects.create(actor=world.coordinator, module_key=done.module_key, module_code="M1")
    BulkItem.objects.create(bulk=bulk, completion=done, state=BulkItem.State.FAILED)
    missing = f"/team/certificates/missing/?module={done.module_key}"
    corrected = send(shows="main table", name="Amara Price", reason="Married.")
    return [
        Place(f"{valid}/correct/", ("coordinator",), act=send()),
        Place(
            f"{valid}/correct/", ("coordinator",), act=corrected, template="learning/certificates/correct_check.html"
        ),
        Place(f"{revoked}/correct/", ("coordinator",)),
        Place(f"{valid}/reissue/", ("coordinator",)),
        Place(f"{revoked}/reissue/", ("coordinator",), act=send()),
        Place(f"/team/designs/{design.public_id}/", ("coordinator",)),
        Place(f"/team/designs/new/{world.northmoor.public_id}/", ("coordinator",), act=send()),
        Place(served("no-preview-yet", _no_preview), ("nobody",), template="learning/designs/not_yet.html"),
        Place(missing, ("coordinator",)),
        Place(f"/team/certificates/missing/{bulk.pk}/", ("coordinator",)),
    ]


def _no_preview(request: HttpRequest) -> HttpResponseBase:
    form = DesignForm({}, organisation=Organisation.objects.all()[0], design=None)
    return render(request, "learning/designs/not_yet.html", {"form": form})


def _saved_again(certificate: Certificate) -> Callable[[HttpRequest], HttpResponseBase]:
    """The answer about a file to which something was added."""
    return lambda request: verify_file.answer(request, Checked(FileState.APPENDED, "a-key", certificate))


def _too_many(request: HttpRequest) -> HttpResponseBase:
    return render(request, "learning/verify/too_many.html", status=429)
