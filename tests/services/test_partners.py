"""Reviews with a partner and with a group: who takes part, what is promised and returns, what is in the way, the brief."""

from datetime import date, timedelta
from functools import partial
from html.parser import HTMLParser

import pytest

from planner.domain.action import Action, ActionStatus
from planner.domain.briefviews import FIELDS
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind
from planner.domain.obstacle import Obstacle
from planner.domain.period import Period
from planner.domain.person import Person, ReviewPerson, Role
from planner.domain.review import Review, ReviewAnswer, ReviewKind
from planner.domain.value import replace
from planner.services import brief_text
from planner.services.planner import Planner
from tests.architecture.test_voice import FORBIDDEN
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    a_milestone,
    an_action,
    an_activity,
    put,
)

LAST_WEEK = TODAY - timedelta(days=7)
PARTNER, GROUP = ReviewKind.PARTNER, ReviewKind.GROUP
HOSTILE = "</li><script>alert(1)</script> & *[x](y)* $12k 田中"


@pytest.fixture
def mia(planner: Planner) -> Person:
    planner.partners.add("Mia Holt", Role.MENTOR)
    return planner.partners.find("mia")


def promised(planner: Planner) -> list[tuple[str, date]]:
    return [(one.text, one.date) for one in planner.store.select(Action, "review_id IS NOT NULL", (), "rowid")]


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_mistyped_part_is_asked_about_and_a_family_name_is_none(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="“mentorc” is no part: mentor"):
        planner.partners.meeting(PARTNER, "Zoe Holt mentorc")
    for name in ("Anna Maria Peters", "Anna peters", "Zoe Holt"):
        ((person, _),) = planner.partners.meeting(PARTNER, name)
        assert (person.name, person.role) == (name, Role.PEER)


def test_a_partner_is_named_renamed_given_another_part_and_let_go_of(planner: Planner, mia: Person) -> None:
    assert planner.partners.rename(mia.id, "Mia Holtz").label == "Renamed: Mia Holt → Mia Holtz"
    assert planner.partners.recast(mia.id, Role.COACH).label == "Goals partner, coach: Mia Holtz"
    assert planner.partners.remove(mia.id).label == "No longer reviewed with: Mia Holtz"
    assert planner.partners.people() == ()
    planner.partners.add("mia holtz", Role.FRIEND)
    (back,) = planner.partners.people()
    assert (back.id, back.name, back.role) == (mia.id, "mia holtz", Role.FRIEND)


def test_two_people_of_one_name_are_refused(planner: Planner, mia: Person) -> None:
    planner.partners.add("Bo", Role.GROUP)
    with pytest.raises(PlannerError, match="mia holt is named already"):
        planner.partners.add("mia holt")
    with pytest.raises(PlannerError, match="Mia Holt is named already"):
        planner.partners.rename(planner.partners.find("bo").id, "Mia Holt")
    assert planner.partners.people() == (planner.partners.find("bo"), mia)
    with pytest.raises(PlannerError, match="“Zed” is nobody whom you review goals with"):
        planner.partners.find("Zed")


# --- a partner's review ----------------------------------------------------------------------------------------------


def test_a_review_without_a_named_partner_is_not_saved(planner: Planner) -> None:
    planner.partners.add("Bo", Role.GROUP)
    verbs = planner.partners
    acts = (
        partial(verbs.close, PARTNER),
        partial(verbs.keep, PARTNER, note="well"),
        partial(verbs.promise, PARTNER, "call Lee"),
        partial(verbs.obstacle, PARTNER, "legal is slow"),
    )
    for act in acts:
        with pytest.raises(PlannerError, match="A partner review names a partner"):
            act()
    with pytest.raises(PlannerError, match="Bo is of the group"):
        planner.partners.close(PARTNER, people=["Bo"])
    assert list(planner.store.select(Review)) == []


@pytest.mark.usefixtures("mia")
def test_among_several_partners_one_is_named(planner: Planner) -> None:
    planner.partners.add("Tom Ode", Role.PEER)
    with pytest.raises(PlannerError, match="With whom\\? Mia Holt, Tom Ode are your partners"):
        planner.partners.close(PARTNER)
    assert planner.partners.close(PARTNER, people=["tom"]).label == "Held: goals partner, with Tom Ode"


