"""`{% kept name=value … %}…{% endkept %}`: rendered once for each language and each set of values, then kept.

`{% kepteach item=items name=value … %}…{% endkepteach %}` does so for each item of a list.

What is between sees the named values and nothing else, neither the request nor the person, so what one reader gets can
never hold what belongs to another. It is kept as long as the loaded template, and at most LIMIT times.
"""

from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

LIMIT = 1000


class KeptNode(Node):
    """The part of a template that is kept."""

    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self._kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """What was kept for these values, or a new rendering."""
        return self.kept(context, get_language(), *(value.resolve(context) for value in self.values.values()))

    def kept(self, context: Context, language: str | None, *values: Any) -> SafeString:
        """The part in the language, with these values in place of its names."""
        key = (language, *values)
        try:
            html = self._kept.get(key)
        except TypeError:  # a list or a dict is no key: rendered every time
            return self._rendered(context, values)
        if html is None:
            if len(self._kept) >= LIMIT:
                self._kept.clear()
            html = self._kept[key] = self._rendered(context, values)
        return html

    def _rendered(self, context: Context, values: tuple[Any, ...]) -> SafeString:
        return self.nodelist.render(context.new(dict(zip(self.values, values, strict=True))))


class KeptEachNode(KeptNode):
    """The same for each item of a list: the first value is the list, and its name stands for the item."""

    def render(self, context: Context) -> SafeString:
        """Every item's part, one after another."""
        items, *rest = (value.resolve(context) for value in self.values.values())
        language = get_language()
        return SafeString("".join([self.kept(context, language, item, *rest) for item in items]))


def kept(parser: Parser, token: Token) -> KeptNode:
    """See the module."""
    return KeptNode(*_parsed(parser, token))


def kepteach(parser: Parser, token: Token) -> KeptEachNode:
    """See the module."""
    return KeptEachNode(*_parsed(parser, token))


def _parsed(parser: Parser, token: Token) -> tuple[NodeList, dict[str, FilterExpression]]:
    name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits or not values:
        raise TemplateSyntaxError(f"{name}: write name=value, not {bits!r}")
    nodelist = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return nodelist, values
