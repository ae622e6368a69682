"""Runs a module of ours as a process of bounded memory and time, for files that may be hostile.

Readers of files are native code: a broken one may make them ask for half a terabyte, or stop.
"""

from __future__ import annotations

import subprocess
import sys

from data import paths

if sys.platform != "win32":
    import resource


class StoppedError(Exception):
    """The process did not end well; `late` tells whether it was its time that ran out."""

    def __init__(self, late: bool) -> None:
        super().__init__("out of time" if late else "out of memory, or broken")
        self.late = late


def run(module: str, *arguments: str, content: bytes = b"", seconds: float) -> bytes:
    """What the module wrote on its standard output; what it says of errors is not kept.

    Args:
        module: To run as a program, which calls confine() first.
        arguments: Its arguments.
        content: For its standard input.
        seconds: After which it is ended.

    Raises:
        StoppedError: It was ended, or ended with an error.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # may hold cells
            cwd=paths.ROOT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StoppedError(late=True) from None
    if ended.returncode:
        raise StoppedError(late=False)
    return ended.stdout


def confine(most_bytes: int, seconds: int) -> None:
    """Bounds this process where the system can, and keeps its memory from being dumped to disk.

    Args:
        most_bytes: Of its address space.
        seconds: Of its work, should nobody wait for it.
    """
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_AS, most_bytes),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, seconds),
        ):
            resource.setrlimit(limit, (most, most))
