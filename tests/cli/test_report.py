"""`planner report` in its four forms: the same sections, hostile names and all; the page in a real browser."""

import re
import shutil
import subprocess
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planner.cli import report
from planner.cli.report_words import columns
from planner.domain.activity import ActivityType, Outcome
from planner.domain.deal import DealStage
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, DOLLARS, TODAY, a_contact, a_day_off, a_deal, a_goal, an_activity, open_planner, put
from tests.cli.program import Program

HOSTILE = '<b>"A&B"</b> | [/] *x* 田中'
VOID = {"meta"}


class Page(HTMLParser):
    """A page as its tags, and the text outside of styles."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "xlink:href"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@pytest.fixture
def planner_of_february(tmp_path: Path) -> Planner:
    """Return a planner with goals, a sale, days off, and a name that tries everything."""
    planner = open_planner(tmp_path)
    sale = a_deal(HOSTILE, amount_minor=1_200_000, stage=DealStage.WON, closed_on=date(2026, 2, 4))
    put(
        planner,
        CALLS,
        DOLLARS,
        a_contact(HOSTILE),
        a_goal(HOSTILE, Period.MONTH, 40),
        a_goal("$20,000", Period.MONTH, 2_000_000, DOLLARS),
        a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)),
        a_day_off(date(2026, 2, 6)),
        a_day_off(date(2026, 2, 20)),
        sale,
        an_activity(ActivityType.CLOSE, on=date(2026, 2, 4), deal_id=sale.id, outcome=Outcome.WON),
        *(an_activity(on=TODAY - timedelta(days=n), quantity=1 + n % 3) for n in range(1, 20)),
    )
    planner.reviews.close(date(2026, 2, 3), proud=HOSTILE)
    return planner


def page_of(planner: Planner, period: str = "month") -> tuple[str, Page]:
    html = report.rendered(planner, report.read(planner, period, TODAY), "html")
    page = Page()
    page.feed(html)
    assert page.open == []
    return html, page


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
def test_the_page_is_whole_and_needs_nothing_else(planner_of_february: Planner, period: str) -> None:
    html, page = page_of(planner_of_february, period)
    assert not page.links
    assert not re.search(r"https?://|@import|<script|url\((?!#)", html)
    assert "nan" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL).lower().split()
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html


def test_hostile_names_stay_text_in_every_form(planner_of_february: Planner) -> None:
    html, page = page_of(planner_of_february)
    assert HOSTILE in page.text
    assert "<b>" not in html
    view = report.read(planner_of_february, "month", TODAY)
    markdown = report.rendered(planner_of_february, view, "md")
    assert "\\<b\\>" in markdown
    assert all(line.count("|") - line.count("\\|") in {0, 3, 4, 5, 6} for line in markdown.splitlines())
    assert HOSTILE in report.rendered(planner_of_february, view, "txt")


def test_the_pictures_are_told_in_words_and_the_days_by_sign(planner_of_february: Planner) -> None:
    html, page = page_of(planner_of_february)
    labels = re.findall(r'role="img" aria-label="([^"]+)"', html)
    assert any(label.startswith("$20,000 in February: $12,000 of $20,000") for label in labels)
    assert any(label.startswith("Momentum from") for label in labels)
    assert "url(#off)" in html
    assert 'class="unknown"' not in html or ">?<" in html
    assert "5 step days, 4 days of rest with a step, 1 day off." in page.text
    assert html.count("stroke-dasharray") >= 2


def test_text_says_the_sections_of_the_page_wins_first(planner_of_february: Planner) -> None:
    view = report.read(planner_of_february, "month", TODAY)
    told = report.rendered(planner_of_february, view, "txt")
    heads = [line for line in told.splitlines() if line and not line.startswith(" ")]
    assert heads[:4] == ["February 2026", "Sun 1 Feb to Sat 28 Feb, told up to Tue 10 Feb", "Won", "Proud of"]
    _, page = page_of(planner_of_february)
    assert all(head in page.text for head in heads)
    stands = [line for line in told.splitlines() if " days ahead" in line or " days behind" in line]
    assert len({columns(line) for line in stands}) == 1


def test_goals_without_a_chart_are_counted_and_a_chart_has_its_values(planner_of_february: Planner) -> None:
    put(planner_of_february, *(a_goal(f"{n} calls", Period.MONTH, n) for n in range(101, 114)))
    html, page = page_of(planner_of_february)
    assert html.count("<figure>") == 12
    assert 'class="target"' in html
    assert "And 3 more without a chart. The table has all of them." in page.text
    assert ">$20,000</text>" in html


def test_charts_of_goals_have_a_forecast_named_lines_and_their_targets_at_one_height(
    planner_of_february: Planner,
) -> None:
    put(planner_of_february, a_goal("60 calls", Period.MONTH, 60))
    html, page = page_of(planner_of_february)
    assert html.count('<polyline class="forecast"') == html.count("<figure>") == 3
    assert " actual expected forecast target" in " ".join(page.text.split())
    calls, dollars, more_calls = re.findall(r'class="target" x1="8" x2="632" y1="([\d.]+)"', html)
    assert calls == more_calls != dollars  # more than twice the dollars are to be expected
    assert "Every chart has its target at the same height, but where a line goes far beyond it." in page.text


def test_momentum_names_the_ends_of_its_scale(planner_of_february: Planner) -> None:
    html, _ = page_of(planner_of_february)
    section = html.partition('id="momentum"')[2].partition("</section>")[0]
    assert re.findall(r'text-anchor="end">([^<]+)</text>', section)[:3] == ["100", "0", "−100"]


def test_the_goals_of_a_period_that_is_over_have_no_forecast(planner_of_february: Planner) -> None:
    put(planner_of_february, a_goal("9 calls", Period.MONTH, 9, on=date(2026, 1, 22)))
    view = report.read(planner_of_february, "month", date(2026, 1, 31))
    html = report.rendered(planner_of_february, view, "html")
    assert html.count("<figure>") == 1
    assert 'class="forecast"' not in html


def test_a_report_tells_the_marks_of_its_period_with_the_days_before_and_since(planner_of_february: Planner) -> None:
    planner_of_february.marks.add(HOSTILE, date(2026, 2, 2))
    planner_of_february.marks.add("too late", TODAY)
    planner_of_february.marks.add("another month", date(2026, 1, 2))
    view = report.read(planner_of_february, "month", TODAY)
    told = report.rendered(planner_of_february, view, "txt")
    section = told.split(f"{HOSTILE}, Mon 2 Feb\n")[1].split("\n\n")[0].splitlines()
    assert section[0].split() == ["working", "days", "7", "days", "before", "5", "days", "since"]
    assert section[1].split()[:3] == ["steps", "a", "day"]
    assert "too late, Tue 10 Feb\n  No working day is over since.\n" in told
    assert "another month" not in told
    _, page = page_of(planner_of_february)
    assert f"{HOSTILE}, Mon 2 Feb" in page.text
    assert [one["mark"]["label"] for one in report.as_json(view)["marks"]] == [HOSTILE, "too late"]
    assert report.as_json(view)["marks"][1]["after"] is None


def test_what_the_figures_stand_beside_is_said(planner_of_february: Planner) -> None:
    running = report.rendered(planner_of_february, report.read(planner_of_february, "week", TODAY), "txt")
    assert "Beside as many working days of the period before, Mon 2 Feb to Tue 3 Feb" in running
    year = report.read(planner_of_february, "year", TODAY)
    told = report.rendered(planner_of_february, year, "txt")
    assert "In numbers; nothing is known of the time before" in told
    assert "before" not in told.split("In numbers; nothing is known of the time before")[1].split("Momentum")[
        0
    ].replace("of the step before", "")
    assert {one["before"] for one in report.as_json(year)["compared"]} == {None}


def test_a_day_says_which_day_it_stands_beside(planner_of_february: Planner) -> None:
    monday, sunday = (
        report.rendered(planner_of_february, report.read(planner_of_february, "day", date(2026, 2, n)), "txt")
        for n in (9, 8)
    )
    assert "Beside the working day before, Thu 5 Feb" in monday
    assert "Beside the same day a week before, Sun 1 Feb" in sunday


def test_a_page_for_a_narrow_encoding_has_plain_letters(planner_of_february: Planner) -> None:
    view = report.read(planner_of_february, "month", TODAY)
    html = report.rendered(planner_of_february, view, "html", "iso8859-1")
    assert html.isascii()
    assert "&#30000;" in html


def test_the_json_has_every_figure_and_null_for_what_is_not_known(planner_of_february: Planner) -> None:
    told = report.as_json(report.read(planner_of_february, "month", TODAY))
    assert set(told) >= {"wins", "asks", "goals", "steps", "momentum", "reasons", "counted", "compared", "days"}
    assert {day["steps"] for day in told["days"] if day["standing"] in {"off", "rest"}} == {None}
    points = {point["date"]: point for point in told["goals"][0]["points"]}
    assert points[TODAY.isoformat()]["actual"] is not None
    assert points["2026-02-28"]["actual"] is None
    assert points["2026-02-28"]["forecast"] is not None


def test_an_empty_period_says_what_stands_there(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    told = report.rendered(planner, report.read(planner, "week", TODAY), "txt")
    assert "Nothing is logged yet. planner log 'call' logs a step." in told
    _, page = page_of(planner, "year")
    assert "0 step days" in page.text


def test_time_before_the_record_has_no_figures_in_any_form(planner_of_february: Planner) -> None:
    view = report.read(planner_of_february, "year", date(1999, 1, 1))
    told = report.rendered(planner_of_february, view, "txt")
    assert told.endswith("In numbers\n  Nothing is known of this time: the record begins Thu 22 Jan 2026.\n"), told
    said = report.as_json(view)
    assert (said["compared"], said["steps"], said["goals"]) == ([], [], [])


def test_the_program_prints_each_form(planner: Program) -> None:
    planner.ok("log", "call @Dana connected: first talk")
    assert planner.ok("report", "week").out.startswith("Week ")
    assert planner.ok("report", "month", "--format", "md").out.startswith("# ")
    assert planner.ok("report", "year", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert planner.ok("report", "day", "--format", "json").json["period"] == "day"
    assert planner.ok("report", "quarter", "--json", "--date", "yesterday").json["period"] == "quarter"
    assert "is still to come" in planner.refuses("report", "week", "--date", "2099-01-01")
    assert "invalid choice" in planner.refuses("report", "decade", status=2)


CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)


@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: the page was not seen in a browser")
def test_a_browser_draws_the_page_and_finds_no_fault(planner_of_february: Planner, tmp_path: Path) -> None:
    html, _ = page_of(planner_of_february)
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [CHROMIUM, *options, "--enable-logging=stderr", "--dump-dom", file.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    dom = done.stdout.decode()
    assert "CONSOLE" not in done.stderr.decode(errors="replace")
    assert dom.count("<svg") == html.count("<svg")
    assert dom.count("<td") == html.count("<td")
