"""Work done after the answer has gone out."""

from django_tasks import task

from learning.models import Certificate
from learning.services.certificate_files import file_of


@task()
def make_certificate_file(certificate_id: int) -> bool:
    """Render and keep a certificate's PDF, unless that has happened; False if it can't be made here."""
    return file_of(Certificate.objects.get(pk=certificate_id)) is not None
