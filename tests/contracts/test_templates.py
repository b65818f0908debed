"""What every template of ours keeps to: parts that say what they take, nothing inline, every block drawn."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from wagtail import blocks

from config.styleguide import preview_body
from learning.blocks import ResourceBody, UnitBody

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
PAGES = [path for path in TEMPLATES if "email" not in path.parts]  # mail programs read nothing but inline styles
COMPONENTS = sorted((FOLDER / "components").rglob("*.html"))
INCLUDE = re.compile(r"{%\s*include\s+(.*?)%}", re.DOTALL)
THEIRS = ("socialaccount/", "mfa/", "account/", "wagtail")
REPEATED_LANDMARK = re.compile(r"<section[^>]*aria-labelledby=\"[^\"]*{{")
FIXED_HEADINGS = {  # repeated, but headed by the product's own words, each of them once
    "cpd/lines.html",
    "cpd/record/part.html",
    "home/teams.html",
    "pathways/mine/pathway.html",
    "pathways/person/training.html",
    "supervision/parts/told.html",
    "supervision/practice/sign_off.html",
    "supervision/prep/summary.html",
}
BLOCKS = sorted({**UnitBody().child_blocks, **ResourceBody().child_blocks}.items())


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_include_takes_only_what_it_is_given(path: Path) -> None:
    for arguments in INCLUDE.findall(path.read_text()):
        if not arguments.strip("\"'").startswith(THEIRS):
            assert arguments.split()[-1] == "only", f"include {arguments}"


def test_a_part_with_a_form_is_given_the_token_to_send_it() -> None:
    """`only` takes the token away too, and a form without it is refused."""
    texts = {name(path): re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL) for path in TEMPLATES}
    sends = {path for path, text in texts.items() if "csrf_token" in text}
    given = [(path, part) for path, text in texts.items() for part in INCLUDE.findall(text)]
    assert [
        (path, part)
        for path, part in given
        if part.split()[0].strip("\"'") in sends and part.split()[-1] == "only" and "csrf_token=csrf_token" not in part
    ] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_every_component_says_what_it_takes(path: Path) -> None:
    first = path.read_text().splitlines()[0]
    assert re.match(r"{# .*(Parameters: .+|No parameters\.) ?#}$", first), first


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_style_and_no_script_stands_inside_a_template(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"\sstyle\s*=", html), "a style attribute"
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html), "an event attribute"
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        assert "src=" in attributes or 'type="application/json"' in attributes, attributes
        assert not body.strip() or "json" in attributes, "an inline script"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?:https?:)?//(?!www\.w3\.org)[^"']*""", path.read_text())


def test_a_card_named_after_a_record_is_no_landmark() -> None:
    """Two teams may share a name, and two landmarks may not: such a card is an article."""
    assert {name(path) for path in TEMPLATES if REPEATED_LANDMARK.search(path.read_text())} == FIXED_HEADINGS


@pytest.mark.parametrize(("block_name", "block"), BLOCKS, ids=[block_name for block_name, _block in BLOCKS])
def test_every_block_has_a_template_and_something_to_show_its_author(block_name: str, block: blocks.Block) -> None:
    assert get_template(block.meta.template)
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("block_name", [block_name for block_name, _block in BLOCKS])
def test_every_block_draws_its_preview_in_its_own_section(block_name: str) -> None:
    html = preview_body().render_as_block()
    section = re.search(
        rf'<section class="block block-{block_name}[^"]*" id="b-preview-{block_name}">(.*?)</section>', html, re.DOTALL
    )
    assert section
    assert section.group(1).strip() or block_name == "image"


@pytest.mark.django_db
def test_a_check_shows_no_sign_of_the_right_answer() -> None:
    html = str(preview_body().render_as_block())
    check = html[html.index("block-check") :]
    assert check.count('type="radio"') == 3
    assert (
        len({re.sub(r'value="[^"]*"|>[^<]*<', "", label) for label in re.findall(r"<label class=.*?</label>", check)})
        == 1
    )
    assert "correct" not in check
    assert "⟦answer:" in check


@pytest.mark.django_db
def test_stored_html_holds_no_form_and_no_token() -> None:
    html = str(preview_body().render_as_block())
    assert "<form" not in html
    assert "csrf" not in html
    assert html.count('form="unit-form"') == len(re.findall(r"<(?:input|button|textarea)\b", html)) > 0
