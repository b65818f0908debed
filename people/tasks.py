"""Work done after the answer has gone out."""

from django_tasks import task

from people.services import roster_imports


@task()
def import_roster(key: str) -> bool:
    """Carry out a checked list of people; False when that was done before or could not be."""
    row = roster_imports.run(key)
    return row is not None and row.state != row.State.FAILED
