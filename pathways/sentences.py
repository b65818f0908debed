"""A rule as a coordinator says it: who must have what by when, for how long, renewed how. Pure: no row is read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pathways.kinds import DueBy, Kind, Validity
from pathways.status.rules import Audience, Rule
from people.roles import Role

LEAP = 2000  # a year with every day in it


@dataclass(frozen=True)
class Names:
    """What keys are called: targets by kind and key, teams by key; `place` is empty for the whole site."""

    targets: Mapping[tuple[str, str], str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    place: str = ""

    def target(self, kind: str, key: str) -> str:
        """Its title, or that it is gone."""
        return self.targets.get((kind, key)) or _("something that is no longer there")


def sentence(rule: Rule, names: Names) -> str:
    """The whole rule, ready to be read out."""
    parts = [who(rule.audience, names), _must(rule, names), by_when(rule), again(rule)]
    first = _("%(who)s %(must)s %(when)s, %(again)s.") % dict(zip(("who", "must", "when", "again"), parts, strict=True))
    more = [refreshers(rule, names), grace(rule)]
    return " ".join([first[:1].upper() + first[1:], *(part for part in more if part)])


def facts(rule: Rule, names: Names) -> list[tuple[str, str]]:
    """The same, part by part."""
    told = [
        (_("Who"), who(rule.audience, names)),
        (_("What"), what(rule, names)),
        (_("By when"), by_when(rule)),
        (_("Valid"), again(rule)),
        (_("Renewing"), refreshers(rule, names)),
        (_("Grace"), grace(rule)),
    ]
    return [(label, words[:1].upper() + words[1:]) for label, words in told if words]


def who(audience: Audience | None, names: Names) -> str:
    """Whose posts are meant."""
    if audience is None:
        return _("those on a pathway with this step, and those it is assigned to,")
    roles = [_small(str(label)) for value, label in Role.choices if value in audience.roles]
    words = [_("every %(roles)s") % {"roles": either(roles)} if roles else _("everybody")]
    teams = sorted(names.teams.get(key, _("a team that is no longer there")) for key in audience.teams)
    if teams:
        words.append(_("in %(teams)s") % {"teams": either(teams)})
    elif names.place:
        words.append(_("in %(place)s") % {"place": names.place})
    if audience.adaptations:
        words.append(_("in teams that deliver %(codes)s") % {"codes": either(sorted(audience.adaptations))})
    if audience.starters_since:
        words.append(_("who started on or after %(day)s") % {"day": _day(audience.starters_since)})
    return " ".join(words)


def what(rule: Rule, names: Names) -> str:
    """What is asked for, with its kind."""
    return f"{names.target(rule.kind, rule.target)} ({_small(str(Kind(rule.kind).label))})"


def by_when(rule: Rule) -> str:
    """The first deadline."""
    if rule.audience is None:
        return _("by the day that the pathway or the assignment says")
    if rule.due_by == DueBy.DATE and rule.date:
        words = _("by %(day)s") % {"day": _day(rule.date)}
        return words + _late(rule.days) if rule.days else words
    if rule.due_by == DueBy.PRO_RATA:
        told = ngettext(
            "within %(days)d day in a year that begins on %(first)s, and in proportion for those who start within it",
            "within %(days)d days in a year that begins on %(first)s, and in proportion for those who start within it",
            rule.days,
        )
        return told % {"days": rule.days, "first": _yearly(rule.period)}
    if rule.days == 0:
        return _("on their first day")
    return ngettext("within %(days)d day of starting", "within %(days)d days of starting", rule.days) % {
        "days": rule.days
    }


def _late(days: int) -> str:
    words = ngettext(
        " (who starts late has %(days)d day at least)", " (who starts late has %(days)d days at least)", days
    )
    return words % {"days": days}


def again(rule: Rule) -> str:
    """For how long it counts, and from when it may be renewed."""
    if rule.validity == Validity.FOREVER:
        return _("once")
    if rule.validity == Validity.DATE:
        words = _("again by %(day)s every year") % {"day": _yearly(rule.until)}
    else:
        words = ngettext("again every month", "again every %(months)d months", rule.months) % {"months": rule.months}
    if rule.validity == Validity.EXPIRY:
        words += _(" counted from the last expiry")
    before = ngettext(", from %(days)d day before", ", from %(days)d days before", rule.window) % {"days": rule.window}
    return words + before if rule.window else words


def refreshers(rule: Rule, names: Names) -> str:
    """What renews it, where that is something else."""
    if not rule.refreshers or rule.validity == Validity.FOREVER:
        return ""
    titles = [names.target(rule.kind, key) for key in rule.refreshers]
    if len(titles) == 1:
        return _("It is renewed with %(title)s.") % {"title": titles[0]}
    return _("It is renewed with %(titles)s, in turn.") % {"titles": both(titles)}


def grace(rule: Rule) -> str:
    """How long after the deadline it isn't called overdue yet."""
    if not rule.grace:
        return ""
    words = ngettext(
        "It is overdue when %(days)d day has passed since the deadline.",
        "It is overdue when %(days)d days have passed since the deadline.",
        rule.grace,
    )
    return words % {"days": rule.grace}


def either(words: Sequence[str]) -> str:
    """One, two or three."""
    return _listed(words, _("%(first)s or %(last)s"))


def both(words: Sequence[str]) -> str:
    """One, two and three."""
    return _listed(words, _("%(first)s and %(last)s"))


def _listed(words: Sequence[str], pattern: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return pattern % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _must(rule: Rule, names: Names) -> str:
    patterns = {
        Kind.MODULE: _("must complete %(title)s"),
        Kind.EVENT: _("must attend %(title)s"),
        Kind.SIGN_OFF: _("must be signed off in %(title)s"),
        Kind.READING: _("must read %(title)s"),
        Kind.CERTIFICATE: _("must hold %(title)s"),
        Kind.PATHWAY: _("must finish %(title)s"),
    }
    return patterns[Kind(rule.kind)] % {"title": names.target(rule.kind, rule.target)}


def _small(label: str) -> str:
    """Without its capital, unless it is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def _yearly(day: tuple[int, int]) -> str:
    return date_format(datetime.date(LEAP, *day), "j F")
