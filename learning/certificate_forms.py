"""What people may type about certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.certificates.codes import MAX_TYPED, normalise
from learning.services.certificates import REASON_LENGTH


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


class RegisterSearchForm(forms.Form):
    """Finds certificates in the register."""

    q = forms.CharField(
        label=_("Name, module or number"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
