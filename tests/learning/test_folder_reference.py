"""The page about module folders names every block, attribute and key that the reader knows, and no other block."""

import re
from pathlib import Path

from django.conf import settings

from learning.folder import modules, questions, resources
from learning.folder.body import BodyReader
from learning.folder.problems import Problems

PAGE = (Path(settings.BASE_DIR) / "docs/reference/module-folder.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `:::([a-z]+)` \|([^|]*)\|", PAGE, re.M))


def known() -> dict[str, set[str]]:
    reader = BodyReader(file="x", folder=Path("."), place=("x",), problems=Problems(), unit=True)
    return {name: attributes for name, (attributes, _maker) in reader.makers.items()}


def section(title: str) -> set[str]:
    """The names in backticks below a heading."""
    return set(re.findall(r"`([a-z_]+)`", PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]))


def test_blocks_and_their_attributes_are_the_readers() -> None:
    assert {name: set(re.findall(r"`([a-z_]+)`", attributes)) for name, attributes in ROWS.items()} == known()


def test_keys_of_a_module_unit_and_resource_are_the_readers() -> None:
    assert section("module.yaml") == set(modules.MODULE)
    assert section("A unit") == set(modules.UNIT)
    assert section("A resource") == set(resources.RESOURCE)


def test_keys_of_a_question_are_the_readers() -> None:
    answers = {name for facts in questions.BY_KIND.values() for name in facts}
    parts = {name for names in questions.FIELDS.values() for name in names}
    assert set(questions.COMMON) | set(questions.OPTIONS) | answers | parts <= section("questions.yaml")
