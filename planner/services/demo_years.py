"""The demo's years, lived one day after the other: stages, deals and follow-ups are right for their time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from functools import partial
from itertools import accumulate

from planner.domain.action import Action
from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.calendar import Calendar
from planner.domain.contact import Stage
from planner.domain.deal import DealStage
from planner.services.demo_days import is_comeback, load_of, slump
from planner.services.demo_deals import Course, Step, lost_reason, new_course
from planner.services.demo_log import Log
from planner.services.demo_people import Book, Person
from planner.services.demo_talk import Talk

Job = Callable[[], None]
"""Writes one line of the log, now."""

_INHERITED = 60
"""People whom she takes over with the territory."""
_NEWCOMERS = 0.62
"""People met a working day."""
_DEALS = (*(0,) * 3, *(1,) * 8, *(2,) * 4)
"""Deals opened a working day; one more in the first weeks and in the comeback."""
_FIRST_PUSH = 15
"""Working days in which the inherited territory is looked through."""
_NEW_CALLS: Mapping[int, tuple[int, ...]] = {1: (0, 1, 1, 1, 1, 2), 2: (0, 1, 2, 2, 2, 2, 3, 3, 4)}
"""New calls of a day, by the year's goal for a day."""
_WORKING_MINUTES = (*range(8 * 60 + 30, 12 * 60 + 10), *range(13 * 60, 18 * 60))
_AHEAD = timedelta(days=120)


