"""What people may type about certificates."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.certificates.claims import RefusedWordError, refuse_claims
from learning.certificates.codes import MAX_TYPED, normalise
from learning.services.certificates import CORRECTABLE, REASON_LENGTH


def refused(error: RefusedWordError) -> str:
    """Which word is refused, and why."""
    return gettext("“%(word)s” is not allowed: a certificate records what was done, and makes nobody that.") % {
        "word": error.word
    }


class CodeForm(forms.Form):
    """A code read off paper, in any case and spacing."""

    code = forms.CharField(
        label=_("Certificate code"),
        max_length=MAX_TYPED,
        help_text=_("26 letters and digits. Capitals, spaces and dashes make no difference."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code"}
        ),
        error_messages={"required": _("Type the code that is printed beside the square.")},
    )

    def clean_code(self) -> str:
        code = normalise(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has 26 letters and digits. Compare it with the paper."))
        return code


class NameForm(forms.Form):
    """A name to compare with the one on the certificate."""

    name = forms.CharField(
        label=_("Name on the paper"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the whole name, as it is printed.")},
    )


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("The holder reads this in their record. People who check the certificate do not see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, in words the holder can read.")},
    )


class ReissueForm(forms.Form):
    """Why a certificate that was revoked is issued again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("The holder reads this in their record. People who check the certificate do not see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the revocation was a mistake, in words the holder can read.")},
    )


class CorrectionForm(forms.Form):
    """What a corrected certificate should say, and why."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As it should be printed."),
        error_messages={"required": _("Type the name that should be printed.")},
    )
    title_en = forms.CharField(
        label=_("Title in English"),
        max_length=255,
        error_messages={"required": _("Type the title that should be printed.")},
    )
    title_cy = forms.CharField(label=_("Title in Welsh"), max_length=255, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("The holder reads this in their record. People who check the certificate do not see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, in words the holder can read.")},
    )

    def clean(self) -> dict[str, Any]:
        """Something has to change; a new title must claim no more than a certificate may."""
        found: dict[str, Any] = super().clean() or {}
        for field in ("title_en", "title_cy"):
            if found.get(field) and found[field] != self.initial[field]:
                self._refuse_claims(field, found[field])
        if not self.errors and all(found[field] == self.initial[field] for field in CORRECTABLE):
            raise forms.ValidationError(_("Nothing is different yet. Change the name or a title."))
        return found

    def _refuse_claims(self, field: str, text: str) -> None:
        try:
            refuse_claims(text)
        except RefusedWordError as error:
            self.add_error(field, refused(error))

    def changed(self) -> list[tuple[Any, str, str]]:
        """Each field that would be printed differently: label, as printed, as it will be."""
        return [
            (self.fields[field].label, self.initial[field], self.cleaned_data[field])
            for field in CORRECTABLE
            if self.cleaned_data[field] != self.initial[field]
        ]


class RegisterSearchForm(forms.Form):
    """Finds certificates in the register."""

    q = forms.CharField(
        label=_("Name, module or number"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Every state")),
            ("valid", _("Valid")),
            ("expiring", _("Expires in the next 60 days")),
            ("expired", _("Expired")),
            ("superseded", _("Superseded")),
            ("revoked", _("Revoked")),
        ],
    )
