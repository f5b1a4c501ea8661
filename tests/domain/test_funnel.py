"""The reverse funnel: the figures of E3, and what holds for every history."""

from datetime import date, timedelta
from fractions import Fraction
from statistics import median as exact_median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import Calendar
from planner.domain.conversion import Ratio, StepCounts, steps
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.funnel import FunnelPlan, History, time_left, what_if
from planner.domain.measure import Unit
from planner.domain.period import Span, week_span, year_named
from planner.domain.salesfigures import Average, CloseRate, Source, median, read_rate
from tests.builders import TODAY

OFF = (
    *(date(2026, month, day) for month, day in ((1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 3), (9, 7), (10, 12))),
    *(date(2026, 8, day) for day in range(3, 8)),
    *(date(2026, month, day) for month, day in ((11, 11), (11, 26), (12, 24), (12, 25))),
    *(date(2026, 12, day) for day in range(28, 32)),
)
YEAR = year_named(2026)
NEW_YEAR = YEAR.start


def planned(
    average: int | None = 10_000,
    rate: CloseRate | None = None,
    span: Span = YEAR,
    calendar: Calendar | None = None,
    **fields: object,
) -> FunnelPlan:
    """Return the plan of $1,000 new, nothing of it won."""
    calendar = calendar or Calendar.of(OFF)
    history = History(
        average=Average(typed=average),
        rate=rate or CloseRate(),
        talks=fields.pop("talks", Ratio(0, 0)),  # type: ignore[arg-type]
        connects=fields.pop("connects", Ratio(0, 0)),  # type: ignore[arg-type]
    )
    plain = {"unit": Unit.MONEY, "kind": DealKind.NEW, "currency": "USD", "target": 100_000, "current": 0, **fields}
    time = time_left(span, week_span(span.start), calendar)
    return FunnelPlan(name="$1,000 new in 2026", time=time, history=history, **plain)  # type: ignore[arg-type]


def test_a_thousand_dollars_of_new_sales_is_a_lead_every_eight_working_days() -> None:
    plan = planned()
    assert plan.history.rate.value == Fraction(1, 3)
    assert (plan.gap, plan.deals, plan.leads) == (100_000, 10, 30)
    assert plan.time.working_days == 240
    rhythm = plan.rhythm(plan.leads)
    assert rhythm is not None
    assert (rhythm.a_month, rhythm.days_each) == (Fraction(5, 2), Fraction(8))
    assert (rhythm.a_day, rhythm.a_week) == (Fraction(1, 8), Fraction(5, 8))


def test_a_thousand_dollars_of_repeat_sales_takes_twice_the_leads() -> None:
    plan = planned(average=5_000, kind=DealKind.REPEAT)
    assert (plan.deals, plan.leads) == (20, 60)


def test_the_money_is_split_over_twelve_months_to_the_cent() -> None:
    parts = planned().monthly()
    assert parts == (8_334,) * 4 + (8_333,) * 8
    assert sum(parts) == 100_000


@pytest.mark.parametrize(
    ("won", "closed", "rate", "leads"),
    [(0, 0, Fraction(1, 3), 30), (2, 9, Fraction(2, 7), 35), (5, 10, Fraction(9, 22), 25)],
)
def test_closed_leads_move_the_rate_and_the_leads(won: int, closed: int, rate: Fraction, leads: int) -> None:
    plan = planned(rate=CloseRate(won, closed))
    assert (plan.history.rate.value, plan.leads) == (rate, leads)


def test_a_rate_is_assumed_until_the_first_lead_is_closed() -> None:
    assert CloseRate().source == "assumed 33 %"
    assert CloseRate(0, 1).source == "yours so far"
    assert CloseRate(0, 1).value == Fraction(4, 13)


def test_a_typed_rate_stands_beside_the_users_own_and_says_so() -> None:
    rate = CloseRate(5, 10, typed=Fraction(1, 2))
    assert (rate.value, rate.source) == (Fraction(1, 2), "typed")
    assert (rate.own, rate.own_source) == (Fraction(9, 22), "yours so far")


def test_a_typed_average_counts_until_the_first_deal_is_won() -> None:
    assert (Average(typed=500).value, Average(typed=500).source) == (500, Source.TYPED)
    assert (Average(700, 1, 500).value, Average(700, 1, 500).source) == (700, Source.OWN)
    assert (Average().value, Average().source) == (None, Source.UNKNOWN)


@pytest.mark.parametrize(
    ("amounts", "middle"), [([], None), ([5], 5), ([9, 1, 5], 5), ([1, 2], 2), ([1, 4, 2, 100], 3)]
)
def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two_rounded_up(
    amounts: list[int], middle: int | None
) -> None:
    assert median(amounts) == middle


