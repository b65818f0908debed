"""Makes the site and its content: pages, questions and editions, written directly and without services."""

import datetime
import uuid
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from audit import triggers
from home.models import HomePage
from learning import models as learning
from learning.services.vignettes import edition_rows


def prepare_site() -> HomePage:
    """Make, where missing: locales, root page, a home page per language, the default site; return the English home."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    welsh, _made = Locale.objects.get_or_create(language_code="cy")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=english)
    )
    home = HomePage.objects.filter(locale=english).first()
    if home is None:
        Page.objects.filter(depth=2, slug="home").delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(title="Hearth", slug="home", locale=english))
    if not HomePage.objects.filter(locale=welsh).exists():
        home.copy_for_translation(welsh).save_revision().publish()
    Site.objects.filter(is_default_site=True).exclude(root_page=home).delete()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home


def home_page(language: str = "en") -> HomePage:
    """The home page of a language."""
    return HomePage.objects.get(locale__language_code=language)


def learn_index(language: str = "en") -> learning.LearnIndexPage:
    """The place of modules in a language, made when it isn't there yet."""
    return _index(learning.LearnIndexPage, "learn", language)


def library_index(language: str = "en") -> learning.LibraryIndexPage:
    """The place of resources in a language, made when it isn't there yet."""
    return _index(learning.LibraryIndexPage, "library", language)


def _index(model: Any, slug: str, language: str) -> Any:
    found = model.objects.filter(locale__language_code=language).first()
    if found:
        return found
    if language != "en":
        page = _index(model, slug, "en").copy_for_translation(Locale.objects.get(language_code=language))
        page.save_revision().publish()
        return page
    return home_page().add_child(instance=model(title=slug.title(), slug=slug, locale=home_page().locale))


def make_question(module: learning.ModulePage, *, number: int = 1, use: str = "final", **fields: Any) -> Any:
    """A question with one right answer of three, in the module's bank."""
    options = fields.pop("options", None) or [
        {
            **{"type": "option", "id": str(uuid.uuid4())},
            "value": {"text": text, "correct": right, "feedback": "Because.", "credit": None},
        }
        for text, right in [("Right answer", True), ("Wrong answer", False), ("Another wrong one", False)]
    ]
    return learning.Question.objects.create(
        **{
            "module_key": module.translation_key,
            "locale": module.locale,
            "position": number,
            "use": use,
            "stem": f"Question {number}?",
            "rationale": "What people saw comes first.",
            "options": options,
            **fields,
        }
    )


def make_module(
    code: str = "M1", *, units: int = 2, questions: int = 3, language: str = "en", live: bool = True, **fields: Any
) -> learning.ModulePage:
    """A module page with unit pages and a bank of questions; `live=False` leaves it all a draft."""
    index = learn_index(language)
    module = index.add_child(
        instance=learning.ModulePage(
            **{
                "title": f"Module {code}",
                "slug": f"module-{code.lower()}",
                "code": code,
                "summary": "What it is about.",
                "minutes": 20 * max(units, 1),
                "pass_mark": 60,
                "draw": max(questions, 1),
                "outcomes": [("outcome", "Say what a fit circle is for.")],
                "locale": index.locale,
                "live": live,
                **fields,
            }
        )
    )
    for number in range(1, units + 1):
        make_unit(module, number=number, live=live)
    for number in range(1, questions + 1):
        make_question(module, number=number, outcome=1)
    return module


def make_unit(module: learning.ModulePage, *, number: int = 1, live: bool = True, **fields: Any) -> learning.UnitPage:
    """A unit page under the module."""
    return module.add_child(
        instance=learning.UnitPage(
            **{
                "title": f"Unit {number}",
                "slug": f"unit-{number}",
                "minutes": 15,
                "outcome": 1,
                "body": [("text", "<p>Start with what people saw and heard.</p>")],
                "locale": module.locale,
                "live": live,
                **fields,
            }
        )
    )


def make_resource(code: str = "R1", *, language: str = "en", **fields: Any) -> learning.ResourcePage:
    """A page of the library, for members only unless `is_public=True`."""
    index = library_index(language)
    return index.add_child(
        instance=learning.ResourcePage(
            **{
                "title": f"Resource {code}",
                "slug": f"resource-{code.lower()}",
                "code": code,
                "summary": "What it helps with.",
                "approach": "behavioural",
                "body": [("text", "<p>House rules that hold.</p>")],
                "locale": index.locale,
                **fields,
            }
        )
    )


