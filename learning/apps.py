"""Registers the learning app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "learning"
    verbose_name = "Learning"

    def ready(self) -> None:
        """Listen to what Wagtail does with resources, guard modules, and add to other rooms' pages."""
        from django.db.models.signals import post_delete, pre_delete  # noqa: PLC0415
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415

        from home import due_work  # noqa: PLC0415
        from learning import on_person_page, own_sources, panels, receivers  # noqa: F401, PLC0415
        from learning.models import ModulePage, ResourcePage, ResourceText  # noqa: PLC0415
        from learning.services import bulk_issuing, completion, editions  # noqa: PLC0415

        due_work.register("pages of editions changed", editions.publish_due)
        due_work.register("modules finished by evidence", completion.complete_waiting)
        due_work.register("certificates issued at one go", bulk_issuing.finish_all)

        page_published.connect(receivers.resource_published, sender=ResourcePage, dispatch_uid="resource_published")
        page_unpublished.connect(
            receivers.resource_unpublished, sender=ResourcePage, dispatch_uid="resource_unpublished"
        )
        post_delete.connect(receivers.text_deleted, sender=ResourceText, dispatch_uid="text_deleted")
        pre_delete.connect(receivers.module_deleted, sender=ModulePage, dispatch_uid="module_deleted")
