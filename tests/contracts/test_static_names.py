"""Production looks every static file up in a list: a name that is no file is an error page there, and only there."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")


def test_every_static_file_a_template_names_is_there_or_is_a_folder() -> None:
    missing = []
    for template in (ROOT / "templates").rglob("*.html"):
        for name in NAMED.findall(template.read_text(encoding="utf-8")):
            found = (ROOT / "static" / name).is_dir() if name.endswith("/") else finders.find(name)
            if not found:
                missing.append(f"{template.relative_to(ROOT)}: {name}")
    assert not missing