class Years:
    """The working life that the log tells."""

    def __init__(self, log: Log, calendar: Calendar, first: date, today: date) -> None:
        """`first` and `today` are the first and the present day."""
        self.log = log
        self.rng = log.rng
        self.book = Book(log.rng)
        self.courses: list[Course] = []
        self.calendar = calendar
        self.first, self.today = first, today
        span = range((today + _AHEAD - first).days)
        self.working_days = [day for day in (first + timedelta(days=n) for n in span) if calendar.is_working(day)]
        self.due: defaultdict[int, list[Job]] = defaultdict(list)
        """Jobs by the number of their working day."""
        self.fixed: defaultdict[date, list[tuple[int, Job]]] = defaultdict(list)
        """Jobs of the script, by day and minute."""
        self._low = slump(today)
        self._talk = Talk(log, self.book, self._follow_up_later)
        self._jobs = tuple(job for job, _ in self._talk.everyday)
        self._cumulated = tuple(accumulate(weight for _, weight in self._talk.everyday))
        self._followed_today = 0
        self._n = 0

    @property
    def present(self) -> int:
        """The number of the present working day; of the next one on a rest day."""
        return bisect_left(self.working_days, self.today)

    def live(self, until: time) -> None:
        """Write every day from the first to the present one, the present one up to `until`."""
        self._take_over()
        end = until.hour * 60 + until.minute
        for ahead in range((self.today - self.first).days + 1):
            day = self.first + timedelta(days=ahead)
            self._n = bisect_left(self.working_days, day)
            if day == self.today:
                self._present_day(end)
            elif self.calendar.is_working(day):
                self._working_day(day)
            elif self.rng.random() < 0.04:
                self._rest_day(day)

    def meet(self, source: str) -> Person:
        """Meet somebody new, now."""
        return self.book.meet(self.log.key(), self.log.day, source)

    def open_deal(self, person: Person) -> Course:
        """Open a deal with somebody, now."""
        course = new_course(self.rng, self.log.key(), person, self.log.day, growth(self.log.day, self.today))
        self.courses.append(course)
        person.open_deals += 1
        if person.stage is not Stage.CUSTOMER:
            self.book.move(person, Stage.OPPORTUNITY)
        return course

    def take(self, course: Course, step: Step) -> None:
        """Take a deal one step on, now."""
        talk = self._talk
        match step:
            case Step.TALK:
                course.stage = DealStage.QUALIFIED
                talk.about(course, Purpose.FOLLOW_UP)
            case Step.DEMO:
                talk.demo(course)
            case Step.PROPOSAL:
                course.stage = DealStage.PROPOSAL
                talk.proposal(course)
            case Step.TERMS:
                course.stage = DealStage.NEGOTIATION
                talk.about(course, Purpose.CLOSING)
            case Step.END:
                self._end(course)
        if course.steps:
            following = course.steps.pop(0)
            self.due[self._n + course.days].append(partial(self.take, course, following))

    def _take_over(self) -> None:
        for n in range(_INHERITED):
            self.log.turn_to(self.first, 8 * 60 + n // 2)
            person = self.meet("territory")
            if n % 2:
                self.book.move(person, Stage.PROSPECT)

    def _working_day(self, day: date) -> None:
        load = load_of(self.rng, day, self.today)
        fixed = self.fixed.pop(day, [])
        jobs = self._jobs_of(day, max(0, load - len(fixed)))
        taken = {minute for minute, _ in fixed}
        minutes = [n for n in self.rng.sample(_WORKING_MINUTES, len(jobs) + len(fixed)) if n not in taken]
        self._write(day, [*fixed, *zip(minutes, jobs, strict=False)])

    def _jobs_of(self, day: date, room: int) -> list[Job]:
        """Return what fills a day: due steps first, then new deals, new people, new calls and everyday work."""
        low = day in self._low
        jobs = self._due(-(-room // 2))
        if not low and room:
            busy = self._n < _FIRST_PUSH or is_comeback(day, self.today)
            jobs += [self._opening] * (self.rng.choice(_DEALS) + busy)
        calls = self.rng.choice(_NEW_CALLS[calls_a_day(day, self.today)]) if not low else 1
        if self.rng.random() < _NEWCOMERS and not low:
            jobs.append(partial(self._first_touch, by_call=calls > 0))
            calls -= 1
        jobs += [self._talk.new_call] * calls
        del jobs[room:]
        jobs += self.rng.choices(self._jobs, cum_weights=self._cumulated, k=room - len(jobs))
        self.rng.shuffle(jobs)
        return jobs

    def _due(self, room: int) -> list[Job]:
        waiting = self.due.pop(self._n, [])
        if waiting[room:]:
            self.due[self._n + 1] = waiting[room:] + self.due[self._n + 1]
        return waiting[:room]

    def _present_day(self, end: int) -> None:
        """Write the script, and where the day is worked what fits between its last line and the end."""
        fixed = self.fixed.pop(self.today, [])
        jobs: list[tuple[int, Job]] = []
        start = max((minute for minute, _ in fixed), default=8 * 60 + 30) + 5
        if self.calendar.is_working(self.today):
            minutes = [n for n in _WORKING_MINUTES if start <= n <= end]
            count = len(minutes) // 15
            due = self._due(3)
            filler = self.rng.choices(self._jobs, cum_weights=self._cumulated, k=count)
            jobs = list(zip(self.rng.sample(minutes, count), [*due, *filler], strict=False))
        self._write(self.today, [(minute, job) for minute, job in (*fixed, *jobs) if minute <= end])

    def _rest_day(self, day: date) -> None:
        minutes = self.rng.sample(range(9 * 60 + 30, 20 * 60), self.rng.randint(1, 2))
        self._write(day, [(minute, self._talk.email) for minute in minutes])

    def _write(self, day: date, jobs: list[tuple[int, Job]]) -> None:
        for minute, job in sorted(jobs, key=lambda one: one[0]):
            self.log.turn_to(day, minute)
            job()

    def _first_touch(self, *, by_call: bool) -> None:
        person = self.meet(self._talk.source())
        if by_call:
            self._talk.call_new(person)
        else:
            self._talk.mail(person, Purpose.PROSPECTING)
        if (retired := self.book.retire()) is not None and self.rng.random() < 0.3:
            self.book.move(retired, Stage.LOST)

    def _opening(self) -> None:
        customers = self.book.customers
        person = None
        if self.rng.random() < min(0.58, len(customers) / 80):
            person = customers[-1 - int(min(len(customers), 160) * self.rng.random())]
        person = person or self.book.somebody_to_sell()
        if person is None:
            return self._talk.email()
        course = self.open_deal(person)
        return self.take(course, course.steps.pop(0))

    def _end(self, course: Course) -> None:
        person = course.person
        course.closed_on = self.log.day
        person.open_deals -= 1
        if course.wins:
            course.stage = DealStage.WON
            self._talk.close(course)
            person.bought = True
            self.book.move(person, Stage.CUSTOMER)
            return
        course.stage, course.lost_reason = DealStage.LOST, lost_reason(self.rng)
        self.log.write(
            ActivityType.NOTE,
            person,
            outcome=Outcome.LOST,
            deal_id=course.id,
            note=f"{course.title}: {course.lost_reason}",
        )
        if person.stage is Stage.OPPORTUNITY and not person.open_deals:
            self.book.move(person, Stage.LOST if self.rng.random() < 0.5 else Stage.PROSPECT)

    def _follow_up_later(self, person: Person) -> str | None:
        """Plan a follow-up for one of the next working days, and its doing; one at most is left for the present day."""
        n = self._n + self.rng.randint(1, 6)
        if n == self.present and self._followed_today:
            n += 1
        day = self.working_days[n]
        if day == self.today:
            self._followed_today += 1
        key = self.log.next_step(person, day)
        if day < self.today:
            self.due[n].append(partial(self._follow_up, self.log.actions[key], person))
        return key

    def _follow_up(self, action: Action, person: Person) -> None:
        """Do a due follow-up; some are done a day or two after their own, a few are let go."""
        if action.date < self.log.day:
            action = self.log.move(action.id, self.log.day)
        if self.rng.random() < 0.05:
            self.log.drop(action.id)
            return self._talk.email()
        self.log.follow_up(action, person)
        return None


def calls_a_day(day: date, today: date) -> int:
    """Return the goal for new calls a day in a day's year: it grew."""
    return 2 if today.year - day.year < 4 else 1


def growth(day: date, today: date) -> float:
    """Return the size of business in a day's year against the present one's: 6.5 % more every year."""
    return float(1.065 ** (day.year - today.year))
