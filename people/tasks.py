"""Work done after the answer has gone out."""

from django_tasks import task

from people.services import letters, roster_imports


@task()
def import_roster(key: str) -> bool:
    """Carry out a checked list of people; False when that was done before or could not be."""
    row = roster_imports.run(key)
    return row is not None and row.state != row.State.FAILED


@task()
def send_letters(user_id: int) -> int:
    """Write and send what is due to one person; how many letters."""
    return letters.send_to(user_id)


@task()
def send_due_letters() -> int:
    """Send every letter whose time has come; how many."""
    return letters.send_due()
