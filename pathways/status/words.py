"""Why: a status in words, in the reader's language. Every status has at least one reason, and every date its day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pathways.kinds import State
from pathways.status.claims import Claim
from pathways.status.deadlines import Deadline, Span
from pathways.status.judging import Status


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence; `code` names what it says, for machines, and `facts` what it rests on."""

    code: str
    text: str
    facts: Mapping[str, Any]


def said(day: datetime.date | None) -> str:
    """A day as people write it."""
    return _said(day, get_language()) if day else ""


@lru_cache(maxsize=4096)
def _said(day: datetime.date, _language: str | None) -> str:
    return date_format(day, "j F Y")


def named(names: Mapping[str, str]) -> str:
    """The name in the reader's language."""
    return names.get(get_language() or "en") or names.get("en", "")


def why(status: Status, titles: Mapping[str, str]) -> list[Reason]:
    """Who asks, what was done, by when and why then, and what that makes today. `titles` name targets by key."""
    return [
        *(_asked(claim, status, first=position == 0) for position, claim in enumerate(status.claims)),
        *_done(status, titles),
        *_when(status),
        *_overlap(status),
        _state(status, titles),
    ]


def _asked(claim: Claim, status: Status, *, first: bool) -> Reason:
    facts = {"by": claim.by, "since": claim.since, "deadline": claim.deadline.on}
    since = said(claim.since)
    if claim.by == "pathway" and claim.route:
        text = _("The pathway “{pathway}” asks for it, since {since}.").format(
            pathway=named(claim.route.names), since=since
        )
        facts["pathway"] = claim.route.key
    elif claim.by == "assignment":
        text = _("It was assigned on {since}, to be done by {day}.").format(
            since=since, day=said(claim.deadline.planned)
        )
    else:
        text = _("It is required since {since}, by version {number} of its rules ({day}).").format(
            since=since, number=status.rule.number, day=said(status.rule.from_on)
        )
    if not first:
        text += " " + _("By that it would be due on {day}; the earlier date counts.").format(
            day=said(claim.deadline.on)
        )
    return Reason(f"asked_by_{claim.by}", text, facts)


def _done(status: Status, titles: Mapping[str, str]) -> list[Reason]:
    if not status.awards:
        if status.begun:
            text = _("Begun on {day}.").format(day=said(status.begun.on))
            return [Reason("begun", text, {"on": status.begun.on})]
        return [Reason("never_done", _("It has not been done yet."), {})]
    last = status.awards[-1]
    title = titles.get(last.target, "")
    text = _("Done on {day}: {title}.") if title else _("Done on {day}.")
    found = [Reason("done", text.format(day=said(last.on), title=title), {"on": last.on, "target": last.target})]
    if last.expires_on is None:
        return [*found, Reason("for_ever", _("It counts for ever."), {})]
    sentences = {
        "completion": ngettext(
            "It counts for {months} month from that day: until {day}.",
            "It counts for {months} months from that day: until {day}.",
            status.rule.months,
        ),
        "expiry": ngettext(
            "It was renewed in time, so it counts for {months} month from the previous expiry: until {day}.",
            "It was renewed in time, so it counts for {months} months from the previous expiry: until {day}.",
            status.rule.months,
        ),
        "date": _("It counts until {day}."),
        "following": _("It was done in the window before the fixed day, so it counts until the next one: {day}."),
        "other": _("It counts as long as what it follows from: until {day}."),
    }
    text = sentences[last.basis].format(months=status.rule.months, day=said(last.expires_on))
    found.append(Reason("counts_until", text, {"until": last.expires_on, "basis": last.basis}))
    if status.begun:
        text = _("What comes next was begun on {day}.").format(day=said(status.begun.on))
        found.append(Reason("begun", text, {"on": status.begun.on}))
    return found


def _when(status: Status) -> list[Reason]:
    """How the deadline was found, and each day by which it moved."""
    deadline = status.own_deadline or status.deadline
    if deadline is None or status.state == State.EXEMPT:
        return []
    found = [_basis(status, deadline)]
    for span in deadline.paused:
        text = _paused(span).format(first=said(span.first), last=said(span.last))
        found.append(Reason("paused", text, {"kind": span.kind, "from": span.first, "until": span.last}))
    for span in deadline.skipped:
        text = _skipped(span).format(first=said(span.first), last=said(span.last))
        found.append(Reason("moved", text, {"kind": span.kind, "from": span.first, "until": span.last}))
    if deadline.skipped:
        text = _("So the deadline moves to {day}.").format(day=said(deadline.on))
        found.append(Reason("deadline", text, {"on": deadline.on}))
    return found


