"""Running the app on this terminal, and what is said where it cannot run."""

import sys

from planner.domain.errors import PlannerError
from planner.services.planner import Planner
from planner.settings import environment
from planner.settings.paths import Paths, write_report


def run(planner: Planner, paths: Paths, notices: tuple[str, ...]) -> int:
    """Run the app until it is left; return the exit status. Raises PlannerError where there is no terminal for it."""
    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        raise PlannerError("The app needs a terminal. planner today prints the day; planner --help shows the rest.")
    if environment.terminal() == "dumb":
        raise PlannerError(
            "TERM=dumb cannot show the app. planner today prints the day; planner --help shows the rest."
        )
    environment.prepare_terminal(planner.settings.animations)
    from planner.tui.app import PlannerApp

    app = PlannerApp(planner, paths, notices)
    app.run(mouse=planner.settings.mouse)
    if app.fault:
        report = write_report(paths.state_dir, app.fault)
        raise PlannerError(f"The planner met an error of its own and left; nothing saved is lost. Report: {report}")
    if typed := "\n".join(filter(None, app.unkept.values())):
        raise PlannerError(
            f"{paths.database} did not take what you had typed. It is in {write_report(paths.state_dir, typed)}"
        )
    return app.return_code or 0
