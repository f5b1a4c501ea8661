"""What a command is, where it works and what it must find under the cursor."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Place(StrEnum):
    """Where a command works."""

    APP = "everywhere"
    ELSEWHERE = "everywhere but in the list of contacts"
    DAY = "today screen"
    PAGE = "any page"
    LIST = "any list"
    TODAY = "today"
    GOALS = "goals"
    LOG = "log"
    GOAL = "a goal's page"
    PARTS = "a break-down"
    MOMENTUM = "momentum"
    CALENDAR = "calendar"
    HOLIDAYS = "public holidays"
    RITUAL = "any ritual"
    REVIEW = "end of day"
    MORNING = "morning"
    WEEK = "weekly planning"
    PARTNER = "goals partner"
    GROUP = "monthly group"
    QUARTER = "quarter review"
    YEAR = "year review"
    ROUTINE = "the routine"
    FOCUS = "focus mode"
    PERSON = "any contact"
    PEOPLE = "contacts"
    CONTACT = "a contact's page"
    SALE = "any deal"
    DEALS = "deals"
    DEAL = "a deal's page"
    FAST_START = "fast start"
    FIND = "find"
    HISTORY = "history"
    IMPORT = "import"
    PROGRESS = "progress"

    @property
    def chain(self) -> frozenset["Place"]:
        """The places whose commands work where a pane of this one has the focus; a sacred block shuts out the rest."""
        if self is Place.FOCUS:
            return frozenset({self, Place.LIST})
        on = Place.DAY if self in {Place.TODAY, Place.GOALS, Place.LOG} else Place.PAGE
        ritual = {Place.RITUAL} if self in RITUALS else set()
        person = {Place.PERSON} if self in PERSONS else {Place.SALE} if self in SALES else set()
        finds = {Place.ELSEWHERE} if self is not Place.PEOPLE else set()
        return frozenset({self, Place.LIST, on, Place.APP, *ritual, *person, *finds})


RITUALS: Final = (
    Place.REVIEW,
    Place.MORNING,
    Place.WEEK,
    Place.PARTNER,
    Place.GROUP,
    Place.QUARTER,
    Place.YEAR,
)
"""The places that walk through the sections of a review."""
PERSONS: Final = (Place.PEOPLE, Place.CONTACT)
"""The places where a contact stands under the cursor."""
SALES: Final = (Place.DEALS, Place.DEAL)
"""The places where a deal stands under the cursor."""
PANES: Final = (
    Place.TODAY,
    Place.GOALS,
    Place.LOG,
    Place.GOAL,
    Place.PARTS,
    Place.MOMENTUM,
    Place.CALENDAR,
    Place.HOLIDAYS,
    *RITUALS,
    Place.ROUTINE,
    Place.FOCUS,
    *PERSONS,
    *SALES,
    Place.FAST_START,
    Place.FIND,
    Place.HISTORY,
    Place.IMPORT,
    Place.PROGRESS,
)
"""The places that are panes."""


class Need(StrEnum):
    """What a command must find under the cursor; the value says why it is refused."""

    NOTHING = ""
    ACTION = "Nothing is planned here. Plan something with “a”."
    GOAL = "No goal stands here. Set one with “g”."
    PARENT = "Nothing stands under this goal."
    ENTRY = "Nothing is logged here. Log a step with “l”."
    ROW = "This line leads nowhere. t changes the goal, b breaks it down."
    DRAFT = "This goal is no draft: there is nothing to commit to."
    STALE = "Nothing above this goal changed since it was set."
    OFFER = "Nothing is offered for this goal now. t changes it."
    FOLLOW = "No goal to follow is offered now."
    SALES = "This goal has no funnel: one in money or closes has, while something is to come."
    MILESTONE = "This goal is counted from the log. Log a step with “l”."
    PARTS = "This goal has no parts any more. esc goes back."
    PERIODS = "It splits in no other way. enter saves the goals."
    DAY_OFF = "No day is off here. Take one off with “v”."
    BLOCK = "No sacred block stands here. “a” plans one: “block 9:00 proposals 60m”."
    WAITING_BLOCK = "No sacred block waits here. “a” plans one: “block 9:00 proposals 60m”."
    HOLD = "It goes into no block: put the cursor on an action of a day that has one."
    HELD = "No action of this block stands here. l logs what you do."
    LEAVING = "Nothing was asked. esc leaves the block."
    RITUAL = "No ritual stands here. home goes to the first."
    TO_CLOSE = "It is closed already. “C” opens it again."
    TO_REOPEN = "It is not closed. “c” closes it."
    WAITING = "No day waits to be closed: there is none to go to or to mark as away."
    LAID = "No action stands here. a plans one for the marked day."
    TO_LAY = "Nothing stands to lay on a day here. a plans an action for the marked day."
    ASKED = "Nothing is offered or asked in this line."
    DID_YOU = "No change of an earlier week waits for an answer here."
    CHART = "Marks are told as numbers, all of them. tab goes to a chart."
    COURSE = "There is another goal at the chart of a goal alone. tab goes there."
    EARLIER = "Nothing stands before this. + looks closer."
    LATER = "What is to come has no progress yet. left goes back."
    CHART_DAY = "No day stands under a cursor here. tab goes to momentum and to the days."
    EVENT_MARK = "No mark stands here. a marks a day, tab goes to the marks."
    HOLIDAY = "None of these is left to take off. esc goes back."
    PROMISE = "No promise stands here. “a” adds one."
    PROMISE_OR_OBSTACLE = "Nothing stands here to tick off. “a” adds a promise, “o” what is in the way."
    IDEA = "No idea waits here. “i” adds one."
    OPEN_REVIEW = "This review is closed. C opens it again."
    PRIORITY = "No draft of a priority stands here. “a” adds one."
    CHOICE = "No goal that goes on stands here. They are at the end of the page."
    QUARTER_GOAL = "No goal stands here. “a” sets a priority."
    NEXT_YEAR = "No goal of next year stands here. “a” adds one."
    CONTACT = "No contact stands here. a adds one, tab shows all."
    CALL = "The list of whom to call next has calls to leave out: tab goes there."
    DEAL = "No deal stands here. a adds one: “Acme renewal @Dana $12k by 30 apr”."
    BUYER = "No buyer is known for this deal. e names one with @."
    CALLEE = "Nobody to call stands here. tab goes to the next list."
    FAST_CALL = "Nobody to call stands here, or the fast start ended. tab goes to the next list."
    FAST_OPEN = "This is none of the fast start's five days: its lists are there to be looked at. o opens a contact."
    FAST_AHEAD = "The fast start ended: the review of the year before keeps the resolution."
    LINE = "This line has nothing to correct. e corrects the contact."
    FOUND = "Nothing is found here to go to."
    STEP = "Nothing leads here: the state of another step can be gone back to."
    COLUMN = "No column stands here. c shows which is what, where the file is a table."
    IDLE = "It is being read or saved. esc stops it."
    TABLE = "This file has no columns to choose."
    DATES = "No date of this file asks which comes first."
    WAITS = "Nothing waits to be done here. a plans something."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key can do."""

    id: str
    """Stable: the user's keymap names it. Its method is `do_` and the id with its dot as a line."""
    keys: tuple[str, ...]
    """As Textual names them; the first one is shown."""
    title: str
    """Two words for the footer and the palette."""
    help: str
    """One sentence."""
    place: Place = Place.APP
    footer: bool = False
    need: Need = Need.NOTHING
    in_closed: bool = False
    """Whether it works on the page of a ritual that is closed: it shows something, or is no part of what was said."""
    stays: bool = False
    """Whether it stays in a footer that has no room for all: it is how one goes on, or what the page is there for."""

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return f"do_{self.id.replace('.', '_')}"
