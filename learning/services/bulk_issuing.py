"""Certificates for completions that have none, such as history brought over: looked through first, then issued."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from audit.services import record
from learning.models import BulkIssue, BulkItem, Certificate, Completion
from learning.services.certificates import CertificateError, issue
from people.models import Membership, User
from people.permissions import organisations_with_role
from people.roles import Role

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What would become of a completion."""

    ISSUE = "issue"
    HAS_ONE = "has_one"
    REVOKED = "revoked"
    OWN = "own"


@dataclass(frozen=True)
class Row:
    """A completion and what would become of it."""

    completion: Completion
    outcome: Outcome


class NothingToIssueError(Exception):
    """Everybody has theirs."""


def modules_missing(actor: User) -> list[tuple[uuid.UUID, str, int]]:
    """Modules with completions without any certificate: key, code, how many."""
    rows = _completions(actor).filter(certificates=None).exclude(user=actor)
    counted = rows.order_by().values("module_key").annotate(count=Count("pk"))
    codes = dict(rows.order_by("edition__number").values_list("module_key", "edition__code"))
    found = [(row["module_key"], codes[row["module_key"]], row["count"]) for row in counted]
    return sorted(found, key=lambda row: row[1])


def dry_run(actor: User, module_key: uuid.UUID) -> list[Row]:
    """Every completion of the module in the organisations one coordinates, those to issue first. Changes nothing."""
    found = _completions(actor).filter(module_key=module_key).select_related("user", "edition")
    rows = [Row(completion, _outcome(actor, completion)) for completion in found.order_by("user__name", "pk")]
    return sorted(rows, key=lambda row: row.outcome is not Outcome.ISSUE)


def _outcome(actor: User, completion: Completion) -> Outcome:
    state = completion.newest_state  # type: ignore[attr-defined]
    if state == Certificate.State.REVOKED:
        return Outcome.REVOKED
    if state is not None:
        return Outcome.HAS_ONE
    return Outcome.OWN if completion.user_id == actor.pk else Outcome.ISSUE


def _completions(actor: User) -> QuerySet[Completion]:
    """Those of people who were in an organisation one coordinates on that day; with the newest certificate's state."""
    then = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("completed_at__date")),
        user=OuterRef("user"),
        organisation__in=organisations_with_role(actor, Role.COORDINATOR),
        starts_on__lte=OuterRef("completed_at__date"),
    )
    newest = Certificate.objects.filter(completion=OuterRef("pk")).order_by("-pk").values("state")[:1]
    return Completion.objects.filter(Exists(then)).annotate(newest_state=Subquery(newest))


@transaction.atomic
def start(*, actor: User, module_key: uuid.UUID) -> BulkIssue:
    """Ask for the certificates of everybody the dry run would issue to; the answer doesn't wait for them."""
    from learning.tasks import issue_many  # noqa: PLC0415 - the task calls this module back

    rows = [row.completion for row in dry_run(actor, module_key) if row.outcome is Outcome.ISSUE]
    if not rows:
        raise NothingToIssueError
    bulk = BulkIssue.objects.create(actor=actor, module_key=module_key, module_code=rows[0].edition.code)
    BulkItem.objects.bulk_create([BulkItem(bulk=bulk, completion=completion) for completion in rows])
    record(
        actor=actor,
        action="learning.bulk_issue_started",
        records=[("learning.bulkissue", str(bulk.pk))],
        role=Role.COORDINATOR,
    )
    key = str(bulk.pk)
    transaction.on_commit(lambda: issue_many.enqueue(key), robust=True)
    return bulk


def run(key: uuid.UUID | str) -> int:
    """Issue what is still waiting, each by itself, however often it is asked for and wherever it was cut off."""
    bulk = BulkIssue.objects.select_related("actor").get(pk=key)
    waiting = BulkItem.objects.filter(bulk=bulk, state=BulkItem.State.QUEUED).values_list("pk", flat=True)
    return sum(_issue_one(bulk, item) for item in list(waiting))


def _issue_one(bulk: BulkIssue, pk: int) -> bool:
    try:
        with transaction.atomic():
            item = BulkItem.objects.select_for_update(of=("self",)).select_related("completion").get(pk=pk)
            if item.state != BulkItem.State.QUEUED:
                return False
            item.certificate = issue(actor=bulk.actor, completion=item.completion)
            item.state = BulkItem.State.ISSUED
            item.save(update_fields=["certificate", "state"])
    except CertificateError:
        logger.warning("no certificate for completion of item %s", pk, exc_info=True)
        BulkItem.objects.filter(pk=pk).update(state=BulkItem.State.FAILED)
        return False
    return True


def finish_all() -> int:
    """Go on with every bulk issue that was cut off; how many certificates that made."""
    open_ones = BulkItem.objects.filter(state=BulkItem.State.QUEUED).values_list("bulk", flat=True).distinct()
    return sum(run(key) for key in list(open_ones))
