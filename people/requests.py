"""The request as a member's view gets it."""

from django.http import HttpRequest

from people.models import User


class MemberRequest(HttpRequest):
    """A request whose user has signed in: `people.decorators` let nobody else through.

    `translations` says where the same page is in each language, for views whose slugs differ.
    """

    user: User
    translations: dict[str, str]
