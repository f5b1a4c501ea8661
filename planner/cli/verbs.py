"""The command line's verbs: each asks the planner and prints the answer. Lines as text, views as JSON too."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from planner.domain.action import ActionStatus
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.measure import Unit
from planner.domain.period import Span
from planner.domain.text import clean
from planner.services.planner import Planner
from planner.settings.paths import Paths

Options = argparse.Namespace
_MOST_LINES = 1_000_000
_GAUGED = ("momentum", "word", "arrow")
"""What the status line says of momentum."""


def run(planner: Planner, options: Options) -> int:
    """Run a verb and return the exit status. Raises PlannerError where it is refused."""
    return _VERBS[options.verb](planner, options)


def show_paths(paths: Paths, options: Options) -> int:
    """Print where the files are."""
    if options.json:
        _print_json(paths._asdict())
    else:
        for name, path in paths._asdict().items():
            _print(f"{name.replace('_', ' '):14} {path}")
    return 0


def _log(planner: Planner, options: Options) -> int:
    _tell_saved(planner.log.line(" ".join(options.line)))
    return 0


def _one_thing(planner: Planner, options: Options) -> int:
    day = _day(planner, options)
    say = _say_nothing if options.json else _tell_saved
    if options.text:
        say(planner.plan.answer(" ".join(options.text), day))
    action = planner.reading.one_thing(day)
    if options.done:
        if action is None:
            raise PlannerError("The blank is empty: planner one-thing 'close the Acme renewal' fills it in.")
        if action.status is not ActionStatus.DONE:
            say(planner.plan.toggle(action.id))
            action = planner.reading.one_thing(day)
        elif not options.json:
            _print(f"Done already: {action.text}")
    if options.json:
        _print_json(
            {"date": day.isoformat(), "text": action.text if action else None, "status": action and action.status}
        )
    elif not options.text and not options.done:
        done = " (done)" if action and action.status is ActionStatus.DONE else ""
        _print(f"{action.text}{done}" if action else "")
    return 0


def _action(planner: Planner, options: Options) -> int:
    goal = planner.goals.find(options.goal).id if options.goal else None
    line, day = " ".join(options.text), _day(planner, options, future=True)
    _tell_saved(planner.plan.add(line, day, goal_id=goal, contact=options.contact))
    return 0


def _block(planner: Planner, options: Options) -> int:
    from planner.cli import block

    saved = block.save(planner, options)
    if options.json:
        _print_json(block.figures(planner))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in block.lines(planner):
            _print(line)
    return 0


def _goal(planner: Planner, options: Options) -> int:
    from planner.cli import plain

    if options.sub == "add":
        from planner.cli.goals import aside

        done = planner.goals.add(" ".join(options.line))
        _tell_saved(done)
        for line in aside(planner, done):
            _print(line)
        return 0
    if options.sub not in {"list", "show"}:
        return _goal_life(planner, options)
    day = _day(planner, options, future=True)
    if options.sub == "list":
        rows = planner.reading.goals(day)
        if options.json:
            _print_json([plain.goal(row, day, planner.reading.ask(row.goal, day)) for row in rows])
        else:
            for row in rows:
                _print(plain.goal_text(row, day))
            if any(row.goal.is_stale for row in rows):
                _print("stale: the goal above it changed; planner goal confirm NAME says it still holds")
        return 0
    from planner.cli import goal_figures

    goal = planner.goals.find(" ".join(options.goal))
    row, found = planner.reading.goal(goal, day), planner.figures.of(goal, day)
    above = [planner.reading.name(parent, day) for parent in planner.reading.chain(goal)]
    if options.json:
        _print_json(goal_figures.as_json(row, found, above, day))
    else:
        for line in goal_figures.lines(row, found, above, day, planner.settings.currency):
            _print(line)
    return 0


def _goal_life(planner: Planner, options: Options) -> int:
    from planner.cli import goals

    goal = planner.goals.find(" ".join(options.goal))
    saved = goals.save(planner, goal, options)
    if options.json:
        _print_json(goals.value(planner, goal, options))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in goals.lines(planner, goal, options):
            _print(line)
    return 0


def _plan(planner: Planner, options: Options) -> int:
    from planner.cli import funnel

    if options.apply or options.forget:
        say = _say_nothing if options.json else _tell_saved
        say(funnel.keep(planner, options))
    looks = funnel.looks(planner, options)
    if options.json:
        figures = [funnel.figures(look) for look in looks]
        _print_json(figures[0] if options.line else figures)
    else:
        from planner.cli.funnel_text import text

        for line in text(looks, planner.settings.currency, planner.today()):
            _print(line)
    return 0


def _today(planner: Planner, options: Options) -> int:
    from planner.cli import plain

    day = _day(planner, options, future=True)
    view, log = planner.reading.day(day), planner.reading.log_of(day)
    if options.json:
        _print_json(plain.day(view, log))
    else:
        for line in plain.day_text(view, log, planner.today()):
            _print(line)
    return 0


def _status(planner: Planner, options: Options) -> int:
    told = options.format or ""
    facts = _facts(planner, gauged=options.json or any(f"{{{name}" in told for name in _GAUGED))
    if options.json:
        _print_json(facts)
    elif options.format:
        try:
            _print(options.format.format_map({name: "" if fact is None else fact for name, fact in facts.items()}))
        except KeyError as error:
            raise PlannerError(f"--format does not know “{error.args[0]}”. It knows {', '.join(facts)}.") from error
        except (LookupError, ValueError, AttributeError, TypeError, ArithmeticError, MemoryError) as error:
            raise PlannerError(
                f"--format “{options.format}” cannot be read. It takes names in braces, such as {{asks}}, "
                "and {{ for a brace itself."
            ) from error
    else:
        _print(" · ".join(part for part in (facts["asks"], facts["one_thing"]) if part) or "nothing planned")
    return 0


def _facts(planner: Planner, *, gauged: bool) -> dict[str, Any]:
    """Return what the status line can name; momentum, which takes longer than the rest, where it is wanted."""
    day = planner.today()
    one_thing = planner.reading.one_thing(day)
    asks = planner.reading.asks(day)
    header = planner.reading.header(day)
    facts = {
        "date": day.isoformat(),
        "one_thing": one_thing.text if one_thing else None,
        "one_thing_done": one_thing is not None and one_thing.status is ActionStatus.DONE,
        "asks": " ".join(f"{ask.name} {ask.done}/{ask.asked}" for ask in asks),
        "left_today": sum(max(0, ask.asked - ask.done) for ask in asks),
        "steps": planner.reading.steps(day),
        "step_days": f"{header.step_days}/{header.step_days_of}",
        "days_left": header.days_left,
        **dict.fromkeys(_GAUGED),
    }
    if gauged:
        gauge = planner.momentum.gauge(day)
        facts |= {"momentum": gauge.shown, "word": gauge.word, "arrow": gauge.arrow}
    counts = {ask.name: f"{ask.done}/{ask.asked}" for ask in asks}
    for measure in planner.reading.measures.values():
        if measure.unit is Unit.COUNT and measure.name not in counts:  # nothing is asked: a rest day, or enough is done
            counts[measure.name] = f"{planner.reading.counted(measure, Span(day, day), '', day)[0]}/0"
    named = {name.replace(" ", "_"): count for name, count in counts.items()}
    return facts | {name: count for name, count in named.items() if name not in facts}


def _calendar(planner: Planner, options: Options) -> int:
    from planner.cli import days

    saved = days.save(planner, options)
    if options.json:
        _print_json(days.value(planner, options, _day(planner, options, future=True)))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in days.lines(planner, options, _day(planner, options, future=True)):
            _print(line)
    return 0


def _momentum(planner: Planner, options: Options) -> int:
    from planner.cli import momentum

    day = _day(planner, options)
    if options.json:
        _print_json(momentum.figures(planner, day))
    else:
        for line in momentum.lines(planner, day):
            _print(line)
    return 0


def _week(planner: Planner, options: Options) -> int:
    from planner.cli import week

    day, is_whole = _day(planner, options), options.verb == "week"
    saved = None if is_whole else week.save(planner, options, day)
    if options.json:
        _print_json(week.figures(planner, day, is_whole=is_whole))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in week.lines(planner, day, is_whole=is_whole):
            _print(line)
    return 0


def _review(planner: Planner, options: Options) -> int:
    from planner.cli import review

    if options.sub == "week":
        return _week(planner, options)
    if options.sub != "day":
        return _ritual(planner, options)
    day = _day(planner, options)
    saved = review.save(planner, options, day)
    if options.json:
        _print_json(review.figures(planner, day))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in review.lines(planner, day):
            _print(line)
    return 0


def _routine(planner: Planner, options: Options) -> int:
    from planner.cli import routine

    saved = routine.save(planner, options)
    if options.json:
        _print_json(routine.figures(planner))
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in routine.lines(planner):
            _print(line)
    return 0


def _import(planner: Planner, options: Options) -> int:
    from planner.cli import importing

    look, draft, saved = importing.run(planner, options)
    if options.json:
        _print_json(importing.value(look, draft, saved))
    else:
        for line in importing.lines(draft, saved):
            _print(line)
    return 0


def _export(planner: Planner, options: Options) -> int:
    from planner.cli import exporting

    for line in exporting.lines(planner, options):
        _print(line)
    return 0


def _ritual(planner: Planner, options: Options) -> int:
    from planner.cli import rituals

    day = _day(planner, options) if options.date else None
    saved = rituals.save(planner, options, day)
    return _answer(
        options, saved, lambda: rituals.figures(planner, options, day), lambda: rituals.lines(planner, options, day)
    )


def _partner(planner: Planner, options: Options) -> int:
    from planner.cli import partner

    day = _day(planner, options)
    saved = partner.save(planner, options, day if options.date else None)
    return _answer(
        options, saved, lambda: partner.value(planner, options, day), lambda: partner.lines(planner, options, day)
    )


def _obstacle(planner: Planner, options: Options) -> int:
    from planner.cli import partner

    saved = partner.save_obstacle(planner, options, _day(planner, options) if options.date else None)
    rows = planner.obstacles.rows(resolved=options.sub == "list" and options.all)
    return _answer(
        options, saved, lambda: partner.obstacle_values(rows), lambda: partner.obstacle_lines(rows, planner.today())
    )


def _mark(planner: Planner, options: Options) -> int:
    from planner.cli import marks

    saved = marks.save(planner, options, _day(planner, options))
    return _answer(options, saved, lambda: marks.value(planner, options), lambda: marks.lines(planner, options))


def _answer(
    options: Options, saved: ChangeSet | None, value: Callable[[], Any], lines: Callable[[], Iterable[str]]
) -> int:
    """Print what was asked for as JSON, what was saved, or what was asked for as lines."""
    if options.json:
        _print_json(value())
    elif saved is not None:
        _tell_saved(saved)
    else:
        for line in lines():
            _print(line)
    return 0


def _contacts(planner: Planner, options: Options) -> int:
    from planner.cli import contacts

    saved = contacts.save(planner, options)
    if saved is not None:
        _tell_saved(saved)
    elif options.json:
        _print_json(contacts.value(planner, options))
    else:
        for line in contacts.lines(planner, options):
            _print(line)
    return 0


def _deals(planner: Planner, options: Options) -> int:
    from planner.cli import deals

    saved = deals.save(planner, options)
    if saved is not None:
        _tell_saved(saved)
        return 0
    return _answer(options, None, lambda: deals.value(planner, options), lambda: deals.lines(planner, options))


def _fast_start(planner: Planner, options: Options) -> int:
    from planner.cli import fast_start

    saved = fast_start.save(planner, options)
    return _answer(options, saved, lambda: fast_start.value(planner), lambda: fast_start.lines(planner, options))


def _undo(planner: Planner, options: Options) -> int:
    if options.to:
        _tell_saved(planner.past.go_to(options.to))
    else:
        _tell_saved(planner.undo(), "Taken back: ")
    return 0


def _report(planner: Planner, options: Options) -> int:
    from planner.cli import report

    view = report.read(planner, options.period, _day(planner, options))
    if options.json or options.format == "json":
        _print_json(report.as_json(view))
    else:
        print(report.rendered(planner, view, options.format, sys.stdout.encoding), end="")
    return 0


def _find(planner: Planner, options: Options) -> int:
    from planner.cli import find

    found = find.found(planner, options.text, min(options.limit, _MOST_LINES))
    if options.json:
        _print_json(find.as_json(found))
    else:
        for line in find.lines(found, planner.today()):
            _print(line)
    return 0


def _redo(planner: Planner, _options: Options) -> int:
    _tell_saved(planner.redo(), "Done again: ")
    return 0


def _history(planner: Planner, options: Options) -> int:
    from planner.cli import past

    if options.sub:
        preview = planner.past.preview(options.number)
        value: Any = past.as_json(preview)
        lines = past.lines(preview, planner.today())
    else:
        found = planner.history(min(options.limit, _MOST_LINES))
        value, lines = past.history_as_json(found), past.history(found, planner.today())
    if options.json:
        _print_json(value)
    else:
        for line in lines:
            _print(line)
    return 0


def _day(planner: Planner, options: Options, *, future: bool = False) -> date:
    """Return the day that --date names; today where it names none."""
    today = planner.today()
    if options.date is None:
        return today
    from planner.domain import when

    day = when.parse_past_day(options.date, today)
    if day is None or (future and options.date.lower() not in {"today", "yesterday"} and day < today):
        day = when.parse_future_day(options.date, today) or day
    if day is None:
        raise PlannerError(f"“{options.date}” is not a day. Try “yesterday”, “mon” or 2026-02-09.")
    return day


def _tell_saved(done: ChangeSet, before: str = "") -> None:
    """Print what a verb did, at once: where that cannot be written, it is saved all the same."""
    try:
        _print(f"{before}{done.label}")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PlannerError(f"This was saved, but the answer cannot be written: {error.strerror}.") from error


def _say_nothing(_done: ChangeSet) -> None:
    """Leave the word to the JSON that follows."""


def _print(text: str) -> None:
    """Print one line that cannot talk to the terminal."""
    print(clean(text).replace("\n", " "))


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, indent=2, ensure_ascii="utf" not in sys.stdout.encoding.lower()))


_VERBS: Mapping[str, Callable[[Planner, Options], int]] = {
    "log": _log,
    "one-thing": _one_thing,
    "action": _action,
    "block": _block,
    "goal": _goal,
    "plan": _plan,
    "today": _today,
    "status": _status,
    "calendar": _calendar,
    "mark": _mark,
    "momentum": _momentum,
    "week": _week,
    "review": _review,
    "partner": _partner,
    "obstacle": _obstacle,
    "routine": _routine,
    "import": _import,
    "export": _export,
    "contacts": _contacts,
    "deals": _deals,
    "fast-start": _fast_start,
    "report": _report,
    "find": _find,
    "undo": _undo,
    "redo": _redo,
    "history": _history,
}
