"""Parts of pages that are kept: once for each set of values and language, and never with anything else in them."""

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation


def _page(source: str) -> Template:
    return Template("{% load hearth i18n %}" + source)


def _shown(page: Template, **context: Any) -> str:
    return page.render(Context(context))


def test_a_part_is_rendered_once_for_the_same_values() -> None:
    times: list[int] = []
    page = _page("{% kept name=name count=count %}{{ name }}{{ count }}{% endkept %}")

    class Counted(str):
        def __str__(self) -> str:
            times.append(1)
            return "x"

        __hash__ = str.__hash__

    for _time in range(3):
        _shown(page, name="Amara", count=Counted("x"))
    assert _shown(page, name="Amara", count=Counted("x")) == "Amarax"
    assert len(times) <= 1


def test_other_values_give_another_part() -> None:
    page = _page("{% kept name=name %}<b>{{ name }}</b>{% endkept %}")
    assert [_shown(page, name=name) for name in ("Amara", "<i>", "Amara")] == [
        "<b>Amara</b>",
        "<b>&lt;i&gt;</b>",
        "<b>Amara</b>",
    ]


def test_nothing_that_was_not_named_is_seen() -> None:
    page = _page("{% kept name=name %}{{ name }}{{ secret }}{{ request }}{{ user }}{% endkept %}")
    assert _shown(page, name="Amara", secret="S", request="R", user="U") == "Amara"


def test_each_language_has_its_own() -> None:
    page = _page("{% kept x=1 %}{% get_current_language as code %}{{ code }}{% endkept %}")
    for code in ("en", "cy", "en"):
        with translation.override(code):
            assert _shown(page) == code


def test_a_list_as_a_value_is_rendered_each_time() -> None:
    page = _page("{% kept names=names %}{% for name in names %}{{ name }}{% endfor %}{% endkept %}")
    assert _shown(page, names=["a"]) == "a"
    assert _shown(page, names=["a", "b"]) == "ab"


def test_each_item_of_a_list_is_kept() -> None:
    page = _page("{% kepteach item=items mark=mark %}{{ item }}{{ mark }}{{ forloop }}{% endkepteach %}")
    assert _shown(page, items=["a", "b"], mark="!") == "a!b!"
    assert _shown(page, items=["b"], mark="?") == "b?"
    assert _shown(page, items=[], mark="?") == ""


@pytest.mark.parametrize("tag", ["{% kept %}", "{% kept name %}", "{% kept name=name other %}"])
def test_every_value_has_a_name(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        _page(tag + "{% endkept %}")
