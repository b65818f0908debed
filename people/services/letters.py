"""Letters that carry notifications: written once, sent by whichever worker claims them, with a log of their delivery.

A letter is claimed for some minutes, sent, and noted as sent: three steps, because no mail server shares a transaction
with a database. A worker that dies after the claim loses nothing: the lease runs out and the next one sends. One that
dies between sending and noting makes the letter go out again with the same Message-ID, by which mail programs and
servers know it is one. So every letter goes out at least once, and more than once only then.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from people import mail, notifications
from people.addresses import at_home, in_language
from people.models import Letter, LetterStep, MailHours, Notification, Way
from people.quiet_hours import Hours, next_digest, next_open
from people.services.notifying import hours_of

DAY = datetime.timedelta(days=1)
LEASE = datetime.timedelta(minutes=5)
LINES = 5
# How long after each failure it is tried again; after the last it has failed for good.
BACK_OFF = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 960)]
BATCH = 1000

What, State = LetterStep.What, Letter.State
Bundles = dict[tuple[int, bool], list[Notification]]


@transaction.atomic
def write_letters(*, to: int | None = None) -> int:
    """Letters for what is due to be mailed, to one person or to everybody; how many. What is out of time waits on."""
    rows = Notification.objects.to_mail(timezone.now()).select_related("user")
    if to is not None:
        rows = rows.filter(user=to)
    # Somebody whose letters are being written elsewhere is left to whoever writes them.
    found = list(rows.select_for_update(of=("self", "user"), skip_locked=True, no_key=True).order_by("mail_at")[:BATCH])
    bundles: Bundles = defaultdict(list)
    for row in found:
        bundles[row.user_id, row.way == Way.DIGEST].append(row)
    letters = _letters_for(bundles)
    Letter.objects.bulk_create(letters)
    LetterStep.objects.bulk_create([_step(letter, What.QUEUED) for letter in letters])
    Notification.objects.bulk_update(found, ["letter", "mail_at"], batch_size=200)
    return len(letters)


def write_due() -> int:
    """Letters for everything that is due, and a task to send them and whatever a dead worker left; how many."""
    from people.tasks import send_due_letters  # noqa: PLC0415 (the task calls this module)

    count = 0
    while Notification.objects.to_mail(timezone.now()).exists() and (written := write_letters()):
        count += written
    if _due().exists():
        send_due_letters.enqueue()
    return count


def _letters_for(bundles: Bundles) -> list[Letter]:
    """A letter for each bundle that may go now; the others get a later time."""
    now = timezone.localtime()
    people = {user for user, _digest in bundles}
    chosen = MailHours.objects.in_bulk(people)
    had = set(Letter.objects.filter(user__in=people, digest_of=now.date()).values_list("user_id", flat=True))
    letters = []
    for (user, digest), rows in bundles.items():
        hours = hours_of(chosen.get(user))
        later = _later(now, hours, digest=digest, had=user in had)
        letter = None if later else Letter(user_id=user, digest_of=now.date() if digest else None, due_at=now)
        for row in rows:
            row.letter, row.mail_at = letter, later or row.mail_at
        letters += [letter] if letter else []
    return letters


def _later(now: datetime.datetime, hours: Hours, *, digest: bool, had: bool) -> datetime.datetime | None:
    """When it may go if not now: out of quiet hours, and no second digest in a day."""
    if digest and had:
        return next_digest(now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY, hours)
    opens = next_open(now, hours)
    if opens <= now:
        return None
    return next_digest(now, hours) if digest else opens


def send(letter_id: UUID) -> bool:
    """Send one letter, unless somebody else is doing so or has; False if it was not sent here."""
    letter = _claim(letter_id)
    if letter is None:
        return False
    rows = list(letter.notifications.new().order_by("-at")) if letter.user.is_active else []
    if not rows:
        _note(letter, State.DROPPED, What.DROPPED)
        return False
    try:
        message_for(letter, rows).send()
    except Exception as error:
        _failed(letter, error)
        return False
    _note(letter, State.SENT, What.SENT)
    return True


def send_due() -> int:
    """Send every letter whose time has come, one after the other; how many. Several workers share them."""
    sent = 0
    while due := list(_due()[:BATCH]):
        sent += sum(send(letter_id) for letter_id in due)
    return sent


def send_to(user_id: int) -> int:
    """Write and send what is due to one person."""
    write_letters(to=user_id)
    return sum(send(letter_id) for letter_id in list(_due().filter(user=user_id)))


def _due() -> QuerySet[Letter, UUID]:
    return Letter.objects.to_send(timezone.now()).order_by("due_at").values_list("pk", flat=True)


def message_for(letter: Letter, rows: list[Notification]) -> EmailMultiAlternatives:
    """The letter in its reader's language: five lines at most, and how many more there are."""
    person = letter.user
    with translation.override(person.language):
        lines = {notifications.line_of(row.kind, row.params): None for row in rows}
        texts = list(lines)
        context = {
            "person": person,
            "digest": letter.digest_of is not None,
            "count": len(texts),
            "only": texts[0] if len(texts) == 1 else "",
            "lines": texts[:LINES],
            "more": max(len(texts) - LINES, 0),
            "link": at_home(_link(rows, person.language)),
            "choices": at_home(reverse("notification_choices")),
        }
        return mail.compose("letter", to=person.email, language=person.language, context=context, message_id=letter.pk)


def _link(rows: list[Notification], language: str) -> str:
    """To the one thing it is about, or to the list."""
    lone = rows[0] if len(rows) == 1 else None
    if lone and lone.href and not notifications.is_discreet(lone.kind):
        return in_language(lone.href, language)
    return reverse("notifications")


@transaction.atomic
def _claim(letter_id: UUID) -> Letter | None:
    """The letter, for as long as the lease lasts; None if it is in other hands or has become a letter for later."""
    now = timezone.localtime()
    claimed = Letter.objects.to_send(now).filter(pk=letter_id)
    opens = next_open(now, hours_of(MailHours.objects.filter(user__letters=letter_id).first()))
    if opens > now:
        claimed.update(state=State.WAITING, leased_until=None, due_at=opens)
        return None
    if not claimed.update(state=State.SENDING, leased_until=now + LEASE, tries=F("tries") + 1):
        return None
    letter = Letter.objects.select_related("user").get(pk=letter_id)
    if letter.tries > 1:
        _step(letter, What.RETRIED).save()
    return letter


@transaction.atomic
def _note(letter: Letter, state: str, what: str, reason: str = "") -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, leased_until=None)
    _step(letter, what, reason).save()


def _step(letter: Letter, what: str, reason: str = "") -> LetterStep:
    return LetterStep(letter=letter, what=what, at=timezone.now(), reason=reason)


@transaction.atomic
def _failed(letter: Letter, error: Exception) -> None:
    """Again later, each time after longer; in the end it has failed for good. The log keeps the kind of error alone."""
    over = letter.tries > len(BACK_OFF)
    _note(letter, State.FAILED if over else State.WAITING, What.FAILED, type(error).__name__[:60])
    if not over:
        Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() + BACK_OFF[letter.tries - 1])
