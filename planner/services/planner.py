"""The Planner: an open file and the settings, with the product's verbs in groups.

Every verb returns the ChangeSet that it committed. Nothing here prints or draws.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.calendar import Calendar
from planner.domain.change import ChangeSet, Topic
from planner.domain.clock import Clock, DayStart
from planner.domain.errors import PlannerError
from planner.services.open_file import OpenFile
from planner.settings.settings import Settings
from planner.store import queries
from planner.store.store import Store

if TYPE_CHECKING:
    from planner.services.blocks import BlockVerbs
    from planner.services.breakdown import BreakDown
    from planner.services.comparing import Comparing
    from planner.services.contacts import ContactVerbs
    from planner.services.days import DayVerbs
    from planner.services.dealing import DealVerbs
    from planner.services.exporting import ExportVerbs
    from planner.services.fast_start import FastStart
    from planner.services.figures import Figures
    from planner.services.funnel import FunnelReading
    from planner.services.goal_offers import GoalOffers
    from planner.services.goals import GoalVerbs
    from planner.services.importing import ImportVerbs
    from planner.services.log import LogVerbs
    from planner.services.marks import MarkVerbs
    from planner.services.momentum import MomentumReading
    from planner.services.morning import Morning
    from planner.services.names import Names
    from planner.services.next_call import NextCalls
    from planner.services.obstacles import ObstacleVerbs
    from planner.services.partners import PartnerVerbs
    from planner.services.past import Past
    from planner.services.pipeline import PipelineReading
    from planner.services.plan import PlanVerbs
    from planner.services.progress import Progress
    from planner.services.quarter import QuarterVerbs
    from planner.services.reading import Reading
    from planner.services.report import Reports
    from planner.services.reviews import ReviewVerbs
    from planner.services.rituals import RitualVerbs
    from planner.services.routine import Routine
    from planner.services.search import SearchReading
    from planner.services.week import WeekVerbs
    from planner.services.year import YearVerbs

ALL_TOPICS = frozenset(Topic)


class Planner(OpenFile):
    """What the command line and the app talk to."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        """Work on an open store, by a clock."""
        super().__init__(store, clock, DayStart(settings.day_start_hour))
        self.settings = settings
        self._calendar: Calendar | None = None
        self._day = self.today()

    @cached_property
    def names(self) -> "Names":
        """The finder of contacts by name."""
        from planner.services.names import Names

        return Names(self.store)

    @cached_property
    def log(self) -> "LogVerbs":
        """What can be done with the log."""
        from planner.services.log import LogVerbs

        return LogVerbs(self)

    @cached_property
    def plan(self) -> "PlanVerbs":
        """What can be done with a day's plan."""
        from planner.services.plan import PlanVerbs

        return PlanVerbs(self)

    @cached_property
    def blocks(self) -> "BlockVerbs":
        """What can be done with sacred blocks."""
        from planner.services.blocks import BlockVerbs

        return BlockVerbs(self)

    @cached_property
    def goals(self) -> "GoalVerbs":
        """What can be done with goals."""
        from planner.services.goals import GoalVerbs

        return GoalVerbs(self)

    @cached_property
    def contacts(self) -> "ContactVerbs":
        """What can be done with contacts, and what is shown of them."""
        from planner.services.contacts import ContactVerbs

        return ContactVerbs(self)

    @cached_property
    def next_calls(self) -> "NextCalls":
        """Whom to call next, and why."""
        from planner.services.next_call import NextCalls

        return NextCalls(self)

    @cached_property
    def deals(self) -> "DealVerbs":
        """What can be done with deals."""
        from planner.services.dealing import DealVerbs

        return DealVerbs(self)

    @cached_property
    def pipeline(self) -> "PipelineReading":
        """What is shown of deals."""
        from planner.services.pipeline import PipelineReading

        return PipelineReading(self)

    @cached_property
    def fast_start(self) -> "FastStart":
        """The board of a year's first week."""
        from planner.services.fast_start import FastStart

        return FastStart(self)

    @cached_property
    def days(self) -> "DayVerbs":
        """What can be done with days off."""
        from planner.services.days import DayVerbs

        return DayVerbs(self)

    @cached_property
    def funnel(self) -> "FunnelReading":
        """What an amount of sales asks for, and the figures that are assumed for it."""
        from planner.services.funnel import FunnelReading

        return FunnelReading(self)

    @cached_property
    def breakdown(self) -> "BreakDown":
        """What breaks goals into smaller ones."""
        from planner.services.breakdown import BreakDown

        return BreakDown(self)

    @cached_property
    def offers(self) -> "GoalOffers":
        """What is offered for goals that go well."""
        from planner.services.goal_offers import GoalOffers

        return GoalOffers(self)

    @cached_property
    def reading(self) -> "Reading":
        """What screens and the command line show."""
        from planner.services.reading import Reading

        return Reading(self)

    @cached_property
    def momentum(self) -> "MomentumReading":
        """The number that says how the days went, and where it comes from."""
        from planner.services.momentum import MomentumReading

        return MomentumReading(self)

    @cached_property
    def reviews(self) -> "ReviewVerbs":
        """What can be done with reviews, and what they show."""
        from planner.services.reviews import ReviewVerbs

        return ReviewVerbs(self)

    @cached_property
    def obstacles(self) -> "ObstacleVerbs":
        """What is in the way, and what takes it out of it."""
        from planner.services.obstacles import ObstacleVerbs

        return ObstacleVerbs(self)

    @cached_property
    def partners(self) -> "PartnerVerbs":
        """The people with whom goals are reviewed, and the reviews with them."""
        from planner.services.partners import PartnerVerbs

        return PartnerVerbs(self)

    @cached_property
    def quarter(self) -> "QuarterVerbs":
        """What can be done with the review of a quarter, and what it shows."""
        from planner.services.quarter import QuarterVerbs

        return QuarterVerbs(self)

    @cached_property
    def year(self) -> "YearVerbs":
        """What can be done with the review of a year and the plan of the next, and what they show."""
        from planner.services.year import YearVerbs

        return YearVerbs(self)

    @cached_property
    def week(self) -> "WeekVerbs":
        """What can be done with the planning of a week, and what it shows."""
        from planner.services.week import WeekVerbs

        return WeekVerbs(self)

    @cached_property
    def past(self) -> "Past":
        """What was done, and the way back."""
        from planner.services.past import Past

        return Past(self)

    @cached_property
    def reports(self) -> "Reports":
        """What was done in a day, a week, a month, a quarter or a year."""
        from planner.services.report import Reports

        return Reports(self)

    @cached_property
    def search(self) -> "SearchReading":
        """What finds anything that was typed."""
        from planner.services.search import SearchReading

        return SearchReading(self)

    @cached_property
    def figures(self) -> "Figures":
        """Every figure of a goal."""
        from planner.services.figures import Figures

        return Figures(self)

    @cached_property
    def progress(self) -> "Progress":
        """What charts and calendars show of how things go."""
        from planner.services.progress import Progress

        return Progress(self)

    @cached_property
    def comparing(self) -> "Comparing":
        """Periods beside the ones before."""
        from planner.services.comparing import Comparing

        return Comparing(self)

    @cached_property
    def marks(self) -> "MarkVerbs":
        """What can be done with event marks."""
        from planner.services.marks import MarkVerbs

        return MarkVerbs(self)

    @cached_property
    def morning(self) -> "Morning":
        """What a day begins with."""
        from planner.services.morning import Morning

        return Morning(self)

    @cached_property
    def rituals(self) -> "RitualVerbs":
        """What every ritual has."""
        from planner.services.rituals import RitualVerbs

        return RitualVerbs(self)

    @cached_property
    def routine(self) -> "Routine":
        """Which ritual is due when."""
        from planner.services.routine import Routine

        return Routine(self)

    @cached_property
    def importing(self) -> "ImportVerbs":
        """What takes in the files of other programs."""
        from planner.services.importing import ImportVerbs

        return ImportVerbs(self)

    @cached_property
    def exporting(self) -> "ExportVerbs":
        """What writes files for other programs."""
        from planner.services.exporting import ExportVerbs

        return ExportVerbs(self)

    @property
    def calendar(self) -> Calendar:
        """The working days by the settings and the days off."""
        if self._calendar is None:
            days_off = queries.days_off(self.store)
            chosen = self.settings
            self._calendar = Calendar.of(days_off, chosen.work_week, chosen.year_start_month, chosen.month_weights)
        return self._calendar

    def knows(self, name: str) -> bool:
        """Whether a contact or an organization has exactly this name."""
        return self.names.knows(name)

    def hand_over(self, why: str) -> None:
        """Leave the writing to another connection of this program; what is to be saved meanwhile is refused with `why`.

        Raises StorageError where nothing is written already.
        """
        self.store.check_identity()
        self.store.read_only_because = why

    def resume(self) -> None:
        """Write again; a day that turned meanwhile is noted."""
        self.store.read_only_because = ""
        self.turn_day()

    def tick(self) -> bool:
        """Look whether another program wrote and whether the day turned; return True where it turned.

        Once a second is enough: it costs microseconds. Raises StorageError where the file is no longer the same.
        """
        self.look_around()
        today = self.today()
        if today == self._day:
            return False
        self._day = today
        self._announce(ALL_TOPICS)
        self.turn_day()
        return True

    def turn_day(self) -> None:
        """Note a new day in the file: goals whose last date is behind are over (c3), missed blocks go on."""
        from planner.services.rollover import turned

        today = self.today().isoformat()
        if self.store.read_only_because or self.store.meta("day") >= today:
            return
        try:
            self.commit("The day turned", turned(self), undoable=False, meta={"day": today})
        except PlannerError:  # full, or another program turned the day at this very moment
            return

    def _saved(self, changeset: ChangeSet) -> None:
        if "momentum" in self.__dict__:  # what was never read has nothing to forget
            self.momentum.hear(changeset)
        super()._saved(changeset)

    def _announce(self, topics: frozenset[Topic]) -> None:
        if Topic.CALENDAR in topics:
            self._calendar = None
        if "reading" in self.__dict__:
            self.reading.forget(topics)
        if Topic.PEOPLE in topics:
            self.__dict__.pop("names", None)
        super()._announce(topics)
