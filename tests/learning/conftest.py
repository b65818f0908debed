"""What training tests share: people with a role in the making of modules, and the places of pages."""

import re
from pathlib import Path
from typing import Any

import pytest

from people.setup import set_up
from tests.factories import learn_index, library_index, make_resource

LINK = re.compile(r'^:::resource code="(\w+)"', re.M)
DEMO = Path(__file__).resolve().parents[2] / "demo"


@pytest.fixture
def places(db: Any) -> None:
    """The pages of modules and of the library, in both languages."""
    for language in ("en", "cy"):
        learn_index(language)
        library_index(language)


def shelve(folder: Path) -> None:
    """Put into the library, as bare pages, every resource that units in the folder link to."""
    for code in sorted(
        {code for path in folder.rglob("*.md") for code in LINK.findall(path.read_text(encoding="utf-8"))}
    ):
        make_resource(code)


@pytest.fixture
def demo_modules() -> Path:
    """The folders of the demo's modules."""
    return DEMO / "modules"


@pytest.fixture
def groups(db: Any) -> None:
    """The admin's groups with their rights."""
    set_up()
