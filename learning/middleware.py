"""One door to the question bank: whatever address the admin or an extension of it opens there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from learning.permissions.authoring import can_author

# Questions are the only snippets there are. Lists, choosers, usage, history and wagtail-localize's answers in JSON.
BANK = ("/admin/snippets/", "/admin/localize/api/snippets/")


class QuestionBankMiddleware:
    """Questions, also their first words, are for authors of today: reviewers get a module as it was sent to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.path_info.startswith(BANK) and request.user.is_authenticated and not can_author(request.user):
            raise Http404
