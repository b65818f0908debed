"""Case vignettes in the admin: list by module, a form that names faults beside the scene, preview, chooser."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.views.snippets import SnippetViewSet

from learning.models import Vignette
from learning.question_admin import AuthorsOnly, ModuleColumn, QuestionChooser, module_choices
from learning.vignette_rules import Fault, faults


class VignetteForm(WagtailAdminModelForm):
    """A case belongs to a module and can be played to its end. A preview also shows one that isn't finished."""

    module_key = forms.TypedChoiceField(label=_("Module"), choices=module_choices, coerce=uuid.UUID)

    class Media:
        js = ("js/cases.js",)

    def clean(self) -> dict[str, Any]:
        """The rules of learning/vignette_rules.py, each fault at its scene or ending."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_taken_address(data)
        if not self.is_deferred_validation and {"scenes", "endings"} <= set(data):
            case = Vignette(opening="", scenes=data["scenes"], endings=data["endings"])
            found = faults(case.content)
            for part in ("scenes", "endings"):
                own = [fault for fault in found if fault.part == part]
                if own:
                    self.add_error(part, stream_error(own, len(data[part])))
        return data

    def _refuse_taken_address(self, data: dict[str, Any]) -> None:
        if not {"module_key", "slug"} <= set(data):
            return
        twins = Vignette.objects.filter(module_key=data["module_key"], slug=data["slug"])
        if twins.exclude(translation_key=self.instance.translation_key).exists():
            self.add_error("slug", _("Another case of this module has this address."))


def stream_error(found: list[Fault], length: int) -> StreamBlockValidationError:
    """Faults as the editor shows them: beside the key, the words, or the choice they are about."""
    parts: dict[int, list[Fault]] = defaultdict(list)
    for fault in found:
        parts[fault.place].append(fault)
    whole = [ValidationError(str(fault)) for place in parts if place >= length for fault in parts[place]]
    inside = {place: _part_error(faults) for place, faults in parts.items() if place < length}
    return StreamBlockValidationError(block_errors=inside, non_block_errors=whole)


def _part_error(found: list[Fault]) -> StructBlockValidationError:
    fields: dict[str, ValidationError] = {}
    choices: dict[int, dict[str, ValidationError]] = defaultdict(dict)
    for fault in found:
        if fault.choice is not None:
            choices[fault.choice].setdefault(fault.field, ValidationError(str(fault)))
        elif fault.field == "choices":
            fields["choices"] = ListBlockValidationError(non_block_errors=[ValidationError(str(fault))])
        else:
            fields.setdefault(fault.field, ValidationError(str(fault)))
    if choices and "choices" not in fields:
        inside = {number: StructBlockValidationError(block_errors=errors) for number, errors in choices.items()}
        fields["choices"] = ListBlockValidationError(block_errors=inside)
    return StructBlockValidationError(block_errors=fields)


class VignetteFilters(WagtailFilterSet):
    """By module."""

    module_key = django_filters.ChoiceFilter(label=_("Module"), choices=module_choices)

    class Meta:
        model = Vignette
        fields: ClassVar = ["module_key"]


class VignetteViewSet(SnippetViewSet):
    """The cases of all modules."""

    model = Vignette
    icon = "redirect"
    menu_label = _("Cases")
    menu_name = "vignettes"
    menu_order = 135
    add_to_admin_menu = True
    chooser_viewset_class = QuestionChooser
    filterset_class = VignetteFilters
    search_fields: ClassVar[list[str]] = ["title"]
    search_backend_name = None
    list_display: ClassVar = [
        "title",
        ModuleColumn("module", label=_("Module")),
        Column("scenes", label=_("Scenes"), accessor=lambda row: len(row.scenes)),
        Column("endings", label=_("Endings"), accessor=lambda row: len(row.endings)),
        Column("in_welsh", label=_("Welsh"), accessor=lambda row: _("Yes") if row.in_welsh else _("No")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("module_key"),
            FieldPanel("title"),
            FieldPanel("opening"),
            FieldPanel("scenes"),
            FieldPanel("endings"),
            MultiFieldPanel([FieldPanel("slug"), FieldPanel("position")], _("Place")),
        ],
        base_form_class=VignetteForm,
    )

    @property
    def permission_policy(self) -> AuthorsOnly:
        """Authors, as with the question bank."""
        return AuthorsOnly(self.model)

    def get_queryset(self, request: Any) -> QuerySet[Vignette]:
        """With a mark for those that have a Welsh twin."""
        welsh = Vignette.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code="cy")
        return Vignette.objects.annotate(in_welsh=Exists(welsh)).select_related("locale")
