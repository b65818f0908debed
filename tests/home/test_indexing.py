"""Indexing while much is written: once for each object, and as complete as without waiting."""

import pytest
from wagtail.models import Page

from home import indexing
from home.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that really ran."""
    names: list[str] = []
    run = indexing.ImmediateBackend.enqueue

    def noted(self: object, task: object, args: object, kwargs: object) -> object:
        names.append(task.name)
        return run(self, task, args, kwargs)

    monkeypatch.setattr(indexing.ImmediateBackend, "enqueue", noted)
    return names


def test_an_object_saved_thrice_is_indexed_once_at_the_end(done: list[str]) -> None:
    page = HomePage.objects.first()
    with indexing.indexed_once():
        for title in ("Hazel", "Rowan", "Quillwort"):
            page.title = title
            page.save()
        assert not done
    assert done.count("insert_or_update_object_task") == 1
    assert done.count("update_reference_index_task") == 1
    assert [found.pk for found in Page.objects.search("Quillwort")] == [page.pk]
    assert not Page.objects.search("Hazel")


def test_nothing_is_indexed_after_an_exception(done: list[str]) -> None:
    def save_and_fail() -> None:
        with indexing.indexed_once():
            HomePage.objects.first().save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert not done
