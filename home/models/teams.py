"""Public pages of teams: where they are and what they deliver; never who works there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.models.site import SitePage
from people.models.organisations import Nation


class TeamsIndexPage(SitePage):
    """Teams by nation."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.TeamPage"]
    template = "home/teams.html"

    class Meta:
        verbose_name = _("teams")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the teams of each nation, nations in their usual order."""
        context = super().get_context(request, *args, **kwargs)
        pages = list(TeamPage.objects.child_of(self).live().order_by("title"))
        context["nations"] = [
            (name, [page for page in pages if page.nation == nation])
            for nation, name in Nation.choices
            if any(page.nation == nation for page in pages)
        ]
        return context


class TeamPage(SitePage):
    """One team, in words anyone may read."""

    team = models.ForeignKey(
        "people.Team", models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("team")
    )
    organisation = models.CharField(_("organisation"), max_length=200)
    nation = models.CharField(_("nation"), max_length=20, choices=Nation)
    adaptations = models.CharField(
        _("adaptations"), max_length=200, blank=True, help_text=_("Short names, with commas between.")
    )

    parent_page_types: ClassVar = ["home.TeamsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/team.html"
    content_panels: ClassVar = [
        *SitePage.content_panels[:2],
        FieldPanel("organisation"),
        FieldPanel("nation"),
        FieldPanel("adaptations"),
        FieldPanel("team"),
        *SitePage.content_panels[2:],
    ]

    class Meta:
        verbose_name = _("team")

    @property
    def adaptation_names(self) -> list[str]:
        """The short names, one by one."""
        return [name.strip() for name in self.adaptations.split(",") if name.strip()]
