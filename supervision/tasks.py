"""Work done after the answer has gone out."""

from django_tasks import task

from supervision.models import Notice
from supervision.services import notices


@task()
def send_notice(pk: str) -> bool:
    """Send the letter of a notice, unless it has been looked at meanwhile."""
    notice = Notice.objects.select_related("user").filter(pk=pk, seen_at=None).first()
    if notice is None:
        return False
    notices.send(notice)
    return True