def rewriting() -> AbstractContextManager[None]:
    """A block in which rows of editions can be changed, as only a test may do."""
    rows = (learning.Edition, learning.EditionModule, learning.EditionUnit, learning.EditionQuestion)
    return triggers.lifted(*(model._meta.db_table for model in rows))


def make_edition(module: learning.ModulePage, *, number: int = 1, **fields: Any) -> learning.Edition:
    """The module as learners read it: rows written directly, without the publishing service."""
    edition = learning.Edition.objects.create(
        **{
            "module_key": module.translation_key,
            "number": number,
            "code": module.code,
            "live_from": timezone.now() - datetime.timedelta(minutes=1),
            "minutes": module.minutes,
            "approach": module.approach,
            "pass_mark": module.pass_mark,
            "draw": module.draw,
            **fields,
        }
    )
    for translation in learning.ModulePage.objects.filter(translation_key=module.translation_key):
        _copy_language(edition, translation)
    return edition


def _copy_language(edition: learning.Edition, module: learning.ModulePage) -> None:
    language = module.locale.language_code
    learning.EditionModule.objects.create(
        edition=edition,
        language=language,
        page_id=module.pk,
        revision_id=0,
        slug=module.slug,
        title=module.title,
        summary=module.summary,
        outcomes=[str(block.value) for block in module.outcomes],
    )
    units = learning.UnitPage.objects.child_of(module).order_by("path")
    for position, unit in enumerate(units, start=1):
        learning.EditionUnit.objects.create(
            edition=edition,
            language=language,
            unit_key=unit.translation_key,
            position=position,
            page_id=unit.pk,
            revision_id=0,
            slug=unit.slug,
            title=unit.title,
            minutes=unit.minutes,
            outcome=unit.outcome,
            html="<p>Start with what people saw and heard.</p>",
            fingerprint="0" * 64,
        )
    questions = learning.Question.objects.filter(module_key=module.translation_key, locale=module.locale)
    for question in questions:
        _copy_question(edition, language, question)
    vignettes = learning.Vignette.objects.filter(module_key=module.translation_key, locale=module.locale)
    learning.EditionVignette.objects.bulk_create(edition_rows(edition, language, vignettes))


def _copy_question(edition: learning.Edition, language: str, question: learning.Question) -> None:
    learning.EditionQuestion.objects.create(
        edition=edition,
        language=language,
        question_key=question.key,
        revision_id=0,
        use=question.use,
        kind=question.kind,
        outcome=question.outcome,
        position=question.position,
        content=question.content,
    )


def scene(key: str, *choices: tuple[str, str], text: str = "") -> dict[str, Any]:
    """A scene as stored, its choices as (what to say, where it leads)."""
    ways = [
        {"type": "item", "id": str(uuid.uuid4()), "value": {"text": say, "goes_to": to, "consequence": f"After: {say}"}}
        for say, to in choices
    ]
    value = {"key": key, "text": text or f"You are at {key}.", "choices": ways}
    return {"type": "scene", "id": str(uuid.uuid4()), "value": value}


def ending(key: str, quality: str = "good") -> dict[str, Any]:
    """An ending as stored."""
    value = {"key": key, "text": f"It ends as {key}.", "quality": quality, "why": f"Because of {key}."}
    return {"type": "ending", "id": str(uuid.uuid4()), "value": value}


def make_vignette(module: learning.ModulePage, **fields: Any) -> learning.Vignette:
    """A case of two scenes and three endings in the module."""
    return learning.Vignette.objects.create(
        **{
            "module_key": module.translation_key,
            "locale": module.locale,
            "slug": "on-call",
            "title": "On call at night",
            "opening": "It is late.\n\nThe phone rings.",
            "scenes": [
                scene("start", ("Ask who is safe", "safe"), ("Drive there", "drove")),
                scene("safe", ("Use the plan", "held"), ("Hang up", "left")),
            ],
            "endings": [ending("held"), ending("left", "mixed"), ending("drove", "poor")],
            **fields,
        }
    )
