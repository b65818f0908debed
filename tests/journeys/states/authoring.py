"""The admin: every screen of Hearth's own, the editor with each block, and Wagtail's screens that people here use."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage
from wagtail_localize.models import TranslationSource

from home.models import NewsIndexPage, NewsPage, TeamPage
from learning.models import LearnIndexPage, LibraryIndexPage, ModulePage, ModuleReview, Question, ResourcePage, UnitPage
from learning.services import editions, reviews, translations
from tests.factories import make_module
from tests.journeys.pairs import Place
from tests.journeys.states import both_themes, person, send
from tests.personas import World

ENGLISH, WELSH = ("en",), ("cy",)


def places(world: World) -> list[Place]:
    """Each for an author who reads English and for one who reads Welsh; Hearth's own also by day, in both themes."""
    welsh = person(world, "coordinator:in Welsh", role="coordinator", grant="author", language="cy")
    doctor = person(world, "reviewer:in Welsh", role="clinical_reviewer", language="cy")
    keys = _modules(world)
    own = [f"/admin/modules/{key}/publishing/" for key in keys.values()]
    bank = "/admin/snippets/learning/question/"
    question = Question.objects.filter(use="final", locale__language_code="en").latest("pk")
    daily = ["/admin/", "/admin/modules/", own[0], own[4], own[6], bank, f"{bank}add/", f"{bank}edit/{question.pk}/"]
    drafts = [f"/admin/modules/{keys['approved']}/preview/en/"]
    found = ["/admin/", "/admin/modules/", "/admin/reviews/", *own, *drafts, *_editors(world), *_wagtails(world)]
    reviewed = [f"/admin/reviews/{pk}/" for pk in ModuleReview.objects.values_list("pk", flat=True)]
    waiting = ModuleReview.objects.filter(state="waiting").latest("pk")
    later = [
        *_for(found, "coordinator", welsh),
        *_for([reviewed[0]], "coordinator", welsh),
        *_for(["/admin/", "/admin/reviews/", f"/admin/reviews/{waiting.pk}/"], "reviewer"),
        *_for([f"/admin/reviews/{waiting.pk}/preview/en/"], "reviewer"),
        *_for(["/admin/", "/admin/reviews/"], "", doctor),
        *_for(["/admin/", "/admin/pages/"], "admin"),
        *_wrong(keys, waiting),
    ]
    return [
        Place("/learn/module-a6/", ("coordinator",), ENGLISH),
        *both_themes(daily, "coordinator"),
        *both_themes(["/admin/reviews/", f"/admin/reviews/{waiting.pk}/"], "reviewer"),
        *(replace(place, in_full_only=True) for place in later),
    ]


def _for(paths: list[str], english: str = "", welsh: str = "") -> list[Place]:
    whom = [((english,), ENGLISH)] * bool(english) + [((welsh,), WELSH)] * bool(welsh)
    return [Place(path, personas, languages) for path in paths for personas, languages in whom]


def _wrong(keys: dict[str, Any], waiting: ModuleReview) -> list[Place]:
    """Forms of ours sent empty."""
    error = ".error-message, .help-critical"
    where = f"/admin/modules/{keys['draft']}/publishing/"
    approved = f"/admin/modules/{keys['approved']}/publishing/"
    late = timezone.now() - datetime.timedelta(days=3)
    return [
        Place(where, ("coordinator",), ENGLISH, act=send("form[action$='/send/']", error)),
        Place(
            approved,
            ("coordinator",),
            ENGLISH,
            act=send("form[action$='/publish/']", error, live_from=late.strftime("%Y-%m-%d %H:%M")),
        ),
        Place(f"/admin/reviews/{waiting.pk}/", ("reviewer",), ENGLISH, act=send("form[action$='/decide/']", error)),
        Place("/admin/snippets/learning/question/add/", ("coordinator",), ENGLISH, act=_saved_empty),
        Place(_new(LearnIndexPage, "modulepage"), ("coordinator",), ENGLISH, act=_saved_empty),
    ]


