"""Mail about what guards records: that there is something to look at, and not a word of what."""

from people import mail
from people.addresses import at_home
from people.models import User


def tell(person: User) -> None:
    """One mail, in the person's language, sent when what it is about has been stored."""
    mail.send(
        "supervision_notice",
        to=person.email,
        language=person.language,
        context={"person": person, "link": at_home("/supervision/")},
    )
