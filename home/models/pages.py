"""Public pages."""

from typing import ClassVar

from wagtail.models import Page


class HomePage(Page):
    """The front door: one per language."""

    private_page_options: ClassVar[list[str]] = []
