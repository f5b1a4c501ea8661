"""The search finds what a naive scan finds, whatever is written, undone, or written by another program."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.domain.action import Action
from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.change import Change, ChangeSet, Entity, added
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.event_mark import EventMark
from planner.domain.found import Hit
from planner.domain.goal import Goal, Milestone
from planner.domain.obstacle import Obstacle
from planner.domain.period import Period
from planner.domain.review import Review, ReviewAnswer, answer_id, day_review
from planner.domain.searchline import Kind, Part, Query, Term, parse, words
from planner.domain.value import replace
from planner.domain.views import MONTHS
from planner.store import search, search_index
from planner.store.search_schema import WATCHED, triggers
from planner.store.store import Store
from tests.builders import TODAY, a_contact, a_day_off, a_deal, a_goal, a_milestone, an_action, an_activity, open_store

NOON = datetime(2026, 2, 10, 17, tzinfo=UTC)


def save(store: Store, *changes: Change) -> None:
    store.commit(ChangeSet("Put", changes), NOON)


def find(store: Store, line: str, limit: int = 100) -> list[Hit]:
    """Return everything that a line finds."""
    search_index.refresh(store)
    found = search.find(store, parse(line), limit)
    assert [group.total for group in found.groups] == [len(group.hits) for group in found.groups]
    return [hit for group in found.groups for hit in group.hits]


def keys(store: Store, line: str) -> set[str]:
    return {hit.key for hit in find(store, line)}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def test_a_step_is_found_by_its_note_its_type_and_its_contact(store: Store) -> None:
    dana = a_contact("Dana Reyes", "Acme")
    call = an_activity(contact_id=dana.id, outcome=Outcome.CONNECTED, note="renewal terms", at=time(9, 31))
    save(store, *added(dana, call))
    for line in ("renew", "call dana", "connected acme", "@reyes in:log", "type:call", '"renewal terms"'):
        assert call.id in keys(store, line), line
    for line in ("newal", '"renewal term"', "@renewal", "type:renewal", "call -dana", "type:email"):
        assert call.id not in keys(store, line), line
    (hit,) = find(store, "renewal")
    assert hit == Hit(
        Kind.LOG, "activity", call.id, TODAY, "09:31", "call connected", "", "Dana Reyes, Acme", "renewal terms"
    )


def test_everything_that_was_typed_is_found(store: Store) -> None:
    goal = a_goal("40 calls", measure=None, target=None, why="own the north")
    review = replace(day_review(TODAY), note="a long day")
    entities: tuple[Entity, ...] = (
        a_contact("Zoë", email="zoe@acme.com", notes="prefers mornings"),
        a_deal("pilot", next_step="send the draft", lost_reason=""),
        an_action("write the offer"),
        goal,
        a_milestone(goal, "sign the lease"),
        review,
        ReviewAnswer(review_id=review.id, question="proud", text="the big talk"),
        Obstacle(id="o", text="no numbers", opened_on=TODAY),
        EventMark(id="m", date=TODAY, label="negotiation training"),
        a_day_off(TODAY, "the lake"),
    )
    save(store, *added(*entities))
    for line, kind in (
        ("zoe mornings", Kind.CONTACTS),
        ("acme com", Kind.CONTACTS),
        ("draft", Kind.DEALS),
        ("offer", Kind.ACTIONS),
        ("north", Kind.GOALS),
        ("lease", Kind.GOALS),
        ("long", Kind.REVIEWS),
        ("big", Kind.REVIEWS),
        ("numbers", Kind.OBSTACLES),
        ("training", Kind.DAYS),
        ("lake", Kind.DAYS),
        ("type:proud", Kind.REVIEWS),
        ("type:qualified", Kind.DEALS),
    ):
        assert [hit.kind for hit in find(store, line)] == [kind], line


def test_a_sale_is_found_by_its_amount_however_that_is_written(store: Store) -> None:
    deal = a_deal("pilot", amount_minor=1_200_000)
    other = a_deal("draft", amount_minor=120_050)
    offer = an_activity(ActivityType.PROPOSAL, deal_id=deal.id, note="sent")
    save(store, *added(deal, other, offer, an_activity(deal_id=deal.id)))
    for line in ("12,000", "$12,000", "12000", "$12k"):
        assert keys(store, line) == {deal.id, offer.id}, line
    assert keys(store, "1,200.50") == {other.id}
    assert [hit.text for hit in find(store, "12k")] == ["pilot", "sent"]
    save(store, Change(deal, replace(deal, amount_minor=None)))
    assert keys(store, "12k") == set()
    assert search_index.fault(store) == ""


def test_a_changed_name_is_found_with_its_steps_and_the_old_one_is_not(store: Store) -> None:
    dana = a_contact("Dana")
    call, deal = an_activity(contact_id=dana.id), a_deal(contact_id=dana.id)
    plan = an_action("ask again", contact_id=dana.id)
    save(store, *added(dana, deal, call, plan))
    assert keys(store, "dana") == {dana.id, call.id, deal.id, plan.id}
    save(store, Change(dana, replace(dana, name="Maria")))
    assert keys(store, "dana") == set()
    assert keys(store, "maria") == {dana.id, call.id, deal.id, plan.id}
    store.undo()
    assert keys(store, "dana") == {dana.id, call.id, deal.id, plan.id}


def test_a_contact_that_comes_behind_its_step_is_found_with_it(store: Store) -> None:
    dana = a_contact("Dana")
    call = an_activity(contact_id=dana.id)
    save(store, *added(call, dana))
    assert keys(store, "dana") == {dana.id, call.id}


def test_the_newest_come_first_and_all_are_counted(store: Store) -> None:
    steps = [an_activity(on=TODAY - timedelta(days=n % 7), at=time(8 + n), note="again") for n in range(12)]
    save(store, *added(*steps))
    search_index.refresh(store)
    (group,) = search.find(store, parse("again"), 5).groups
    order = sorted(steps, key=lambda one: (one.local_date, one.local_time), reverse=True)
    assert (group.kind, group.total) == (Kind.LOG, 12)
    assert [hit.key for hit in group.hits] == [one.id for one in order[:5]]


def test_days_and_kinds_bound_what_is_found(store: Store) -> None:
    old, new = an_activity(on=date(2025, 12, 31), note="terms"), an_activity(on=date(2026, 1, 1), note="terms")
    plan = an_action("terms", on=date(2026, 1, 1))
    save(store, *added(old, new, plan))
    assert keys(store, "terms after:2026-01") == {new.id, plan.id}
    assert keys(store, "terms before:2026") == {old.id}
    assert keys(store, "in:log after:2026 before:2026-01-02") == {new.id}
    assert keys(store, "-terms") == set()
    assert keys(store, "in:log -type:email before:2026") == {old.id}


@pytest.mark.parametrize(
    "line",
    ['"', "*", "AND", "-", "NOT", "a*b", "NEAR(a b", "{who}:x", "x' OR 1=1 --", "^a", "a AND", '"""', "(", "-(-"],
)
def test_no_line_is_an_error(store: Store, line: str) -> None:
    save(store, *added(an_activity(note=line)))
    assert isinstance(find(store, line), list)


