"""What every public page has: a summary, a body, a place in the menus, and what editors must still see to."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import SiteBody


class Menu(models.TextChoices):
    """Where a page is linked from."""

    NONE = "none", _("In no menu")
    MAIN = "main", _("Main menu")
    FOOTER = "footer", _("Foot of the page")


class PageFacts(models.Model):
    """What pages of every public kind share."""

    # Pages are read; whatever is sent has an address of its own.
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    summary = models.TextField(
        _("summary"), max_length=400, blank=True, help_text=_("One or two sentences for lists and search engines.")
    )
    body = StreamField(SiteBody(), verbose_name=_("content"), blank=True)
    review_note = models.CharField(_("review state"), max_length=200, blank=True)
    translation_note = models.CharField(_("translation state"), max_length=200, blank=True)
    operator_must_complete = models.BooleanField(
        _("the operator must complete this page"),
        default=False,
        help_text=_("Places in [square brackets] are filled in before the site goes live."),
    )

    class Meta:
        abstract = True

    def todo_notes(self) -> list[Any]:
        """What editors see at the top of the page, and readers never."""
        notes: list[Any] = [note for note in (self.review_note, self.translation_note) if note]
        if self.operator_must_complete:
            notes.append(_("The operator must fill in the places in [square brackets] before going live."))
        return notes

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The usual context; the shell learns where the page is in each language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        request.translations = self.addresses()  # type: ignore[attr-defined]
        return context

    def addresses(self) -> dict[str, str]:
        """The address of this page in every language in which it is published."""
        pages = self.get_translations(inclusive=True).live().select_related("locale")  # type: ignore[attr-defined]
        return {page.locale.language_code: page.url for page in pages if page.url}


class EditorNotesPanel(HelpPanel):
    """Shows what is still to be done on the page being edited."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel on one page; nothing to do means no panel."""

        template_name = "home/admin/editor_notes.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance and self.instance.todo_notes())


FACT_PANELS: list[Any] = [
    MultiFieldPanel(
        [FieldPanel("review_note"), FieldPanel("translation_note"), FieldPanel("operator_must_complete")],
        _("Before going live"),
        classname="collapsed",
    )
]
FACT_SEARCH = [index.SearchField("summary", boost=1.5), index.SearchField("body")]


class SitePage(PageFacts, Page):
    """A public page below the front page. Its kinds are in content.py, news.py and teams.py."""

    MENU_DEPTH: ClassVar[int] = 3

    menu = models.CharField(_("menu"), max_length=10, choices=Menu, default=Menu.NONE)
    menu_order = models.PositiveSmallIntegerField(_("place in the menu"), default=50)
    menu_title = models.CharField(_("name in the menu"), max_length=60, blank=True)

    is_creatable = False
    private_page_options: ClassVar[list[str]] = []
    search_fields: ClassVar = [*Page.search_fields, *FACT_SEARCH]
    content_panels: ClassVar = [
        EditorNotesPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        *FACT_PANELS,
    ]
    promote_panels: ClassVar = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("menu"), FieldPanel("menu_title"), FieldPanel("menu_order")], _("Menu")),
    ]

    class Meta:
        verbose_name = _("public page")
