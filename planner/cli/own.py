"""What a ritual's file makes of its review on the command line: title, sections, headings, questions of the user's own.

What in the file was not understood is told behind the review.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options
from planner.cli.words import Parser
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import Review, ReviewKind, review_id
from planner.domain.ritual import ASK, TITLES
from planner.domain.text import clean_line
from planner.settings import rituals

if TYPE_CHECKING:
    from planner.services.planner import Planner

Named = Callable[[str, str], str]
"""Returns what stands above a section: the file's words, or those that are given."""
Told = tuple[str, str]
"""The section that a line belongs to, and the line; one without a section stands whatever the file says."""
Keep = Callable[[str, str, ChangeSet | None], ChangeSet]
"""Keeps the answer to a question, behind what was saved before it."""
_ANSWERED = frozenset({ReviewKind.PARTNER, ReviewKind.GROUP, ReviewKind.QUARTER, ReviewKind.YEAR})
"""The reviews that say themselves which other answers they take."""


class _Answers(argparse.Action):
    """Answers in their order, each to a question of its own."""

    def __call__(self, _parser: Any, options: Options, given: Any, _option: str | None = None) -> None:
        """Take one more. Raises ArgumentError where its question has one."""
        before = getattr(options, self.dest)
        if given[0].casefold() in (key.casefold() for key, _ in before):
            raise argparse.ArgumentError(self, f"“{given[0]}” is answered twice: one of them stands")
        setattr(options, self.dest, [*before, given])


def answer_words(parser: Parser) -> None:
    """Add the option that answers a question."""
    told = "answer a question by its key, one of your own too"
    parser.add_argument("--answer", metavar="KEY=T", type=key_and_text, default=[], action=_Answers, help=told)


def key_and_text(text: str) -> tuple[str, str]:
    """Read KEY=TEXT."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}” has no key: write it as question='ten demos a month'")
    return key.strip(), value.strip()


def as_shipped(_section: str, heading: str) -> str:
    """Return a section's own heading."""
    return heading


def under(section: str, lines: Iterable[str]) -> Iterator[Told]:
    """Yield lines with the section that they belong to."""
    return ((section, line) for line in lines)


class Own:
    """A ritual as its file has it."""

    def __init__(
        self, options: Options, kind: ReviewKind, sitting: str, answers: Callable[[], Mapping[str, str]], keep: Keep
    ) -> None:
        """Read the ritual's file; `answers` returns what its questions were answered with.

        `sitting` is what the ritual is called in the journal.
        """
        self._options = options
        self._kind = kind
        self._sitting = sitting
        self._answers = answers
        self._keep = keep
        self._ritual, self._problems = rituals.load(kind, options.paths)
        self._questions = [one for one in self._ritual.sections if one.name == ASK]

    def named(self, section: str, heading: str) -> str:
        """Return what stands above a section."""
        return next((one.title for one in self._ritual.sections if one.name == section and one.title), heading)

    def save(self, planner: "Planner", rest: Callable[[], ChangeSet | None]) -> ChangeSet | None:
        """Do the rest of what the words ask, then keep the answers to the file's questions; all of it is one step.

        Closing the ritual makes one step of it and of all that was said of it before, here and in the app.
        Raises PlannerError for an answer that nobody asked for, and beside --reopen.
        """
        asked = {one.key.casefold(): one.key for one in self._questions}
        mine = {asked[key.casefold()]: text for key, text in self._options.answer if key.casefold() in asked}
        left = [(key, text) for key, text in self._options.answer if key.casefold() not in asked]
        if left and self._kind not in _ANSWERED:
            told = f"It asks for {', '.join(asked.values())}." if asked else "Its file asks no question of your own."
            raise PlannerError(f"The {TITLES[self._kind]} ritual does not ask for “{left[0][0]}”. {told}")
        if mine and self._options.reopen:
            raise PlannerError("--reopen stands alone. Say the rest once more without it.")
        self._options.answer = left
        since = planner.mark()
        with planner.within(self._sitting):
            done = last = rest()
            for key, text in mine.items():
                last = self._keep(key, text, done)
        if last is None:
            return None
        if self._options.close:
            return ChangeSet(planner.rituals.gathered(self._sitting, (done or last).label), last.changes)
        if not mine:
            return done
        return ChangeSet(planner.rituals.as_one_step(since, (done or last).label), last.changes)

    def lines(self, found: Iterable[Told]) -> Iterator[str]:
        """Yield the lines of the sections that the file has, between its title and its questions."""
        shown = {"", *(one.name for one in self._ritual.sections)}
        if self._ritual.title != TITLES[self._kind]:
            yield self._ritual.title
        yield from (line for section, line in found if section in shown)
        said = self._answers() if self._questions else {}
        for one in self._questions:
            if one.title:
                yield one.title
            answer = clean_line(said.get(one.key, ""))
            yield f"{one.question} {answer}" if answer else f"{one.question} --answer '{one.key}=…' answers it"
        yield from self._problems

    def value(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return a review for JSON, with the file's title and its questions."""
        said = self._answers() if self._questions else {}
        asked = [
            {"key": one.key, "question": one.question, "hint": one.hint, "answer": said.get(one.key, "")}
            for one in self._questions
        ]
        return {**found, "title": self._ritual.title, "questions": asked}


def of_period(planner: "Planner", options: Options, kind: ReviewKind, span: Span) -> Own:
    """Return the ritual of a period."""

    def keep(key: str, text: str, _done: ChangeSet | None) -> ChangeSet:
        return planner.rituals.answer(kind, span, key, text)

    return Own(options, kind, review_id(kind, span.start), lambda: planner.rituals.answers(kind, span), keep)


def of_others(planner: "Planner", options: Options, kind: ReviewKind) -> Own:
    """Return the ritual of a review with others."""
    partners = planner.partners

    def keep(key: str, text: str, done: ChangeSet | None) -> ChangeSet:
        held = next((after.id for _, after in done.changes if isinstance(after, Review)), "") if done else ""
        return partners.answer(kind, key, text, held)

    return Own(options, kind, str(kind), lambda: partners.answers(partners.view(kind).review), keep)