def test_a_plan_says_which_figures_it_lacks() -> None:
    bare = planned(average=None)
    assert (bare.deals, bare.leads, bare.conversations, bare.calls, bare.leads_this_week) == (None,) * 5
    assert bare.missing == ("average_deal", "conversations_per_lead", "connect_rate")
    assert planned(talks=Ratio(24, 12)).missing == ("connect_rate",)
    assert planned(average=None, target=0).missing == ()


def test_conversations_and_calls_come_from_the_users_own_log() -> None:
    plan = planned(talks=Ratio(25, 12), connects=Ratio(2, 5))
    assert (plan.leads, plan.conversations, plan.calls) == (30, 63, 158)


@pytest.mark.parametrize("nothing", [Ratio(0, 0), Ratio(0, 7)])
def test_a_step_without_history_is_unknown_rather_than_invented(nothing: Ratio) -> None:
    assert planned(talks=nothing, connects=Ratio(2, 5)).conversations is None
    plan = planned(talks=Ratio(24, 12), connects=nothing)
    assert (plan.conversations, plan.calls) == (60, None)


def test_what_is_won_already_is_not_planned_again() -> None:
    plan = planned(current=95_000)
    assert (plan.gap, plan.deals, plan.leads) == (5_000, 1, 3)


def test_a_goal_that_is_reached_needs_nothing() -> None:
    plan = planned(current=150_000, average=None)
    assert (plan.gap, plan.deals, plan.leads, plan.conversations, plan.calls) == (0,) * 5
    assert plan.rhythm(plan.leads) is None


def test_new_clients_are_planned_without_an_average() -> None:
    plan = planned(average=None, unit=Unit.COUNT, currency="", target=10)
    assert (plan.deals, plan.leads, plan.missing) == (10, 30, ("conversations_per_lead", "connect_rate"))


def test_without_a_working_day_left_the_counts_stand_and_no_rhythm_does() -> None:
    saturday = date(2026, 2, 14)
    plan = planned(span=Span(saturday, saturday))
    assert (plan.time.working_days, plan.leads, plan.rhythm(30), plan.leads_this_week) == (0, 30, None, None)
    assert plan.monthly() == (100_000,)


def test_the_leads_of_this_week_are_its_share_of_the_days_that_are_left() -> None:
    tuesday = planned(span=Span(TODAY, YEAR.end), calendar=Calendar())
    assert (tuesday.time.working_days, tuesday.time.this_week) == (233, 4)
    assert tuesday.leads_this_week == 1
    assert planned(average=100, span=Span(TODAY, YEAR.end), calendar=Calendar()).leads_this_week == 52


def test_a_month_that_is_half_over_takes_half_a_share_and_one_without_work_takes_none() -> None:
    august = tuple(date(2026, 8, day) for day in range(1, 32))
    plan = planned(span=Span(date(2026, 6, 16), date(2026, 9, 30)), calendar=Calendar.of(august))
    assert list(plan.time.months) == [Fraction(1, 2), 1, 0, 1]
    assert plan.monthly() == (20_000, 40_000, 0, 40_000)


def test_a_what_if_shows_the_changed_plan_beside_the_present_one() -> None:
    plan = planned()
    seen = what_if(plan, close_rate=Fraction(1, 4), average=5_000, weeks_off=2)
    assert seen.now == plan
    assert (seen.then.deals, seen.then.leads) == (20, 80)
    assert (seen.weeks_off, seen.days_off, seen.then.time.working_days) == (2, 10, 230)
    assert (seen.then.history.rate.source, seen.then.history.average.source) == (Source.TRIED, Source.TRIED)


def test_a_what_if_of_nothing_changes_nothing() -> None:
    assert what_if(planned()).then == planned()


def test_more_weeks_off_than_there_are_leave_no_day() -> None:
    seen = what_if(planned(), weeks_off=99)
    assert (seen.days_off, seen.then.time.working_days, seen.then.rhythm(30)) == (240, 0, None)


def test_weeks_off_leave_this_week_no_more_days_than_there_are() -> None:
    plan = planned(span=Span(TODAY, date(2026, 2, 18)), calendar=Calendar())
    assert (plan.time.working_days, plan.time.this_week) == (7, 4)
    assert what_if(plan, weeks_off=1).then.time[1:3] == (2, 2)


def test_a_what_if_that_cannot_be_is_refused() -> None:
    for rate in (Fraction(0), Fraction(-1, 3), Fraction(4, 3)):
        with pytest.raises(PlannerError, match="close rate"):
            what_if(planned(), close_rate=rate)
    for average in (0, -100):
        with pytest.raises(PlannerError, match="average deal"):
            what_if(planned(), average=average)
    with pytest.raises(PlannerError, match="Weeks off"):
        what_if(planned(), weeks_off=-1)
    with pytest.raises(PlannerError, match="counted in deals"):
        what_if(planned(unit=Unit.COUNT), average=100)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1/3", Fraction(1, 3)),
        ("33%", Fraction(33, 100)),
        ("33.5 %", Fraction(67, 200)),
        ("0.33", Fraction(33, 100)),
        (".5", Fraction(1, 2)),
        ("1", Fraction(1)),
        (" 100% ", Fraction(1)),
    ],
)
def test_a_close_rate_is_read_exactly(text: str, rate: Fraction) -> None:
    assert read_rate(text) == rate


