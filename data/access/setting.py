"""How the app is run: open, public or closed, and what else an office settles about access."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

OPEN, PUBLIC, CLOSED = "open", "public", "closed"
OFF, HELD, MARKED = "off", "held", "marked"
APPROVALS = (OFF, HELD, MARKED)
MODES = (OPEN, PUBLIC, CLOSED)
OWN_ADDRESSES = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_HOURS = 12  # that a login counts, where nothing else was settled
LONGEST_HOURS = 24 * 7
Limits = tuple[tuple[str, int], ...]  # budgets with what a client may ask for in a minute
LIMITS: Limits = (
    ("reading", 1200),
    ("writing", 60),
    ("entering", 120),
    ("bad_tokens", 10),
    ("queries", 60),
    ("sockets", 600),
)


class SettingError(ValueError):
    """A setting has a value that is none; the message is a sentence for who runs the app."""


@dataclass(frozen=True)
class Setting:
    """What was settled.

    Attributes:
        mode: One of `MODES`.
        hours: That a login counts from its beginning.
        own_end: Whether a login ends with its token too, if that is earlier.
        proxies: Addresses whose X-Forwarded-For is believed.
        roles_claim: Provider and claim that holds roles; "" where none is believed.
        groups_claim: The claim that holds groups.
        limits: What a client may ask for in a minute, by budget; 0 for no end.
        approval: One of `APPROVALS`.
    """

    mode: str = OPEN
    hours: int = MOST_HOURS
    own_end: bool = True
    proxies: frozenset[str] = frozenset()
    roles_claim: tuple[str, str] = ("", "")
    groups_claim: str = "groups"
    limits: Limits = LIMITS
    approval: str = OFF


def in_words(setting: Setting) -> str:
    """The setting in one line, as the audit keeps it."""
    provider, claim = setting.roles_claim
    said = {
        "access": setting.mode,
        "hours": setting.hours,
        "own_end": setting.own_end,
        "proxies": " ".join(sorted(setting.proxies)),
        "roles_claim": f"{provider}:{claim}" if claim else "",
        "groups_claim": setting.groups_claim,
        "approval": setting.approval,
    }
    if setting.limits != LIMITS:
        said["limits"] = " ".join(f"{name} {number}" for name, number in setting.limits)
    return ", ".join(f"{name}={value}" for name, value in said.items())


def read(bound_to: str | None, said: Mapping[str, str] = os.environ) -> Setting:
    """What the environment settles. Raises SettingError for what is none.

    Args:
        bound_to: The address that the server is bound to; None or "" for all there are.
        said: ATLAS_ACCESS and the others, by name.
    """
    default = OPEN if bound_to in OWN_ADDRESSES else PUBLIC
    mode = said.get("ATLAS_ACCESS", "").strip().lower() or default
    if mode not in MODES:
        raise SettingError(f"ATLAS_ACCESS is one of {', '.join(MODES)}, not {mode!r}.")
    hours = said.get("ATLAS_SESSION_HOURS", "").strip()
    if hours and not (hours.isascii() and hours.isdigit() and 1 <= int(hours) <= LONGEST_HOURS):
        raise SettingError(f"ATLAS_SESSION_HOURS is from 1 to {LONGEST_HOURS}, not {hours!r}.")
    return Setting(
        mode=mode,
        hours=int(hours) if hours else MOST_HOURS,
        own_end=not hours,
        proxies=_proxies(said.get("ATLAS_PROXIES", "")),
        roles_claim=_roles_claim(said.get("ATLAS_ROLES_CLAIM", "").strip()),
        groups_claim=said.get("ATLAS_GROUPS_CLAIM", "").strip() or "groups",
        limits=_limits(said.get("ATLAS_LIMITS", "").strip().lower()),
        approval=approval(said),
    )


def approval(said: Mapping[str, str] = os.environ) -> str:
    """Whether what reporters import waits, and is read while it does: one of `APPROVALS`.

    Raises SettingError for what is none.

    Args:
        said: ATLAS_APPROVAL, by its name.
    """
    found = said.get("ATLAS_APPROVAL", "").strip().lower() or OFF
    if found not in APPROVALS:
        raise SettingError(f"ATLAS_APPROVAL is one of {', '.join(APPROVALS)}, not {found!r}.")
    return found


def _proxies(said: str) -> frozenset[str]:
    found = [each.strip() for each in said.split(",") if each.strip()]
    try:
        return frozenset(str(ip_address(each)) for each in found)
    except ValueError as error:
        raise SettingError(f"ATLAS_PROXIES is a list of addresses: {error}.") from None


def _limits(said: str) -> Limits:
    found = dict(LIMITS)
    if said == "off":
        return tuple((name, 0) for name in found)
    for each in filter(None, (part.strip() for part in said.split(","))):
        name, _, number = (part.strip() for part in each.partition("="))
        if name not in found or not (number.isascii() and number.isdigit() and len(number) <= 9):
            names = ", ".join(found)
            raise SettingError(
                f"ATLAS_LIMITS is off, or name=number with names of {names}; not {each!r}."
            )
        found[name] = int(number)
    return tuple(found.items())


def _roles_claim(said: str) -> tuple[str, str]:
    provider, _, claim = said.partition(":")
    if said and not (provider and claim):
        raise SettingError(f"ATLAS_ROLES_CLAIM is provider:claim, not {said!r}.")
    return provider, claim
