"""Search and reference indexes while much is written: each object is indexed once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django_tasks.backends.immediate import ImmediateBackend

INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}
Waiting = dict[tuple[str, tuple[Any, ...]], tuple[Any, tuple[Any, ...], dict[str, Any]]]
_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


class IndexingBackend(ImmediateBackend):
    """Does every task at once, but an object's indexing at the end of `indexed_once()`."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Do it now, or note it when it is indexing within `indexed_once()`."""
        waiting = _waiting.get()
        if waiting is None or kwargs or task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        waiting[task.module_path, tuple(args)] = (task, tuple(args), {})
        return None


@contextmanager
def indexed_once() -> Iterator[None]:
    """Within it an object saved ten times is indexed once; an exception leaves the indexing out with the rest."""
    waiting: Waiting = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for task, args, kwargs in waiting.values():
        if _is_there(*args):
            task.enqueue(*args, **kwargs)


def _is_there(app_label: str, model_name: str, pk: Any) -> bool:
    """What was written and then deleted again, such as the first page of a new site, has nothing to index."""
    return bool(apps.get_model(app_label, model_name)._default_manager.filter(pk=pk).exists())
