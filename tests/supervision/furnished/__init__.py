"""Records for the permission table and the sweep: each module's `furnish(world)` puts its own into `world.records`.

Modules run in the order of their names; `a_cases` comes first, so that others find a case and a summary.
"""

import importlib
import pkgutil
from typing import Any


def furnish_records(world: Any) -> None:
    """Every part of supervision adds what its pages show."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        importlib.import_module(f"{__name__}.{module.name}").furnish(world)
