"""What both languages keep to: every word is wrapped, every message has its Welsh, and the house wording wins."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from config.catalogues import WELSH, key, package_words, sources
from people.setup import set_up
from tests.contracts import words
from tests.contracts.source import ROOT

CATALOGUES = [source for source in sources() if source.parents[1].name == WELSH]
MESSAGES = [(source, entry) for source in CATALOGUES for entry in polib.pofile(str(source))]
OURS, PACKAGES = (polib.pofile(str(source)) for source in CATALOGUES)
HOUSE = yaml.safe_load((ROOT / "demo/site/interface-cy.yaml").read_text())
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr%]|{\w*}")

# Names, keys and languages, which are the same in both languages.
NAMES = {"Hearth", "Ctrl", "Enter", "Alt", "English", "Cymraeg", "PDF", "CSV", "HTML", "XLSX"}
# Shown to developers only, or never shown.
NOT_SHOWN = ("apps.py", "config/styleguide.py")


def plural_rule(number: int) -> int:
    return 0 if number == 1 else 1 if number == 2 else 3 if number in (8, 11) else 2


def forms(entry: Any) -> list[tuple[str, str]]:
    """Each Welsh text with the English it says."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid if form == 0 else entry.msgid_plural, text) for form, text in entry.msgstr_plural.items()]


@pytest.mark.parametrize("path", words.TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_english_stands_in_a_template_outside_a_translation(path: Path) -> None:
    assert [found for found in words.bare_words(path.read_text()) if found not in NAMES] == []


def test_no_english_is_shown_by_python_without_translation() -> None:
    assert [found for found in words.bare_python() if not any(part in found for part in NOT_SHOWN)] == []


def test_the_scan_finds_bare_words_as_text_and_in_what_is_read_out() -> None:
    html = '<p title="Bare too">{% translate "fine" %} Bare &amp; {{ plain }}{# not this #}</p>'
    assert words.bare_words(html) == ["Bare", "Bare too"]


def test_every_message_has_its_welsh_in_every_form() -> None:
    empty = [entry.msgid for _, entry in MESSAGES if not all(welsh for _, welsh in forms(entry))]
    assert empty == []
    assert all(len(entry.msgstr_plural) == 4 for _, entry in MESSAGES if entry.msgid_plural)


def test_every_message_in_our_source_is_in_the_catalogue() -> None:
    """Words were added: `make messages`, then their Welsh in locale/cy/LC_MESSAGES/django.po."""
    known = {entry.msgid for entry in OURS}
    used = {message for _, message in words.python_messages()}.union(*map(words.template_messages, words.TEMPLATES))
    assert used - known == set()


def test_placeholders_are_the_same_in_welsh() -> None:
    wrong = [
        (english, welsh)
        for _, entry in MESSAGES
        for english, welsh in forms(entry)
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(welsh))
    ]
    assert wrong == []


def test_line_breaks_at_the_ends_are_the_same_in_welsh() -> None:
    for _, entry in MESSAGES:
        for english, welsh in forms(entry):
            assert english.startswith("\n") == welsh.startswith("\n"), english
            assert english.endswith("\n") == welsh.endswith("\n"), english


def test_the_house_wording_is_used_wherever_the_same_english_stands() -> None:
    wording = {str(english): welsh for group in HOUSE["strings"].values() for english, welsh in group.items()}
    plurals = {row["en"][0]: row["cy"] for row in HOUSE["plurals"]}
    for entry in OURS:
        if entry.msgid_plural and entry.msgid in plurals:
            assert list(entry.msgstr_plural.values()) == plurals[entry.msgid]
        elif entry.msgid in wording:
            assert entry.msgstr == wording[entry.msgid]


def test_every_word_of_an_installed_package_that_lacks_welsh_is_in_the_second_catalogue() -> None:
    assert {key(entry) for entry in package_words()} == {key(entry) for entry in PACKAGES}


@pytest.fixture
def compiled() -> None:
    """The catalogues as Django reads them."""
    call_command("compile_catalogues")


@pytest.mark.usefixtures("compiled")
def test_unsure_welsh_is_shown_rather_than_english() -> None:
    unsure = next(entry for entry in OURS.fuzzy_entries() if not entry.msgid_plural and not entry.msgctxt)
    with translation.override(WELSH):
        assert translation.gettext(unsure.msgid) == unsure.msgstr


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 tystysgrif"), (2, "2 dystysgrif"), (3, "3 tystysgrif"), (8, "8 tystysgrif")]
)
def test_welsh_counts_with_its_four_forms(number: int, said: str) -> None:
    with translation.override(WELSH):
        assert (
            translation.ngettext("%(counter)s certificate", "%(counter)s certificates", number) % {"counter": number}
            == said
        )


def test_the_plural_rule_is_the_one_django_reads_welsh_with() -> None:
    assert "n != 8 && n != 11" in OURS.metadata["Plural-Forms"]
    with translation.override(WELSH):
        for number in range(30):
            assert (
                translation.ngettext("%(num)d year", "%(num)d years", number)
                == (
                    next(entry for entry in PACKAGES if entry.msgid == "%(num)d year").msgstr_plural[
                        plural_rule(number)
                    ]
                )
            )


def test_the_list_for_a_welsh_speaker_names_what_is_unsure_and_where_it_stands(capsys: pytest.CaptureFixture) -> None:
    call_command("fuzzy_strings")
    printed = capsys.readouterr().out
    unsure = [entry for _, entry in MESSAGES if entry.fuzzy]
    assert printed.count("\nunsure: ") + printed.startswith("unsure: ") == len(unsure)
    assert all(repr(entry.msgid) in printed and entry.occurrences[0][0] in printed for entry in unsure)
    assert printed.splitlines()[-1] == f"{len(MESSAGES)} messages: {len(unsure)} unsure, 0 not translated."


@pytest.mark.django_db
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(("language", "said"), [("cy", "Braf eich gweld"), ("en", "Good to see you")])
def test_the_editor_speaks_the_language_of_the_profile(world: Any, language: str, said: str) -> None:
    set_up()
    world.coordinator.language = language
    world.coordinator.save(update_fields=["language"])
    page = world.client("coordinator").get("/admin/")
    assert page["Content-Language"] == language
    assert said in page.content.decode()
    assert world.client("nobody").get("/")["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.usefixtures("compiled")
def test_signing_in_has_nothing_english_left(client: Any) -> None:
    for name in ("account_login", "account_reset_password", "account_signup"):
        with translation.override(WELSH):
            address = reverse(name)
        page = re.sub(r"<script.*?</script>|<[^>]*>", " ", client.get(address).content.decode(), flags=re.DOTALL)
        assert not re.findall(r"\b(?:the|and|your|you|with|sign|password|forgot)\b", page, flags=re.IGNORECASE), address
