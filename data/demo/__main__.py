"""`python -m data.demo on|off`: the simulation into the warehouse, or out of it.

Exit codes: 0 done, or nothing to do; 2 the warehouse cannot be used, as while the app runs.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from data import warehouse
from data.access import command_line
from data.access.rights import RefusedError
from data.access.words import sentence
from data.demo import switch
from data.faults import WarehouseError, WarehouseLocked

_SAYS = {
    ("on", True): "Đã bật số liệu mô phỏng. / The simulation is on.",
    ("on", False): "Số liệu mô phỏng đã bật từ trước. / The simulation was on already.",
    ("off", True): "Đã tắt; không còn số liệu mô phỏng. / Off; nothing simulated is left.",
    ("off", False): "Không có số liệu mô phỏng. / There was no simulation.",
}
_LOCKED = (
    "Kho số liệu {path} đang mở trong chương trình khác. Hãy bật hoặc tắt ở trang Nhập số liệu, "
    "hoặc dừng chương trình rồi chạy lại lệnh này. / The warehouse is open in another program. "
    "Switch on the page Import, or stop the program and run this again."
)


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying what was done."""
    parser = argparse.ArgumentParser(prog="python -m data.demo", description=__doc__)
    parser.add_argument("state", choices=("on", "off"))
    state = parser.parse_args(arguments).state
    began = perf_counter()
    try:
        opened = warehouse.shared()
        by = command_line.visitor()
        done = switch.turn_on(opened, by=by) if state == "on" else switch.turn_off(opened, by)
    except RefusedError as error:
        print(
            sentence(error.refusal, "vi"), sentence(error.refusal, "en"), sep="\n", file=sys.stderr
        )
        return 2
    except WarehouseLocked as fault:
        print(_LOCKED.format(**fault.details), file=sys.stderr)
        return 2
    except (WarehouseError, LookupError) as fault:
        print(fault, file=sys.stderr)
        return 2
    finally:
        warehouse.forget()
    print(_SAYS[state, done], f"{perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
