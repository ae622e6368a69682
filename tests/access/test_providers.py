"""Providers by secrets.toml, and the start of the app by its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import streamlit as st

from api.security import LOCAL_HOSTS
from pages.parts import providers

ONE = {"redirect_uri": "http://localhost:8501/oauth2callback", "client_id": "atlas"}
TWO = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "school": {"client_id": "a", "client_secret": "b"},
    "office": {"client_id": "c"},
    "other": {"note": "no provider"},
}


@pytest.fixture
def section(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(providers, "is_authlib_installed", lambda: True)
    return monkeypatch


def use(patch: pytest.MonkeyPatch, said: Mapping[str, Any]) -> None:
    patch.setattr(providers, "get_secrets_auth_section", lambda: said)


@pytest.mark.parametrize(
    ("said", "names"), [({}, []), (ONE, ["default"]), (TWO, ["school", "office"])]
)
def test_the_names(said: dict[str, Any], names: list[str], section: pytest.MonkeyPatch) -> None:
    use(section, said)
    assert providers.names() == names
    section.setattr(providers, "is_authlib_installed", lambda: False)
    assert providers.names() == []


@pytest.mark.parametrize(
    ("said", "provider", "own"),
    [
        (TWO, "school", "a"),
        (TWO, "office", "c"),
        (TWO, "other", ""),
        (TWO, "redirect_uri", ""),
        (TWO, "gone", ""),
        (TWO, "default", ""),
        (TWO, None, ""),
        (ONE, "default", "atlas"),
        ({}, "school", ""),
    ],
)
def test_the_id_that_a_provider_knows_us_by(
    said: dict[str, Any], provider: str | None, own: str, section: pytest.MonkeyPatch
) -> None:
    use(section, said)
    found = providers.with_client_id({"is_logged_in": True, "provider": provider, "client_id": "x"})
    assert found["client_id"] == own
    assert providers.with_client_id({"is_logged_in": False, "provider": provider}) == {}


def test_no_cookie_or_one_of_another_key_is_no_login(section: pytest.MonkeyPatch) -> None:
    assert providers.claims_of({}) == {}
    assert providers.claims_of({"_streamlit_user": "planted"}) == {}
    section.setattr(providers, "get_origin_from_redirect_uri", lambda: "http://localhost:8501")
    assert providers.claims_of({"_streamlit_user": "planted"}) == {}
    assert providers.claims_of({"_streamlit_user": ".eJx.aw2K8g.zQZk6GpDp-l3YqB1W87n0E4NFSg"}) == {}


@pytest.mark.parametrize(
    ("bound_to", "origin", "more"),
    [
        ("localhost", "https://atlas.example:8443", {"atlas.example"}),
        ("127.0.0.1", None, set()),
        ("localhost", "http://localhost:8501", set()),
    ],
)
def test_behind_a_proxy_the_app_answers_to_the_name_that_logins_lead_back_to(
    bound_to: str, origin: str | None, more: set[str], section: pytest.MonkeyPatch
) -> None:
    import app  # noqa: PLC0415

    section.setattr(st, "get_option", lambda _: bound_to)
    section.setattr(providers, "get_origin_from_redirect_uri", lambda: origin)
    assert app.hosts_served() == LOCAL_HOSTS | more
    section.setattr(st, "get_option", lambda _: "0.0.0.0")
    assert app.hosts_served() == frozenset()


def test_a_setting_that_is_none_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    import app  # noqa: PLC0415

    monkeypatch.setenv("ATLAS_ACCESS", "privat")
    with pytest.raises(SystemExit, match="ATLAS_ACCESS is one of open, public, closed"):
        app.settled()
