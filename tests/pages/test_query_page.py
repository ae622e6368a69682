"""Questions in SQL: off unless switched on; answers, marks, refusals; what links do not do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from data.asking_sql.question import Question
from pages.parts import download, navigation, query_editor
from pages.parts.language import LANGUAGES
from tests.pages.reading import address, drawn, plain, said, title, visit
from tests.world import build_world

pytestmark = pytest.mark.usefixtures("opened", "window")
PAGE = navigation.QUERY_FILE


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The world with a simulated figure in it, with the page switched on."""
    folder: Path = tmp_path_factory.mktemp("query")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        patch.setenv("ATLAS_QUERIES", "on")
        warehouse.forget()
        build_world(folder / "atlas.duckdb").close()
        with warehouse.shared().transaction() as cursor:
            cursor.execute(
                "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
                "value, qualifier, dataset, source_id, batch_id, origin) values ('2024-p91', "
                "'teams', 'cumulative', '2025-01-31', 'day', 'printed', 7777, 'exact', 'demo', "
                "'s-moon', 'b-world', 'x')"
            )
        yield
        warehouse.forget()


def run(sql: str, language: str = "vi") -> AppTest:
    """The page after the question was asked and answered or refused."""
    app = visit(PAGE, sql=sql, **({} if language == "vi" else {"lang": language}))
    return answered(app)


def answered(app: AppTest) -> AppTest:
    (button,) = [each for each in app.button if each.label.endswith("(Ctrl+Enter)")]
    button.click().run()
    question: Question = app.session_state[query_editor.KEPT]
    question.wait()
    return app.run()


def downloads(app: AppTest) -> list[Any]:
    return [each.proto for each in app.get("download_button")]


