"""Forms of individual supervision: with whom, and what is kept of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField
from people.models import User
from supervision.forms.consultation import area
from supervision.forms.screened import ScreenedForm
from supervision.models import SupervisionSession
from supervision.services.individual import Talk
from supervision.words import Method, Mode, Principle


class WithForm(forms.Form):
    """With whom, and how."""

    person = forms.ModelChoiceField(label=_("With"), queryset=User.objects.none(), empty_label=_("Choose"))
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, initial=Mode.IN_PERSON)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].to_field_name = "public_id"  # type: ignore[attr-defined]


class TalkForm(ScreenedForm):
    """Notes, what was rehearsed, principles and methods, and when to meet again."""

    screened = ("notes", "rehearsal", "quick")
    notes = area(_("Notes"), rows=6)
    rehearsal = area(_("What was rehearsed"), rows=2)
    principles = forms.TypedMultipleChoiceField(
        label=_("Principles"),
        choices=Principle.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    methods = forms.MultipleChoiceField(
        label=_("Methods"), choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    next_on = DateField(label=_("Next session"), required=False)
    quick = forms.CharField(
        label=_("In one line"),
        help_text=_("what to do, and by which day"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def talk(self) -> Talk:
        """What the service keeps of a form that is right."""
        read = self.cleaned_data
        return Talk(
            notes=read["notes"],
            rehearsal=read["rehearsal"],
            principles=tuple(read["principles"]),
            methods=tuple(read["methods"]),
            next_on=read["next_on"],
        )


NAMES = ("notes", "rehearsal", "principles", "methods", "next_on")


def values_of(session: SupervisionSession) -> dict[str, Any]:
    """A stored session as the form shows it: texts and lists of texts, for drafts and conflicts too."""
    return {
        "notes": session.notes,
        "rehearsal": session.rehearsal,
        "principles": sorted(str(number) for number in session.principles),
        "methods": sorted(session.methods),
        "next_on": session.next_on.isoformat() if session.next_on else "",
    }


def typed(post: Any) -> dict[str, Any]:
    """What the form was sent with, right or wrong."""
    lists = {name: sorted(post.getlist(name)) for name in ("principles", "methods")}
    return {**{name: str(post.get(name, "")) for name in ("notes", "rehearsal", "next_on")}, **lists}
