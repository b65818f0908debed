"""What may be done with the front page in the admin."""

from __future__ import annotations

from wagtail.models import Page, PagePermissionTester


class FrontPageTester(PagePermissionTester):
    """It is written and published, and stays where it is: everything hangs below it, training too."""

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False
