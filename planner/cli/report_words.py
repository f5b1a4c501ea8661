"""A report in words: its sections written once, as plain text and as Markdown."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from planner.cli import marks
from planner.domain.activity import words
from planner.domain.figure import decimal
from planner.domain.gauge import shown, signed, word
from planner.domain.goal import Grade
from planner.domain.measure import Unit
from planner.domain.momentum import DayFacts, DayScore
from planner.domain.money import format_amount
from planner.domain.period import Period, quarter_of
from planner.domain.reportviews import Compared, DatedWin, GoalReport, ReportView
from planner.domain.reviewviews import WinKind
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date

WORDS: Final = 24
"""Letters above which the last column holds sentences."""
MARKDOWN_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#|!~&"})


class Section(NamedTuple):
    """One heading with what stands under it."""

    key: str
    heading: str
    head: tuple[str, ...]
    """The names of the columns; empty where a row is a sentence."""
    rows: tuple[tuple[str, ...], ...]
    nothing: str = ""
    """What is said where there are no rows; empty where the section is left out then."""


class Told(NamedTuple):
    """A report in words."""

    title: str
    aside: str
    sections: tuple[Section, ...]


def tell(view: ReportView, home: str = "USD", start_month: int = 1) -> Told:
    """Return a report in words, its wins first. Sections with nothing to say are left out."""
    sections = (
        _wins(view, home),
        _section("proud", "Proud of", (), ((f"{_day(view, one.day)}  {one.text}",) for one in view.proud)),
        _section("compared", _beside(view), _heads(view, "now"), _compared(view, home), _unknown(view)),
        _section("asks", "What the days asked", ("", "done", "asked", "days met"), _asks(view)),
        _section("goals", "Goals", ("", "reached", "target", "", "stands"), _goals(view, home)),
        _section("steps", "From call to close", _heads(view, "times", "of the step before"), _steps(view)),
        _section("counted", "What was done, whatever came of it", _heads(view, "now"), _counted(view)),
        *_marks(view),
        _section(
            "momentum", f"Momentum {signed(shown(view.momentum_after))}, {_word(view)}", ("", "", ""), _momentum(view)
        ),
    )
    kept = tuple(section for section in sections if section.rows or section.nothing)
    return Told(title(view, start_month), aside(view), kept)


def title(view: ReportView, start_month: int = 1) -> str:
    """Return what the period is called."""
    start, end = view.span
    match view.period:
        case Period.DAY:
            return f"{start:%A} {start.day} {MONTHS[start.month - 1]} {start.year}"
        case Period.WEEK:
            return f"Week {start.isocalendar().week} of {start.isocalendar().year}"
        case Period.MONTH:
            return f"{MONTHS[start.month - 1]} {start.year}"
        case Period.QUARTER:
            return f"Q{quarter_of(start, start_month)} {start.year}"
        case _:
            return f"{start.year}" if start.year == end.year else f"{start.year}/{end.year % 100:02}"


def aside(view: ReportView) -> str:
    """Return the dates of the period, and how far it is told."""
    if view.period is Period.DAY:
        return "so far" if view.is_running else ""
    dates = f"{short_date(view.span.start, view.until)} to {short_date(view.span.end, view.until)}"
    return f"{dates}, told up to {short_date(view.until, view.until)}" if view.is_running else dates


def text(told: Told) -> str:
    """Return a report as plain text, its columns aligned."""
    lines = [told.title, *([told.aside] if told.aside else [])]
    for section in told.sections:
        lines += ["", section.heading]
        if not section.rows:
            lines.append(f"  {section.nothing}")
            continue
        rows = [*([section.head] if any(section.head) else []), *section.rows]
        widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            lines.append(f"  {'  '.join(_aligned(row, widths))}".rstrip())
    return "\n".join(lines) + "\n"


def markdown(told: Told) -> str:
    """Return a report as Markdown: no word of it can turn into markup."""
    lines = [f"# {_md(told.title)}", *(["", _md(told.aside)] if told.aside else [])]
    for section in told.sections:
        lines += ["", f"## {_md(section.heading)}", ""]
        if not section.rows:
            lines.append(_md(section.nothing))
        elif section.head:
            lines.append(f"| {' | '.join(map(_md, section.head))} |")
            lines.append(f"|{'|'.join([' --- ', *[' ---: '] * (len(section.head) - 1)])}|")
            lines += [f"| {' | '.join(map(_md, row))} |" for row in section.rows]
        else:
            lines += [f"- {_md(' '.join(row))}" for row in section.rows]
    return "\n".join(lines) + "\n"


def goal_amount(goal: GoalReport, value: int, home: str) -> str:
    """Return a goal's value as people write it."""
    if goal.unit is Unit.MONEY:
        return format_amount(value, goal.currency, home)
    return f"{value:,}" if goal.unit is Unit.COUNT else f"{value:,} %"


def reason(facts: DayFacts) -> str:
    """Return what a day was scored by, in words."""
    parts = [f"{clean_line(ask.name)} {ask.done}/{ask.asked}" for ask in facts.asks]
    if facts.one_thing is not None:
        parts.append("one thing done" if facts.one_thing else "one thing open")
    parts.append("1 step" if facts.steps == 1 else f"{facts.steps or 'no'} steps")
    parts += [f"{'nailed' if mark.is_nailed else 'reached'} {clean_line(mark.goal)}" for mark in facts.benchmarks]
    return ", ".join(parts)


def _section(
    key: str, heading: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]], nothing: str = ""
) -> Section:
    return Section(key, heading, head, tuple(tuple(map(clean_line, row)) for row in rows), nothing)