def _saved_empty(page: Page) -> None:
    with page.expect_navigation():
        page.evaluate(
            "() => { const form = document.querySelector('form[data-edit-form]'); form.noValidate = true; form.submit(); }"
        )
    expect(page.locator(".error-message, .messages .error").first).to_be_visible()


def _modules(world: World) -> dict[str, Any]:
    """Modules in each state: draft, faulty, waiting, sent back, approved and changed, approved, scheduled, live."""
    keys = {}
    for number, state in enumerate(("draft", "faulty", "waiting", "changes", "approved", "scheduled", "live")):
        module = make_module(
            f"A{number}",
            units=0 if state == "faulty" else 2,
            live=False,
            title=f"A module that is {state}",
            review_by=_day(-3),
        )
        keys[state] = module.translation_key
        if state not in {"draft", "faulty"}:
            _bring_to(world, state, module)
    translations.start(actor=world.coordinator, module_key=keys["live"], language="cy")
    return keys


def _bring_to(world: World, state: str, module: ModulePage) -> None:
    key = module.translation_key
    review = reviews.request(
        actor=world.coordinator, module_key=key, reviewer=world.reviewer, message="Please look at unit 2 above all."
    )
    if state == "changes":
        reviews.decide(actor=world.reviewer, review=review, approved=False, comment="Unit 2 needs a safety note.")
    if state in {"approved", "scheduled", "live"}:
        reviews.decide(actor=world.reviewer, review=review, approved=True, comment="Good.")
    later = timezone.now() + datetime.timedelta(days=3) if state == "scheduled" else None
    if state in {"scheduled", "live"}:
        editions.publish(actor=world.coordinator, module_key=key, live_from=later, note="Clearer words in unit 1.")


def _day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def _editors(world: World) -> list[str]:
    """Pages with every block in them, and forms for new ones."""
    taught = ModulePage.objects.get(code="M10", locale__language_code="en")
    units = list(UnitPage.objects.child_of(taught))
    kinds = {"news": NewsPage, "team": TeamPage, "resource": ResourcePage}
    pages = [taught, *units[:3], *(model.objects.first() for model in kinds.values())]
    question = Question.objects.filter(module_key=taught.translation_key, locale__language_code="en").first()
    bank = "/admin/snippets/learning/question"
    return [
        *(f"/admin/pages/{page.pk}/edit/" for page in pages),
        _new(LearnIndexPage, "modulepage"),
        f"/admin/pages/add/learning/unitpage/{taught.pk}/",
        _new(LibraryIndexPage, "resourcepage"),
        _new(NewsIndexPage, "newspage", "home"),
        f"{bank}/",
        f"{bank}/?module_key={taught.translation_key}",
        f"{bank}/?q=nothinghasthisword",
        f"{bank}/add/",
        f"{bank}/edit/{question.pk}/",  # type: ignore[union-attr]
    ]


def _new(index: Any, model: str, room: str = "learning") -> str:
    place = index.objects.filter(locale__language_code="en").first()
    return f"/admin/pages/add/{room}/{model}/{place.pk}/"


def _wagtails(world: World) -> list[str]:
    """What authors use of Wagtail's own: the explorer, pictures, history, a translation, one's account."""
    module = ModulePage.objects.get(title="A module that is live", locale__language_code="en")
    welsh = ModulePage.objects.get(title="A module that is live", locale__language_code="cy")
    root = WagtailPage.objects.filter(depth=2).first()
    return [
        f"/admin/pages/{root.pk}/",  # type: ignore[union-attr]
        f"/admin/pages/{module.pk}/",
        f"/admin/pages/{module.pk}/history/",
        f"/admin/pages/{welsh.pk}/edit/",
        f"/admin/pages/{UnitPage.objects.child_of(welsh).first().pk}/edit/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/pages/search/?q=module",
        "/admin/account/",
        f"/admin/localize/update/{TranslationSource.objects.get(object_id=module.translation_key).pk}/",
    ]
