"""One's own profile, and asking for a second factor's reset."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.names import one_line


class ProfileForm(forms.ModelForm[User]):
    """Name, profession, language, and what strangers see of a certificate."""

    class Meta:
        model = User
        fields: ClassVar = ["name", "profession", "language", "show_full_name"]
        help_texts: ClassVar = {
            "name": _(
                "As it should be printed on your next certificates. Earlier ones keep the name they were made with."
            ),
            "language": _("The site and its e-mails speak this language to you."),
            "show_full_name": _("Otherwise they see initials, and can check a name they already know."),
        }
        widgets: ClassVar = {
            "language": forms.RadioSelect(choices=[("en", "English"), ("cy", "Cymraeg")]),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])


class ResetForm(forms.Form):
    """How it was made sure who is asking."""

    reason = forms.CharField(
        label=_("How did you make sure it is really them?"),
        max_length=300,
        min_length=10,
        help_text=_(
            "For example: met in person, or a video call with a colleague who knows them. Not by e-mail alone."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
