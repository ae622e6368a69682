"""The line to the engine: every call on it ends in time, and its errors are of four kinds."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import grpc
from pyspark.errors import PySparkException
from pyspark.errors.exceptions.connect import SparkConnectGrpcException
from pyspark.sql.connect.client import DefaultChannelBuilder

from queries.distant import Address, Failed

SECONDS_BESIDE = 5.0  # for calls that no question waits for
LETTERS = 300  # of what the engine says, that people are shown
# Calls are tried again after these; the third answer, that there is none, comes after a second.
TRIES: dict[str, Any] = {"max_retries": 3, "initial_backoff": 200, "max_backoff": 500}
_DETAILS = re.compile(r'details = "([^\\"\n]+)')
_KINDS = {
    grpc.StatusCode.UNAVAILABLE: "away",
    grpc.StatusCode.DEADLINE_EXCEEDED: "slow",
    grpc.StatusCode.CANCELLED: "slow",
    grpc.StatusCode.UNAUTHENTICATED: "refused",
    grpc.StatusCode.PERMISSION_DENIED: "refused",
}


class Clock(threading.local):
    """Until when the question of this thread may take."""

    until: float | None = None

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """Calls made inside share these seconds."""
        self.until = time.monotonic() + seconds
        try:
            yield
        finally:
            self.until = None

    def left(self) -> float:
        """Seconds for the next call."""
        return SECONDS_BESIDE if self.until is None else max(self.until - time.monotonic(), 0.01)


class _Call(NamedTuple):
    """What gRPC calls the details of a call, with a time."""

    method: str
    timeout: float
    metadata: Any
    credentials: Any
    wait_for_ready: Any
    compression: Any


class _InTime(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[misc]
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def intercept_unary_unary(self, go_on: Callable[..., Any], said: Any, request: Any) -> Any:
        return go_on(self._timed(said), request)

    intercept_unary_stream = intercept_unary_unary

    def _timed(self, said: Any) -> _Call:
        kept = (said.metadata, said.credentials, said.wait_for_ready, said.compression)
        return _Call(said.method, self._clock.left(), *kept)


def builder(address: Address, clock: Clock) -> DefaultChannelBuilder:
    """What opens the line; it is opened at the first question.

    Raises:
        Failed: The address is none.
    """
    try:
        made = DefaultChannelBuilder(address.url)
    except PySparkException as error:
        raise Failed("failed", in_words(error)) from error
    if address.token:
        made.set(DefaultChannelBuilder.PARAM_TOKEN, address.token)
    made.add_interceptor(_InTime(clock))
    return made


@contextmanager
def failing_in_words() -> Iterator[None]:
    """Turns the client's errors into Failed.

    Raises:
        Failed: Whatever went wrong inside at the engine or on the way.
    """
    try:
        yield
    except (PySparkException, grpc.RpcError) as error:
        raise Failed(_KINDS.get(_status(error), "failed"), in_words(error)) from error


def _status(error: Exception) -> Any:
    if isinstance(error, SparkConnectGrpcException):
        return error.getGrpcStatusCode()
    return error.code() if isinstance(error, grpc.RpcError) else None


def in_words(error: Exception) -> str:
    """The first line of what the engine says: what follows is its own trace."""
    found = _DETAILS.search(str(error))  # gRPC's own words about a call that came to nothing
    said = (found[1] if found else str(error)).strip() or type(error).__name__
    return said.splitlines()[0][:LETTERS]
