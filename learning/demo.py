"""The demo's modules and resources, through the importer that coordinators have, published by the coordinator."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module as load_python_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from learning.demo_certificates import change_certificates, load_designs
from learning.models import Edition
from learning.services import editions, library
from learning.services.importing import import_module
from learning.services.importing_resources import import_resources
from people.models import User

AUTHOR = "coordinator@hearth.example"
REVIEWER = "reviewer@hearth.example"


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Import and publish everything in demo/; what is already there as written is left alone."""
    folder = Path(settings.BASE_DIR) / "demo"
    author, reviewer = User.objects.get(email=AUTHOR), User.objects.get(email=REVIEWER)
    resources = import_resources(actor=author, folder=folder / "resources", publish=True)
    library.store_missing()
    modules = sorted((folder / "modules").iterdir(), key=lambda path: int(path.name.removeprefix("m")))
    for path in modules:
        _load_module(path, author, reviewer)
    report(f"learning: {len(modules)} modules, {len(resources.written)} resources written")
    load_designs(report)
    if find_spec("learning.demo_progress"):
        load_python_module("learning.demo_progress").load(report)
    change_certificates(report)


def _load_module(path: Path, author: User, reviewer: User) -> None:
    result = import_module(actor=author, folder=path)
    key = result.module_key
    if key and (result.changed or not Edition.objects.filter(module_key=key).exists()):
        editions.publish(actor=author, module_key=key, reviewed_by=reviewer)
