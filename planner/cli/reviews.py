"""`planner review`: the words that name a review. Each review's own module holds what it takes and does."""

from planner.cli.words import Parser, verb


def words(parser: Parser) -> None:
    """Add the reviews of a day, a week, with others, of a quarter and of a year."""
    told = "day|week|partner|group|quarter|year"
    verbs = parser.add_subparsers(dest="sub", metavar=told, required=True, prog="planner review")
    for name, about, added in (
        ("day", "look back on a day: planner review day --mood + --note 'a good day' --close", "review.words"),
        ("week", "look back on a week: planner review week --change 'call before mail' --close", "week.review_words"),
        ("partner", _with_others("partner"), "rituals.others_words"),
        ("group", _with_others("group"), "rituals.group_words"),
        ("quarter", "look back on a quarter: planner review quarter --priority '100 demos'", "rituals.quarter_words"),
        (
            "year",
            "look back on a year and plan the next: planner review year --draft '480 calls'",
            "rituals.year_words",
        ),
    ):
        verb(verbs, name, about, added)


def _with_others(kind: str) -> str:
    return f"look at the review with your {kind}, keep what is said, and close it"