def _wins(view: ReportView, home: str) -> Section:
    rows = [f"{_day(view, one.day)}  {_win(one, home)}".strip() for one in view.wins]
    if view.more_wins:
        rows.append(f"and {view.more_wins:,} more")
    rows += [f"{row.name}: {row.reached} of {row.total} {row.period}s reached" for row in view.parts]
    return _section(
        "wins",
        "Won",
        (),
        ((row,) for row in rows),
        "Nothing was won in this time. What was done stands below." if view.is_known else "",
    )


def _win(one: DatedWin, home: str) -> str:
    win = one.win
    if win.kind is not WinKind.CLOSED:
        return f"{win.kind} {win.name}"
    money = "" if win.amount_minor is None else format_amount(win.amount_minor, win.currency, home)
    return " ".join(part for part in ("closed", win.name, money) if part)


def _day(view: ReportView, day: date) -> str:
    return "" if view.period is Period.DAY else short_date(day, view.until)


def _beside(view: ReportView) -> str:
    """Return beside what the figures stand: nothing where it lies before the record."""
    if not view.is_known:
        return "In numbers"
    if not view.knows_before:
        return "In numbers; nothing is known of the time before"
    if view.period is Period.DAY:
        is_week = (view.span.start - view.before.start).days == 7
        named = "the same day a week before" if is_week else "the working day before"
        return f"Beside {named}, {short_date(view.before.start, view.until)}"
    if not view.is_cut:
        return "Beside the period before"
    first, last = (short_date(day, view.until) for day in view.before)
    days = f"{first} to {last}" if first != last else first
    return f"Beside as many working days of the period before, {days}"


def _unknown(view: ReportView) -> str:
    """Return since when there is a record, where the period lies before it."""
    if view.is_known:
        return ""
    if view.begins is None:
        return "Nothing is logged yet. planner log 'call' logs a step."
    return f"Nothing is known of this time: the record begins {short_date(view.begins, view.until)}."


def _heads(view: ReportView, *names: str) -> tuple[str, ...]:
    return ("", *names, "before") if view.knows_before else ("", *names)


def _then(view: ReportView, cell: str) -> tuple[str, ...]:
    """Return the cell of the time before; none where nothing is known of it."""
    return (cell,) if view.knows_before else ()


def _compared(view: ReportView, home: str) -> Iterator[tuple[str, ...]]:
    for one in view.compared:
        yield one.name, _amount(one, one.now, home), *_then(view, _amount(one, one.before, home))


def _amount(one: Compared, value: int, home: str) -> str:
    return format_amount(value, one.currency, home) if one.currency else f"{value:,}"


def _asks(view: ReportView) -> Iterator[tuple[str, ...]]:
    for one in view.asks:
        yield one.name, f"{one.done:,}", f"{one.asked:,}", f"{one.days_met} of {one.days}"


def _goals(view: ReportView, home: str) -> Iterator[tuple[str, ...]]:
    for goal in view.goals:
        reached, target = (goal_amount(goal, value, home) for value in (goal.current, goal.target))
        yield goal.name, reached, target, f"{round(goal.fraction * 100):,} %", stands(goal)


def stands(goal: GoalReport) -> str:
    """Return where a goal stands beside its line, in words."""
    if goal.grade is not Grade.SHORT:
        return goal.grade
    if goal.days_ahead is None:
        return ""
    days = decimal(abs(goal.days_ahead), 1)
    if days == "0":
        return "on pace"
    return f"{days} {'day' if days == '1' else 'days'} {'ahead' if goal.days_ahead > 0 else 'behind'}"


def _steps(view: ReportView) -> Iterator[tuple[str, ...]]:
    if not any(step.times for step in (*view.steps, *(view.steps_before if view.knows_before else ()))):
        return
    for step, before in zip(view.steps, view.steps_before, strict=True):
        then = ", ".join(part for part in (f"{before.times:,}", before.converted()) if part)
        yield step.label, f"{step.times:,}", step.converted(), *_then(view, then)


def _counted(view: ReportView) -> Iterator[tuple[str, ...]]:
    for one in view.counted:
        if one.now or view.knows_before:
            yield words(one.type), f"{one.now:,}", *_then(view, f"{one.before:,}")


def _marks(view: ReportView) -> Iterator[Section]:
    """Yield a section for each event mark, with the working days before it beside those since."""
    for n, one in enumerate(view.marks, 1):
        heading = f"{clean_line(one.mark.label)}, {short_date(one.mark.date, view.until)}"
        yield _section(f"mark{n}", heading, ("", "", ""), marks.rows(one), marks.unknown(one))


def _momentum(view: ReportView) -> Iterator[tuple[str, ...]]:
    for one in view.reasons:
        yield short_date(one.facts.day, view.until), _points(one), reason(one.facts)


def _points(one: DayScore) -> str:
    return f"{round(one.gain, 1) + 0.0:+.1f}"


def _word(view: ReportView) -> str:
    """Return the number as a word, and where it stood when the period began."""
    return f"{word(shown(view.momentum_after))}; {signed(shown(view.momentum_before))} when it began"


def columns(cell: str) -> int:
    """Return how many columns of a terminal a text takes."""
    import unicodedata

    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in cell
    )


def _aligned(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """Yield cells as wide as their columns: the first one and sentences at the end go left, numbers right."""
    last = len(row) - 1
    for n, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - columns(cell))
        is_left = n == 0 or (n == last and last > 1 and width > WORDS)
        yield f"{cell}{blank}" if is_left else f"{blank}{cell}"


def _md(cell: str) -> str:
    return cell.translate(MARKDOWN_SIGNS)
