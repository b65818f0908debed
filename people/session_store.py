"""Where sessions are kept: Django's own table, read at every request by a statement that is written once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from people.prepared import Prepared, Slot


class SessionStore(DatabaseStore):
    """A session that was ended or is over is gone at the next request: nothing of it is kept between two."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = _UNEXPIRED.objects(key=self.session_key or "", now=timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None


def _unexpired() -> QuerySet[AbstractBaseSession]:
    kept = SessionStore.get_model_class().objects
    return kept.filter(session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField()))


_UNEXPIRED = Prepared(_unexpired)
