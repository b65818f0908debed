"""What the admin shows of training, and to whom; rules that Wagtail asks about by hooks."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from learning import authoring_urls
from learning.admin_panels import waiting_for
from learning.models import LibraryIndexPage, ModulePage, ResourcePage, UnitPage
from learning.permissions import authoring
from learning.permissions.reports import can_answer_reports
from learning.question_admin import QuestionViewSet
from learning.services import care, translations
from learning.views.recordings import delete_recording
from learning.vignette_admin import VignetteViewSet
from people.models import User
from people.permissions import is_site_administrator

register_snippet(QuestionViewSet)
register_snippet(VignetteViewSet)

# What each kind of person uses; everything else is taken out of their menu. Addresses check for themselves.
FOR_AUTHORS = {"explorer", "images", "media", "modules", "questions", "vignettes", "reviews", "needs-review", "library"}
FOR_REVIEWERS = {"reviews", "needs-review"}
FOR_ADMINISTRATORS = {"explorer", "images", "reports", "settings"}


@hooks.register("register_admin_urls")
def module_urls() -> list[URLPattern]:
    """Modules as a whole, and their reviews."""
    return authoring_urls.urlpatterns


@hooks.register("register_admin_urls", order=-100)
def recordings_in_editions_stay() -> list[URLPattern]:
    """Stands before Wagtail's own address: what an edition uses is not deleted."""
    return [path("media/delete/<int:media_id>/", delete_recording, name="recording_delete")]


class AuthorsItem(MenuItem):
    """Shown to authors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return authoring.can_author(request.user)


class ReviewsItem(MenuItem):
    """Shown to reviewers and to those who publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        return authoring.is_reviewer(request.user) or authoring.can_publish(request.user)


class NotesItem(MenuItem):
    """Shown to those who answer readers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_answer_reports(request.user)


class NeedsReviewItem(MenuItem):
    """Shown to authors and reviewers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return authoring.can_author(request.user) or authoring.is_reviewer(request.user)


class LibraryItem(AuthorsItem):
    """Leads to the library's pages."""

    def render_component(self, request: HttpRequest) -> Any:
        index = LibraryIndexPage.objects.order_by("locale_id").first()
        if index:
            self.url = reverse("wagtailadmin_explore", args=[index.pk])
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def modules_item() -> MenuItem:
    """Modules."""
    return AuthorsItem(_("Modules"), reverse("module_states"), name="modules", icon_name="doc-full-inverse", order=110)


@hooks.register("register_admin_menu_item")
def reviews_item() -> MenuItem:
    """Reviews."""
    return ReviewsItem(_("Reviews"), reverse("module_reviews"), name="reviews", icon_name="view", order=120)


@hooks.register("register_admin_menu_item")
def notes_item() -> MenuItem:
    """From readers."""
    return NotesItem(_("From readers"), reverse("reader_notes"), name="notes", icon_name="comment", order=150)


@hooks.register("register_admin_menu_item")
def needs_review_item() -> MenuItem:
    """What has to be reviewed again."""
    url = reverse("needs_review")
    return NeedsReviewItem(_("Needs re-review"), url, name="needs-review", icon_name="history", order=130)


@hooks.register("register_admin_menu_item")
def library_item() -> MenuItem:
    """Library."""
    return LibraryItem(
        _("Library"), reverse("wagtailadmin_explore_root"), name="library", icon_name="folder", order=140
    )


@hooks.register("construct_main_menu", order=900)
def only_what_they_use(request: HttpRequest, items: list[MenuItem]) -> None:
    """Each role sees what it uses."""
    wanted: set[str] = set()
    if authoring.can_author(request.user):
        wanted |= FOR_AUTHORS
    if can_answer_reports(request.user):
        wanted |= {"notes"}
    if authoring.is_reviewer(request.user):
        wanted |= FOR_REVIEWERS
    if is_site_administrator(request.user) or request.user.is_superuser:
        wanted |= FOR_ADMINISTRATORS
    items[:] = [item for item in items if item.name in wanted]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """The editor's home says what waits for this person, and nothing of Wagtail's workflow."""
    panels[:] = [panel for panel in panels if panel.name in {"recent_edits", "locked_pages"}]
    panels.insert(0, waiting_for(request))


@hooks.register("construct_homepage_summary_items", order=900)
def no_totals(request: HttpRequest, items: list[Any]) -> None:
    """Totals of pages and pictures help nobody."""
    items.clear()


@hooks.register("before_edit_page", order=-10)
def translation_stays_a_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What a translator sends in for a unit or module goes into its draft; the module is published as a whole."""
    is_part = isinstance(page.specific_class, type) and issubclass(page.specific_class, (ModulePage, UnitPage))
    if not is_part or request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if translations.save_draft(actor=cast(User, request.user), page=cast(Any, page.specific)):
        messages.success(request, _("The translated words are in the draft. Publish the module as a whole."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_edit_page")
def review_date_has_come(request: HttpRequest, page: Page) -> None:
    """Whoever opens a page whose review date has come is told; learners are not."""
    found = page.specific
    if request.method == "GET" and isinstance(found, (ModulePage, ResourcePage)) and care.needs_review(found):
        messages.warning(request, _("Needs clinical re-review: its date has come. Learners can still read it."))


@hooks.register("construct_page_action_menu")
def no_page_publishing(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """A module and its units are saved as drafts; the module is published as a whole on its own screen."""
    page = context.get("page")
    model = page.specific_class if page else getattr(context.get("content_type"), "model_class", lambda: None)()
    if model is not None and model.__name__ in {"ModulePage", "UnitPage", "LearnIndexPage"}:
        items[:] = [item for item in items if item.name not in {"action-publish", "action-unpublish", "action-submit"}]
