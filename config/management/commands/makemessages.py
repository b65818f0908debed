"""Django's own, without gettext's guesses: a guess is marked as unsure, and unsure Welsh is shown."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """A new message starts without Welsh, never with that of a similar one."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
