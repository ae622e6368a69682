"""Who has which role for which areas: by the file roles.toml, and by a claim that is believed.

A mistake takes all roles of the file, or of the claim, away: half of them would be a guess.
"""

from __future__ import annotations

import hashlib
import logging
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data import paths
from data.access import audit, coverage
from data.access.people import ADMINISTRATOR, NATION, REPORTER, REVIEWER, ROLES, Grant
from data.access.setting import Setting
from data.cache import kept

FILE_WRONG, CLAIM_WRONG = "roles_file", "roles_claim"
_KEYS = ("subject", "provider", "group", "role", "areas")
_HEAD = re.compile(r"\s*\[\[\s*role\s*\]\]")
_SUBJECT = re.compile(r"s-[0-9a-f]{20}")
log = logging.getLogger(__name__)


class RolesError(ValueError):
    """What is wrong with roles that were said, as a sentence with the line."""


@dataclass(frozen=True)
class Rule:
    """Who has a grant: a subject, or a provider's group, or with neither all of a provider's."""

    grant: Grant
    subject: str = ""
    provider: str = ""
    group: str = ""

    def fits(self, subject: str, provider: str, groups: Iterable[str]) -> bool:
        """Whether somebody has the grant by this rule."""
        if self.subject:
            return subject == self.subject
        return provider == self.provider and (not self.group or self.group in groups)


def granted(
    subject: str, claims: Mapping[str, Any], setting: Setting
) -> tuple[tuple[Grant, ...], str]:
    """What somebody who is signed in was granted, and which of the two ways is wrong, if one is.

    Args:
        subject: Hashed.
        claims: Of the login.
        setting: Says which claims are believed.
    """
    found: list[Grant] = []
    fault = ""
    provider = str(claims.get("provider", ""))
    try:
        groups = _texts(claims.get(setting.groups_claim))
        found += [rule.grant for rule in rules() if rule.fits(subject, provider, groups)]
    except RolesError:
        fault = FILE_WRONG
    believed, claim = setting.roles_claim
    if believed and believed == provider:
        try:
            found += [_of_claim(text) for text in _texts(claims.get(claim))]
        except RolesError as error:
            log.warning("The claim %s of %s: %s", claim, provider, error)
            fault = CLAIM_WRONG
    return tuple(dict.fromkeys(found)), fault


def rules() -> tuple[Rule, ...]:
    """The rules of roles.toml; none where there is no such file. Raises RolesError."""
    file = paths.roles_file()
    try:
        about = file.stat()
    except OSError:
        return ()
    found, wrong = _read(str(file), about.st_mtime_ns, about.st_size)
    if wrong:
        raise RolesError(wrong)
    return found


@kept
def _read(file: str, changed: int, size: int) -> tuple[tuple[Rule, ...], str]:
    """The rules, or what is wrong with the file; kept for each time that it was changed."""
    try:
        content = paths.roles_file().read_bytes()
        found = parsed(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError, RolesError) as error:
        log.error("%s: %s", file, error)
        audit.record_change(audit.ROLES_FILE, f"wrong: {error}")
        return (), f"{paths.roles_file().name}: {error}"
    hashed = hashlib.sha256(content).hexdigest()[:12]
    audit.record_change(audit.ROLES_FILE, f"{len(found)} rules, sha256 {hashed}…")
    return found, ""


def parsed(text: str) -> tuple[Rule, ...]:
    """The rules that a text says. Raises RolesError with the line for what cannot be one.

    Args:
        text: TOML: a table [[role]] for each rule.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RolesError(str(error)) from None
    if unknown := set(said) - {"role"}:
        raise RolesError(f"{min(unknown)!r} is not known: the file has tables [[role]] alone")
    heads = [n for n, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    tables = said.get("role", [])
    if not isinstance(tables, list) or len(heads) != len(tables):
        raise RolesError("each rule is a table [[role]] of its own")
    return tuple(_rule(table, f"line {line}: ") for line, table in zip(heads, tables, strict=True))


def grant(role: str, areas: Iterable[str]) -> Grant:
    """The grant of a role for areas. Raises RolesError for a role or an area that there is not.

    Args:
        role: Its name.
        areas: Ids; none for the whole country where the role need not name any.
    """
    return _checked(_grant(role, tuple(areas), ""), "")


def _rule(table: Mapping[str, Any], where: str) -> Rule:
    if unknown := set(table) - set(_KEYS):
        raise RolesError(f"{where}{min(unknown)!r} is not one of {', '.join(_KEYS)}")
    subject, provider = table.get("subject", ""), table.get("provider", "")
    group, role = table.get("group", ""), table.get("role", "")
    if not all(isinstance(each, str) for each in (subject, provider, group, role)):
        raise RolesError(f"{where}subject, provider, group and role are texts")
    if bool(subject) == bool(provider) or (subject and group):
        raise RolesError(f"{where}say either a subject, or a provider (and its group)")
    if subject and not _SUBJECT.fullmatch(subject):
        raise RolesError(f"{where}{subject!r} is no subject; the app says it to who signs in: s-…")
    areas = table.get("areas")
    if areas is not None and not (
        isinstance(areas, list) and areas and all(isinstance(each, str) for each in areas)
    ):
        raise RolesError(f'{where}areas is a list of ids, such as ["2024-d173"]')
    given = _checked(_grant(role, tuple(areas or ()), where), where)
    return Rule(given, subject, provider, group)


def _of_claim(text: str) -> Grant:
    """The grant that a claim says as role, or role:area,area."""
    role, _, areas = text.partition(":")
    listed = tuple(each.strip() for each in areas.split(",") if each.strip())
    return grant(role.strip(), listed)


def _grant(role: str, areas: tuple[str, ...], where: str) -> Grant:
    if role not in ROLES:
        raise RolesError(f"{where}{role!r} is not one of {', '.join(ROLES)}")
    if not areas and role in (REPORTER, REVIEWER, ADMINISTRATOR):
        raise RolesError(f'{where}a role {role} names its areas; "{NATION}" is the whole country')
    return Grant(role, tuple(sorted(set(areas))) or (NATION,))


def _checked(grant: Grant, where: str) -> Grant:
    if unknown := coverage.unknown(grant.areas):
        raise RolesError(f"{where}there is no area {unknown[0]!r}")
    return grant


def _texts(said: object) -> tuple[str, ...]:
    if isinstance(said, str):
        return (said,)
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()
