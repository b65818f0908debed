"""News: an index by date, and posts with a byline, a role and their own teaser."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home import cards
from home.models.site import SitePage
from people.models.organisations import Nation

POSTS_ON_A_PAGE = 6
ILLUSTRATIONS = [
    ("news-booster-week", _("Booster week")),
    ("news-new-team", _("A new team")),
    ("news-on-call", _("On call")),
    ("news-shorter-modules", _("Shorter modules")),
    ("news-welsh-pages", _("Welsh pages")),
    ("news-year-in-outcomes", _("A year in outcomes")),
]


class NewsIndexPage(SitePage):
    """All posts, newest first, a page at a time."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.NewsPage"]
    template = "home/news_index.html"

    class Meta:
        verbose_name = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of posts; a page number that isn't one means the first or the last."""
        context = super().get_context(request, *args, **kwargs)
        posts = NewsPage.objects.child_of_any(self)
        context["posts"] = Paginator(posts, POSTS_ON_A_PAGE).get_page(request.GET.get("page"))
        return context


class NewsQuerySet(PageQuerySet):
    """Posts by place."""

    def child_of_any(self, page: Page) -> NewsQuerySet:
        """Published posts anywhere below the page, newest first."""
        return self.descendant_of(page).live().select_related("picture").order_by("-date", "title")


class NewsForm(WagtailAdminPageForm):
    """Regions are ticked; a picture needs words that stand for it."""

    regions = forms.MultipleChoiceField(
        label=_("Regions"), choices=Nation.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("picture") and not data.get("picture_alt", "").strip():
            self.add_error("picture_alt", _("Say what someone needs to know who can't see the picture."))
        return data


class NewsPage(SitePage):
    """One post."""

    date = models.DateField(_("date"), default=timezone.localdate)
    byline = models.CharField(_("by"), max_length=120)
    role = models.CharField(_("role"), max_length=160, help_text=_("What the writer does, and where."))
    regions = models.JSONField(_("regions"), default=list, blank=True)
    teaser = models.TextField(
        _("teaser"), max_length=300, help_text=_("Written for lists. Never the cut-off start of the post.")
    )
    invented = models.BooleanField(_("invented for the demonstration"), default=False)
    picture = models.ForeignKey(
        "home.Picture", models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("picture")
    )
    picture_alt = models.CharField(_("alternative text"), max_length=250, blank=True)
    illustration = models.CharField(
        _("or a drawing of ours"), max_length=40, choices=ILLUSTRATIONS, blank=True, default=""
    )

    objects: ClassVar = PageManager.from_queryset(NewsQuerySet)()
    base_form_class = NewsForm
    parent_page_types: ClassVar = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/news_post.html"
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("teaser"), index.SearchField("byline")]
    content_panels: ClassVar = [
        *SitePage.content_panels[:2],
        MultiFieldPanel([FieldPanel("date"), FieldPanel("byline"), FieldPanel("role")], _("Who and when")),
        FieldPanel("teaser"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("illustration")], _("Picture")),
        *SitePage.content_panels[2:],
        FieldPanel("regions"),
        FieldPanel("invented"),
    ]

    class Meta:
        verbose_name = _("news post")

    @property
    def card_words(self) -> tuple[str, str]:
        """What the picture for sharing says: the title, then date and writer."""
        with override(self.locale.language_code):
            return self.title, f"{date_format(self.date, 'j F Y')} · {self.byline}"

    @property
    def card_address(self) -> str:
        """Where that picture is; the address changes with the words."""
        return reverse("social_card", args=[self.pk, cards.digest(*self.card_words)])

    @property
    def region_names(self) -> list[Any]:
        """The regions in the reader's language."""
        names = dict(Nation.choices)
        return [names[region] for region in self.regions if region in names]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the posts before and after it."""
        context = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.child_of_any(self.get_parent())
        context["card"] = request.build_absolute_uri(self.card_address)
        context["newer"] = others.filter(date__gt=self.date).order_by("date").first()
        context["older"] = others.filter(date__lt=self.date).first()
        return context
