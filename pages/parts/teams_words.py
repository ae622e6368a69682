"""What is said of the teams of a place: the answer, and what it leaves out."""

from __future__ import annotations

import math

from data.team_counts import Tally
from data.team_rules import BREACHES, INSIDE, NO_RULE, PER_VILLAGE, UNSAID, TeamRule
from pages.parts.compare_rules import span_in_words
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import BASES, date_in_words, number, rounded, value_in_words

VERDICTS = {
    "inside": "✓ as the rule asks",
    "below": "▼ fewer than the rule asks",
    "above": "▲ more than the rule allows",
    "unsaid": "size not said",
    "no_rule": "no rule known",
}
LEVELS = {"village": "village team", "commune": "commune team"}
MOST_SOURCES = 3
MOST_RULES = 2  # named in a title


def teams(count: int, qualifier: str = "exact") -> str:
    """A number of teams, as in "2.349 tổ"."""
    return value_in_words(count, qualifier, "tổ", "teams", 0)


def members(count: int, qualifier: str = "exact") -> str:
    """A number of members, as in "19.066 thành viên"."""
    return value_in_words(count, qualifier, "thành viên", "members", 0)


def share(part: int, whole: int) -> str:
    """A percentage that is 0 or 100 only where it is exactly that."""
    found = rounded(100 * part / whole, "exact", 1)
    if part and not found:
        found = 0.1
    if part != whole and found == 100:
        found = 99.9
    return percent(found)


def percent(value: float) -> str:
    """A percentage with one decimal at most."""
    return value_in_words(rounded(value, "exact", 1), "exact", "%", "%", 1)


def title(scene: TeamsScene) -> str:
    """How many teams and members there are, each level by itself."""
    said = []
    if scene.village.teams:
        said.append(
            _("{teams} of villages with {members}", **_counted(scene.village, scene.qualifier))
        )
    if scene.commune.teams:
        said.append(
            _("{teams} of communes with {members}", **_counted(scene.commune, scene.qualifier))
        )
    return _(
        "{area}, {month}, by the lists of teams: {teams}",
        area=place(scene),
        month=month(scene),
        teams="; ".join(said),
    )


def place(scene: TeamsScene) -> str:
    """The name of the place, escaped; that of one that has ended says so."""
    name = escape(scene.area["name"])
    return _("{area} (until 30 June 2025)", area=name) if scene.has_ended else name


def month(scene: TeamsScene) -> str:
    """The month that the day ends."""
    return date_in_words(scene.day, "month")


def _counted(tally: Tally, qualifier: str) -> dict[str, str]:
    known = "at_least" if tally.unsaid else qualifier
    return {"teams": teams(tally.teams, qualifier), "members": members(tally.members, known)}


def remarks(scene: TeamsScene) -> list[str]:
    """What must be known to read the counts rightly, a sentence each."""
    said = []
    if scene.silent:
        said.append(
            _(
                "**{silent} of {communes} communes have no list of teams**; what they have is not "
                "counted.",
                silent=number(scene.silent, 0),
                communes=number(scene.communes, 0),
            )
        )
    if unsaid := scene.village.unsaid + scene.commune.unsaid:
        said.append(_("Of {teams} the size is not said.", teams=teams(unsaid)))
    if old := scene.village.old + scene.commune.old:
        said.append(
            _(
                "{teams} still stand in a village or commune of before 7/2025; they are counted.",
                teams=teams(old),
            )
        )
    if scene.maybe:
        said.append(
            _(
                "{teams} of old communes that went to several new ones may be here or there; they "
                "are not counted.",
                teams=teams(scene.maybe),
            )
        )
    if aged := scene.village.aged + scene.commune.aged:
        said.append(_("{teams} were last told of more than a year before.", teams=teams(aged)))
    return said


def source_line(scene: TeamsScene) -> str:
    """The line under a picture: what told of the teams, and until when."""
    titles = [escape(each) for each in scene.sources[:MOST_SOURCES]]
    if more := len(scene.sources) - MOST_SOURCES:
        titles += [_("and {n} more", n=more)] if more > 0 else []
    first, last = (date_in_words(each, "month") for each in scene.told_between)
    told = last if first == last else f"{first} – {last}"
    return named(
        _(
            "Each team as the lists last told of it until {month} (told {told}). "
            "Source: {sources}.",
            month=month(scene),
            told=told,
            sources="; ".join(titles),
        )
    )


