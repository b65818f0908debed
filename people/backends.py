"""What the admin's permissions are worth: nothing without a role or grant in force today."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from people.permissions import may_enter_admin

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    from people.models import User


class AdminGate:
    """Stands before the backend that signs people in, and signs in nobody itself."""

    def authenticate(self, request: "HttpRequest | None") -> None:
        """Never: allauth's backend does that."""

    def has_perm(self, user_obj: "User", perm: str, obj: "Model | None" = None) -> bool:
        """A stale group row opens nothing: the day a role ends, the right ends. Otherwise the next backend decides."""
        if not may_enter_admin(user_obj):
            raise PermissionDenied
        return False

    def has_module_perms(self, user_obj: "User", app_label: str) -> bool:
        """As `has_perm`."""
        return self.has_perm(user_obj, app_label)
