"""Who a session belongs to, and what the admin's permissions are worth: nothing without a role or grant of today."""

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.db.models import BigAutoField, QuerySet

from people.models import User
from people.permissions import may_enter_admin
from people.prepared import Prepared, Slot

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


class SignIn(AuthenticationBackend):
    """allauth's signing in. Whose session it is, is read at each request: a closed account ends with the next one."""

    def get_user(self, user_id: int) -> User | None:
        """The person, if their account is open."""
        found = _ONE.objects(user=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


def _one() -> QuerySet[User]:
    return User.objects.filter(pk=Slot("user", BigAutoField()))


_ONE = Prepared(_one)


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
