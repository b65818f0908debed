"""What a coordinator sets on a design of certificates, and what stands in its way, beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.uploads import cleaned as cleaned_picture
from learning.certificate_forms import refused
from learning.certificates.claims import RefusedWordError, refuse_claims
from learning.certificates.design import COLOURS, LAYOUTS, PLACES, REQUIRED, STATEMENTS, PlaceError, check_places
from learning.logos import small_png
from learning.models import CertificateDesign, DesignUse
from people.models import Organisation

LAYOUT_LABELS = {
    "doorway": _("Doorway: text on the left, a tall door on the right"),
    "street": _("Street: text above a row of arches"),
    "threshold": _("Threshold: centred text under a wide arch"),
    "plain": _("Plain: a thin frame, and most room"),
}
COLOUR_LABELS = {"pine": _("Pine"), "plum": _("Plum"), "sky": _("Sky"), "clay": _("Clay"), "ink": _("Ink")}
LANGUAGES = ("en", "cy")
KINDS = [kind for kind in DesignUse.Kind.choices if kind[0] != DesignUse.Kind.CODE]
PLACES_HINT = _("You may use {role}, {organisation}, {completed}, {time}, {number} and {refresh}.")


def _text(label: Any, hint: Any = "", length: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=length, required=False)


class DesignForm(forms.Form):
    """A design with everything it may say. Empty texts leave it to the fixed words."""

    name = forms.CharField(
        label=_("Name of the design"),
        max_length=80,
        help_text=_("Only you and other coordinators see it."),
        error_messages={"required": _("Give the design a name.")},
    )
    layout = forms.ChoiceField(
        label=_("Layout"), choices=[(name, LAYOUT_LABELS[name]) for name in LAYOUTS], widget=forms.RadioSelect
    )
    colour = forms.ChoiceField(
        label=_("Colour"), choices=[(name, COLOUR_LABELS[name]) for name in COLOURS], widget=forms.RadioSelect
    )
    logo = forms.FileField(
        label=_("Organisation's logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP. It is printed at the top, at most 17 mm high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    logo_name = _text(_("What the logo shows"), _("For people who don't see it: usually the organisation's name."), 120)
    remove_logo = forms.BooleanField(label=_("Print no logo"), required=False)
    heading_en = _text(_("Heading in English"), _("Instead of “Certificate of completion”."), 60)
    heading_cy = _text(_("Heading in Welsh"), _("Instead of “Tystysgrif cwblhau”."), 60)
    statement_en = _text(_("Modules, in English"), _("With {name} and {module} in it, in this order."))
    statement_cy = _text(_("Modules, in Welsh"), _("With {name} and {module} in it, in this order."))
    attended_en = _text(_("Live events, in English"), _("With {name} and {module} in it, in this order."))
    attended_cy = _text(_("Live events, in Welsh"), _("With {name} and {module} in it, in this order."))
    sentence_en = _text(_("One more sentence, in English"), PLACES_HINT)
    sentence_cy = _text(_("One more sentence, in Welsh"), PLACES_HINT)
    signatory_1_name = _text(_("First signatory"), _("A line to sign on is printed above the name."), 80)
    signatory_1_role_en = _text(_("Role in English"), length=80)
    signatory_1_role_cy = _text(_("Role in Welsh"), length=80)
    signatory_2_name = _text(_("Second signatory"), length=80)
    signatory_2_role_en = _text(_("Role in English"), length=80)
    signatory_2_role_cy = _text(_("Role in Welsh"), length=80)
    states_practice = forms.BooleanField(
        label=_("Say what the holder has practised under supervision"),
        required=False,
        help_text=_("Names of skills that a supervisor has signed off as demonstrated, and days. Nothing else of it."),
    )
    uses = forms.MultipleChoiceField(
        label=_("Print it on"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    codes = _text(
        _("Only on modules or events with these codes"),
        _("Separated by commas, such as M2, M10. A design for a code comes before one for everything."),
    )
    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisation: Organisation, design: CertificateDesign | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.design = organisation, design
        self.kept_logo = bytes(design.newest.logo) if design else b""

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        others = CertificateDesign.objects.filter(organisation=self.organisation, name=name)
        if self.design:
            others = others.exclude(pk=self.design.pk)
        if others.exists():
            raise forms.ValidationError(_("Another design has this name."))
        return name

    def clean_logo(self) -> bytes:
        """The picture written anew, small and as PNG."""
        upload = self.cleaned_data["logo"]
        return small_png(cleaned_picture(upload)) if upload else b""

    def clean_codes(self) -> list[str]:
        codes = sorted({code.strip() for code in self.cleaned_data["codes"].split(",") if code.strip()})
        for code in codes:
            if len(code) > 40:
                raise forms.ValidationError(
                    _("“%(code)s” is longer than a code can be."), params={"code": code[:40]}, code="long"
                )
        return codes

    def clean(self) -> dict[str, Any]:
        """No text claims more than a certificate may; statements have their places; a logo has words."""
        found: dict[str, Any] = super().clean() or {}
        for field in self._texts():
            if found.get(field):
                self._check_text(field, found[field])
        for number in (1, 2):
            name = found.get(f"signatory_{number}_name")
            if not name and (found.get(f"signatory_{number}_role_en") or found.get(f"signatory_{number}_role_cy")):
                self.add_error(f"signatory_{number}_name", _("Say whose role this is."))
        if self.logo_bytes() and not found.get("logo_name"):
            self.add_error("logo_name", _("Say what the logo shows."))
        return found

    def _texts(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if type(field) is forms.CharField and name not in {"name", "codes"}
        ]

    def _check_text(self, field: str, text: str) -> None:
        try:
            refuse_claims(text)
            if field.startswith(("heading", "signatory", "logo")):
                return
            check_places(text, required=field.startswith(STATEMENTS))
        except RefusedWordError as error:
            self.add_error(field, refused(error))
        except PlaceError as error:
            self.add_error(field, wrong_place(error))

    def logo_bytes(self) -> bytes:
        """The picture to print: the new one, else the one there was, unless it is to go."""
        if self.cleaned_data.get("remove_logo"):
            return b""
        return self.cleaned_data.get("logo") or self.kept_logo

    def values(self) -> dict[str, Any]:
        """What a version stores."""
        found = self.cleaned_data
        return {
            "layout": found["layout"],
            "colour": found["colour"],
            "logo_name": found["logo_name"] if self.logo_bytes() else "",
            "texts": {
                language: {name: found[f"{name}_{language}"] for name in ("heading", *STATEMENTS, "sentence")}
                for language in LANGUAGES
            },
            "signatories": [
                {part: found[f"signatory_{number}_{part}"] for part in ("name", "role_en", "role_cy")}
                for number in (1, 2)
                if found[f"signatory_{number}_name"]
            ],
            "states_practice": found["states_practice"],
        }

    def wanted_uses(self) -> list[tuple[str, str]]:
        """Kinds and codes, as they are stored."""
        by_code = [(DesignUse.Kind.CODE.value, code) for code in self.cleaned_data["codes"]]
        return [(kind, "") for kind in self.cleaned_data["uses"]] + by_code


def initial_of(design: CertificateDesign) -> dict[str, Any]:
    """A stored design as the form shows it."""
    version = design.newest
    values, uses = version.values, list(design.uses.all())
    found = {"name": design.name, "opened": version.number, **values}
    for language, texts in values["texts"].items():
        found |= {f"{name}_{language}": text for name, text in texts.items()}
    for number, row in enumerate(values["signatories"], 1):
        found |= {f"signatory_{number}_{part}": text for part, text in row.items()}
    found["uses"] = [use.kind for use in uses if not use.code]
    found["codes"] = ", ".join(sorted(use.code for use in uses if use.code))
    return found


def wrong_place(error: PlaceError) -> str:
    """What is wrong with a text's places, naming the place."""
    place = f"{{{error.place}}}"
    known = ", ".join(f"{{{name}}}" for name in PLACES)
    return {
        "missing": gettext("%(place)s is missing. The certificate needs it.") % {"place": place},
        "twice": gettext("%(place)s may stand there once only.") % {"place": place},
        "order": gettext("%(name)s has to come before %(module)s.")
        % {"name": f"{{{REQUIRED[0]}}}", "module": f"{{{REQUIRED[1]}}}"},
        "unknown": gettext("%(place)s means nothing here. Use %(known)s.") % {"place": place, "known": known},
        "brace": gettext("A brace stands alone. Places are written like %(example)s.") % {"example": "{name}"},
    }[error.problem]
