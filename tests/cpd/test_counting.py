"""What counts towards a regulator's rules, at the edges of each."""

import datetime
from fractions import Fraction

import pytest

from cpd.counting import Fact, credited, months_after, period_of, standings, unexplained
from cpd.presets import presets
from cpd.words import Activity, Format

D = datetime.date
BACP = presets()["bacp"].rules[0].credit
TODAY = D(2026, 6, 15)


@pytest.mark.parametrize(
    ("size", "counts"),
    [(None, 120), (1, 120), (2, 60), (4, 60), (5, 24), (6, 20), (7, Fraction(120, 7)), (12, 10)],
)
def test_bacp_counts_half_of_a_group_up_to_four_and_a_members_share_above(size, counts):
    assert credited(120, size, BACP) == counts


def test_shares_of_minutes_are_added_before_they_are_rounded():
    seven = [Fact(D(2026, 6, day), 60, "supervision", "group", 7) for day in (1, 2, 3, 4, 5, 8, 9)]
    assert standings(presets()["bacp"], seven, D(2026, 1, 1), TODAY)[0].have == 60


def test_a_group_whose_size_nobody_gave_counts_for_nothing_where_size_matters():
    unknown = [Fact(D(2026, 6, 1), 120, "supervision", "group")]
    assert standings(presets()["bacp"], unknown, D(2026, 1, 1), TODAY)[0].have == 0


def test_bacp_looks_at_every_whole_month_of_the_year():
    facts = [Fact(D(2026, month, 5), 90, "supervision", "individual") for month in (4, 6)]
    (month,) = standings(presets()["bacp"], facts, D(2026, 4, 1), TODAY)
    assert (month.have, month.least, month.is_met) == (90, 90, False)
    assert month.lacking == ((D(2026, 5, 1), D(2026, 5, 31)),)


@pytest.mark.parametrize(
    ("since", "day", "first", "last", "year"),
    [
        (D(2026, 1, 1), D(2026, 1, 1), D(2026, 1, 1), D(2026, 12, 31), 1),
        (D(2026, 1, 1), D(2026, 12, 31), D(2026, 1, 1), D(2026, 12, 31), 1),
        (D(2026, 1, 1), D(2027, 1, 1), D(2027, 1, 1), D(2027, 12, 31), 2),
        (D(2024, 2, 29), D(2026, 2, 28), D(2026, 2, 28), D(2027, 2, 27), 3),
        (D(2024, 2, 29), D(2028, 2, 29), D(2028, 2, 29), D(2029, 2, 27), 5),
        (D(2026, 9, 1), D(2026, 6, 15), D(2026, 9, 1), D(2027, 8, 31), 1),
    ],
)
def test_years_run_from_the_chosen_day(since, day, first, last, year):
    found = period_of(since, 1, day)
    assert (found.first, found.last, found.year) == (first, last, year)


def test_aft_asks_for_eighteen_hours_in_the_first_three_years_and_twelve_of_them_one_to_one():
    facts = [
        Fact(D(2026, 2, 1), 720, "supervision", "individual", 1),
        Fact(D(2026, 3, 1), 359, "supervision", "group", 6),
        Fact(D(2026, 4, 1), 600, "supervision", "group", 7),
        Fact(D(2025, 12, 31), 600, "supervision", "individual", 1),
    ]
    all_of_it, alone = standings(presets()["aft"], facts, D(2024, 1, 1), TODAY)
    assert (all_of_it.have, all_of_it.least, all_of_it.to_go) == (1079, 1080, 1)
    assert (alone.have, alone.is_met) == (720, True)


def test_aft_asks_for_twelve_hours_from_the_fourth_year_on():
    (only,) = standings(presets()["aft"], [], D(2023, 1, 1), TODAY)
    assert only.least == 720
    assert [row.least for row in standings(presets()["aft"], [], D(2024, 1, 1), TODAY)] == [1080, 720]


def test_babcp_counts_five_activities_six_hours_of_skills_and_reflections_without_supervision():
    facts = [
        *(Fact(D(2026, 2, day), 30, "reading", reflected=day < 4) for day in range(1, 5)),
        Fact(D(2026, 3, 1), 359, "workshop"),
        Fact(D(2026, 3, 2), 600, "supervision", "group", 4, reflected=True),
    ]
    activities, skills, reflected = standings(presets()["babcp"], facts, D(2026, 1, 1), TODAY)
    assert (activities.have, activities.is_met) == (5, True)
    assert (skills.have, skills.is_met) == (359, False)
    assert reflected.have == 3


def test_hcpc_wants_a_mixture_over_two_years_that_says_who_benefits():
    facts = [Fact(D(2025, 5, 1), 60, "module"), Fact(D(2026, 5, 1), 60, "course", benefit=True)]
    listed, mixed, _gaps, benefit = standings(presets()["hcpc"], facts, D(2025, 1, 1), TODAY)
    assert (listed.have, mixed.have, mixed.is_met, benefit.is_met) == (2, 1, False, True)
    more = [*facts, Fact(D(2026, 6, 1), 60, "reading")]
    assert standings(presets()["hcpc"], more, D(2025, 1, 1), TODAY)[1].is_met


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        ([D(2026, 3, 31)], []),
        ([D(2026, 4, 1)], [(D(2026, 1, 1), D(2026, 4, 1))]),
        ([D(2026, 3, 14)], [(D(2026, 3, 14), TODAY)]),
        ([D(2026, 3, 16)], []),
        ([], [(D(2026, 1, 1), TODAY)]),
    ],
)
def test_a_gap_is_three_months_to_the_day(days, gaps):
    period = period_of(D(2026, 1, 1), 2, TODAY)
    assert unexplained([Fact(day) for day in days], period, TODAY, 3) == gaps


def test_time_away_that_is_explained_is_no_gap():
    away = Fact(D(2025, 11, 1), is_break=True, until=D(2026, 5, 30))
    period = period_of(D(2026, 1, 1), 2, TODAY)
    assert unexplained([away], period, TODAY, 3) == []


def test_a_longer_time_away_is_not_forgotten_for_a_shorter_one_inside_it():
    facts = [Fact(D(2026, 1, 1), is_break=True, until=D(2026, 6, 1)), Fact(D(2026, 2, 1))]
    assert unexplained(facts, period_of(D(2026, 1, 1), 2, TODAY), TODAY, 3) == []


def test_what_is_before_or_after_the_period_is_not_counted():
    facts = [Fact(D(2025, 12, 31), 600, "workshop"), Fact(D(2027, 1, 1), 600, "workshop")]
    assert standings(presets()["babcp"], facts, D(2026, 1, 1), TODAY)[1].have == 0


def test_months_end_where_a_month_is_short():
    assert months_after(D(2026, 11, 30), 3) == D(2027, 2, 28)
    assert months_after(D(2026, 12, 31), 1) == D(2027, 1, 31)


def test_every_preset_names_what_exists_and_where_it_was_read():
    measures = {"minutes", "entries", "categories", "gaps"}
    for preset in presets().values():
        assert preset.source
        assert preset.rules
        assert preset.years in {1, 2}
        for rule in preset.rules:
            assert rule.measure in measures
            assert rule.activities <= set(Activity.values)
            assert rule.formats <= set(Format.values)
            assert bool(rule.note) == bool(rule.note_cy)
            assert rule.label_cy != rule.label
            assert not rule.credit or rule.credit[-1].up_to is None
    assert set(presets()) >= {"bacp", "babcp", "aft", "hcpc"}
