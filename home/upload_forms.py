"""The form behind every upload of a picture in the admin."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from home.uploads import cleaned

HELP = _("JPEG, PNG, GIF or WebP, up to 10 MB and 50 million pixels. Where it was taken is removed.")


class PictureField(forms.FileField):
    """Looks before it decodes, and hands on a picture written anew."""

    def to_python(self, data: Any) -> Any:
        """An upload becomes a clean picture; no upload stays as it was."""
        if isinstance(data, UploadedFile) and not data.size:
            return cleaned(data)
        upload = super().to_python(data)
        return cleaned(upload) if isinstance(upload, UploadedFile) else upload


class PictureForm(BaseImageForm):
    """Wagtail's form with our way of reading the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            old.widget.attrs["accept"] = ".jpg,.jpeg,.png,.gif,.webp"
            self.fields["file"] = PictureField(
                label=old.label, required=old.required, help_text=HELP, widget=old.widget
            )
