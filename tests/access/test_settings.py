"""What an office settles, and where a request is from."""

import pytest

from data.access.places import place, shortened
from data.access.setting import CLOSED, HELD, MARKED, OPEN, PUBLIC, SettingError, read

NONE: frozenset[str] = frozenset()
NGINX = frozenset({"127.0.0.1"})
LOCAL = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize(
    ("bound_to", "said", "mode"),
    [
        ("localhost", "", OPEN),
        ("127.0.0.1", " ", OPEN),
        ("::1", "", OPEN),
        ("0.0.0.0", "", PUBLIC),
        ("", "", PUBLIC),
        (None, "", PUBLIC),
        ("10.0.0.5", "open", OPEN),
        ("localhost", "Closed", CLOSED),
        ("localhost", "public", PUBLIC),
    ],
)
def test_the_mode(bound_to: str | None, said: str, mode: str) -> None:
    assert read(bound_to, {"ATLAS_ACCESS": said}).mode == mode


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATLAS_ACCESS", "privat"),
        ("ATLAS_APPROVAL", "on"),
        ("ATLAS_SESSION_HOURS", "0"),
        ("ATLAS_SESSION_HOURS", "169"),
        ("ATLAS_SESSION_HOURS", "1.5"),
        ("ATLAS_SESSION_HOURS", "²"),
        ("ATLAS_PROXIES", "10.0.0.1, nginx"),
        ("ATLAS_ROLES_CLAIM", "roles"),
        ("ATLAS_ROLES_CLAIM", "office:"),
    ],
)
def test_a_value_that_is_none_is_said(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read("localhost", {name: value})


def test_the_rest_of_the_setting() -> None:
    assert (read("localhost", {}).hours, read("localhost", {}).own_end) == (12, True)
    said = {
        "ATLAS_SESSION_HOURS": "8",
        "ATLAS_PROXIES": "10.0.0.1, ::1",
        "ATLAS_ROLES_CLAIM": "office:atlas_roles",
    }
    found = read("localhost", said)
    assert (found.hours, found.own_end) == (8, False)
    assert found.proxies == {"10.0.0.1", "::1"}
    assert read("localhost", {"ATLAS_APPROVAL": " Held "}).approval == HELD
    assert read("localhost", {"ATLAS_APPROVAL": "marked"}).approval == MARKED
    assert found.roles_claim == ("office", "atlas_roles")


@pytest.mark.parametrize(
    ("peer", "headers", "local"),
    [
        (None, {}, True),
        ("127.0.0.1", LOCAL, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("::ffff:127.0.0.1", LOCAL, True),
        ("127.0.0.1", LOCAL | {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", LOCAL | {"x-forwarded-proto": "https"}, False),
        (None, LOCAL | {"X-Real-IP": "127.0.0.1"}, False),
        ("127.0.0.1", LOCAL | {"Forwarded": "for=127.0.0.1"}, False),
        ("127.0.0.1", LOCAL | {"Via": "1.1 nginx"}, False),
        ("127.0.0.1", {"Host": "atlas.example"}, False),
        ("127.0.0.1", LOCAL | {"Origin": "https://atlas.example"}, False),
        ("127.0.0.1", LOCAL | {"Origin": "null"}, False),
        ("127.0.0.1", LOCAL | {"Origin": "http://[::1"}, False),
        ("192.0.2.7", LOCAL, False),
        ("testclient", LOCAL, False),
    ],
)
def test_this_machine_is_believed_only_where_nothing_speaks_against_it(
    peer: str | None, headers: dict[str, str], local: bool
) -> None:
    assert place(peer, headers, NONE).is_this_machine == local
    assert not (place(peer, headers, NGINX).is_this_machine and not local)


@pytest.mark.parametrize(
    ("peer", "chain", "proxies", "address"),
    [
        ("127.0.0.1", "203.0.113.9", NGINX, "203.0.113.0/24"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", NGINX, "203.0.113.0/24"),  # the first is a lie
        ("127.0.0.1", "203.0.113.9, 127.0.0.1", NGINX, "203.0.113.0/24"),
        ("127.0.0.1", "203.0.113.9", NONE, "127.0.0.0/24"),
        ("192.0.2.7", "203.0.113.9", NGINX, "192.0.2.0/24"),
        ("127.0.0.1", "<script>", NGINX, ""),
    ],
)
def test_the_address_is_the_nearest_that_is_no_proxy_of_ours(
    peer: str, chain: str, proxies: frozenset[str], address: str
) -> None:
    found = place(peer, LOCAL | {"X-Forwarded-For": chain}, proxies)
    assert (found.address, found.is_this_machine) == (address, False)


def test_addresses_lose_their_last_part() -> None:
    assert shortened("192.0.2.77") == "192.0.2.0/24"
    assert shortened("2001:db8:7:9::1") == "2001:db8:7::/48"
    assert shortened("::ffff:192.0.2.77") == "192.0.2.0/24"
    assert shortened("nobody") == ""
