"""One door to the question bank and to translations of training, whatever address of the admin opens there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from learning.permissions.authoring import can_author
from learning.services.translations import is_of_training

# Questions and cases are the only snippets there are. Lists, choosers, usage, history, wagtail-localize's JSON.
BANK = ("/admin/snippets/", "/admin/localize/api/snippets/")
TRANSLATIONS = "/admin/localize/"


class QuestionBankMiddleware:
    """Questions, also their first words, and translations of training are for authors of today.

    Reviewers get a module as it was sent to them; site administrators translate public pages and nothing else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not request.user.is_authenticated or can_author(request.user):
            return
        if request.path_info.startswith(BANK) or _translates_training(request.path_info, kwargs):
            raise Http404


def _translates_training(path: str, kwargs: dict[str, Any]) -> bool:
    return path.startswith(TRANSLATIONS) and is_of_training(
        source=kwargs.get("translation_source_id"),
        translation=kwargs.get("translation_id"),
        page=kwargs.get("page_id"),
    )