def test_what_another_program_writes_is_found(store: Store) -> None:
    call = an_activity(note="before")
    save(store, *added(call))
    assert keys(store, "before") == {call.id}
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("UPDATE activity SET note = 'behind'")
    assert keys(store, "before") == set()
    assert keys(store, "behind") == {call.id}


def test_a_refused_command_leaves_nothing_to_find(store: Store) -> None:
    save(store, *added(a_contact("Dana")))
    with pytest.raises(Exception, match="refers"):
        save(store, *added(an_activity(note="lost", contact_id="nobody")))
    assert keys(store, "lost") == set()
    assert search_index.fault(store) == ""


def test_a_look_that_finds_nothing_new_writes_nothing(store: Store) -> None:
    save(store, *added(a_contact("Dana")))
    assert len(keys(store, "dana")) == 1
    before = Path(store.path).read_bytes()
    assert len(keys(store, "dana")) == 1
    assert Path(store.path).read_bytes() == before


def test_a_file_that_may_not_be_written_is_searched_as_it_was(store: Store) -> None:
    save(store, *added(a_contact("Dana")))
    assert len(keys(store, "dana")) == 1
    save(store, *added(a_contact("Dana Lee")))
    store.read_only_because = "It was moved."
    assert len(keys(store, "dana")) == 1


