"""Forms about one therapist's practice: what was observed, skills signed off, answers and additions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms.widgets import DateField
from supervision.forms.screened import ScreenedForm
from supervision.models import Observation
from supervision.services.sign_offs import Rated
from supervision.skills import WITH_FAMILY, Evidence, Rating, SeenBy, Skill

LONGEST = 10_000


def area(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A longer text."""
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ObservationForm(ScreenedForm):
    """What a supervisor saw. A draft may be unfinished; sharing asks for all of it."""

    screened = ("strengths", "change", "practice")

    on = DateField(label=gettext_lazy("Day"), initial=timezone.localdate)
    method = forms.ChoiceField(label=gettext_lazy("How"), choices=SeenBy.choices, widget=forms.RadioSelect)
    skill = forms.ChoiceField(label=gettext_lazy("Skill"), choices=[("", gettext_lazy("Choose…")), *Skill.choices])
    strengths = area(gettext_lazy("Strengths"), help_text=gettext_lazy("What was done well, as it was seen."))
    change = area(gettext_lazy("One change"), help_text=gettext_lazy("The one thing that would help most."))
    practice = area(gettext_lazy("Agreed practice"), help_text=gettext_lazy("What, how often, and who sees it."))
    practice_by = DateField(label=gettext_lazy("Practice by"), required=False)
    consent = forms.BooleanField(
        label=gettext_lazy("The family’s consent to being observed is confirmed"),
        required=False,
        help_text=gettext_lazy("The consent form itself stays in the family’s own record."),
    )
    consent_on = DateField(label=gettext_lazy("Consent given on"), required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing is observed in the future, and consent has its day."""
        cleaned = super().clean()
        today = timezone.localdate()
        for name in ("on", "consent_on"):
            if cleaned.get(name) and cleaned[name] > today:
                self.add_error(name, _("This day is still to come."))
        family = cleaned.get("method") in WITH_FAMILY
        if family and cleaned.get("consent") and not cleaned.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Say on which day consent was given."))
        if cleaned.get("consent_on") and not cleaned.get("consent"):
            self.add_error("consent", _("Tick this too, or take the day out."))
        return cleaned

    @staticmethod
    def of(observation: Observation) -> dict[str, Any]:
        """The values of an observation."""
        return {name: getattr(observation, name) for name in ObservationForm.base_fields}


class TextForm(ScreenedForm):
    """One text: a therapist's answer, or what is added to a final record."""

    screened = ("text",)

    text = area(gettext_lazy("Your words"), required=True)


class SignOffForm(ScreenedForm):
    """A row for each skill; those rated are signed off together. `seen` are the newest observations by skill."""

    def __init__(self, *args: Any, seen: Mapping[str, Observation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen
        for skill in Skill:
            self._add(skill)
        self.screened = tuple(f"{skill}-next" for skill in Skill)

    def _add(self, skill: Skill) -> None:
        seen = self.seen.get(skill)
        kinds = [choice for choice in Evidence.choices if seen or choice[0] != Evidence.OBSERVATION]
        self.fields[f"{skill}-rating"] = forms.ChoiceField(
            label=skill.label, choices=Rating.choices, required=False, widget=forms.RadioSelect
        )
        self.fields[f"{skill}-evidence"] = forms.ChoiceField(label=_("Evidence"), choices=kinds, initial=kinds[0][0])
        self.fields[f"{skill}-on"] = DateField(
            label=_("Evidence of"), required=False, initial=seen.on if seen else timezone.localdate()
        )
        self.fields[f"{skill}-method"] = forms.ChoiceField(
            label=_("How"), choices=SeenBy.choices, initial=seen.method if seen else SeenBy.RECORDING
        )
        self.fields[f"{skill}-next"] = forms.CharField(
            label=_("Next step"), required=False, max_length=500, help_text=_("Needed unless it is demonstrated.")
        )

    def clean(self) -> dict[str, Any]:
        """What is not demonstrated yet gets a named next step; without any rating there is nothing to do."""
        cleaned = super().clean()
        chosen = [skill for skill in Skill if cleaned.get(f"{skill}-rating")]
        for skill in chosen:
            demonstrated = cleaned[f"{skill}-rating"] == Rating.DEMONSTRATED
            if not demonstrated and not cleaned.get(f"{skill}-next") and f"{skill}-next" not in self.errors:
                self.add_error(f"{skill}-next", _("Name the next step: what to practise, and who sees it."))
            on = cleaned.get(f"{skill}-on")
            if on and on > timezone.localdate():
                self.add_error(f"{skill}-on", _("This day is still to come."))
        if not chosen and not self.errors:
            raise forms.ValidationError(_("Choose a rating for at least one skill."))
        return cleaned

    def rated(self) -> list[Rated]:
        """The rows with a rating."""
        return [self._rated(skill) for skill in Skill if self.cleaned_data.get(f"{skill}-rating")]

    def _rated(self, skill: Skill) -> Rated:
        value = self.cleaned_data
        seen = self.seen.get(skill) if value[f"{skill}-evidence"] == Evidence.OBSERVATION else None
        return Rated(
            skill=skill.value,
            rating=value[f"{skill}-rating"],
            method=seen.method if seen else value[f"{skill}-method"],
            evidence=value[f"{skill}-evidence"],
            evidence_on=seen.on if seen else value[f"{skill}-on"] or timezone.localdate(),
            observation=seen,
            next_step=value[f"{skill}-next"],
        )


class SelfRatingForm(forms.Form):
    """The therapist's own view of each skill."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for skill in Skill:
            self.fields[skill.value] = forms.ChoiceField(
                label=skill.label, choices=Rating.choices, required=False, widget=forms.RadioSelect
            )

    def ratings(self) -> dict[str, str]:
        """Those that were chosen."""
        return {skill: rating for skill, rating in self.cleaned_data.items() if rating}