def _basis(status: Status, deadline: Deadline) -> Reason:
    days = ngettext("{days} day", "{days} days", deadline.days).format(days=deadline.days)
    facts: dict[str, Any] = {"basis": deadline.basis, "planned": deadline.planned, "on": deadline.on}
    values = {"days": days, "start": said(deadline.start), "day": said(deadline.planned)}
    if deadline.basis == "pro_rata":
        left, whole = deadline.share
        facts |= {"left": left, "whole": whole, "allowed": status.rule.days}
        text = _(
            "A whole year allows {allowed} days. From {start}, {left} of the year’s {whole} days were left, which "
            "gives {days}: due on {day}."
        ).format(allowed=status.rule.days, left=left, whole=whole, **values)
        return Reason("due_pro_rata", text, facts)
    sentences = {
        "days": _("Due {days} after {start}: on {day}."),
        "late_start": _("The fixed date is too near to the start, so it is due {days} after {start}: on {day}."),
        "date": _("Due on a fixed date: {day}."),
        "assigned": _("Due by the assignment: on {day}."),
        "expiry": _("To be renewed by the day on which it runs out: {day}."),
    }
    return Reason(f"due_{deadline.basis}", sentences[deadline.basis].format(**values), facts)


def _paused(span: Span) -> str:
    return {
        "leave": _("The days on leave from {first} to {last} do not count."),
        "on_call": _("The days on call from {first} to {last} do not count."),
    }.get(span.kind, _("The days of exemption from {first} to {last} do not count."))


def _skipped(span: Span) -> str:
    if span.kind == "weekend":
        return _("{first} is at a weekend.")
    if span.kind == "bank_holiday":
        return _("{first} is a bank holiday.")
    return {
        "leave": _("It can’t be due on leave, from {first} to {last}."),
        "on_call": _("It can’t be due while on call, from {first} to {last}."),
    }.get(span.kind, _("It can’t be due while exempt, from {first} to {last}."))


def _overlap(status: Status) -> list[Reason]:
    if status.overlap is None:
        return []
    name, day = named(status.overlap.names), said(status.due_on)
    if status.own_deadline:
        text = _("“{name}” asks for the same, earlier: by {day}. The earlier date counts.").format(name=name, day=day)
    else:
        text = _("“{name}” asks for the same, later. The earlier date counts: {day}.").format(name=name, day=day)
    return [Reason("overlaps", text, {"requirement": status.overlap.key, "on": status.due_on})]


def _state(status: Status, titles: Mapping[str, str]) -> Reason:
    rule = status.rule
    grace = ngettext("{days} day of grace, until {last}", "{days} days of grace, until {last}", rule.grace).format(
        days=rule.grace, last=said(_day_before(status.overdue_from))
    )
    values = {
        "due": said(status.due_on),
        "over": said(status.overdue_from),
        "grace": grace,
        "expires": said(status.expires_on),
        "window": said(status.window_from),
        "next": titles.get(status.next_target, ""),
    }
    text = _sentence(status).format(**values)
    if status.excused:
        text = _("Exempt from {first} to {last}: {reason}.").format(
            first=said(status.excused.first), last=said(status.excused.last), reason=status.excused.reason.rstrip(".")
        )
    facts = {"due_on": status.due_on, "expires_on": status.expires_on, "next": status.next_target}
    return Reason(f"state_{status.state}", text, facts)


def _sentence(status: Status) -> str:
    if status.state == State.IN_DATE:
        return _("In date. It can be renewed from {window}.") if status.expires_on else _("In date.")
    late = status.overdue_from and status.due_on and status.day > status.due_on
    due = _("Due: the deadline has passed, and there are {grace}.") if late else _("Due by {due}.")
    return {
        State.NOT_STARTED: _("Not started; due by {due}."),
        State.IN_PROGRESS: _("In progress; due by {due}."),
        State.DUE: due,
        State.OVERDUE: _("Overdue since {over}."),
        State.LAPSING: _("Still in date until {expires}; the window to renew is open since {window}."),
        State.EXEMPT: _("Exempt."),
    }[State(status.state)]


def _day_before(day: datetime.date | None) -> datetime.date | None:
    return day - datetime.timedelta(days=1) if day else None
