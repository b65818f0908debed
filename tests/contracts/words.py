"""Finds the words in our templates and Python: those that are wrapped for translation, and those that are not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.contracts.source import ROOT, modules

TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.suffix in {".html", ".txt"} and path.name != "styleguide.html"  # for developers only
)
WRAPPERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SHOWN_KEYWORDS = {"verbose_name", "verbose_name_plural", "help_text", "label", "heading", "menu_label", "empty_label"}
SHOWN_CALLS = {"ValidationError", "success", "error", "warning", "info"}

_CALL = re.compile(r"""(?<!\w)(?:n?gettext|_)\(u?((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
_CODE = re.compile(
    r"<(script|style)\b.*?</\1>|{%\s*block main_class\s*%}.*?{%\s*endblock.*?%}|⟦.*?⟧", re.DOTALL
)  # nobody reads these as words
_DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SPOKEN = re.compile(r"""\s(?:aria-label|title|alt|placeholder)\s*=\s*("[^"]*"|'[^']*')""")
_MARKUP = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]{2,}(?:\s+[A-Za-z'’]+)*")


def bare_words(text: str) -> list[str]:
    """English that stands in a template outside every translation tag: as text, or in an attribute that is read out."""
    for pattern in (_COMMENT, _TRANSLATED, _CODE):
        text = pattern.sub(" ", text)
    text = _DJANGO.sub("", text)
    spoken = " | ".join(value.strip("\"'") for value in _SPOKEN.findall(text))
    plain = re.sub(r"&\w+;", " ", _MARKUP.sub(" | ", text))
    return [found.strip() for found in _WORDS.findall(f"{plain} | {spoken}")]


def template_messages(path: Path) -> set[str]:
    """Every message of a template."""
    return {ast.literal_eval(found) for found in _CALL.findall(templatize(path.read_text(), origin=str(path)))}


def python_messages() -> Iterator[tuple[str, str]]:
    """(file, message) for every wrapped string in our Python."""
    for file, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and _name(node.func) in WRAPPERS and node.args:
                arguments = node.args[1:2] if _name(node.func).startswith("p") else node.args[:1]
                yield from ((file, part.value) for part in arguments if _is_text(part))


def bare_python() -> Iterator[str]:
    """file:line "text" of strings that people are shown, but that are not wrapped."""
    for file, text in modules():
        for node in ast.walk(ast.parse(text)):
            for part in _shown(node):
                if _is_text(part) and re.search(r"[A-Za-z]{3}", part.value):
                    yield f'{file}:{part.lineno} "{part.value}"'


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS)
        if _name(node.func) in SHOWN_CALLS and _owner(node.func) != "logger":
            yield from node.args
    if isinstance(node, ast.ClassDef):
        choices = any(_name(base) in {"TextChoices", "IntegerChoices"} for base in node.bases)
        for line in node.body:
            if not isinstance(line, ast.Assign) or not isinstance(line.targets[0], ast.Name):
                continue
            if line.targets[0].id in SHOWN_KEYWORDS:
                yield line.value
            if choices and isinstance(line.value, ast.Tuple):
                yield from line.value.elts[1:]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _owner(node: ast.expr) -> str:
    return _name(node.value) if isinstance(node, ast.Attribute) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
