"""Work done after the answer has gone out."""

from django_tasks import task

from learning.models import Certificate
from learning.services import bulk_issuing, word_imports
from learning.services.certificate_files import file_of


@task()
def make_certificate_file(certificate_id: int) -> bool:
    """Render and keep a certificate's PDF, unless that has happened; False if it can't be made here."""
    return file_of(Certificate.objects.get(pk=certificate_id)) is not None


@task()
def import_word(key: str) -> bool:
    """Make a draft module of an uploaded Word document; False when that was done before or could not be."""
    row = word_imports.run(key)
    return row is not None and row.state == row.State.DONE


@task()
def issue_many(key: str) -> int:
    """Issue what is still waiting of a bulk issue; how many that were."""
    return bulk_issuing.run(key)
