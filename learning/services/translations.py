"""Putting a module into another language: every part of it at once, always as drafts; and how far that is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from audit.services import record
from learning.models import ModulePage, Question, UnitPage, Vignette
from learning.services.drafts import DraftModule, gather, is_older, untranslated
from people.models import User


class NothingToTranslate(Exception):
    """There is no such module, or it is there in that language already."""


@dataclass(frozen=True)
class LanguageState:
    """How far a module is in one language."""

    code: str
    name: str
    is_source: bool
    draft: DraftModule | None
    missing_units: list[str]
    stale_units: list[str]
    missing_questions: int
    missing_vignettes: list[str]
    untranslated: int

    @property
    def is_whole(self) -> bool:
        """Everything is there and nothing is older than its source."""
        return bool(self.draft) and not (
            self.missing_units
            or self.stale_units
            or self.missing_questions
            or self.missing_vignettes
            or self.untranslated
        )

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.is_source:
            return _("The source")
        if self.draft is None:
            return _("Missing")
        if self.is_whole:
            return _("Up to date")
        return _("Out of date") if not self.missing_units and not self.untranslated else _("Not finished")


@transaction.atomic
def start(*, actor: User, module_key: uuid.UUID, language: str) -> ModulePage:
    """Make drafts of the module, its units and its questions in the language, in the source's words until translated.

    Run again it brings new and changed parts over; words that are translated stay.
    """
    locale = Locale.objects.get(language_code=language)
    drafts = gather(module_key)
    if not drafts or drafts[0].language == language:
        raise NothingToTranslate(module_key)
    source = drafts[0]
    for part in [source.page, *source.snippets, *(unit.page for unit in source.units)]:
        _bring_over(part, locale, actor)
    record(actor=actor, action="learning.translation_started", records=[source.page])
    return ModulePage.objects.get(translation_key=module_key, locale=locale)


def _bring_over(part: Any, locale: Locale, actor: User) -> None:
    """A part that was translated without Wagtail's records (an import) is left as it is."""
    has_twin = type(part).objects.filter(translation_key=part.translation_key, locale=locale, **_real(part)).exists()
    found = Translation.objects.filter(source__object_id=part.translation_key, target_locale=locale).first()
    if has_twin and (found is None or not found.enabled):
        return
    source, _made = TranslationSource.update_or_create_from_instance(part)
    translation, _made = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    translation.save_target(user=actor, publish=not isinstance(part, DraftStateMixin))


def _real(part: Any) -> dict[str, Any]:
    return {} if isinstance(part, (Question, Vignette)) else {"alias_of": None}


def save_draft(*, actor: User, page: ModulePage | UnitPage) -> bool:
    """Put the words translated so far into the page's draft; False when the page is no translation."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    ).first()
    if translation is None:
        return False
    translation.save_target(user=actor, publish=False)
    return True


def language_states(drafts: list[DraftModule]) -> list[LanguageState]:
    """One for every language of the site, the source first."""
    source, by_language = drafts[0], {draft.language: draft for draft in drafts}
    locales = sorted(Locale.objects.all(), key=lambda locale: (locale.language_code != source.language, locale.pk))
    return [_state(locale, source, by_language.get(locale.language_code)) for locale in locales]


def _state(locale: Locale, source: DraftModule, draft: DraftModule | None) -> LanguageState:
    twins = {unit.page.translation_key: unit for unit in draft.units} if draft else {}
    is_source = draft is source
    missing = [unit.page.title for unit in source.units if unit.page.translation_key not in twins]
    stale = [
        unit.page.title
        for unit in source.units
        if unit.page.translation_key in twins and is_older(twins[unit.page.translation_key], unit)
    ]
    here = {row.translation_key for row in draft.snippets} if draft else set()
    return LanguageState(
        code=locale.language_code,
        name=str(locale.get_display_name()),
        is_source=is_source,
        draft=draft,
        missing_units=missing,
        stale_units=[] if is_source else stale,
        missing_questions=sum(question.translation_key not in here for question in source.questions),
        missing_vignettes=[row.title for row in source.vignettes if row.translation_key not in here],
        untranslated=0 if is_source or draft is None else untranslated(draft),
    )


def is_of_training(*, source: int | None = None, translation: int | None = None, page: int | None = None) -> bool:
    """A translation (by its source, its own number or a page) of modules, units, questions or resources."""
    found = TranslationSource.objects.filter(translations__pk=translation) if translation else None
    if source:
        found = TranslationSource.objects.filter(pk=source)
    kinds = found.values_list("specific_content_type", flat=True) if found is not None else []
    if page:
        kinds = Page.objects.filter(pk=page).values_list("content_type", flat=True)
    return any(ContentType.objects.get_for_id(kind).app_label == "learning" for kind in kinds)
