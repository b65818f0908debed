"""What the report's words mean, and how its figures are made."""

from django.utils.translation import gettext as _


def definitions() -> list[tuple[str, str]]:
    """Each term with its meaning."""
    return [
        (
            _("Required training"),
            _(
                "Every requirement that is asked of somebody on the day of the position, once for each person. Who is "
                "exempt is not asked."
            ),
        ),
        (
            _("In date"),
            _(
                "Done, and still valid on that day. What runs out soon still counts; what is not done yet does not, "
                "even where there is still time."
            ),
        ),
        (
            _("Fewer than five"),
            _(
                "A team in which fewer than five people are asked is counted together with the organisation's other "
                "small teams, and with the next larger one where they are still fewer than five. What stays below "
                "five is neither shown nor in any sum."
            ),
        ),
        *_of_the_figures(),
    ]


def _of_the_figures() -> list[tuple[str, str]]:
    return [
        (_("Rounded figures"), _("What happened in the period is rounded to the nearest five.")),
        (
            _("Median to orientation"),
            _(
                "Days from somebody's first day to an orientation whose attendance was attested, over the twelve "
                "months before the day of the position."
            ),
        ),
        (
            _("Method"),
            _(
                "Counted by Hearth from completed modules, attested attendance, sign-offs and the rules in force on "
                "the day. No names are read for this report, and nothing about supervision or families is in it."
            ),
        ),
    ]
