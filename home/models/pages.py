"""The front page and the pages that explain: about MST, approaches, evidence, statements."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models.rules import FrontPageTester
from home.models.site import FACT_PANELS, FACT_SEARCH, EditorNotesPanel, PageFacts, SitePage

NEWS_ON_FRONT = 3
RULED_OUT_AT_ROOT = "wagtailcore.Page"


class HomePage(PageFacts, Page):
    """The front door: one per language."""

    lead = models.TextField(_("opening words"), max_length=600, blank=True)

    parent_page_types: ClassVar = [RULED_OUT_AT_ROOT]
    private_page_options: ClassVar[list[str]] = []
    template = "home/home.html"
    search_fields: ClassVar = [*Page.search_fields, *FACT_SEARCH]
    content_panels: ClassVar = [
        EditorNotesPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("lead"),
        FieldPanel("body"),
        *FACT_PANELS,
    ]

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: Any) -> FrontPageTester:
        """See rules.py."""
        return FrontPageTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the newest news, shown after the heading and never before it."""
        from home.models.news import NewsPage  # noqa: PLC0415  # news pages need this module

        context = super().get_context(request, *args, **kwargs)
        context["news"] = list(NewsPage.objects.child_of_any(self)[:NEWS_ON_FRONT])
        context["news_index"] = context["news"][0].get_parent() if context["news"] else None
        return context


class ContentPage(SitePage):
    """A page that explains something, a statement, or how to get in touch."""

    class Kind(models.TextChoices):
        """How it is set."""

        PAGE = "page", _("Page")
        APPROACH = "approach", _("Approach")
        STATEMENT = "statement", _("Statement")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PAGE)
    approach = models.CharField(
        _("approach"),
        max_length=20,
        blank=True,
        choices=[
            ("behavioural", _("Behavioural")),
            ("cbt", _("Cognitive behavioural")),
            ("structural", _("Structural and strategic family therapy")),
        ],
    )

    parent_page_types: ClassVar = ["home.HomePage", "home.ApproachesIndexPage", "home.ContentPage"]
    subpage_types: ClassVar = ["home.ContentPage"]
    template = "home/content.html"
    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("kind"), FieldPanel("approach")]

    class Meta:
        verbose_name = _("content page")

    @property
    def illustration(self) -> str:
        """The supplied picture that stands for the page, by name."""
        return f"approach-{self.approach}" if self.approach else ""


class ApproachesIndexPage(SitePage):
    """The approaches therapists use, side by side."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.ContentPage"]
    template = "home/approaches.html"

    class Meta:
        verbose_name = _("approaches")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the approaches in their order."""
        context = super().get_context(request, *args, **kwargs)
        context["approaches"] = ContentPage.objects.child_of(self).live().order_by("menu_order", "title")
        return context


class ResearchPage(SitePage):
    """Figures with period, scope and source, and the evidence that disagrees."""

    checked = models.CharField(_("sources last checked"), max_length=20, blank=True, help_text=_("Year and month."))

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/content.html"
    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("checked")]

    class Meta:
        verbose_name = _("research and outcomes")