def span(rule: TeamRule) -> str:
    """What the rule allows, as in "4–7" or "≥ 4"."""
    low = math.nan if rule.low is None else rule.low
    high = math.nan if rule.high is None else rule.high
    return span_in_words((low, high))


def rule(one: TeamRule) -> str:
    """The rule with its place and date, as in "4–7 (Huyện Phú Bình, 6/2022)", escaped."""
    when = date_in_words(one.as_of, one.precision)
    return f"{span(one)} ({escape(one.area)}, {when})"


def _asked(rules: tuple[TeamRule, ...]) -> str:
    """What some rules ask: each with its place, or of many between which sizes they lie."""
    if len(rules) <= MOST_RULES:
        return "; ".join(map(rule, rules))
    known = {each for one in rules for each in (one.low, one.high) if each is not None}
    if not known:
        return _("{n} rules of different places", n=len(rules))
    return _(
        "{n} rules of different places, from {least} to {most} members",
        n=len(rules),
        least=number(min(known), 0),
        most=number(max(known), 0),
    )


def standing(one: TeamRule) -> str:
    """How the rule comes to be in force, and how its date is known."""
    said = [_(BASES[one.basis])] if one.basis != "printed" else []
    if one.carried:
        said.append(_("by the rule of {area} of before 7/2025", area=one.area))
    return "; ".join(said)


def verdict_title(scene: TeamsScene) -> str:
    """How many teams are as large as their rule asks, for the picture of sizes."""
    tally, rules = scene.main, scene.rules_of_main
    found = tally.verdicts
    breaches = sum(found[each] for each in BREACHES)
    judged = found[INSIDE] + breaches
    if not rules:
        return _("No rule on the size of teams is known here; the sizes there are")
    if not judged:
        return _("None of the teams under a rule says its size")
    asked = _asked(rules)
    if not breaches:
        return _(
            "All {teams} are as large as the rule asks: {rule}", teams=teams(judged), rule=asked
        )
    return _(
        "{share} of the {n} teams under a rule are as large as it asks: {rule}; {breaches} are "
        "smaller or larger",
        share=share(found[INSIDE], judged),
        n=number(judged, 0),
        rule=asked,
        breaches=number(breaches, 0),
    )


def verdict_remarks(scene: TeamsScene) -> list[str]:
    """What was not held against a rule, a sentence each."""
    found, said = scene.main.verdicts, []
    if found[NO_RULE] and scene.rules_of_main:
        said.append(_("{teams} are under no rule that is known.", teams=teams(found[NO_RULE])))
    if found[UNSAID]:
        said.append(
            _(
                "{teams} under a rule do not say their size; that is no breach.",
                teams=teams(found[UNSAID]),
            )
        )
    for one in scene.rules_of_main:
        if one.carried:
            said.append(_("Goes on after 7/2025: the rule {rule} of before.", rule=rule(one)))
    if scene.main is scene.village and scene.commune.teams:
        said.append(_commune_teams(scene.commune))
    return said


def _commune_teams(tally: Tally) -> str:
    average = tally.per_team
    if average is None:
        return _("{teams} of communes are not in the picture.", teams=teams(tally.teams))
    said = number(rounded(average, "exact", 1), 1)
    if tally.breaches or tally.verdicts[INSIDE]:
        return _(
            "{teams} of communes are not in the picture: {average} members on average, {breaches} "
            "outside their rule.",
            teams=teams(tally.teams),
            average=said,
            breaches=number(tally.breaches, 0),
        )
    return _(
        "{teams} of communes are not in the picture: {average} members on average, no rule on "
        "their size is known.",
        teams=teams(tally.teams),
        average=said,
    )


def level(code: str) -> str:
    """The level of a team."""
    return _(LEVELS[code])


def verdict(code: str) -> str:
    """The verdict on a team, with its sign."""
    return _(VERDICTS[code])


def per_village(scene: TeamsScene) -> str:
    """What rules ask of the number of teams in a village; "" where none does."""
    asked = dict.fromkeys(
        one for (_commune, measure), one in scene.rules.items() if measure == PER_VILLAGE
    )
    return "; ".join(
        _(
            "Rule of {area} ({when}): at least {n} team in each village",
            area=escape(one.area),
            when=date_in_words(one.as_of, one.precision),
            n=number(one.low or 1, 0),
        )
        + (f" ({escape(standing(one))})" if standing(one) else "")
        for one in asked
    )
