"""Wagtail's events, one line each."""

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.navigation.menus import forget_menus

for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(forget_menus, dispatch_uid="forget_menus")
post_delete.connect(forget_menus, sender=Page, dispatch_uid="forget_menus_on_delete")
