"""What learners do around their reading: notes to authors, later editions, keeping fresh, cases, notes of their own."""

import datetime
import uuid

from django.utils import timezone
from playwright.sync_api import Page, expect

from learning import keeping_fresh
from learning.models import Edition, EditionModule, Enrolment, ModulePage, ResourcePage
from learning.services import care, editions, enrolments, remembering, reports
from tests.factories import CompletionFactory, EnrolmentFactory, make_module, make_unit
from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.learning.media.files import make_recording
from tests.personas import World


def places(world: World) -> list[Place]:
    """All of them."""
    return [*_reports(world), *_updates(world), *_fresh(world), *_cases(world), *_recordings(world), *_retired(world)]


def _reports(world: World) -> list[Place]:
    """The form to a resource and a unit, a wish, each sent empty, and what came of them."""
    for number, close in enumerate((None, False, True)):
        report = reports.send(
            actor=world.teammate,
            kind="wish" if number else "resource",
            page_key=None if number else world.resource.translation_key,  # type: ignore[union-attr]
            language="en",
            title=f"Sleep {number}",
            text="The second step is about another form.",
        )
        if close is not None:
            reports.answer(actor=world.coordinator, report=report, words="" if close else "Mended today.", close=close)
    sheet = ResourcePage.objects.live().filter(locale__language_code="en").order_by("code")[0]
    resource, unit = f"/library/{world.resource.slug}/_/report/", "/learn/module-m1/unit-1/_/report/"  # type: ignore[union-attr]
    return [
        *(Place(path, ("teammate",), ("en",)) for path in (resource, unit, "/library/_/ask/?q=sleep")),
        *(Place(path, ("teammate",), ("en",), act=send()) for path in (resource, unit, "/library/_/ask/")),
        Place("/library/_/notes/", ("teammate", "therapist")),
        Place(f"/library/{sheet.slug}/print/", ("therapist",), ("en",)),
    ]


def _updates(world: World) -> list[Place]:
    """A later edition in each kind of notice: for those who finished, and for one half way through the first."""
    module, key = published(world, "U1")
    done = person(world, "therapist:told of changes", role="therapist")
    under_way = person(world, "therapist:half way", role="therapist")
    first = Edition.objects.get(module_key=key)
    CompletionFactory(enrolment=EnrolmentFactory(user=world.people[done], edition=first, done=True))
    enrolments.start(actor=world.people[under_way], module_key=key)
    published_again(world, module)
    slug = EditionModule.objects.get(edition=first, language="en").slug
    return [
        Place("/today/", (done,)),
        *(Place(f"/learn/{slug}/{path}", (done,), ("en",)) for path in ("", "_/changes/1/")),
        *(Place(f"/learn/{slug}/{path}", (under_way,), ("en",)) for path in ("", "_/move/", "unit-1/")),
    ]


def published(world: World, code: str) -> tuple[ModulePage, uuid.UUID]:
    """A module with its first edition."""
    module = make_module(code, title=f"A module {code}", live=False)
    editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    return module, module.translation_key


def published_again(world: World, module: ModulePage) -> None:
    """A second edition with other words, and everything that can be asked of those who had finished the first."""
    unit = module.get_children().first().specific
    unit.title = "How a week begins"
    unit.save_revision()
    editions.publish(
        actor=world.coordinator,
        module_key=module.translation_key,
        reviewed_by=world.reviewer,
        notice="retake",
        note="Unit 1 says more about the first week.",
        reread=[unit.translation_key],
        retake_days=30,
    )


def _fresh(world: World) -> list[Place]:
    """Three questions, sent unanswered, and the reasons; notes of one's own."""
    asked, answered = (person(world, f"therapist:{word} fresh", role="therapist") for word in ("keeping", "kept"))
    done = {}
    for who in (asked, answered):
        enrolment = EnrolmentFactory(user=world.people[who], edition=world.edition, done=True)
        before = timezone.now() - datetime.timedelta(days=3)
        done[who] = CompletionFactory(enrolment=enrolment, completed_at=before)
    _spoken, questions = keeping_fresh.questions_of(done[answered], 1, "en")
    result = remembering.answer(
        actor=world.people[answered],
        completion_id=done[answered].pk,
        number=1,
        language="en",
        answers={question["key"]: [question["options"][1]["id"]] for question in questions},
    )
    return [
        Place("/today/", (asked,)),
        Place("/today/fresh/", (asked,)),
        Place("/today/fresh/", (asked,), act=send(), template="learning/fresh/questions.html"),
        Place(f"/today/fresh/{result.public_id}/", (answered,)),
        Place("/today/", (answered,)),
    ]


def _cases(world: World) -> list[Place]:
    """A case from its opening to an ending."""
    case = "/learn/module-m1/_/case/on-call/"
    return [
        Place(case, ("therapist",), ("en",)),
        Place(case, ("therapist",), ("en",), act=choose_once, template="learning/parts/case_way.html"),
        Place(case, ("therapist",), ("en",), act=choose_to_the_end, template="learning/parts/case_ending.html"),
    ]


def choose_once(page: Page) -> None:
    """Takes the first choice."""
    with page.expect_navigation():
        page.locator("main form button[name=choice]").first.click()
    expect(page.locator("article.under-way")).to_be_visible()


def choose_to_the_end(page: Page) -> None:
    """Takes the last choice of each scene until there is none."""
    while page.locator("main form button[name=choice]").count():
        with page.expect_navigation():
            page.locator("main form button[name=choice]").last.click()


def _recordings(world: World) -> list[Place]:
    """A unit with a film and a sound in it."""
    module = make_module("V1", units=0, questions=1, live=False, title="Seen and heard")
    blocks = [(kind, {"recording": make_recording(kind)}) for kind in ("video", "audio")]
    make_unit(module, body=blocks, live=False)
    editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    slug = EditionModule.objects.get(edition__module_key=module.translation_key, language="en").slug
    return [Place(f"/learn/{slug}/unit-1/", ("therapist", "supervisor"), ("en",))]


def _retired(world: World) -> list[Place]:
    """A module out of use, for one who had begun it and for one who had not."""
    _module, key = published(world, "O1")
    reader = person(world, "therapist:in a retired module", role="therapist")
    enrolments.start(actor=world.people[reader], module_key=key)
    slug = EditionModule.objects.get(edition__module_key=key, language="en").slug
    care.retire(actor=world.coordinator, module_key=key, reason="The manual has changed.")
    assert Enrolment.objects.filter(user=world.people[reader]).exists()
    return [Place(f"/learn/{slug}/", (reader,), ("en",)), Place(f"/learn/{slug}/", ("therapist",), ("en",), status=404)]
