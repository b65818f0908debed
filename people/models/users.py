"""The account someone signs in with, and how they like to read."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.querysets import UserManager

TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof"}


class User(AbstractBaseUser, PermissionsMixin):
    """One person. `public_id` is what URLs carry; a superuser reads nobody's records for being one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=200, help_text=_("As it should be printed on certificates."))
    profession = models.CharField(_("core profession"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="en", choices=[("en", _("English")), ("cy", _("Welsh"))]
    )
    started_on = models.DateField(_("started in MST"), null=True, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    show_full_name = models.BooleanField(
        _("show my full name when someone checks one of my certificates"), default=False
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_small_letters"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email).lower()

    def get_full_name(self) -> str:
        """The name as the person writes it."""
        return self.name

    @property
    def first_name(self) -> str:
        """What Wagtail's sidebar shows."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name, for greetings; who has a title is greeted with it and the whole name."""
        if not self.name:
            return self.email
        return self.name if len(self._words()) < len(self.name.split()) else self._words()[0]

    def _words(self) -> list[str]:
        return [word for word in self.name.split() if word.lower().rstrip(".") not in TITLES]

    def forget_access(self) -> None:
        """Forget memberships and grants read earlier in this request, after a change to them."""
        for name in ("_current_memberships", "_current_grants"):
            self.__dict__.pop(name, None)

    @property
    def initials(self) -> str:
        """Up to two letters for the round badge in the header; titles are left out."""
        words = self._words()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)
