"""What can go wrong with requirements, each with words for the person who tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class NotAllowed(PermissionDenied):
    """The actor may not do this here."""


class PathwaysError(Exception):
    """Something in the way, said in `words`; `field` names the field that it stands beside."""

    words: Any = gettext_lazy("This can't be done.")
    field = ""


class CodeTaken(PathwaysError):
    """Another requirement or pathway of the organisation has this code."""

    words = gettext_lazy("Something else here has this code. Choose another.")
    field = "code"


class UnknownTarget(PathwaysError):
    """Nothing of that kind has this key."""

    words = gettext_lazy("Choose something that exists: it may have been taken out of use meanwhile.")
    field = "target_key"


class OfficialOnly(PathwaysError):
    """An official orientation can't be replaced by something else."""

    words = gettext_lazy("An official orientation is done by being there: no refresher of another kind replaces it.")
    field = "refreshers"


class RulesIncomplete(PathwaysError):
    """A rule lacks what it needs; `faults` are words by field."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        self.faults = faults
        self.field, messages = next(iter(faults.items()))
        self.words = messages[0]
        super().__init__(faults)


class TooEarly(PathwaysError):
    """A new version starts in the past, or before one that is there: what held then stays as it was."""

    words = gettext_lazy("New rules hold from today or later, and after those that are planned already.")
    field = "from_on"


class RequiresItself(PathwaysError):
    """It would ask for itself, directly or through others; `chain` names each link."""

    field = "target_key"

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = list(chain)
        self.words = _("This would require itself: {chain}.").format(chain=" → ".join(self.chain))
        super().__init__(self.chain)


class DatesDontFit(PathwaysError):
    """The last day is before the first, or the span is too long."""

    words = gettext_lazy("The last day is before the first, or more than two years after it.")
    field = "until_on"


class TooLate(PathwaysError):
    """The date has passed."""

    words = gettext_lazy("Choose today or a later day.")
    field = "due_on"


class NotHere(PathwaysError):
    """The person has no membership of the organisation in force."""

    words = gettext_lazy("This person is not in the organisation today.")
    field = "person"


class AlreadyWithdrawn(PathwaysError):
    """It was taken back before."""

    words = gettext_lazy("This was taken back already.")


class ReasonMissing(PathwaysError):
    """An exemption says why."""

    words = gettext_lazy("Say why, in a few words.")
    field = "reason"
