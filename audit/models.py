"""One entry per thing done or read. Entries are only ever added; triggers refuse the rest."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """Who did what to which record, when and in which role. Never what the record says.

    Actors are kept by id and name without a foreign key, so an entry outlives the account.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.CharField(max_length=40, blank=True, db_index=True)
    actor_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    records = models.JSONField(default=list)
    organisation_id = models.CharField(max_length=40, blank=True, db_index=True)
    request_id = models.CharField(max_length=36, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["sequence"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class ChainHead(models.Model):
    """The newest entry's number and hash; locked while an entry is added, so the chain never forks."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"
