"""What the reviews with a partner and with a group have in common: who, promises, what is in the way, and closing."""

from typing import ClassVar

from rich.cells import cell_len

from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.partnerviews import ObstacleRow, PeopleReviewView
from planner.domain.period import Span
from planner.domain.review import Review, ReviewKind
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date
from planner.tui.commands.command import Need
from planner.tui.lines import ActionLine
from planner.tui.panes.ritual import LEAST, Asking, RitualPane
from planner.tui.partner_format import IN_THE_WAY, NOTE, OBSTACLE, PROMISE, WHO
from planner.tui.partner_lines import PeopleLine, PromiseLine
from planner.tui.review_lines import ObstacleLine
from planner.tui.sentence_line import SentenceLine


class WithOthersPane(RitualPane[PeopleReviewView]):
    """A review that is held with somebody (B37)."""

    UNNAMED: ClassVar[str]
    """Why nothing is kept while nobody takes part."""

    _key: str = ""
    """The review that was seen here, which stays in view."""

    def begin_with(self, review: Review) -> None:
        """Take a review that was held, or is open."""
        self._key = review.id

    def read(self) -> None:
        """Read the review that was seen here, the open one, or the one to come; say where it is another day's.

        Where it was closed meanwhile, that is said too.
        """
        before, self.view = self.view, self.planner.partners.view(self.KIND, self.day, key=self._key)
        review = self.view.review
        self._key = review.id if review is not None else ""
        was_open = before is not None and before.review is not None and not before.review.is_closed
        if was_open and review is not None and review.is_closed:
            self._say("This review was closed meanwhile. It stays in view: C opens it again.", "text")
        today = self.planner.today()
        if before is None and review is not None and not review.is_closed and review.period_start < today:
            begun = short_date(review.period_start, today)
            self._say(f"Begun on {begun} and not closed: c closes it.", "text")

    def subject(self) -> str:
        """Return the day, and with whom: as many names as the title has room for, each of them whole."""
        view = self.shown()
        day, names = short_date(view.day, view.day), [clean_line(person.name) for person in view.people]
        title = cell_len(self._ritual.title) if self._ritual is not None else LEAST
        room = self.room - min(LEAST, title) - len("   ") - (len("   closed") if self._is_closed else 0)
        for count in range(len(names), 0, -1):
            more = f" and {len(names) - count} more" if count < len(names) else ""
            told = f"{day}, with {', '.join(names[:count])}{more}"
            if cell_len(told) <= room or len(names) == 1:
                return told
        return f"{day}, with {len(names)} people" if names else day

    def span(self) -> Span:
        """Return the day."""
        day = self.shown().day
        return Span(day, day)

    @property
    def sitting(self) -> str:
        """What this review is called in the journal: of each kind at most one is open."""
        return str(self.KIND)

    def answers(self) -> dict[str, str]:
        """Return what was answered in this review."""
        return self.planner.partners.answers(self.shown().review)

    def keep(self, question: str, text: str) -> ChangeSet:
        """Keep the answer to a question of the file's own."""
        return self.planner.partners.answer(self.KIND, question, text)

    def is_closed(self) -> bool:
        """Whether the review in view was held."""
        review = self.shown().review
        return review is not None and review.is_closed

    def close(self) -> ChangeSet:
        """Hold the review; it stays in view. Another window may have held it: that one is not held twice."""
        self.read()
        self._need_people()
        done = self.planner.partners.close(self.KIND)
        self._key = next(after.id for _, after in done.changes if isinstance(after, Review))
        self.view = None
        self.read()
        return done

    def reopen(self) -> ChangeSet:
        """Open the review again, the last one where none is begun; it stays in view."""
        last = self._last_closed
        done = self.planner.partners.reopen(self.KIND, last.id if last is not None else self._key)
        self.read()
        return done

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for."""
        view = self.shown()
        match key:
            case "who":
                names = ", ".join(person.name for person in view.people)
                role = f" {view.people[0].role}" if self.KIND is ReviewKind.PARTNER and len(view.people) == 1 else ""
                return PeopleLine(self.planner, self.KIND), names + role
            case "note":
                self._need_people()
                return self._sentence("note", "what to remember of it", NOTE), view.note
            case "promise":
                self._need_people()
                return PromiseLine(self.planner, self.KIND), ""
            case "in the way":
                self._need_people()
                return ObstacleLine(self.planner, f"obstacle {self.KIND}", self.planner.today(), self._in_the_way), ""
        return None

    def _in_the_way(self, text: str) -> ChangeSet:
        return self.planner.partners.obstacle(self.KIND, text)

    def has(self, need: Need) -> bool:
        """Whether a promise or an obstacle stands under the cursor, and whether a review can be opened again."""
        match need:
            case Need.TO_REOPEN:
                return super().has(need) or self._last_closed is not None
            case Need.PROMISE:
                return self._promise() is not None
            case Need.PROMISE_OR_OBSTACLE:
                return self._promise() is not None or self._obstacle() is not None
            case _:
                return super().has(need)

    def on_lines_marked(self) -> None:
        """Tick the promise whose sign is clicked."""
        self.carry_out_marked(f"{self.KIND}.done")

    def _tick(self) -> None:
        """Tick the promise, or ask what took the obstacle out of the way."""
        row, obstacle = self._promise(), self._obstacle()
        if row is not None:
            self.tell(self.planner.plan.toggle(row.action.id))
        elif obstacle is not None:
            key = obstacle.obstacle.id

            def resolve(words: str) -> str:
                return self.planner.obstacles.resolve(key, words=words).label

            title = f"“{obstacle.obstacle.text}” is out of the way"
            self.ask(SentenceLine(title, "what took it away; enter alone says nothing", f"resolve {key}", resolve))

    def _correct(self) -> None:
        row = self._promise()
        if row is None:
            raise PlannerError(Need.PROMISE.value)
        self.ask(ActionLine(self.planner, row.action.date, row.action.id), self.planner.plan.written(row))

    def _take_off(self) -> None:
        row = self._promise()
        if row is None:
            raise PlannerError(Need.PROMISE.value)
        self.tell(self.planner.plan.drop(row.action.id))

    def _ask_who(self) -> None:
        self.ask_for(WHO)

    def _ask_promise(self) -> None:
        self.ask_for(PROMISE)

    def _ask_obstacle(self) -> None:
        self.ask_for(IN_THE_WAY)

    def _sentence(self, title: str, hint: str, key: str) -> SentenceLine:
        """Return the line for what is said of the review under a key."""

        def save(text: str) -> str:
            partners = self.planner.partners
            done = partners.keep(self.KIND, note=text) if key == NOTE else partners.keep(self.KIND, answers={key: text})
            return done.label if done.changes else ""

        return SentenceLine(title, hint, f"{self.KIND} {key}", save)

    def _need_people(self) -> None:
        """Refuse to add to a review that nobody takes part in."""
        if not self.shown().people:
            raise PlannerError(self.UNNAMED)

    @property
    def _last_closed(self) -> Review | None:
        """The last review that was held, while none is begun and the next one is not due."""
        view = self.view
        return view.last if view is not None and view.review is None and not view.is_due else None

    @property
    def _is_past(self) -> bool:
        """Whether the review in view is closed, and not the last one."""
        view = self.shown()
        return self.is_closed() and view.review != self.planner.partners.last(self.KIND)

    def _promise(self) -> PlanRow | None:
        if self.view is None:
            return None
        rows = (*self.view.promised, *self.view.commitments.rows)
        return next((row for row in rows if row.action.id == self.cursor_key), None)

    def _obstacle(self) -> ObstacleRow | None:
        if self.view is None:
            return None
        return next((row for row in self.view.obstacles if OBSTACLE + row.obstacle.id == self.cursor_key), None)
