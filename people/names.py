"""Names as people and places write them: one line of visible characters, for paper, subjects and screens alike."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    """Without line breaks or doubled spaces; characters that hide or turn others round are refused."""
    line = " ".join(text.split())
    if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} and char not in JOINERS for char in line):
        raise ValidationError(_("There is a character in it that can't be seen. Type the name again."))
    return line
