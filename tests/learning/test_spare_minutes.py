"""What fits into 5, 10 or 20 minutes."""

from hypothesis import given
from hypothesis import strategies as st

from learning.spare_minutes import CHOICES, MOST, USUAL, Pick, asked, of_the_day, picks


def a_pick(kind: str, minutes: int, title: str = "") -> Pick:
    return Pick(kind, title or f"{kind} {minutes}", "M1", minutes, "/learn/", "en")


UNITS = st.lists(st.lists(st.integers(1, 40).map(lambda n: a_pick("unit", n)), max_size=5), max_size=5)
RESOURCES = st.lists(st.integers(1, 40).map(lambda n: a_pick("resource", n)), max_size=9)


@given(st.sampled_from(CHOICES), UNITS, st.booleans(), RESOURCES)
def test_nothing_is_longer_than_what_was_asked(
    minutes: int, modules: list[list[Pick]], due: bool, resources: list[Pick]
) -> None:
    found = picks(minutes, modules, a_pick("fresh", 2) if due else None, resources)
    assert all(pick.minutes <= minutes for pick in found)
    assert len(found) <= MOST
    kinds = [pick.kind for pick in found]
    assert kinds == sorted(kinds, key=["unit", "fresh", "resource"].index)
    assert ("fresh" in kinds) is due


def test_the_module_under_way_comes_first_with_its_first_unit_that_fits() -> None:
    under_way = [a_pick("unit", 15), a_pick("unit", 8, "Second"), a_pick("unit", 3)]
    assigned = [a_pick("unit", 9, "Assigned")]
    assert [pick.title for pick in picks(10, [under_way, assigned], None, [])] == ["Second", "Assigned"]


def test_only_the_three_choices_count() -> None:
    assert [asked(text) for text in ("5", "20")] == [5, 20]
    assert {asked(text) for text in ("", "7", "-5", "\uff15", "20'; --")} == {USUAL}


@given(RESOURCES)
def test_the_shelf_keeps_its_order_all_day(resources: list[Pick]) -> None:
    assert of_the_day(resources, "2026-11-24:7") == of_the_day(list(reversed(resources)), "2026-11-24:7")
    assert sorted(of_the_day(resources, "2026-11-24:7")) == sorted(resources)
