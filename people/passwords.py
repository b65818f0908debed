"""Passwords built on the words everybody here would think of first are refused."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from people.models import User

LOCAL_WORDS = ("mst", "multisystemic", "therapy", "therapist", "hearth", "supervision", "password")


class LocalWordsValidator:
    """Refuses a password that is little more than local words and digits."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """What is left after local words, digits and punctuation must be at least six letters."""
        left = password.lower()
        for word in sorted(LOCAL_WORDS, key=len, reverse=True):
            left = left.replace(word, "")
        if sum(character.isalpha() for character in left) < 6 and any(word in password.lower() for word in LOCAL_WORDS):
            raise ValidationError(_("This password is built on words many here would try."), code="local_words")

    def get_help_text(self) -> str:
        return _("Three or four unrelated words make a good password.")
