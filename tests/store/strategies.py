"""Any entity, for property tests."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from planner.domain.action import Action, ActionKind, ActionStatus, Owner, one_thing_id
from planner.domain.activity import OUTCOMES, Activity, ActivityType, Outcome, Purpose
from planner.domain.change import Entity
from planner.domain.contact import Contact, Stage
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.event_mark import EventMark
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.import_batch import ImportBatch
from planner.domain.measure import Measure, Unit
from planner.domain.obstacle import Obstacle
from planner.domain.period import Period
from planner.domain.person import Person, ReviewPerson, Role
from planner.domain.review import MANY, Review, ReviewAnswer, ReviewKind, review_id
from planner.domain.setting import Setting
from planner.domain.text import clean, clean_line

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
KEYS = st.text("abcdef0123456789-", min_size=1, max_size=12)
NAMES = st.text(min_size=1, max_size=20).map(clean_line).filter(bool)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=30).map(clean)
CURRENCIES = st.sampled_from(["USD", "EUR", "JPY"])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


CONTACTS = st.builds(
    Contact,
    id=KEYS,
    name=NAMES,
    given_name=TEXTS,
    family_name=TEXTS,
    organization=TEXTS,
    email=TEXTS,
    stage=st.sampled_from(Stage),
    is_top=st.booleans(),
    close_mark=st.booleans(),
    cadence_months=maybe(st.integers(1, 60)),
    do_not_contact=st.booleans(),
    wants_updates=st.booleans(),
    notes=TEXTS,
    created_on=DAYS,
    archived_on=maybe(DAYS),
    snoozed_until=maybe(DAYS),
    touched_on=maybe(DAYS),
)


@st.composite
def deals(draw: st.DrawFn, /, **fields: Any) -> Deal:
    stage = draw(st.sampled_from(DealStage))
    closed = stage in {DealStage.WON, DealStage.LOST}
    return Deal(
        **{
            "id": draw(KEYS),
            "title": draw(NAMES),
            "organization": draw(TEXTS),
            "amount_minor": draw(maybe(st.integers(0, 10**12))),
            "currency": draw(CURRENCIES),
            "kind": draw(st.sampled_from(DealKind)),
            "stage": stage,
            "probability_pct": draw(maybe(st.integers(0, 100))),
            "expected_close_on": draw(maybe(DAYS)),
            "closed_on": draw(DAYS) if closed else None,
            "lost_reason": draw(TEXTS),
            "created_on": draw(DAYS),
            **fields,
        }
    )


@st.composite
def measures(draw: st.DrawFn, unit: Unit | None = None) -> Measure:
    counts_contacts = unit is None and draw(st.booleans())
    unit = unit or draw(st.sampled_from(Unit))
    return Measure(
        name=draw(NAMES),
        new_contacts=counts_contacts,
        unit=unit,
        activity_types=draw(st.frozensets(st.sampled_from(ActivityType), max_size=3)),
        purposes=draw(st.frozensets(st.sampled_from(Purpose), max_size=2)),
        outcomes=draw(st.frozensets(st.sampled_from(Outcome), max_size=2)),
        contact_stages=draw(st.frozensets(st.sampled_from(Stage), max_size=2)),
        distinct_contacts=draw(st.booleans()),
        first_touch_only=draw(st.booleans()),
        deal_kind=draw(maybe(st.sampled_from(DealKind))),
        currency=draw(CURRENCIES) if unit is Unit.MONEY else "",
    )


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    baseline = draw(st.integers(0, 1000))
    target = draw(maybe(st.integers(baseline + 1, 10**12)))
    return Goal(
        id=draw(KEYS),
        title=draw(NAMES),
        why=draw(TEXTS),
        period=draw(st.sampled_from(Period)),
        starts_on=first,
        ends_on=last,
        kind=draw(st.sampled_from(GoalKind)),
        source=draw(st.sampled_from(GoalSource)),
        status=draw(st.sampled_from(GoalStatus)),
        target=target,
        stretch_target=draw(maybe(st.integers(target, 10**13))) if target else None,
        baseline=baseline,
        weight=draw(st.integers(1, 9)),
        committed_on=draw(maybe(DAYS)),
        preliminary=draw(st.booleans()),
        pay_note=draw(TEXTS),
        created_at=draw(MOMENTS),
        position=draw(st.integers(0, 99)),
        archived_on=draw(maybe(DAYS)),
        is_realistic=draw(maybe(st.booleans())),
        is_stale=draw(st.booleans()),
    )


@st.composite
def actions(draw: st.DrawFn) -> Action:
    kind, day = draw(st.sampled_from(ActionKind)), draw(DAYS)
    return Action(
        id=one_thing_id(day) if kind is ActionKind.ONE_THING else draw(KEYS),
        date=day,
        kind=kind,
        text=draw(NAMES),
        status=draw(st.sampled_from(ActionStatus)),
        owed_by=draw(st.sampled_from(Owner)),
        planned_minutes=draw(maybe(st.integers(0, 1440))),
        start_time=draw(maybe(TIMES)),
        rrule=draw(TEXTS),
        review_id=draw(maybe(KEYS)),
        position=draw(st.integers(0, 99)),
        block_id=draw(maybe(KEYS)),
        begun_at=draw(maybe(MOMENTS)),
        kept_minutes=draw(maybe(st.integers(0, 1440))),
        left_on=draw(maybe(DAYS)),
    )


@st.composite
def activities(draw: st.DrawFn, /, **fields: Any) -> Activity:
    kind = fields.pop("type", None) or draw(st.sampled_from(ActivityType))
    return Activity(
        **{
            "id": draw(KEYS),
            "at": draw(MOMENTS),
            "local_date": draw(DAYS),
            "local_time": draw(maybe(TIMES)),
            "zone": draw(st.sampled_from(["UTC", "America/New_York", "+0545"])),
            "type": kind,
            "purpose": draw(maybe(st.sampled_from(Purpose))),
            "outcome": draw(maybe(st.sampled_from(sorted(OUTCOMES[kind])))),
            "quantity": draw(st.integers(1, 10_000)),
            "reach": draw(maybe(st.integers(0, 10**7))),
            "minutes": draw(maybe(st.integers(0, 1440))),
            "contact_stage_then": draw(maybe(st.sampled_from(Stage))),
            "note": draw(TEXTS),
            "source": draw(st.sampled_from(["typed", "import"])),
            **fields,
        }
    )


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    kind, start = draw(st.sampled_from(ReviewKind)), draw(DAYS)
    return Review(
        id=draw(KEYS) if kind in MANY else review_id(kind, start),
        kind=kind,
        period_start=start,
        period_end=start if kind is ReviewKind.DAY else max(start, draw(DAYS)),
        held_at=draw(maybe(MOMENTS)),
        mood=draw(maybe(st.sampled_from([-1, 0, 1]))),
        note=draw(TEXTS),
    )


MILESTONES = st.builds(Milestone, id=KEYS, goal_id=KEYS, title=NAMES, weight=st.integers(1, 9), done_on=maybe(DAYS))
DAYS_OFF = st.builds(DayOff, date=DAYS, kind=st.sampled_from(DayOffKind), label=TEXTS)
GOAL_CHANGES = st.builds(
    GoalChange,
    id=KEYS,
    goal_id=KEYS,
    at=MOMENTS,
    field=st.sampled_from(GoalField),
    old=TEXTS,
    new=TEXTS,
    reason=TEXTS,
)
REVIEW_ANSWERS = st.builds(ReviewAnswer, review_id=KEYS, question=KEYS, text=NAMES)
PEOPLE = st.builds(Person, id=KEYS, name=NAMES, role=st.sampled_from(Role), archived_on=maybe(DAYS))
REVIEW_PEOPLE = st.builds(ReviewPerson, review_id=KEYS, person_id=KEYS)
EVENT_MARKS = st.builds(EventMark, id=KEYS, date=DAYS, label=NAMES)
IMPORTS = st.builds(ImportBatch, id=KEYS, file=NAMES, system=NAMES, at=MOMENTS)


@st.composite
def obstacles(draw: st.DrawFn) -> Obstacle:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return Obstacle(
        id=draw(KEYS),
        text=draw(NAMES),
        opened_on=first,
        goal_id=draw(maybe(KEYS)),
        review_id=draw(maybe(KEYS)),
        resolved_on=draw(maybe(st.just(last))),
        resolution=draw(TEXTS),
    )


SETTINGS = st.builds(Setting, name=NAMES, value=TEXTS)

EACH_KIND: dict[type[Entity], st.SearchStrategy[Any]] = {
    Contact: CONTACTS,
    Deal: deals(),
    Measure: measures(),
    Goal: goals(),
    Milestone: MILESTONES,
    Action: actions(),
    Activity: activities(),
    DayOff: DAYS_OFF,
    GoalChange: GOAL_CHANGES,
    Review: reviews(),
    ReviewAnswer: REVIEW_ANSWERS,
    Person: PEOPLE,
    ReviewPerson: REVIEW_PEOPLE,
    Obstacle: obstacles(),
    EventMark: EVENT_MARKS,
    ImportBatch: IMPORTS,
    Setting: SETTINGS,
}
