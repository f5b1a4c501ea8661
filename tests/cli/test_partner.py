"""`planner partner`, `planner obstacle` and the reviews with others, of quarters and of years, in the real program."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from planner.domain.period import quarter_span, year_span
from tests.architecture.test_voice import FORBIDDEN
from tests.builders import TODAY
from tests.cli.program import Program

YEAR = TODAY.year
HOSTILE = '"><script>alert(1)</script> [x](y) $5k 田中'


@pytest.fixture
def mia(planner: Program) -> Program:
    """Return a planner with a partner, a member of the group, and a quota."""
    planner.ok("partner", "add", "Mia", "Holt", "--role", "mentor")
    planner.ok("partner", "add", "Bo", "--role", "group")
    planner.ok("goal", "add", f"$240,000 in {YEAR} quota")
    return planner


def test_people_are_named_and_let_go_of(mia: Program) -> None:
    assert mia.ok("partner", "list").out.splitlines() == ["Bo  group", "Mia Holt  mentor"]
    assert mia.ok("partner", "role", "mia", "--to", "coach").out == "Goals partner, coach: Mia Holt\n"
    assert mia.ok("partner", "rename", "mia", "--to", "Mia Holtz").out == "Renamed: Mia Holt → Mia Holtz\n"
    mia.ok("partner", "remove", "bo")
    assert [one["name"] for one in mia.ok("partner", "list", "--json").json] == ["Mia Holtz"]
    assert mia.refuses("partner", "remove", "zed").startswith("“zed” is nobody whom you review goals with.")
    assert "--role" in mia.refuses("partner", "add", "Cy", "--role", "boss", status=2)


def test_nobody_reviews_without_a_partner(planner: Program) -> None:
    planner.ok("log", "call")
    assert planner.refuses("partner", "held").startswith("A partner review names a partner.")
    assert "planner partner add NAME" in planner.ok("partner", "list").out


def test_a_review_is_noted_and_its_promises_return(mia: Program) -> None:
    day = TODAY - timedelta(days=7)
    done = mia.ok("partner", "held", "--date", day.isoformat(), "--note", "push", "--promise", "tidy up tomorrow")
    assert done.out == "Held: goals partner, with Mia Holt · 1 promise\n"
    lines = mia.ok("review", "partner").out.splitlines()
    assert "promises kept: 0 of 1" in lines
    told = mia.ok("review", "partner", "--json").json
    assert (told["is_due"], told["commitments"]["kept"], told["commitments"]["total"]) == (True, 0, 1)
    assert told["commitments"]["rows"][0]["date"] == (TODAY + timedelta(days=1)).isoformat()
    mia.ok("undo")
    assert mia.ok("review", "partner", "--json").json["last"] is None


def test_the_brief_has_three_formats_and_json(mia: Program) -> None:
    mia.ok("obstacle", "add", "legal takes a week")
    text = mia.ok("partner").out
    assert [line for line in text.splitlines() if line in {"Goals", "Milestones", "Progress", "Obstacles"}] == [
        "Goals",
        "Milestones",
        "Progress",
        "Obstacles",
    ]
    assert "## Obstacles\n\n- legal takes a week — since today\n" in mia.ok("partner", "--format", "md").out
    page = mia.ok("partner", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>\n")
    assert page.endswith("</html>\n")
    brief = mia.ok("partner", "--json").json
    assert (brief["obstacles"][0]["obstacle"]["text"], brief["commitments"]["total"]) == ("legal takes a week", 0)
    assert brief["goals"][0]["target"] == 24_000_000


def test_what_is_left_out_is_nowhere_in_it(mia: Program) -> None:
    mia.ok("log", "close @Dana $12,000")
    assert "12,000" in mia.ok("partner").out
    for form in (("--format", "txt"), ("--format", "md"), ("--format", "html"), ("--json",)):
        bare = mia.ok("partner", *form, "--without", "money,contacts,notes,momentum").out
        assert "12,000" not in bare
        assert "1200000" not in bare
        assert "240,000" not in bare
        assert "Momentum" not in bare
    assert "“goals” is none of money, contacts" in mia.refuses("partner", "--without", "goals", status=2)


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)


def test_hostile_words_are_words(mia: Program) -> None:
    mia.ok("partner", "add", HOSTILE)
    mia.ok("partner", "held", "--with", HOSTILE, "--note", HOSTILE, "--promise", HOSTILE, "--obstacle", HOSTILE)
    tags = Tags()
    tags.feed(mia.ok("partner", "--format", "html").out)
    assert "script" not in tags.tags
    assert "<script>" not in mia.ok("partner", "--format", "md").out
    assert "田中" in mia.ok("partner").out
    for words in (("review", "partner"), ("obstacle", "list"), ("partner", "list")):
        assert HOSTILE in mia.ok(*words).out


def test_an_obstacle_leads_to_an_action_and_is_resolved(mia: Program) -> None:
    assert mia.ok("obstacle", "add", "legal takes a week").out == "In the way: legal takes a week\n"
    mia.ok("obstacle", "next", "legal", "--do", "ask Bo")
    assert mia.ok("obstacle", "list").out.splitlines()[1].startswith("  [ ] ask Bo  by ")
    done = mia.ok("obstacle", "resolve", "legal", "--how", "a short form")
    assert done.out == "Out of the way: legal takes a week: a short form\n"
    assert mia.ok("obstacle", "list").out == "Nothing is in the way.\n"
    assert "a short form" in mia.ok("obstacle", "list", "--all").out
    assert mia.ok("obstacle", "list", "--all", "--json").json[0]["obstacle"]["resolution"] == "a short form"
    assert mia.refuses("obstacle", "resolve", "legal").startswith("Nothing like “legal” is in the way.")


def test_a_group_is_held_with_its_five_headings(mia: Program) -> None:
    mia.ok("review", "group", "--answer", "doing=calls", "--idea", "webinar", "--idea", "100 demos")
    assert mia.ok("review", "group", "--aim", "2").out == "Goal set: 100 demos\n"
    lines = mia.ok("review", "group").out.splitlines()
    for heading in ("What I am doing: calls", "Where I am headed:", "The next month:", "Ideas:", "in the way:"):
        assert heading in lines
    assert "  2  100 demos  (taken up as a goal)" in lines
    assert mia.ok("review", "group", "--close").out == "Held: monthly group, with Bo: 5 answers, 1 goal set\n"
    assert mia.ok("review", "group", "--reopen").out.startswith("Open again: monthly group")
    assert mia.refuses("review", "group", "--answer", "weather=fine").startswith("A monthly group review does not ask")
    assert mia.refuses("review", "group", "--act", "7").startswith("There is no idea 7.")
    assert "has no key" in mia.refuses("review", "group", "--answer", "fine", status=2)
    twice = mia.refuses("review", "group", "--answer", "doing=calls", "--answer", "Doing=demos", status=2)
    assert "“Doing” is answered twice" in twice


def test_a_quarter_is_looked_back_on_and_planned(mia: Program) -> None:
    name = f"$240,000 in {YEAR}"
    assert mia.ok("review", "quarter", "--answer", "question=ten demos").out == "Kept: ten demos\n"
    mia.ok("review", "quarter", "--priority", "100 demos")
    last = year_span(quarter_span(TODAY).start).end > TODAY
    if last:
        assert mia.ok("review", "quarter", "--raise", f"{name}=$250,000", "--reason", "a new region").out
        refused = mia.refuses("review", "quarter", "--drop", f"$250,000 in {YEAR}")
        assert refused.endswith("Give a reason to drop it.")
        assert "  raise  $250,000" in mia.ok("review", "quarter").out
    told = mia.ok("review", "quarter", "--json").json
    assert (told["answer"], told["is_closed"]) == ("ten demos", False)
    assert told["following_priorities"][0]["lacks"] == "a commitment"
    assert mia.ok("review", "quarter", "--close").out.startswith("Closed: Q")
    assert mia.ok("review", "quarter", "--reopen").out.startswith("Open again: Q")
    assert mia.refuses("review", "quarter", "--reopen", "--note", "x").startswith("--reopen stands alone.")


def test_a_year_is_planned_and_activated(mia: Program) -> None:
    this = TODAY.isoformat()
    mia.ok("review", "year", "--date", this, "--draft", "480 calls")
    mia.ok("review", "year", "--date", this, "--draft", "$260,000", "--preliminary")
    assert mia.ok("review", "year", "--date", this, "--answer", "question=no").out.startswith("Kept as drafts")
    told = mia.ok("review", "year", "--date", this, "--json").json
    assert [row["is_draft"] for row in told["drafts"]] == [True, True]
    assert mia.ok("review", "year", "--date", this, "--answer", "question=yes").out == (
        f"Activated: 2 goals of {YEAR + 1}\n"
    )
    told = mia.ok("review", "year", "--date", this, "--json").json
    assert [row["target_then"] for row in told["baseline"]] == [480, 26_000_000]
    mia.ok(
        "review", "year", "--date", this, "--answer", "satisfied=the pipeline", "--answer", "outlook=tough", "--close"
    )
    lines = mia.ok("review", "year", "--date", this).out.splitlines()
    assert "  the pipeline" in lines
    assert lines[0] == f"{YEAR}, then {YEAR + 1}, closed"
    assert f"$240,000 in {YEAR}  open until 31 Dec, 0.0 %  ($0 of $240,000, $240,000 left)" in lines
    assert mia.refuses("review", "year", "--answer", "question=maybe").startswith("“maybe” is neither yes nor no")
    assert "is no outlook" in mia.refuses("review", "year", "--answer", "outlook=rosy")


def test_every_page_speaks_calmly(mia: Program) -> None:
    mia.ok("partner", "held", "--promise", "call Lee")
    pages = [("partner",), *(("review", kind) for kind in ("partner", "group", "quarter", "year"))]
    for page in pages:
        told = mia.ok(*page).out
        assert not FORBIDDEN.search(told), told
        assert "nan" not in told.lower().split()


def test_a_fourth_priority_is_a_draft_and_the_answer_says_why(mia: Program) -> None:
    for line in ("100 demos", "50 meetings", "10 proposals"):
        assert mia.ok("review", "quarter", "--priority", line).out.startswith("Goal set: ")
        mia.ok("goal", "commit", line)
    told = mia.ok("review", "quarter", "--priority", "20 emails").out.splitlines()
    assert re.fullmatch(
        r"Set as a draft: three priorities of Q\d stand already\. Finish or drop one to commit to it", told[0]
    )
