"""The reference says what there is: settings, commands and decisions."""

import re

from django.apps import apps
from django.core.management import find_commands

from tests.contracts.source import ROOMS, ROOT, modules

REFERENCE = ROOT / "docs" / "reference"
READ = re.compile(r'env\.(?:text|secret|flag|number|clock|words|database)\(\s*"([A-Z_]+)"')


def rows(name: str) -> set[str]:
    """The first cell of every row of a page's tables, its code marks taken off."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE))


def test_every_variable_is_in_the_settings_reference_and_no_other() -> None:
    used = {name for _path, text in modules("config") for name in READ.findall(text)}
    assert used == rows("settings.md")


def test_every_command_is_in_the_commands_reference_and_no_other() -> None:
    ours = {
        f"manage.py {name}" for room in ROOMS for name in find_commands(f"{apps.get_app_config(room).path}/management")
    }
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert ours | {f"make {name}" for name in targets if name != "help"} == rows("commands.md")


def test_every_decision_is_numbered_once_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [name[:4] for name in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in records if f"({name})" not in listed] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not broken
