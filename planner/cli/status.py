"""`planner status`: one line of facts for tmux, a prompt or a bar."""

from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, print_json, print_line
from planner.cli.words import Parser, reads
from planner.domain.action import ActionStatus
from planner.domain.errors import PlannerError
from planner.domain.measure import Unit
from planner.domain.period import Span

if TYPE_CHECKING:
    from planner.services.planner import Planner

_GAUGED = ("momentum", "word", "arrow")
"""What the status line says of momentum."""


def words(parser: Parser) -> None:
    """Add the words of `planner status`."""
    parser.set_defaults(run=_run)
    reads(parser)
    parser.add_argument("--format", help="such as '{asks} {one_thing}'; planner status --json shows the names")


def _run(planner: "Planner", options: Options) -> None:
    told = options.format or ""
    facts = _facts(planner, gauged=options.json or any(f"{{{name}" in told for name in _GAUGED))
    if options.json:
        print_json(facts)
    elif told:
        print_line(_formatted(told, facts))
    else:
        print_line(" · ".join(part for part in (facts["asks"], facts["one_thing"]) if part) or "nothing planned")


def _formatted(form: str, facts: dict[str, Any]) -> str:
    try:
        return form.format_map({name: "" if fact is None else fact for name, fact in facts.items()})
    except KeyError as error:
        raise PlannerError(f"--format does not know “{error.args[0]}”. It knows {', '.join(facts)}.") from error
    except (LookupError, ValueError, AttributeError, TypeError, ArithmeticError, MemoryError) as error:
        raise PlannerError(
            f"--format “{form}” cannot be read. It takes names in braces, such as {{asks}}, "
            "and {{ for a brace itself."
        ) from error


def _facts(planner: "Planner", *, gauged: bool) -> dict[str, Any]:
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
        "step_days": f"{header.step_days.stepped}/{header.step_days.known}",
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
