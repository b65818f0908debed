"""The question bank in the admin: list, filters, form, chooser."""

from __future__ import annotations

import json
import uuid
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView, SnippetChooserViewSet, SnippetViewSet

from learning.blocks.answers import group_of
from learning.models import ModulePage, Question
from learning.models.questions import QuestionKind, QuestionUse
from learning.permissions.authoring import can_author
from learning.question_statistics import MISSED_BELOW, with_facility, wordings_of
from learning.services.question_uses import edition_asking, units_using


class AuthorsOnly(ModelPermissionPolicy):
    """The bank is for those who hold the author grant today, whatever groups they are in."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return can_author(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return can_author(user)


def module_choices() -> list[tuple[str, str]]:
    """Every module, once, by its first language."""
    seen: dict[str, str] = {}
    for page in ModulePage.objects.filter(alias_of=None).order_by("locale_id", "code"):
        seen.setdefault(str(page.translation_key), f"{page.code} {page.title}")
    return list(seen.items())


class QuestionForm(WagtailAdminModelForm):
    """A question belongs to a module, and its answers have to be answerable.

    The script offers only the answer blocks that fit the kind; without it, what doesn't fit is said beside them.
    """

    module_key = forms.TypedChoiceField(label=_("Module"), choices=module_choices, coerce=uuid.UUID)

    class Media:
        js: ClassVar = ["js/question-form.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = {kind: str(group_of(kind)) for kind in QuestionKind.values}
        self.fields["kind"].widget.attrs["data-groups"] = json.dumps(groups)


class UsedInPanel(Panel):
    """Says, before anything is changed, which units show this question and whether the final check asks it."""

    class BoundPanel(Panel.BoundPanel):
        def render_html(self, parent_context: Any = None) -> str:
            """A sentence each; nothing for a question that nobody meets."""
            said = used_in(self.instance) if self.instance.pk else []
            if not said:
                return ""
            text = " ".join([*said, gettext("Learners keep these words until you publish again.")])
            return format_html('<div class="help-block help-info"><p>{}</p></div>', text)


def used_in(question: Question) -> list[str]:
    """Where it is used, in sentences."""
    found = []
    units = units_using(question)
    if units:
        text = ngettext("Used in %(count)d unit: %(names)s.", "Used in %(count)d units: %(names)s.", len(units))
        found.append(text % {"count": len(units), "names": ", ".join(unit.title for unit in units)})
    edition = edition_asking(question)
    if edition:
        found.append(gettext("The final check of %(edition)s asks it.") % {"edition": edition})
    return found


class StatisticsPanel(Panel):
    """How the question fares, wording by wording."""

    class BoundPanel(Panel.BoundPanel):
        def render_html(self, parent_context: Any = None) -> str:
            """Figures about five people or more; nothing for a new question or a knowledge check."""
            if not self.instance.pk:
                return ""
            context = {"wordings": wordings_of(self.instance)}
            if self.instance.use != QuestionUse.FINAL and not context["wordings"]:
                return ""
            return render_to_string("learning/admin/item_statistics.html", context)


class FacilityColumn(Column):
    """Per cent right of the newest wording; a dash below five people."""

    def get_value(self, instance: Any) -> Any:
        return "–" if instance.facility is None else f"{round(instance.facility)}%"


class QuestionFilters(WagtailFilterSet):
    """By module, kind, use and how hard the question proves."""

    module_key = django_filters.ChoiceFilter(label=_("Module"), choices=module_choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=QuestionKind.choices)
    use = django_filters.ChoiceFilter(label=_("Asked in"), choices=QuestionUse.choices)

    hard = django_filters.ChoiceFilter(
        label=_("Results"),
        choices=[("missed", _("Fewer than %(percent)d%% right") % {"percent": MISSED_BELOW})],
        method="only_missed",
    )

    def only_missed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that most people get wrong."""
        return rows.filter(facility__lt=MISSED_BELOW)

    class Meta:
        model = Question
        fields: ClassVar = ["module_key", "kind", "use"]


class ModuleColumn(Column):
    """The code of the question's module."""

    def get_value(self, instance: Any) -> Any:
        codes = self.__dict__.setdefault("_codes", dict(module_choices()))
        return codes.get(str(instance.module_key), "–").split(" ")[0]


class OwnModule(BaseSnippetChooseView):
    """Questions of the module being written; a key that is no key finds nothing."""

    def filter_object_list(self, objects: QuerySet[Question]) -> QuerySet[Question]:
        """By the module's key in the address."""
        key = self.request.GET.get("module_key", "")
        try:
            return super().filter_object_list(objects.filter(module_key=uuid.UUID(key)) if key else objects)
        except ValueError:
            return objects.none()


class OwnModuleChooseView(OwnModule, ChooseView):
    """The whole dialogue."""


class OwnModuleResultsView(OwnModule, ChooseResultsView):
    """Its list."""


class QuestionChooser(SnippetChooserViewSet):
    """Choosing a question for a knowledge check."""

    choose_view_class = OwnModuleChooseView
    choose_results_view_class = OwnModuleResultsView
    preserve_url_parameters: ClassVar[list[str]] = ["multiple", "module_key"]


class BankView(IndexView):
    """The list, with the way in and out for GIFT files."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Beside “Add question”."""
        address = reverse("gift_import")
        return [*super().header_buttons, HeaderButton(_("Import or export GIFT"), url=address, icon_name="upload")]


class QuestionViewSet(SnippetViewSet):
    """The bank."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_name = "questions"
    menu_order = 130
    add_to_admin_menu = True
    chooser_viewset_class = QuestionChooser
    index_view_class = BankView
    filterset_class = QuestionFilters
    search_fields: ClassVar[list[str]] = ["stem"]
    search_backend_name = None
    list_display: ClassVar = [
        "stem",
        ModuleColumn("module", label=_("Module")),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("use", label=_("Asked in"), accessor="get_use_display", sort_key="use"),
        Column("unit_number", label=_("Unit"), sort_key="unit_number"),
        FacilityColumn("facility", label=_("% right"), sort_key="facility"),
        Column("in_welsh", label=_("Welsh"), accessor=lambda row: _("Yes") if row.in_welsh else _("No")),
    ]
    edit_handler = ObjectList(
        [
            UsedInPanel(),
            StatisticsPanel(),
            FieldPanel("module_key"),
            MultiFieldPanel([FieldPanel("use"), FieldPanel("kind")], _("Kind of question")),
            FieldPanel("stem"),
            FieldPanel("options", help_text=_("Add the parts that the kind of question takes.")),
            FieldPanel("unit_of_answer"),
            FieldPanel("rationale"),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("unit_number", "outcome", "position", "title")], _("Place in the bank")
            ),
        ],
        base_form_class=QuestionForm,
    )

    @property
    def permission_policy(self) -> AuthorsOnly:
        """Authors."""
        return AuthorsOnly(self.model)

    def get_queryset(self, request: Any) -> QuerySet[Question]:
        """With how it fares, and a mark for those that have a Welsh twin."""
        welsh = Question.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code="cy")
        return with_facility(Question.objects.annotate(in_welsh=Exists(welsh))).select_related("locale")