@pytest.mark.usefixtures("mia")
def test_a_review_is_held_in_one_step_with_all_that_was_said(planner: Planner) -> None:
    done = planner.partners.close(
        PARTNER,
        note="push on renewals",
        promises=["call Lee fri", "20 feb send the terms", "write the offer by 12 mar", "tidy up"],
        obstacles=["legal takes a week -> ask Bo for the short form"],
    )
    assert done.label == "Held: goals partner, with Mia Holt · 4 promises"
    assert promised(planner) == [
        ("call Lee", date(2026, 2, 13)),
        ("send the terms", date(2026, 2, 20)),
        ("write the offer", date(2026, 3, 12)),
        ("tidy up", TODAY + timedelta(days=7)),
    ]
    (obstacle,) = planner.store.select(Obstacle)
    (review,) = planner.store.select(Review)
    assert (obstacle.review_id, obstacle.opened_on, review.is_closed) == (review.id, TODAY, True)
    planner.undo()
    for kind in (Review, ReviewPerson, Action, Obstacle):
        assert list(planner.store.select(kind)) == []


def test_who_does_not_want_to_be_contacted_is_told_wherever_something_is_planned_with_them(
    planner: Planner, mia: Person
) -> None:
    put(planner, a_contact("Ann", do_not_contact=True), old := a_contact("Old", archived_on=TODAY))
    unwanted = " · does not want to be contacted"
    action, cautions = planner.partners.read_promise(PARTNER, "call @Ann")
    assert (action.text, cautions) == ("call Ann", unwanted)
    assert planner.partners.promise(PARTNER, "call @Ann").label.endswith(unwanted)
    assert planner.partners.obstacle(PARTNER, "prices -> call @Ann").label.endswith(unwanted)
    planner.partners.keep(PARTNER, people=[mia.id])
    held = planner.partners.close(PARTNER, promises=["call @Ann", "write @Ann", "call @Old", "sleep"])
    assert held.label.endswith(" · 4 promises · Ann does not want to be contacted · Old back from those put away")
    assert planner.store.need(Contact, old.id).archived_on is None


@pytest.mark.usefixtures("mia")
def test_somebody_new_in_two_promises_is_one_contact(planner: Planner) -> None:
    planner.partners.close(PARTNER, promises=["call @Dana", "send terms @Dana"])
    (dana,) = planner.store.select(Contact)
    assert {one.contact_id for one in planner.store.select(Action)} == {dana.id}


@pytest.mark.usefixtures("mia")
def test_a_review_is_begun_with_the_first_word_and_keeps_its_day_past_midnight(
    planner: Planner, clock: StoppedClock
) -> None:
    planner.partners.keep(PARTNER, note="half")
    clock.advance(days=1)
    planner.partners.promise(PARTNER, "call Lee")
    view = planner.partners.view(PARTNER)
    assert (view.day, view.note, [row.action.text for row in view.promised]) == (TODAY, "half", ["call Lee"])
    planner.partners.close(PARTNER)
    (review,) = planner.store.select(Review)
    assert (review.period_start, review.note, review.is_closed) == (TODAY, "half", True)
    planner.partners.reopen(PARTNER)
    assert planner.partners.view(PARTNER).review is not None
    with pytest.raises(PlannerError, match="No goals partner review was held"):
        planner.partners.reopen(PARTNER)


def test_a_review_is_due_seven_days_after_the_last(planner: Planner, mia: Person, clock: StoppedClock) -> None:
    assert planner.partners.view(PARTNER).is_due
    planner.partners.close(PARTNER, date(2026, 2, 4))
    view = planner.partners.view(PARTNER)
    assert (view.due_on, view.is_due, view.last_people) == (date(2026, 2, 11), False, (mia,))
    clock.advance(days=1)
    assert planner.partners.view(PARTNER).is_due
    with pytest.raises(PlannerError, match="Fri 13 Feb is still to come"):
        planner.partners.close(PARTNER, date(2026, 2, 13))


@pytest.mark.usefixtures("mia")
def test_what_was_promised_returns_at_the_next_review(planner: Planner) -> None:
    planner.partners.close(PARTNER, LAST_WEEK, promises=["one", "two", "three", "four"])
    keys = {one.text: one.id for one in planner.store.select(Action)}
    planner.plan.toggle(keys["one"])
    planner.plan.drop(keys["two"])
    planner.plan.move(keys["three"], TODAY + timedelta(days=1))
    told = planner.partners.view(PARTNER).commitments
    assert (told.kept, told.total) == (1, 4)
    assert [(row.action.text, row.action.status) for row in told.rows] == [
        ("one", ActionStatus.DONE),
        ("two", ActionStatus.DROPPED),
        ("four", ActionStatus.PLANNED),
        ("three", ActionStatus.PLANNED),
    ]
    planner.partners.close(PARTNER, promises=["five"])
    told = planner.partners.view(PARTNER).commitments
    assert [row.action.text for row in told.rows] == ["five"]


