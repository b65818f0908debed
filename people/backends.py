"""Who signs in, and what the admin's permissions are worth: nothing without a membership or grant in force today."""

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied

from people.permissions import may_enter_admin

if TYPE_CHECKING:
    from django.db.models import Model

    from people.models import User


class SignInBackend(AuthenticationBackend):
    """allauth's sign-in. Group rows give admin rights only while the role behind them is in force."""

    def has_perm(self, user_obj: "User", perm: str, obj: "Model | None" = None) -> bool:
        """A stale group row opens nothing: the day a role ends, the right ends."""
        if not may_enter_admin(user_obj):
            raise PermissionDenied
        return bool(super().has_perm(user_obj, perm, obj))

    def has_module_perms(self, user_obj: "User", app_label: str) -> bool:
        """As `has_perm`."""
        return may_enter_admin(user_obj) and bool(super().has_module_perms(user_obj, app_label))

    def get_all_permissions(self, user_obj: "User", obj: "Model | None" = None) -> set[str]:
        """Empty once the role behind the groups has ended."""
        permissions: Any = super().get_all_permissions(user_obj, obj) if may_enter_admin(user_obj) else set()
        return set(permissions)
