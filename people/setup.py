"""What a site needs before anybody signs in: the admin's groups, each with just the rights it uses."""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models
from wagtailmedia.models import Media

from people.roles import ADMINISTRATORS, AUTHORS, COORDINATORS, REVIEWERS

PAGE_RIGHTS: dict[str, tuple[str, ...]] = {
    AUTHORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    COORDINATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ADMINISTRATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
    REVIEWERS: (),
}
PICTURE_RIGHTS = ("add", "change", "choose")


def set_up(report: Callable[[str], None] = lambda line: None) -> None:
    """Make the admin groups and give them their rights. Run again, it changes nothing."""
    for name, page_rights in PAGE_RIGHTS.items():
        group, created = Group.objects.get_or_create(name=name)
        _give(group, _admin_access())
        _give_page_rights(group, page_rights)
        if page_rights:
            _give_picture_rights(group)
            _give(group, _snippet_rights())
            _give(group, _translating())
        if name in {AUTHORS, COORDINATORS}:
            _give_recording_rights(group)
        if created:
            report(f"group made: {name}")


def _admin_access() -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")


def _snippet_rights() -> Iterable[Permission]:
    types = ContentType.objects.get_for_models(*get_snippet_models()).values()
    return Permission.objects.filter(content_type__in=types)


def _translating() -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtail_localize", codename="submit_translation")


def _give(group: Group, permissions: Iterable[Permission]) -> None:
    group.permissions.add(*permissions)


def _give_page_rights(group: Group, codenames: Iterable[str]) -> None:
    root = Page.objects.get(depth=1)
    for permission in _rights_on(Page, codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_picture_rights(group: Group) -> None:
    """Wagtail keeps the rights on pictures with its own image model, whatever model a site uses for them."""
    root = Collection.get_first_root_node()
    for permission in _rights_on(Image, [f"{verb}_image" for verb in PICTURE_RIGHTS]):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _give_recording_rights(group: Group) -> None:
    """Kept with wagtailmedia's own model in the same way."""
    root = Collection.get_first_root_node()
    for permission in _rights_on(Media, ["add_media", "change_media"]):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _rights_on(model: type[models.Model], codenames: Iterable[str]) -> Iterable[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    return Permission.objects.filter(content_type=content_type, codename__in=list(codenames))