# --- a group's review ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mia")
def test_a_group_names_who_took_part_and_is_due_once_a_month(planner: Planner, clock: StoppedClock) -> None:
    with pytest.raises(PlannerError, match="A group review names who takes part"):
        planner.partners.close(GROUP)
    for name in ("Bo", "Cy"):
        planner.partners.add(name, Role.GROUP)
    assert planner.partners.view(GROUP).is_due
    assert planner.partners.close(GROUP).label == "Held: monthly group, with Bo, Cy"
    view = planner.partners.view(GROUP)
    assert ([one.name for one in view.last_people], view.due_on) == (["Bo", "Cy"], date(2026, 3, 1))
    clock.set(date(2026, 3, 1))
    assert planner.partners.view(GROUP).is_due
    planner.partners.close(GROUP, people=["Bo", "Mia"])
    assert [one.name for one in planner.partners.view(GROUP).last_people] == ["Bo", "Mia Holt"]


def test_a_group_answers_its_headings_and_takes_up_ideas(planner: Planner) -> None:
    planner.partners.add("Bo", Role.GROUP)
    planner.partners.keep(GROUP, answers={"doing": "calls", "next month": "demos"})
    planner.partners.keep(GROUP, answers={"doing": ""})
    for text in ("webinar for old customers", "100 demos", "open a branch"):
        planner.partners.idea(text)
    planner.partners.act_on(1)
    planner.partners.close(GROUP)
    assert planner.partners.aim_for(2).label == "Goal set: 100 demos"
    planner.partners.aim_for(3, "open a branch by 30 jun")
    (action,) = planner.store.select(Action)
    assert (action.text, action.date) == ("webinar for old customers", date(2026, 2, 11))
    assert [(goal.title, goal.ends_on) for goal in planner.store.select(Goal, order="rowid")] == [
        ("100 demos", date(2026, 3, 31)),
        ("open a branch", date(2026, 6, 30)),
    ]
    with pytest.raises(PlannerError, match="“100 demos” was taken up already"):
        planner.partners.act_on(2)
    with pytest.raises(PlannerError, match="There is no idea 4"):
        planner.partners.act_on(4)
    planner.partners.reopen(GROUP)
    view = planner.partners.view(GROUP)
    assert (view.answers, [bool(idea.became) for idea in view.ideas]) == ({"next month": "demos"}, [True] * 3)
    with pytest.raises(PlannerError, match=r"does not ask for “weather”\. It asks for doing, headed, next month\."):
        planner.partners.keep(GROUP, answers={"weather": "fine"})


# --- what is in the way ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mia")
def test_obstacles_return_oldest_first_until_they_are_resolved(planner: Planner) -> None:
    planner.partners.add("Bo", Role.GROUP)
    planner.obstacles.add("prices", TODAY)
    planner.obstacles.add("legal takes a week", LAST_WEEK)
    planner.partners.obstacle(PARTNER, "no references")
    for kind in (PARTNER, GROUP):
        told = [(row.obstacle.text, row.days) for row in planner.partners.view(kind).obstacles]
        assert told == [("legal takes a week", 7), ("prices", 0), ("no references", 0)]
    key = planner.obstacles.find("legal").id
    planner.obstacles.lead_to(key, "ask Bo for the short form")
    assert planner.obstacles.rows()[0].next_action is not None
    done = planner.obstacles.resolve(key, TODAY, "the short form does")
    assert done.label == "Out of the way: legal takes a week: the short form does"
    assert [row.obstacle.text for row in planner.partners.view(GROUP).obstacles] == ["prices", "no references"]
    assert planner.obstacles.rows(resolved=True)[-1].obstacle.resolved_on == TODAY
    with pytest.raises(PlannerError, match="is out of the way already"):
        planner.obstacles.resolve(key)
    planner.obstacles.reopen(key)
    assert planner.obstacles.rows()[0].obstacle.text == "legal takes a week"


def test_an_obstacle_is_found_by_its_words_and_cannot_lie_ahead(planner: Planner) -> None:
    planner.obstacles.add("legal takes a week")
    planner.obstacles.add("legal")
    assert planner.obstacles.find("LEGAL").text == "legal"
    assert planner.obstacles.find("week").text == "legal takes a week"
    with pytest.raises(PlannerError, match="Nothing like “price” is in the way"):
        planner.obstacles.find("price")
    with pytest.raises(PlannerError, match="is still to come"):
        planner.obstacles.add("rain", date(2026, 2, 11))
    with pytest.raises(PlannerError, match="is still to come"):
        planner.obstacles.resolve(planner.obstacles.find("week").id, date(2026, 2, 11))
    with pytest.raises(PlannerError, match="It stands before ->"):
        planner.obstacles.add("-> call")


