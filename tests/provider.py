"""A real OpenID Connect provider on this machine, whose tokens can be spoiled, and its client."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
from authlib.oidc.core.grants import code as grants
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

COOKIE_SECRET = "a secret of the tests alone, 40 letters"
USER_COOKIE = "_streamlit_user"


@dataclass
class Provider:
    """The provider.

    Attributes:
        url: Of it.
        spoiled: Claims that its next tokens hold instead of the true ones.
        forged: Whether they are signed with a key that is not its own.
        unsigned: Whether they are not signed at all.
    """

    url: str
    spoiled: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    unsigned: bool = False

    def _encode(
        self, header: dict[str, Any], claims: Mapping[str, Any], key: Any, algorithms: list[str]
    ) -> str:
        told = {name: said for name, said in {**claims, **self.spoiled}.items() if said is not None}
        if self.unsigned:
            parts = [{"alg": "none", "typ": "JWT"}, told]
            return ".".join([*(_base64(json.dumps(part)) for part in parts), ""])
        signer = RSAKey.generate_key(2048) if self.forged else key
        return str(jwt.encode(header, told, signer, algorithms))


@contextmanager
def provider(port: int, people: Mapping[str, list[str]]) -> Iterator[Provider]:
    """A provider whose people have the roles that are given, in the claim `roles`."""
    users = [
        oidc_provider_mock.User(sub=sub, claims={"roles": roles, "name": f"{sub.title()} Name"})
        for sub, roles in people.items()
    ]
    found = Provider(f"http://localhost:{port}")
    theirs = grants.jwt
    grants.jwt = SimpleNamespace(encode=found._encode)
    try:
        with oidc_provider_mock.run_server_in_thread(port=port, user_claims=users):
            yield found
    finally:
        grants.jwt = theirs


def write_secrets(file: Path, provider_url: str, app_port: int) -> None:
    """The secrets.toml of an app at the port that takes logins of the provider, called office."""
    file.write_text(
        f"""[auth]
redirect_uri = "http://localhost:{app_port}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"

[auth.office]
client_id = "atlas"
client_secret = "of the tests alone"
server_metadata_url = "{provider_url}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid" }}
""",
        encoding="utf-8",
    )


def begin(client: httpx.Client, app: str, **query: str) -> str:
    """The provider's address to which the app leads who signs in; keeps the app's cookies."""
    said = {"provider": "office", "exp": int(time.time()) + 60}
    asked = jwt.encode({"alg": "HS256"}, said, OctKey.import_key(COOKIE_SECRET))
    found = client.get(f"{app}/auth/login", params={"provider": asked, **query})
    assert found.status_code == 302, found.text
    return str(found.headers["location"])


def agree(client: httpx.Client, authorize: str, sub: str) -> str:
    """The app's address to which the provider leads back, with its code."""
    found = client.post(authorize, data={"sub": sub})
    assert found.status_code == 302, found.text
    return str(found.headers["location"])


def sign_in(client: httpx.Client, app: str, sub: str) -> str:
    """Where the app led in the end; its cookies are the client's then."""
    back = agree(client, begin(client, app), sub)
    assert parse_qs(urlsplit(back).query)["code"]
    return str(client.get(back).headers["location"])


def _base64(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")