def test_what_is_wrong_with_the_search_is_told_and_made_good(store: Store) -> None:
    call = an_activity(note="renewal")
    save(store, *added(call))
    assert keys(store, "renewal") == {call.id}
    assert search_index.fault(store) == ""
    store.connection.execute("UPDATE search_row SET text = 'else'")
    assert search_index.fault(store) == "The search holds other words than the tables."
    search_index.rebuild(store)
    assert (search_index.fault(store), keys(store, "renewal")) == ("", {call.id})
    store.connection.execute("DROP TRIGGER search_activity_update")
    assert search_index.fault(store) == "The search has not all of its triggers."
    search_index.rebuild(store)
    assert search_index.fault(store) == ""
    save(store, Change(call, None))
    assert keys(store, "renewal") == set()


def test_a_copy_with_other_row_numbers_is_searched_as_well(store: Store, tmp_path: Path) -> None:
    first, second = an_activity(note="first"), an_activity(note="second")
    save(store, *added(first, second))
    save(store, Change(first, None))
    assert keys(store, "second") == {second.id}
    store.connection.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    copy = open_store(tmp_path, "copy.db")
    save(copy, *added(an_activity(note="second")))
    assert len(keys(copy, "second")) == 2
    assert search_index.fault(copy) == ""


def test_every_watched_table_notes_each_write(store: Store) -> None:
    there = {name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert there == set(triggers())
    assert len(there) == 3 * len(WATCHED)


def test_a_goal_is_found_by_its_name_on_the_screen(store: Store) -> None:
    november = a_goal("$20,000", on=date(2026, 11, 3), measure=None, target=None)
    quarter = a_goal("120 new calls", Period.QUARTER, on=date(2026, 11, 3), measure=None, target=None)
    year = a_goal("$240,000 in 2026", Period.YEAR, measure=None, target=None)
    daily = a_goal("2 calls", Period.DAY, measure=None, target=None, ends_on=date(2026, 12, 31))
    save(store, *added(november, quarter, year, daily))
    for line, found in (
        ("in:goals november", {november.id}),
        ('"$20,000 in November"', {november.id}),
        ("120 new calls in Q4", {quarter.id}),
        ("in:goals 2026", {november.id, quarter.id, year.id}),
        ('"2 calls a day"', {daily.id}),
    ):
        assert keys(store, line) == found, line
    assert {hit.text for hit in find(store, "in:goals 2026")} == {
        "$20,000 in November 2026",
        "120 new calls in Q4 2026",
        "$240,000 in 2026",
    }


def test_a_year_that_begins_in_another_month_names_its_quarters_anew(store: Store) -> None:
    save(store, *added(a_goal("30 calls", Period.QUARTER, on=date(2026, 11, 3), measure=None, target=None)))
    assert keys(store, "Q4")
    store.year_start_month = 7
    assert search_index.fault(store) == ""
    assert (keys(store, "Q4"), len(keys(store, "Q2"))) == (set(), 1)
    assert search_index.fault(store) == ""


# The naive scan


def documents(store: Store) -> Iterator[tuple[Kind, str, date, tuple[str, ...], str, str]]:
    """Yield everything that can be found: kind, key, day, the texts that any word finds, the person, the type."""
    contacts = {one.id: one for one in store.select(Contact)}
    deals = {one.id: one for one in store.select(Deal)}
    reviews = {one.id: one for one in store.select(Review)}

    def person(key: str | None) -> str:
        return contacts[key].full_label if key in contacts else ""

    for one in store.select(Activity):
        label = " ".join(str(part) for part in (one.type, one.purpose, one.outcome) if part)
        who = person(one.contact_id) or (deals[one.deal_id].title if one.deal_id in deals else "")
        yield Kind.LOG, one.id, one.local_date, (label, who, one.note), who, label
    for plan in store.select(Action):
        who = person(plan.contact_id)
        yield Kind.ACTIONS, plan.id, plan.date, (who, plan.text), who, f"{plan.kind} {plan.status}"
    for goal in store.select(Goal):
        steps = [step.title for step in store.select(Milestone, "goal_id = ?", [goal.id])]
        texts = "\n".join([named(goal), goal.why, goal.pay_note, *steps])
        yield Kind.GOALS, goal.id, goal.starts_on, (texts,), "", f"{goal.period} {goal.kind} {goal.status}"
    for c in contacts.values():
        texts = f"{c.title}\n{c.email}\n{c.phone}\n{c.source}\n{c.notes}"
        yield Kind.CONTACTS, c.id, c.created_on, (c.full_label, texts), c.full_label, c.stage
    for deal in deals.values():
        day = deal.closed_on or deal.expected_close_on or deal.created_on
        known = deal.contact_id in contacts and contacts[deal.contact_id].organization == deal.organization
        who = f"{person(deal.contact_id)}, {'' if known else deal.organization}"
        texts = f"{deal.title}\n{deal.next_step}\n{deal.lost_reason}\n{deal.stage_label}"
        yield Kind.DEALS, deal.id, day, (who, texts), who, f"{deal.stage} {deal.kind}"
    for review in reviews.values():
        if review.note:
            yield Kind.REVIEWS, review.id, review.period_start, (review.note,), "", review.kind
    for answer in store.select(ReviewAnswer):
        review = reviews[answer.review_id]
        yield Kind.REVIEWS, answer.key, review.period_start, (answer.text,), "", f"{review.kind} {answer.question}"
    for obstacle in store.select(Obstacle):
        state = "open" if obstacle.is_open else "resolved"
        texts = f"{obstacle.text}\n{obstacle.resolution}"
        yield Kind.OBSTACLES, obstacle.id, obstacle.opened_on, (texts,), "", state


def named(goal: Goal) -> str:
    """Return a goal of a period as the screen names it, with its year; as it stands where it names its period itself."""
    start = goal.starts_on
    labels = {Period.MONTH: MONTHS[start.month - 1], Period.QUARTER: f"Q{(start.month + 2) // 3}"}
    label = labels.get(goal.period, str(start.year))
    if goal.title.endswith(label):
        return goal.title
    return f"{goal.title} in {label}" if goal.period is Period.YEAR else f"{goal.title} in {label} {start.year}"


def scan(store: Store, query: Query) -> set[tuple[Kind, str]]:
    """Return what a query finds by looking at everything."""
    if not query.asks:
        return set()
    found = set()
    for kind, key, day, texts, who, state in documents(store):

        def fits(term: Term, texts: Sequence[str] = texts, who: str = who, state: str = state) -> bool:
            places = {Part.ANY: texts, Part.WHO: (who,), Part.TYPE: (state,)}[term.part]
            return any(term.fits(words(text)) for text in places)

        if (
            (not query.kinds or kind in query.kinds)
            and (query.first is None or day >= query.first)
            and (query.before is None or day < query.before)
            and all(fits(term) for term in query.wanted)
            and not any(fits(term) for term in query.unwanted)
        ):
            found.add((kind, key))
    return found


CHANGING: tuple[type[Entity], ...] = (Activity, Contact, Deal, Action)
WORDS = [
    "call",
    "calls",
    "Dana",
    "dáná",
    "Zoë",
    "zoe",
    "terms",
    "TERM",
    "the",
    "AND",
    "x-ray",
    "田中",
    "田",
    "ß",
    "день",
    "november",
    "in",
    "Q1",
    "2026",
]
LETTERS = "abcdeéäñçøß ÅŁž-_*\"'():@,.+/\n\u0301Ждя田🎉1290"
TEXT = st.lists(st.sampled_from(WORDS) | st.text(LETTERS, max_size=5), max_size=4).map(" ".join)
NAMED = TEXT.map(lambda text: text.strip() or "Dana")
DAYS = st.dates(date(2025, 11, 1), date(2026, 3, 31))
PIECE = st.one_of(
    st.sampled_from(WORDS),
    st.text(LETTERS, max_size=4),
    st.builds(
        "{}{}{}".format, st.sampled_from(["-", "@", "type:", "-@", "in:", ""]), st.just(""), st.sampled_from(WORDS)
    ),
    st.builds('{}"{} {}"'.format, st.sampled_from(["", "-", "@"]), st.sampled_from(WORDS), st.sampled_from(WORDS)),
    st.sampled_from(
        ["in:log", "in:g", "in:contacts", "type:call", "type:planned", "type:day", "after:2026", "before:2026-02"]
    ),
)
LINE = st.lists(PIECE, max_size=3).map(" ".join)


MOVE = st.one_of(
    st.tuples(st.just("write"), st.tuples(st.integers(0, 7), TEXT, NAMED, DAYS)),
    st.tuples(st.just("change"), st.tuples(st.integers(0, 30), TEXT)),
    st.tuples(st.sampled_from(["undo", "redo", "rebuild"]), st.none()),
)
LIFE: st.SearchStrategy[list[tuple[tuple[str, Any], str]]] = st.lists(st.tuples(MOVE, LINE), min_size=6, max_size=20)
"""Things are written, changed, removed, undone and redone, and looked for in between."""


def made(which: int, text: str, name: str, day: date, people: list[Contact]) -> list[Entity]:
    """Return new entities."""
    who = people[-1].id if people else None
    purpose = Purpose.VALUE_ADD if len(text) % 2 else None
    period = (Period.MONTH, Period.QUARTER, Period.YEAR)[len(name) % 3]
    goal = a_goal(name, period, measure=None, target=None, on=day, why=text)
    review = Review(**{**vars(day_review(day)), "note": text})
    options: list[list[Entity]] = [
        [an_activity(ActivityType.CALL, on=day, note=text, contact_id=who, purpose=purpose)],
        [an_action(name, on=day, contact_id=who)],
        [goal, a_milestone(goal, name)],
        [a_contact(name, text, created_on=day)],
        [a_deal(name, contact_id=who, organization=text, created_on=day)],
        [review, ReviewAnswer(review_id=review.id, question="proud", text=name)],
        [Obstacle(id=f"o {day} {name}", text=name, opened_on=day)],
        [deal := a_deal(name, created_on=day), an_activity(ActivityType.NOTE, on=day, deal_id=deal.id)],
    ]
    return options[which]


def changed(entity: Entity, text: str) -> Entity | None:
    """Return an entity that says something else; None where it goes."""
    match entity:
        case Activity():
            return replace(entity, note=text) if len(text) % 3 else None
        case Contact():
            return replace(entity, name=text.strip() or "Zoë", notes=text)
        case Deal():
            return replace(entity, title=text.strip() or "Acme")
        case Action():
            return replace(entity, text=text.strip() or "call") if len(text) % 3 else None
        case _:
            return entity


def live(store: Store, move: str, told: Any, people: list[Contact]) -> None:
    """Do one thing."""
    states = {line.state for line in store.history(99)}
    if move == "write":
        new = made(told[0], told[1], told[2], told[3], people)
        save(store, *added(*(one for one in new if store.get(type(one), one.key) is None)))
    elif move == "change":
        standing: list[Entity] = [one for kind in CHANGING for one in store.select(kind)]
        if standing:
            one = standing[told[0] % len(standing)]
            save(store, Change(one, changed(one, told[1])))
    elif move == "rebuild":
        search_index.rebuild(store)
    elif {"undo": "done", "redo": "undone"}[move] in states:
        getattr(store, move)()


@given(LIFE)
@example([(("write", (2, "", "call call 2026", date(2026, 1, 1))), "in")])
@settings(deadline=None, max_examples=20)
def test_the_search_finds_what_a_scan_of_everything_finds(life: list[tuple[tuple[str, Any], str]]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        for (move, told), line in life:
            live(store, move, told, list(store.select(Contact)))
            found = {(hit.kind, hit.key) for hit in find(store, line, 1000)}
            assert found == scan(store, parse(line)), line
            assert search_index.fault(store) == ""
        for line in WORDS:
            found = {(hit.kind, hit.key) for hit in find(store, line, 1000)}
            assert found == scan(store, parse(line)), line
        store.close()


def test_an_answer_is_known_by_its_key(store: Store) -> None:
    review = day_review(TODAY)
    save(store, *added(review, ReviewAnswer(review_id=review.id, question="proud", text="the talk")))
    (hit,) = find(store, "talk")
    assert (hit.table, hit.key, hit.state) == ("review_answer", answer_id(review.id, "proud"), "day proud")