def test_what_a_day_said_is_an_obstacle_like_any_other(planner: Planner) -> None:
    planner.reviews.obstacle(TODAY, "legal takes a week")
    planner.reviews.obstacle(TODAY, "legal takes a month -> ask Bo")
    (found,) = planner.store.select(Obstacle)
    assert (found.text, found.review_id, found.next_action_id is not None) == (
        "legal takes a month",
        "day-2026-02-10",
        True,
    )
    planner.obstacles.resolve(found.id, words="done")
    planner.reviews.obstacle(TODAY, "legal takes a month")
    assert planner.reviews.day(TODAY).obstacle == "legal takes a month"
    assert planner.obstacles.rows() == ()
    planner.reviews.obstacle(TODAY, "prices")
    assert [row.obstacle.text for row in planner.obstacles.rows()] == ["prices"]
    planner.reviews.obstacle(TODAY, "")
    assert list(planner.store.select(Obstacle)) == []


# --- the brief -------------------------------------------------------------------------------------------------------


def lived(planner: Planner) -> None:
    """Fill a planner: a quota, a priority of milestones, calls, a sale, a promise to a contact, an obstacle."""
    dana = a_contact("Dana Reyes", "Acme")
    year = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    quota = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA, **year)
    month = a_goal("$20,000", Period.MONTH, 2_000_000, DOLLARS, parent_id=quota.id)
    lease = a_goal("sign the lease", Period.CUSTOM, 100, MILESTONES, ends_on=date(2026, 3, 1))
    put(planner, DOLLARS, CALLS, MILESTONES, dana, quota, month, lease, a_goal())
    put(planner, a_milestone(lease, "three places seen", done_on=TODAY), a_milestone(lease, "signed"))
    put(planner, an_activity(on=TODAY, contact_id=dana.id, quantity=4))
    put(planner, a_deal("Acme renewal", amount_minor=1_200_000, stage="won", closed_on=TODAY))
    planner.partners.close(PARTNER, LAST_WEEK, note="ask for $5k more", promises=["call @Dana fri", "tidy up"])
    planner.plan.toggle(next(planner.store.select(Action, "text = 'tidy up'")).id)
    planner.obstacles.add("Dana Reyes waits for $12k", LAST_WEEK)


@pytest.mark.usefixtures("mia")
def test_a_brief_has_four_sections_filled_from_what_was_done(planner: Planner) -> None:
    lived(planner)
    told = brief_text.text(planner.partners.brief())
    assert [line for line in told.splitlines()[3:] if line and line[0] != " "] == list(brief_text.HEADINGS)
    for line in (
        "since Tue 3 Feb, with Mia Holt",
        "  $240,000 in 2026  (15 working days behind)",
        "    stretch $288,000, $276,000 to go",
        "  40 calls in February  (4 working days behind)",
        "  sign the lease  (1 of 2)",
        "    [x] three places seen  (done since Tue 3 Feb)",
        "    [ ] signed",
        "  40 calls in February  (4 of 40, 10 %; 4 since Tue 3 Feb)",
        "  1 step  (on 1 of 1 working day, 4 unknown)",
        "  1 sale  ($12,000)",
        "  Commitments kept 1 of 2",
        "    [ ] call Dana  (Dana Reyes, Acme; by Fri 13 Feb)",
        "    [x] tidy up",
        "  Noted last time: ask for $5k more",
        "  Dana Reyes waits for $12k  (since Tue 3 Feb, 7 days)",
    ):
        assert line in told.splitlines(), told
    assert "$20,000" not in told  # a part of the year's goal


@pytest.mark.usefixtures("mia")
def test_each_field_can_be_left_out_and_no_other(planner: Planner) -> None:
    lived(planner)
    bare = brief_text.text(planner.partners.brief(without=FIELDS))
    for hidden in ("$", "Dana", "Acme", "Noted", "Momentum", "12k"):
        assert hidden not in bare, bare
    assert "call …" in bare
    assert "$240,000" in brief_text.text(planner.partners.brief(without=["contacts"]))
    assert "Dana Reyes" in brief_text.text(planner.partners.brief(without=["money"]))
    with pytest.raises(PlannerError, match=r"cannot leave out “goals”\. It can leave out money, contacts, notes, mom"):
        planner.partners.brief(without=["goals"])


