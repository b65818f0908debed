"""The people and content that every other test stands on."""

import pytest
from wagtail.models import Locale, Site

from people.permissions import is_author, is_member, is_site_administrator, roles_of
from tests.factories import home_page, library_index, make_edition, make_module
from tests.personas import GROUPS, PERSONAS, World


@pytest.mark.django_db
def test_the_site_has_a_home_page_in_both_languages() -> None:
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "cy"}
    assert Site.objects.get().root_page_id == home_page("en").pk
    assert home_page("cy").translation_key == home_page("en").translation_key


def test_members_are_those_with_a_membership_or_grant_today(world: World) -> None:
    members = {name for name in PERSONAS if is_member(world[name])}
    assert members == set(GROUPS["members"])


def test_personas_hold_the_rights_their_names_say(world: World) -> None:
    assert [name for name in PERSONAS if is_author(world[name])] == ["coordinator"]
    assert [name for name in PERSONAS if is_site_administrator(world[name])] == ["admin"]
    assert roles_of(world.backup) == {"backup_supervisor"}
    assert roles_of(world.leaver) == set()


def test_a_furnished_world_has_a_module_as_learners_read_it(furnished: World) -> None:
    assert furnished.edition.units.count() == 2
    assert furnished.certificate.holder == furnished.therapist


@pytest.mark.django_db
def test_a_welsh_module_shares_its_edition_with_the_english_one() -> None:
    module = make_module("M7", units=1, questions=0)
    library_index("cy")
    welsh = module.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    edition = make_edition(module)
    assert {text.page_id for text in edition.modules.all()} == {module.pk, welsh.pk}


@pytest.mark.django_db(transaction=True)
def test_a_committing_test_may_leave_audit_entries_behind() -> None:
    from audit.services import record

    record(actor=None, action="test.left_behind")


@pytest.mark.django_db
def test_the_site_stands_again_after_a_committing_test() -> None:
    from audit.models import Entry

    assert home_page("cy")
    assert not Entry.objects.exists()
