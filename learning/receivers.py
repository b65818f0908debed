"""Wagtail's events: a resource published or taken back changes what readers get."""

from typing import Any

from learning.models import ModulePage, ResourcePage, ResourceText
from learning.services import editions, library


def resource_published(sender: type[ResourcePage], instance: ResourcePage, **kwargs: Any) -> None:
    """Render it for readers."""
    library.store_text(instance)


def resource_unpublished(sender: type[ResourcePage], instance: ResourcePage, **kwargs: Any) -> None:
    """Take it from readers."""
    library.remove_text(instance)


def text_deleted(sender: type[ResourceText], instance: ResourceText, **kwargs: Any) -> None:
    """However it went, nobody finds it any more."""
    library.forget_unused_words(instance.language)


def module_deleted(sender: type[ModulePage], instance: ModulePage, **kwargs: Any) -> None:
    """A module that was published stays, whichever way it is deleted."""
    editions.refuse_to_lose(instance)
