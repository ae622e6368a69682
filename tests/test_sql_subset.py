"""Holds every query to the SQL that DuckDB and Spark both understand, and to the house's form."""

import re

import duckdb
import pytest

import queries

HEADER = re.compile(
    r"(?:-- .+\n)+-- grain: .+\n-- params: .+(?:\n--   .+)*\n-- columns: .+(?:\n--   .+)*\n(?!--)"
)
KEYWORDS = (
    "as|on|using|where|group|order|left|right|inner|full|cross|join|union|except|limit|qualify"
    "|having|window|from|select|when|then|else|end|and|or|in|is|not|over|filter|asc|desc|nulls"
    "|between|like|ilike"
)
NO_ALIAS = rf"(?!(?:{KEYWORDS})\b)"

# What a query must not contain, once comments and strings are taken out.
FORBIDDEN = {
    "upper case": r"[A-Z]",
    "pivot": r"\b(?:un)?pivot\b",
    "asof": r"\basof\b",
    "union by name": r"\bunion\s+(?:all\s+)?by\s+name\b",
    "generate_series": r"\b(?:generate_series|range)\s*\(",
    "strip_accents": r"\bstrip_accents\b",
    "length of a list": r"\blen\s*\(",
    "quantile": r"\bquantile\w*\s*\(",
    "percentile": r"\bpercentile_\w+|\bwithin\s+group\b",
    "recursive": r"\brecursive\b",
    "lateral": r"\blateral\b",
    "group by all": r"\b(?:group|order)\s+by\s+all\b",
    "exclude": r"\bexclude\b",
    "interval from parameter": r"\$\w+\s*\*\s*interval\b|\binterval\s*\(?\s*\$",
    "date_add": r"\bdate_add\s*\(",
    "distinct on": r"\bdistinct\s+on\b",
    "ordered list": r"\b(?:list|array_agg)\s*\([^)]*\border\s+by\b",
    "select star": r"(?:\bselect|,|\.|\bdistinct)\s*\*",
    "unguarded division": r"(?<!/)//?(?!/)(?!\s*(?:nullif\s*\(|[1-9]))",
    "column named at": r"\bat\b",
    "double colon cast": r"::",
    "cast to whole number": r"\bcast\s*\(\s*(?!floor|ceil|round|count|null\b)[^()]*\bas\s+\w*int",
    "alias without as, after a table": rf"\b(?:from|join)\s+\w+(?:\.\w+)?\s+{NO_ALIAS}\w+",
    "alias without as, after a bracket": rf"\)\s+{NO_ALIAS}\w+",
    "alias without as, after a column": rf"(?:\bselect|,)\s+(?!(?:when|case|not|distinct|select)\b)"
    rf"\w+(?:\.\w+)?\s+{NO_ALIAS}[a-z]\w*",
}


def bare(sql: str) -> str:
    """The SQL without its comments, strings and column types."""
    return re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--.*", "", sql))


def offences(sql: str) -> list[str]:
    """Names of the rules that the query breaks."""
    text = bare(sql)
    broken = [rule for rule, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    if not HEADER.match(sql):
        broken.append("header")
    if not re.search(r"^order by\b", text, re.MULTILINE):
        broken.append("order by")
    statements = duckdb.extract_statements(sql)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        broken.append("one select")
    return broken


@pytest.mark.parametrize("name", queries.names())
def test_query_keeps_to_the_subset(name: str) -> None:
    assert offences(queries.sql_of(name)) == []


GOOD = """-- Things.
-- grain: one row per a
-- params: $p varchar
-- columns: a varchar, b double
select
    t.a,
    sum(t.b) / nullif(count(*), 0) as b
from things as t
where t.a = $p and t.b > 2 * 3
group by t.a
order by t.a
"""

BAD = {
    "upper case": ("where t.a", "WHERE t.a"),
    "pivot": ("from things as t", "from (pivot things on a using sum(b)) as t"),
    "asof": ("from things as t", "from things as t asof join things as u on t.a >= u.a"),
    "union by name": ("group by", "union all by name select 1 as a group by"),
    "generate_series": ("from things as t", "from range(3) as t"),
    "strip_accents": ("    t.a,", "    strip_accents(t.a) as a,"),
    "length of a list": ("sum(t.b)", "len(list(t.b))"),
    "quantile": ("sum(t.b)", "quantile_cont(t.b, 0.5)"),
    "percentile": ("sum(t.b)", "percentile_cont(0.5) within group (order by t.b)"),
    "recursive": ("select\n", "with recursive r as (select 1 as n)\nselect\n"),
    "lateral": ("as t\n", "as t, lateral (select 1 as n) as l\n"),
    "group by all": ("group by t.a", "group by all"),
    "exclude": ("    t.a,", "    * exclude (b),"),
    "interval from parameter": ("t.b > 2 * 3", "t.d > $p * interval '1' day"),
    "date_add": ("t.b > 2 * 3", "t.d > date_add(t.d, interval '1' day)"),
    "distinct on": ("select\n", "select distinct on (t.a)\n"),
    "ordered list": ("sum(t.b)", "len(list(t.b order by t.a))"),
    "select star": ("    t.a,", "    t.*,"),
    "unguarded division": ("nullif(count(*), 0)", "count(*)"),
    "column named at": ("    t.a,", "    t.at,"),
    "double colon cast": ("    t.a,", "    t.a::varchar as a,"),
    "cast to whole number": ("    t.a,", "    cast(t.a as bigint) as a,"),
    "alias without as, after a table": ("things as t", "things t"),
    "alias without as, after a bracket": ("0) as b", "0) b"),
    "alias without as, after a column": ("    t.a,", "    t.a c,"),
    "header": ("-- grain: one row per a\n", ""),
    "order by": ("order by t.a\n", ""),
    "one select": ("order by t.a\n", "order by t.a;\nselect 1 as n\n"),
}


def test_lint_passes_a_good_query() -> None:
    assert offences(GOOD) == []


@pytest.mark.parametrize("rule", BAD)
def test_lint_catches(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = BAD[rule]
    assert GOOD.count(good) == 1, "the snippet to spoil must be there"
    selects = [type("Statement", (), {"type": duckdb.StatementType.SELECT})]
    if rule != "one select":  # some bad snippets are not even DuckDB's
        monkeypatch.setattr(duckdb, "extract_statements", lambda sql: selects)
    assert rule in offences(GOOD.replace(good, bad))


def test_every_rule_has_a_bad_snippet() -> None:
    assert {*FORBIDDEN, "header", "order by", "one select"} == set(BAD)


@pytest.mark.parametrize("text", ["t.b / t.c", "t.b // t.c", "t.b / 0"])
def test_lint_catches_each_division(text: str) -> None:
    assert offences(GOOD.replace("    t.a,", f"    {text} as c,")) == ["unguarded division"]


@pytest.mark.parametrize(
    "text",
    ["count(*)", "2 * t.b", "cast(null as varchar)", "t.b // nullif(t.c, 0)", "t.b / 100"],
)
def test_lint_lets_pass(text: str) -> None:
    assert offences(GOOD.replace("    t.a,", f"    {text} as c,")) == []
