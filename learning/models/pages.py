"""What authors write: modules, units and library resources, as Wagtail pages.

Readers never go through these pages: they read editions (learning/models/editions.py) by the thin path.
"""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField, TranslatableField

from learning.blocks import ResourceBody, UnitBody
from learning.models import rules
from learning.models.check_rules import CHECK_RULES, FinalCheckRules
from learning.models.evidence_rules import EvidenceRules, ModuleForm
from learning.models.kinds import Approach, ResourceFormat, Safety
from learning.models.resource_forms import ResourceForm

TITLE = TitleFieldPanel("title", help_text=_("As readers see it."))
ADDRESS = MultiFieldPanel([FieldPanel("slug")], _("Address"), classname="collapsed")


def fields_of(translated: list[str], same: list[str]) -> list[Any]:
    """What a translation puts into other words, and what it keeps equal; anything else is each language's own."""
    return [*map(TranslatableField, ["title", "slug", *translated]), *map(SynchronizedField, same)]


class OwnReadersPage(Page):
    """A page that readers get by views of ours, never from the page row: drafts can't slip out this way."""

    permission_tester: ClassVar[type[rules.LearningPageTester]] = rules.LearningPageTester

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> rules.LearningPageTester:
        """See learning/models/rules.py."""
        return self.permission_tester(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing is served from here."""
        raise Http404


class PartOfWholePage(OwnReadersPage):
    """A module or a unit: published only as an edition, whichever way somebody asks."""

    class Meta:
        abstract = True

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """The publishing service alone passes; a translation or a schedule that asks leaves a draft."""
        if kwargs.get("skip_permission_checks"):
            return super().publish(revision, user=user, **kwargs)
        return None


class LearnIndexPage(OwnReadersPage):
    """The place of all modules; its slug is `learn`, so a page's own address is the readers' address."""

    permission_tester = rules.ModulePlaceTester
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["learning.ModulePage"]
    private_page_options: ClassVar[list[str]] = []
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("modules")


class LibraryIndexPage(OwnReadersPage):
    """The place of all resources; its slug is `library`."""

    permission_tester = rules.PlaceTester
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["learning.ResourcePage"]
    private_page_options: ClassVar[list[str]] = []
    admin_default_ordering = "title"

    class Meta:
        verbose_name = _("library")


class ModulePage(FinalCheckRules, EvidenceRules, PartOfWholePage):
    """A training module: outcomes, units in order, and the rules of its final check."""

    code = models.CharField(
        _("code"), max_length=20, help_text=_("Short and stable, such as M1; the same in every language.")
    )
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    audience = models.CharField(_("audience"), max_length=250, blank=True)
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(max_length=300, label=_("Outcome")))], verbose_name=_("outcomes"), blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("minutes in all"), null=True, blank=True)
    approach = models.CharField(_("approach"), max_length=20, choices=Approach, default=Approach.GENERAL)
    repeat_months = models.PositiveSmallIntegerField(_("repeat after, in months"), null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("clinical reviewer"),
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    review_note = models.CharField(_("review state"), max_length=200, blank=True)
    translation_note = models.CharField(_("state of the translation"), max_length=200, blank=True)

    translatable_fields: ClassVar = fields_of(
        ["summary", "audience", "outcomes"],
        ["code", "minutes", "approach", *CHECK_RULES, "evidence", "repeat_months", "reviewer", "review_by"],
    )
    permission_tester = rules.ModuleTester
    base_form_class = ModuleForm
    parent_page_types: ClassVar = ["learning.LearnIndexPage"]
    subpage_types: ClassVar = ["learning.UnitPage"]
    private_page_options: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        TITLE,
        FieldPanel("code"),
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("outcomes"),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("approach"), FieldPanel("repeat_months")], _("Shape")),
        MultiFieldPanel([FieldPanel(name) for name in CHECK_RULES], _("Final check")),
        MultiFieldPanel([FieldPanel("evidence")], _("Supervision")),
        MultiFieldPanel([FieldPanel("reviewer"), FieldPanel("review_by")], _("Clinical review")),
        ADDRESS,
    ]
    promote_panels: ClassVar[list[Any]] = []
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def clean(self) -> None:
        super().clean()
        twins = ModulePage.objects.filter(code__iexact=self.code).exclude(translation_key=self.translation_key)
        if twins.exists():
            raise ValidationError({"code": _("Another module has this code.")})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner sees the module's own page."""
        units = UnitPage.objects.child_of(self).order_by("path") if self.path else []
        return render(request, "learning/admin/preview_module.html", {"module": self, "units": units})


class UnitForm(WagtailAdminPageForm):
    """Carries the module's key, so that a knowledge check offers only this module's questions."""

    module_key = forms.CharField(widget=forms.HiddenInput, required=False, disabled=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        module = self.parent_page or (self.instance.get_parent() if self.instance.pk else None)
        self.fields["module_key"].initial = str(module.translation_key) if module else ""


class UnitPage(PartOfWholePage):
    """One sitting of a module, ten to twenty minutes."""

    summary = models.TextField(_("summary"), blank=True, max_length=400)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    outcome = models.PositiveSmallIntegerField(_("serves outcome number"), null=True, blank=True)
    review_note = models.CharField(_("review state"), max_length=200, blank=True)
    translation_note = models.CharField(_("state of the translation"), max_length=200, blank=True)
    body = StreamField(UnitBody(), verbose_name=_("content"), blank=True)

    translatable_fields: ClassVar = fields_of(["summary", "body"], ["minutes", "outcome"])
    permission_tester = rules.UnitTester
    base_form_class = UnitForm
    parent_page_types: ClassVar = ["learning.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        TITLE,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("outcome")], _("Shape")),
        FieldPanel("body"),
        ADDRESS,
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner sees the unit, by the function that publication uses."""
        return render(request, "learning/admin/preview_unit.html", {"unit": self})


class ResourcePage(OwnReadersPage):
    """A therapeutic resource for use with families. Members only, unless marked public."""

    code = models.CharField(_("code"), max_length=20)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    approach = models.CharField(_("approach"), max_length=20, choices=Approach)
    systems = models.JSONField(_("systems"), default=list, blank=True)
    principles = models.JSONField(_("principles"), default=list, blank=True)
    step = models.CharField(_("step of the analytic process"), max_length=60, blank=True)
    format = models.CharField(_("format"), max_length=20, choices=ResourceFormat, default=ResourceFormat.SHEET)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    safety = models.CharField(_("safety"), max_length=20, choices=Safety, default=Safety.ORDINARY)
    related_units = models.JSONField(_("related units"), default=list, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("clinical reviewer"),
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where the words come from, with a reference where due.")
    )
    licence = models.CharField(
        _("licence"), max_length=200, blank=True, help_text=_("What others may do with it, such as CC BY 4.0.")
    )
    is_public = models.BooleanField(_("anyone may read it without signing in"), default=False)
    body = StreamField(ResourceBody(), verbose_name=_("content"), blank=True)

    parent_page_types: ClassVar = ["learning.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        TITLE,
        FieldPanel("code"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("approach", "systems", "principles", "step", "format", "minutes")],
            _("Facets"),
        ),
        MultiFieldPanel([FieldPanel("safety"), FieldPanel("is_public")], _("Care")),
        MultiFieldPanel([FieldPanel("reviewer"), FieldPanel("review_by")], _("Clinical review")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("licence")], _("Source and licence")),
        FieldPanel("related_units"),
        ADDRESS,
    ]
    promote_panels: ClassVar[list[Any]] = []
    base_form_class = ResourceForm
    translatable_fields: ClassVar = fields_of(
        ["summary", "source", "licence", "body"],
        [
            *["code", "approach", "systems", "principles", "step", "format", "minutes", "safety"],
            *["related_units", "reviewer", "review_by", "is_public"],
        ],
    )

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As readers of the library see it."""
        return render(request, "learning/admin/preview_resource.html", {"resource": self})
