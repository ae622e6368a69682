"""`python -m data.access`: API tokens made, listed and ended; the file of roles checked.

Works beside a running app. Exit codes: 0 done; 1 refused, with what is wrong.
"""

from __future__ import annotations

import argparse
import sys

from data import paths
from data.access import command_line, roles, tokens
from data.access.people import ROLES
from data.access.rights import Action, RefusedError, demand
from data.access.words import sentence
from data.faults import WarehouseError


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after doing what was asked."""
    parser = argparse.ArgumentParser(prog="python -m data.access", description=__doc__)
    parts = parser.add_subparsers(required=True, dest="part")
    parts.add_parser("check", help="whether roles.toml can be read")
    of_tokens = parts.add_parser("tokens").add_subparsers(required=True, dest="what")
    make = of_tokens.add_parser("make", help="a new token, shown once")
    make.add_argument("--role", choices=ROLES, default="reader")
    make.add_argument("--area", action="append", default=[], help="an id; may be repeated")
    make.add_argument("--days", type=int, default=90)
    of_tokens.add_parser("list")
    of_tokens.add_parser("revoke").add_argument("token", help="its id: t-…")
    asked = parser.parse_args(arguments)
    try:
        return _check() if asked.part == "check" else _tokens(asked)
    except RefusedError as error:
        print(sentence(error.refusal, "en"), file=sys.stderr)
    except (ValueError, LookupError, OSError, WarehouseError) as error:
        print(error, file=sys.stderr)
    return 1


def _check() -> int:
    file = paths.roles_file()
    if not file.exists():
        print(f"{file}: there is none; nobody has a role by it")
        return 0
    found = roles.parsed(file.read_text(encoding="utf-8"))
    print(f"{file}: {len(found)} rules")
    return 0


def _tokens(asked: argparse.Namespace) -> int:
    by = command_line.visitor()
    demand(by, Action.ADMINISTER)
    if asked.what == "list":
        for token in tokens.made():
            print(_line(token))
    elif asked.what == "revoke":
        tokens.end(by, asked.token)
        print(f"{asked.token}: ended")
    else:
        text, token = tokens.make(by, [roles.grant(asked.role, asked.area)], asked.days)
        print(text)
        print(_line(token))
        print("This is the only time that the token is shown.", file=sys.stderr)
    return 0


def _line(token: tokens.Token) -> str:
    scope = "; ".join(f"{each.role}: {', '.join(each.areas)}" for each in token.grants)
    ends = f"ended {token.ended_at}" if token.ended_at else f"until {token.ends_at}"
    return f"{token.token_id}  …{token.last_four}  {scope}  {ends} UTC  by {token.made_by}"


if __name__ == "__main__":
    sys.exit(main())
