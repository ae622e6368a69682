"""`python -m data.publish`: a snapshot of the warehouse as Parquet, for others to read.

Asks the running app for it; without one the warehouse is opened here. Nothing is made where the
latest snapshot shows the warehouse as it is. Where ATLAS_WAREHOUSE names an engine, its tables are
published too. Exit codes: 0 done; 2 it cannot be made.
"""

from __future__ import annotations

import argparse
import sys
from urllib.error import HTTPError

from data import engine, sending, warehouse
from data.access import audit, command_line
from data.access.rights import Action, RefusedError, demand
from data.access.words import sentence
from data.faults import WarehouseError
from data.publish import snapshots


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying where the snapshot is."""
    parser = argparse.ArgumentParser(prog="python -m data.publish", description=__doc__)
    parser.parse_args(arguments)
    try:
        made = _made()
    except RefusedError as error:
        print(
            sentence(error.refusal, "vi"), sentence(error.refusal, "en"), sep="\n", file=sys.stderr
        )
        return 2
    except (OSError, WarehouseError, HTTPError) as error:
        print(sending.reason(error, "vi"), file=sys.stderr)
        return 2
    print(made)
    return 0


def _made() -> str:
    """The folder of the snapshot that the running app made, or this process where none runs."""
    answer = sending.post("/api/publish", {})
    if answer is not None:
        return str(answer["folder"])
    try:
        opened = warehouse.shared()
        visitor = command_line.visitor()
        demand(visitor, Action.PUBLISH)
        engine.publish(opened)
        made = snapshots.renew(opened)
        audit.record(visitor, Action.PUBLISH, made.name)
        return str(made.folder)
    finally:
        warehouse.forget()


if __name__ == "__main__":
    sys.exit(main())
