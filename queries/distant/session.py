"""One published state of the tables at an engine elsewhere, and the queries asked of it."""

from __future__ import annotations

import threading
import uuid
import warnings
from collections.abc import Mapping
from contextlib import suppress

import duckdb
from pyspark.errors import PySparkException
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.session import SparkSession

import queries
from queries.distant import Address, Failed
from queries.distant.channel import TRIES, Clock, builder, failing_in_words
from queries.distant.dialect import Translated, translated, view

TIME_ZONE = "spark.sql.session.timeZone"
# What is raised says so too.
warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]")


class Session:
    """The tables of one published state, as views that nobody else at the engine sees.

    Threads share it. What it was given never changes, so neither do its answers.
    """

    def __init__(
        self, address: Address, files: Mapping[str, str], views: Mapping[str, str]
    ) -> None:
        """A session at the engine; nothing is read yet.

        Args:
            address: Of the engine.
            files: The Parquet file of each table, as the engine finds it.
            views: The warehouse's own views, each as the statement that makes it.

        Raises:
            Failed: The engine does not let us in.
        """
        self._address, self._files = address, files
        self._views = {name: view(statement) for name, statement in views.items()}
        self._clock = Clock()
        self._known: set[str] = set()
        self._registering = threading.Lock()
        self.has_answered = False
        self._here = duckdb.connect(":memory:", config={"threads": "1"})
        with self._clock.running(address.seconds), failing_in_words():
            opening = SparkSession.builder.channelBuilder(builder(address, self._clock))
            self._spark = opening.create()
            self._spark.client.set_retry_policies([DefaultPolicy(**TRIES)])
            self._spark.conf.set(TIME_ZONE, "UTC")

    def answer(
        self, name: str, params: Mapping[str, object], seconds: float | None = None
    ) -> duckdb.DuckDBPyRelation:
        """Answer of queries/<name>.sql as DuckDB gives it: the columns and types of its header.

        Args:
            name: A query, none of `EMBEDDED`.
            params: The query's parameters.
            seconds: After which it is given up, where that is sooner than the address says.

        Raises:
            Failed: There is none; after `seconds` the engine is told to stop.
        """
        said, tag = translated(name), uuid.uuid4().hex
        time = min(self._address.seconds, seconds or self._address.seconds)
        try:
            with self._clock.running(time), failing_in_words():
                self._register(said)
                self._spark.addTag(tag)
                rows = self._spark.sql(said.sql, args=dict(params)).toArrow()
        except Failed as failed:
            if failed.code == "slow":
                threading.Thread(target=self._stop, args=(tag,), daemon=True).start()
            raise
        finally:
            self._spark.clearTags()
        self.has_answered = True
        columns = (
            duckdb.ColumnExpression(column).cast(duckdb.sqltype(kind)).alias(column)
            for column, kind in queries.columns_of(name).items()
        )
        return self._here.cursor().from_arrow(rows).select(*columns)

    def close(self) -> None:
        """Tell the engine that nothing more is asked; harmless where it is away."""
        with suppress(Exception), failing_in_words():
            self._spark.stop()

    def _register(self, said: Translated) -> None:
        if said.tables <= self._known:
            return
        if not self._registering.acquire(timeout=self._clock.left()):
            raise Failed("slow", "another question waits for the same tables")
        try:
            for table in sorted(said.tables - self._known):
                self._add(table)
        finally:
            self._registering.release()

    def _add(self, table: str) -> None:
        if table in self._known:
            return
        if table in self._views:
            for read in sorted(self._views[table].tables):
                self._add(read)
            rows = self._spark.sql(self._views[table].sql)
        else:
            rows = self._spark.read.parquet(self._files[table])
        rows.createOrReplaceTempView(table)
        self._known.add(table)

    def _stop(self, tag: str) -> None:
        with suppress(Failed, PySparkException), failing_in_words():
            self._spark.interruptTag(tag)
