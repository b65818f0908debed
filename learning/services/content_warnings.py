"""Warnings of the content checks: what a good author would look at again."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Locale

from learning.models import ModulePage
from learning.reading_level import TARGET_AGE, reading_age
from learning.services.content_checks import Finding
from learning.services.drafts import DraftModule, DraftUnit, is_older, untranslated
from learning.services.question_warnings import question_warnings
from learning.services.vignettes import by_key, warnings_in


def warnings_of(drafts: list[DraftModule]) -> list[Finding]:
    """Every warning, language by language."""
    found: list[Finding] = []
    for draft in drafts:
        found += [*_module(draft), *_units(draft), *question_warnings(draft), *_cases(draft)]
    return found + list(_languages(drafts))


def _module(draft: DraftModule) -> Iterator[Finding]:
    page = draft.page
    if not page.summary.strip():
        yield _warning(_("The module has no summary."), draft, page)
    if not len(page.outcomes):
        yield _warning(_("The module has no outcomes."), draft, page)
    total = sum(unit.page.minutes or 0 for unit in draft.units)
    if page.minutes and total and abs(page.minutes - total) > max(5, total // 5):
        text = _("The module says %(said)d minutes; its units add up to %(sum)d.")
        yield _warning(text % {"said": page.minutes, "sum": total}, draft, page)


def _warning(message: str, draft: DraftModule, page: object) -> Finding:
    return Finding(message, draft.language, page_id=getattr(page, "pk", None))


def _units(draft: DraftModule) -> Iterator[Finding]:
    for unit in draft.units:
        for message in [*_headings(unit), *_level(unit, draft.language), *_summary(unit)]:
            text = _("%(unit)s: %(problem)s") % {"unit": unit.page.title, "problem": message}
            yield _warning(text, draft, unit.page)


def _summary(unit: DraftUnit) -> Iterator[str]:
    if not unit.page.summary.strip():
        yield _("no summary.")


def _headings(unit: DraftUnit) -> Iterator[str]:
    above = 1
    for block in unit.page.body:
        if block.block_type == "heading":
            level = int(block.value["level"])
            if level > above + 1:
                yield _("the heading “%(heading)s” skips a level.") % {"heading": block.value["text"]}
            above = level


def _level(unit: DraftUnit, language: str) -> Iterator[str]:
    """The formula is made for English."""
    if language != "en":
        return
    texts = [
        strip_tags(block.value.source.replace("</", ". </")) for block in unit.page.body if block.block_type == "text"
    ]
    age = reading_age("\n".join(texts))
    if age and age > TARGET_AGE:
        yield _("reading age about %(age)d; aim for %(target)d or below.") % {"age": age, "target": TARGET_AGE}


def _cases(draft: DraftModule) -> Iterator[Finding]:
    for vignette in draft.vignettes:
        for message in warnings_in(vignette):
            text = _("Case “%(case)s”: %(problem)s") % {"case": vignette, "problem": message}
            yield Finding(text, draft.language, vignette_id=vignette.pk)


def _languages(drafts: list[DraftModule]) -> Iterator[Finding]:
    first, others = drafts[0], {draft.language: draft for draft in drafts[1:]}
    for locale in Locale.objects.exclude(language_code=first.language):
        code, name = locale.language_code, locale.get_display_name()
        if code not in others:
            yield Finding(_("The module is not there in %(language)s.") % {"language": name}, code)
            continue
        yield from _missing(first, others[code], name)


def _missing(first: DraftModule, other: DraftModule, name: str) -> Iterator[Finding]:
    translated = {unit.page.translation_key: unit for unit in other.units}
    for unit in first.units:
        twin = translated.get(unit.page.translation_key)
        values = {"unit": unit.page.title, "language": name}
        if twin is None:
            yield _warning(_("%(unit)s is not there in %(language)s.") % values, other, unit.page)
        elif is_older(twin, unit):
            yield _warning(
                _("%(unit)s was changed after its translation into %(language)s.") % values, other, twin.page
            )
    waiting = untranslated(other)
    if waiting:
        text = _("%(count)d texts are not put into %(language)s yet, so this language is not published.")
        yield _warning(text % {"count": waiting, "language": name}, other, other.page)
    count = len(first.finals) - len(other.finals)
    if count > 0:
        text = _("%(count)d questions are not there in %(language)s.") % {"count": count, "language": name}
        yield _warning(text, other, other.page)

    here = by_key(other.vignettes)
    for vignette in first.vignettes:
        if vignette.key not in here:
            text = _("Case “%(case)s” is not there in %(language)s.") % {"case": vignette, "language": name}
            yield Finding(text, other.language, vignette_id=vignette.pk)


def translations_missing(page: ModulePage) -> bool:
    """The module lacks one of the site's languages."""
    have = ModulePage.objects.filter(translation_key=page.translation_key, alias_of=None).count()
    return have < Locale.objects.count()