class Page(HTMLParser):
    """What a browser makes of a page: its tags, whether they close, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_hostile_words_stay_words_in_every_format(planner: Planner) -> None:
    planner.partners.add(HOSTILE, Role.PEER)
    put(planner, CALLS, a_goal(HOSTILE), MILESTONES, lease := a_goal("x", target=100, measure=MILESTONES))
    put(planner, a_milestone(lease, HOSTILE))
    planner.partners.close(PARTNER, LAST_WEEK, note=HOSTILE, promises=[HOSTILE])
    planner.obstacles.add(f"{HOSTILE} -> {HOSTILE}", LAST_WEEK)
    view = planner.partners.brief()
    page = Page()
    page.feed(brief_text.html(view))
    page.close()
    assert (page.open, "script" in page.seen) == ([], False)
    assert page.seen.count("h2") == 4
    assert "".join(page.words).count("<script>alert(1)</script>") >= 6
    told = brief_text.markdown(view)
    assert "<script>" not in told
    assert "](y)" not in told
    assert [line for line in told.splitlines() if line.startswith("## ")] == [f"## {h}" for h in brief_text.HEADINGS]


def test_a_line_of_markdown_cannot_begin_as_something_else(planner: Planner) -> None:
    for text in ("1. first", "- a dash", "# loud", "> quoted", "=== under"):
        planner.obstacles.add(text)
    told = brief_text.markdown(planner.partners.brief()).splitlines()
    shown = [line.removeprefix("- ").partition(" — ")[0] for line in told if line.endswith("since today")]
    assert shown == [r"1\. first", r"\- a dash", r"\# loud", r"\> quoted", r"\=== under"]


def test_an_empty_planner_has_a_brief_that_speaks_calmly(planner: Planner) -> None:
    for told in (render(planner.partners.brief()) for render in (brief_text.text, brief_text.markdown)):
        assert not FORBIDDEN.search(told)
        assert "Nothing is in the way." in told
        assert "0 %" not in told


@pytest.mark.usefixtures("mia")
def test_answers_of_reviews_with_people_are_their_own(planner: Planner) -> None:
    with pytest.raises(PlannerError, match=r"A goals partner review does not ask for “doing”\. It takes a note\."):
        planner.partners.keep(PARTNER, answers={"doing": "calls"})
    assert list(planner.store.select(ReviewAnswer)) == []


@pytest.mark.usefixtures("mia")
def test_a_promise_moves_no_count_and_no_momentum(planner: Planner) -> None:
    put(planner, an_action("one"), an_activity(on=LAST_WEEK))
    before = planner.momentum.gauge(TODAY).value
    planner.partners.close(PARTNER, promises=["two"])
    assert planner.momentum.gauge(TODAY).value == before


@pytest.mark.usefixtures("mia")
def test_a_goal_whose_name_is_left_out_is_named_by_what_it_is_for(planner: Planner) -> None:
    won = replace(DOLLARS, name="new dollars", deal_kind=DealKind.NEW)
    year = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS)
    month = a_goal("$20,000", Period.MONTH, 2_000_000, DOLLARS, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    new = a_goal("$1,000 new", Period.QUARTER, 100_000, won)
    meant = a_goal("$5k from the north", Period.MONTH, 500_000, DOLLARS)
    person = a_goal("Dana Reyes", Period.WEEK, 3)
    put(planner, DOLLARS, won, CALLS, a_contact("Dana Reyes"), year, month, new, meant, person)
    planner.partners.close(PARTNER, LAST_WEEK, promises=["call the bank"])
    (promise,) = planner.store.select(Action)
    planner.commit("Serves", (Change(promise, replace(promise, goal_id=year.id)),))
    put(planner, Obstacle(id="o", text="no answer", opened_on=LAST_WEEK, goal_id=month.id))
    view = planner.partners.brief(without=FIELDS)
    assert {goal.name for goal in view.goals} == {
        "the sales goal in 2026",
        "the sales goal of each month",
        "the new sales goal in Q1",
        "… from the north in February",
        "a goal in week 7",
    }
    assert [row.goal for row in view.commitments.rows] == ["the sales goal in 2026"]
    assert [row.goal for row in view.obstacles] == ["the sales goal of each month"]
    for told in (brief_text.text(view), brief_text.markdown(view), brief_text.html(view)):
        assert "the sales goal in 2026" in told
        assert "$" not in told
