"""The composition root: parse, open the planner, run a verb or the app. Slow imports stand where they are needed."""

import gc

gc.disable()  # nothing made before the first paint is garbage: the app collects afterwards

import os  # noqa: E402
import sys  # noqa: E402
from contextlib import suppress  # noqa: E402
from io import TextIOWrapper  # noqa: E402

from planner.cli.parser import parse  # noqa: E402
from planner.domain.errors import PlannerError  # noqa: E402
from planner.domain.text import clean_line  # noqa: E402
from planner.settings.paths import Paths, find  # noqa: E402


def main() -> None:
    """Run the program, and leave with its exit status: 0, 1 where something was refused, 2 for wrong usage."""
    try:
        _speak_any_encoding()
        status = _run(sys.argv[1:])
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
    sys.stderr.flush()
    os._exit(status)  # everything is on disk: taking the interpreter down costs 40 ms and gives nothing


def _run(arguments: list[str]) -> int:
    options = parse(arguments)
    paths = find(options.db, options.config)
    if options.verb == "paths":
        from planner.cli.verbs import show_paths

        return show_paths(paths, options)
    from planner.services.clock import SystemClock
    from planner.services.opening import opened

    if options.verb == "demo":
        from planner.cli.demo import demo

        return demo(paths, options, SystemClock(), _open_app)
    if options.verb is None:
        return _open_app(paths)
    from planner.cli.verbs import run

    with opened(paths, SystemClock(), "command line") as found:
        for notice in found.notices:
            _complain(notice)
        return run(found.planner, options)


def _complain(sentence: str) -> None:
    """Say on one line of its own what is refused or wrong; what it quotes cannot talk to the terminal."""
    with suppress(OSError):
        sys.stdout.flush()  # what was done is told before what was not
    print(f"planner: {clean_line(sentence)}", file=sys.stderr)  # noqa: T201  # the one sentence


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