def test_it_is_not_there_unless_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", "0", "off", "no"):
        monkeypatch.setenv("ATLAS_QUERIES", value)
        assert "query" not in navigation.files()
        assert "/query" not in navigation.addresses()
    monkeypatch.delenv("ATLAS_QUERIES")
    links = visit("sources.py").get("page_link")
    assert "query" not in [link.proto.page for link in links]
    monkeypatch.setenv("ATLAS_QUERIES", "on")
    asked = {"/query": navigation.QUERY_TITLE}
    assert navigation.addresses() == navigation.PAGES | asked | navigation.OWN_PAGES
    links = visit("sources.py").get("page_link")
    assert "query" in [link.proto.page for link in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_an_example_that_was_not_run(language: str) -> None:
    app = visit(PAGE, lang=language)
    assert not app.exception
    assert title(app) == {"vi": "Hỏi số liệu bằng SQL", "en": "Ask the figures in SQL"}[language]
    assert str(app.text_area[0].value).startswith("select area")
    assert not app.dataframe
    assert query_editor.KEPT not in app.session_state
    assert [each.label for each in app.expander] == [
        *("figures", "areas", "communes", "lineage", "indicators", "sources", "targets"),
        *("reports", "teams"),
    ]
    assert {"vi": "Ranh giới xấp xỉ", "en": "Boundaries are approximate"}[language] in said(app)


def test_a_link_fills_the_question_in_and_does_not_run_it() -> None:
    app = visit(PAGE, sql="select 1 as one", lang="en")
    assert app.text_area[0].value == "select 1 as one"
    assert query_editor.KEPT not in app.session_state
    assert not app.dataframe
    assert "came with a link and was not run" in said(app)
    app = answered(app)
    assert app.dataframe[0].value.to_dict("list") == {"one": [1]}
    assert "came with a link" not in said(app)


def test_an_answer_is_shown_with_its_file_and_link() -> None:
    app = run(
        "select area, value, qualifier, dataset from figures "
        "where indicator = 'teams' and level = 'province' and dataset = 'published' "
        "order by value desc limit 2",
        "en",
    )
    assert not app.exception
    assert title(app).startswith("Rows of the answer: 2, in ")
    assert app.dataframe[0].value["value"].tolist() == [300, 130]
    assert "Published figures. Snapshot of " in said(app)
    assert "tables: figures" in said(app)
    assert not app.warning
    assert [each.label for each in downloads(app)] == ["CSV of this list (rows: 2)"]
    assert address(app)["sql"].startswith("select area, value")


@pytest.mark.parametrize(
    ("sql", "warns", "line", "file"),
    [
        ("select dataset, sum(value) as v from figures group by all", "**Simulated figures**",
         "Published figures, Simulated figures. Snapshot", ("demo", "query")),
        ("select sum(value) as v from figures where dataset = 'published'",
         "Simulated figures may be in it.", "Simulated figures may be in it. Snapshot",
         ("query", "datasets-not-said")),
        ("select dataset, value from figures where dataset = 'published'", "",
         "Published figures. Snapshot", ("query",)),
        ("select name from areas", "", "Snapshot", ("query",)),
    ],
)  # fmt: skip
def test_what_may_be_simulated_says_so(
    sql: str, warns: str, line: str, file: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        download,
        "offer_table",
        lambda rows, *named: files.append((*download.of_dataset(rows), *named)),
    )
    app = run(sql, "en")
    warnings = [plain(each.value) for each in app.warning]
    assert len(warnings) == bool(warns)
    assert not warns or warns in warnings[0]
    captions = [plain(each.value) for each in app.caption]
    assert [each for each in captions if each.startswith(line)]
    both = "Rows of several datasets: they are never added together."
    assert (both in captions) is line.startswith("Published figures, Sim")
    assert files[-1] == file


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_points_at_the_place(language: str) -> None:
    app = run("select area,\n  'ô', valu\nfrom figures", language)
    (error,) = app.error
    sentence = plain(error.value)
    where = {"vi": "Dòng 2, cột 8: Không có cột “valu”", "en": "Line 2, column 8: There is no"}
    assert sentence.startswith(where[language])
    assert "value" in sentence
    assert app.code[0].value.split("\n") == ["select area,", "  'ô', valu", "       ^^^^"]
    assert not app.dataframe
    assert not app.exception


def test_what_a_refusal_quotes_is_no_markup() -> None:
    app = run('select * from "![](http://x) **b** :red[x]"', "en")
    assert "![](http://x) **b** :red[x]" in plain(app.error[0].value)
    assert "![](" not in app.error[0].value
    assert "**b**" not in app.error[0].value


def test_no_row_is_said() -> None:
    app = run("select area from figures where value < 0", "en")
    assert title(app).startswith("Rows of the answer: 0")
    assert "No row is like that" in said(app)
    assert not app.dataframe


def test_too_many_rows_are_said() -> None:
    app = run("select * from range(10001) as r(n)", "en")
    assert title(app).startswith("The first 10,000 rows")
    assert "There are more rows than 10,000" in said(app)


def test_an_example_is_filled_in() -> None:
    app = visit(PAGE, lang="en")
    app.selectbox[0].select_index(2).run()
    assert "from indicators" in str(app.text_area[0].value)
    assert query_editor.KEPT not in app.session_state


def test_an_endless_question_can_be_cancelled() -> None:
    app = visit(PAGE, sql="select count(*) from range(1000000000000000)", lang="en")
    (button,) = [each for each in app.button if each.label.startswith("Run")]
    button.click().run()
    assert title(app) == "The question is being answered …"
    (cancel,) = [each for each in app.button if each.label == "Cancel"]
    cancel.click().run()
    app.run()
    assert "The question was cancelled." in said(app)
    assert title(app) == "The question was not answered"
    assert not app.error


def chart(sql: str, **chosen: str) -> AppTest:
    app = run(sql, "en")
    app.toggle[0].set_value(True).run()
    for key, value in chosen.items():
        app.selectbox(f"query-{key}").set_value(value).run()
    assert not app.exception
    return app


def test_a_chart_of_days_has_a_line_for_each_area_and_keeps_qualifiers() -> None:
    app = chart(
        "select area_id, as_of, value, qualifier from figures where level = 'province' "
        "and indicator = 'teams' and dataset = 'published' and area_id <> '2024-p91' "
        "and value <> 84"
    )
    assert app.selectbox("query-series").value == "area_id"
    (figure,) = drawn(app)
    lines = {tuple(trace["text"])[-1]: trace for trace in figure["data"]}
    assert set(lines) == {"2024-p92", "2025-p92"}  # the figure without a day is left out
    assert lines["2024-p92"]["y"] == [80, 90]
    assert lines["2024-p92"]["marker"]["symbol"] == ["triangle-up-open", "circle"]
    assert "over 80" in lines["2024-p92"]["hovertext"][0]
    assert "Rows without a value, which is not zero: 1." in said(app)


def test_no_line_is_drawn_through_two_datasets() -> None:
    sql = "select {}as_of, value, dataset from figures where area_id = '2024-p91' and value > 120"
    app = chart(sql.format(""))
    (figure,) = drawn(app)
    ends = [trace["text"][-1] for trace in figure["data"]]
    assert ends == ["Published figures", "Simulated figures"]
    (figure,) = drawn(chart(sql.format("area, ")))
    names = {trace["text"][-1] for trace in figure["data"]}
    assert names == {"Published figures", "Simulated figures"}
    (figure,) = drawn(chart(sql.format("area, "), x="area"))
    assert figure["data"][0]["y"] == [
        *("Tỉnh Mây Trắng · Simulated figures", "Tỉnh Mây Trắng · Published figures"),
    ]


def test_a_chart_of_names_has_a_bar_for_each_row() -> None:
    app = chart("select area, max(value) as most from figures group by area")
    (figure,) = drawn(app)
    bars = figure["data"][0]
    assert bars["x"] == sorted(bars["x"], reverse=True)
    assert bars["y"][bars["x"].index(7777)] == "Tỉnh Mây Trắng"
    assert bars["text"][bars["x"].index(7777)] == "7,777"


def test_rows_that_would_lie_over_each_other_are_not_drawn() -> None:
    app = chart("select area, value from figures")
    assert drawn(app) == []
    assert "Several rows have the same area" in said(app)
