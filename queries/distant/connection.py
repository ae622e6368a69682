"""A connection to an engine over Spark Connect: bounded in time, its failures in few words."""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import grpc
from pyspark.errors import PySparkException
from pyspark.sql.connect.client import DefaultChannelBuilder
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.types import ArrayType, DateType, LongType, StringType

import queries
from queries.distant.dialect import translated


class Session:
    def __init__(self, url: str, files, views, seconds: float) -> None:
        self._spark = SparkSession.builder.remote(url).create()
        self._spark.client.set_retry_policies([DefaultPolicy(max_retries=3, initial_backoff=200, max_backoff=500)])
        self.files, self.views, self._known = files, views, set()
        self._local = duckdb.connect(":memory:")
        self._spark.conf.set("spark.sql.session.timeZone", "UTC")

    def _register(self, tables):
        for table in tables:
            if table in self._known: continue
            if table in self.files:
                self._spark.read.parquet(self.files[table]).createOrReplaceTempView(table)
            else:
                sql, inner = self.views[table]
                self._register(inner)
                self._spark.sql(sql).createOrReplaceTempView(table)
            self._known.add(table)

    def relation(self, name, params):
        said = translated(name)
        self._register(said.tables)
        args = {k: v for k, v in params.items()}
        arrow = self._spark.sql(said.sql, args=args).toArrow()
        self.arrow = arrow
        rel = self._local.cursor().from_arrow(arrow)
        cols = [duckdb.ColumnExpression(c).cast(duckdb.sqltype(t)).alias(c) for c, t in queries.columns_of(name).items()]
        return rel.select(*cols)