@pytest.mark.parametrize(
    "text", ["", "%", "/", ".", "x", "1/0", "1//3", "-1/3", "1e9", "٣%", "1/3%", "0.3.3", "9" * 99]
)
def test_what_is_no_close_rate_is_named(text: str) -> None:
    with pytest.raises(PlannerError, match="is not a close rate"):
        read_rate(text)


@pytest.mark.parametrize("text", ["0", "0%", "0/5", "150%", "33", "4/3"])
def test_a_close_rate_lies_above_zero_and_not_above_one(text: str) -> None:
    with pytest.raises(PlannerError, match="above zero and at most 100 %"):
        read_rate(text)


def test_the_way_to_a_sale_has_four_parts_and_the_conversion_of_each_step() -> None:
    way = steps(StepCounts(calls=10, connected=4, conversations=6, meetings=2, proposals=0, closes=1))
    assert [step.part for step in way] == ["prospect", "prospect", "meet", "present", "sale"]
    assert [(step.name, step.times) for step in way] == [
        ("calls", 10),
        ("conversations", 6),
        ("meetings", 2),
        ("proposals", 0),
        ("closes", 1),
    ]
    ratios = [step.conversion for step in way]
    assert ratios == [None, Ratio(4, 10), Ratio(2, 6), Ratio(0, 2), Ratio(1, 0)]
    assert [ratio.value for ratio in ratios if ratio] == [Fraction(2, 5), Fraction(1, 3), 0, None]


COUNTS = st.integers(0, 10**6)
RATES = st.fractions(0, 1, max_denominator=10**6).filter(bool)
RATIOS = st.builds(Ratio, COUNTS, COUNTS)
SPANS = st.builds(
    lambda start, days: Span(start, start + timedelta(days=days)),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.integers(-3, 500),
)


@settings(max_examples=60)
@given(COUNTS, COUNTS, st.integers(1, 1000))
def test_one_more_lead_won_raises_the_rate_and_one_more_lost_lowers_it(won: int, lost: int, more: int) -> None:
    rate = CloseRate(won, won + lost)
    assert rate.own < CloseRate(won + more, won + lost + more).own <= 1
    assert rate.own > CloseRate(won, won + lost + more).own > 0


@settings(max_examples=60)
@given(st.integers(1, 10**12), st.integers(1, 10**12), RATES)
def test_leads_are_at_least_the_deals_and_close_the_gap(gap: int, average: int, rate: Fraction) -> None:
    plan = planned(average, CloseRate(typed=rate), target=gap)
    assert plan.deals is not None
    assert plan.leads is not None
    assert plan.deals * average >= gap > (plan.deals - 1) * average
    assert plan.leads * rate >= plan.deals > (plan.leads - 1) * rate
    assert plan.leads >= plan.deals
    sure = planned(average, CloseRate(typed=Fraction(1)), target=gap)
    assert sure.leads == sure.deals


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_the_median_is_the_exact_one_rounded_half_up(amounts: list[int]) -> None:
    assert median(amounts) == int(exact_median(map(Fraction, amounts)) + Fraction(1, 2))


@settings(max_examples=100)
@given(SPANS, st.none() | st.integers(1, 10**9), COUNTS, RATIOS, RATIOS, st.frozensets(st.integers(0, 6)), st.data())
def test_nothing_divides_by_nothing(
    span: Span,
    average: int | None,
    target: int,
    talks: Ratio,
    connects: Ratio,
    work_week: frozenset[int],
    data: st.DataObject,
) -> None:
    calendar = Calendar.of(OFF, work_week)
    plan = planned(average, span=span, calendar=calendar, target=target, talks=talks, connects=connects)
    rate, weeks = data.draw(st.none() | RATES), data.draw(st.integers(0, 60))
    for seen in what_if(plan, close_rate=rate, average=average, weeks_off=weeks)[:2]:
        for number in (seen.deals, seen.leads, seen.conversations, seen.calls):
            rhythm = seen.rhythm(number)
            assert number is None or number >= 0
            assert rhythm is None or rhythm.a_day * rhythm.days_each == 1
            assert (rhythm is None) is (not number or not seen.time.working_days)
        assert sum(seen.monthly()) == (seen.gap if seen.time.months else 0)
        assert seen.leads_this_week is None or seen.leads is None or 0 <= seen.leads_this_week <= seen.leads
