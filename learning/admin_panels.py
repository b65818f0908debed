"""The editor's home: what waits for the person who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from learning.permissions import authoring
from learning.question_statistics import most_missed
from learning.services.care import to_review
from learning.services.module_states import states
from learning.views.reviewing import title_of


class WaitingPanel(Component):
    """Reviews to decide, drafts to publish, dates that passed, Welsh that is missing, questions most people miss."""

    name = "waiting"
    template_name = "learning/admin/waiting.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Only what this person can do something about."""
        user = self.request.user
        mine = authoring.reviews_visible_to(user).filter(state="waiting", reviewer=user.pk)
        found = [(review, title_of(review)) for review in mine.select_related("requested_by")]
        context: dict[str, Any] = {"reviews": found}
        if authoring.can_author(user) or authoring.is_reviewer(user):
            context["past"] = [due for due in to_review() if due.needs_review]
        if authoring.can_author(user):
            everything = states()
            context |= {
                "author": True,
                "drafts": [state for state in everything if state.has_drafts or state.edition is None],
                "missing": [state for state in everything if state.missing],
                "missed": most_missed(),
            }
        return context


def waiting_for(request: HttpRequest) -> WaitingPanel:
    """The panel for this person."""
    return WaitingPanel(request)
