"""What may be done with a module's pages in the admin: written there, but published only as a whole.

Readers get editions, so Wagtail's own publish, unpublish, move and copy would mean nothing or do harm.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

from learning.models.editions import Edition
from people.permissions import is_author


class LearningPageTester(PagePermissionTester):
    """Pages of training are for authors. Being a site administrator or a coordinator is not enough."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not is_author(user) and not user.is_superuser:
            self.permissions: set[str] = set()


class WholeModuleTester(LearningPageTester):
    """No publishing page by page; a unit stays in its module, and a module where it is."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return bool(self.page.is_child_of(destination))

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return bool(self.page.is_child_of(destination)) and super().can_copy_to(destination, recursive)


class UnitTester(WholeModuleTester):
    """A unit may be written, put in order, copied inside its module, and deleted: editions keep its words."""


class ModuleTester(WholeModuleTester):
    """A module that was ever published stays: learners' records point at it."""

    def can_copy(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not has_editions(self.page.translation_key) and super().can_delete(ignore_bulk)

    def can_reorder_children(self) -> bool:
        return bool(self.user.is_active and (self.user.is_superuser or "change" in self.permissions))


class PlaceTester(LearningPageTester):
    """The places of modules and resources stay where they are."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class ModulePlaceTester(PlaceTester):
    """A new module begins as a draft."""

    def can_publish_subpage(self) -> bool:
        return False


def has_editions(module_key: Any) -> bool:
    """The module was published at least once."""
    return Edition.objects.filter(module_key=module_key).exists()
