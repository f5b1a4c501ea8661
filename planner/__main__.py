"""The composition root: parse, open the planner, run a verb or the app. Slow imports stand where they are needed."""

import gc

gc.disable()  # nothing made before the first paint is garbage: the app collects afterwards

import os
import sys
from argparse import Namespace
from contextlib import suppress
from io import TextIOWrapper

from planner.cli.parser import parse
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.settings.paths import Paths, check_named, find


def main() -> None:
    """Run the program, and leave with its exit status: 0, 1 where something was refused, 2 for wrong usage."""
    try:
        _fill_closed_streams()
        _speak_any_encoding()
        status = _run([os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]])
        sys.stdout.flush()
    except PlannerError as error:
        _complain(str(error))
        status = 1
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 141
    except OSError as error:
        _complain(f"{error.filename or 'the answer cannot be written'}: {error.strerror}.")
        status = 1
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(status)  # everything is on disk: taking the interpreter down costs 40 ms and gives nothing


def _run(arguments: list[str]) -> int:
    options = parse(arguments)
    db, config = _as_path(options.db), _as_path(options.config)
    paths = find(db, config)
    if options.verb == "paths":
        from planner.cli.places import show

        show(paths, options)
        return 0
    if options.verb != "demo" or db:  # without --db the demo makes a file of its own, whatever PLANNER_DB says
        is_look = options.verb == "import" and options.dry_run  # as into an empty planner, where there is none yet
        check_named(db, must_stand=not (is_look or _may_begin(options)))
    from planner.services.clock import SystemClock
    from planner.services.opening import opened

    if options.verb == "demo":
        from planner.cli.demo import demo

        return demo(paths, options, SystemClock(), _open_app)
    if options.verb is None:
        return _open_app(paths)
    with opened(paths, SystemClock(), "command line", begins=_may_begin(options)) as found:
        for notice in found.notices:
            _complain(notice)
        options.paths = paths
        options.run(found.planner, options)
    return 0


def _may_begin(options: Namespace) -> bool:
    """Whether a new planner begins where none is: what only reads, or takes back, finds nothing in one."""
    if options.verb in {"goal", "partner", "obstacle", "contacts", "deals"}:
        return bool(options.sub == "add")
    if options.verb == "calendar":
        return options.sub == "off" or bool(options.sub == "holidays" and options.save)
    if options.verb == "plan":
        return bool(options.apply)
    if options.verb == "import":
        return not options.dry_run
    return options.verb in {None, "log", "action", "demo"} or bool(options.verb == "one-thing" and options.text)


def _as_path(word: str | None) -> str | None:
    """Return an argument as the system names files; all others are read as UTF-8, whatever the locale."""
    return os.fsdecode(word.encode("utf-8", "surrogateescape")) if word else None


def _complain(sentence: str) -> None:
    """Say on one line of its own what is refused or wrong; what it quotes cannot talk to the terminal."""
    with suppress(OSError):
        sys.stdout.flush()  # what was done is told before what was not
    with suppress(OSError):
        print(f"planner: {clean_line(sentence)}", file=sys.stderr)  # noqa: T201  # the one sentence


def _fill_closed_streams() -> None:
    """Put the void where a stream is closed (>&-): there is nobody to tell, and no file may take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # for good


def _speak_any_encoding() -> None:
    """Write what a terminal of few letters cannot show as an escape, rather than not at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _open_app(paths: Paths) -> int:
    from planner.services.clock import SystemClock
    from planner.services.opening import opened
    from planner.tui.run import run

    with opened(paths, SystemClock(), "app") as found:
        return run(found.planner, paths, found.notices)


if __name__ == "__main__":
    main()
