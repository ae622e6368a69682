"""The providers that take logins, by secrets.toml, and a login as its cookie says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit.auth_util import (
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    is_authlib_installed,
)

ONLY = "default"  # what Streamlit calls a provider that has no name
Claims = Mapping[str, Any]


def names() -> list[str]:
    """The names of the providers in secrets.toml, in its order.

    None where it has none, or where what logins take is not installed (requirements-login.txt).
    """
    section: Claims = get_secrets_auth_section()
    if not section or not is_authlib_installed():
        return []
    parts = [(name, part) for name, part in section.items() if isinstance(part, Mapping)]
    named = [name for name, part in parts if "client_id" in part]
    return ([ONLY] if "client_id" in section else []) + named


def own_host() -> str:
    """The name of the host that logins lead back to; "" where there are none."""
    return urlsplit(get_origin_from_redirect_uri() or "").hostname or ""


def with_client_id(claims: Claims) -> Claims:
    """The claims with the id that their provider knows us by; as they are where there is none.

    Args:
        claims: Of a login, with the name of its provider.
    """
    if not claims.get("is_logged_in"):
        return {}
    section: Claims = get_secrets_auth_section()
    name = claims.get("provider")
    part = section if name == ONLY and ONLY not in section else section.get(str(name), {})
    own = part.get("client_id", "") if isinstance(part, Mapping) else ""
    return {**claims, "client_id": own}


def claims_of(cookies: Mapping[str, str]) -> Claims:
    """The claims of a login by a request's cookies, read as Streamlit reads them; empty for none.

    Args:
        cookies: As they were sent.
    """
    # Private to Streamlit 1.67, whose cookie it is; tests/e2e/test_login.py holds that it fits.
    from streamlit.web.server.starlette import starlette_websocket as theirs  # noqa: PLC0415
    from streamlit.web.server.starlette.starlette_server_config import (  # noqa: PLC0415
        USER_COOKIE_NAME,
    )

    if USER_COOKIE_NAME not in cookies or not (origin := get_origin_from_redirect_uri()):
        return {}
    raw = theirs._get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    return with_client_id(theirs._parse_decoded_user_cookie(raw, origin)) if raw else {}
