"""Signing in with a real provider: each role does what it may; what is false opens nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from itsdangerous import TimestampSigner
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from data.access import __main__ as access
from data.imports import __main__ as imports
from tests.e2e.office import Office, opened
from tests.e2e.opening import SECONDS
from tests.provider import USER_COOKIE, Provider, agree, begin, sign_in

OURS = "Tên xã;Kỳ;Số tổ công nghệ số cộng đồng\nXã Phú Bình;10/2026;5\n"
THEIRS = OURS + "Xã Nga My;10/2026;6\n"
DATA = "/api/v1/sources"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, released_file: Path) -> Iterator[Office]:
    yield from opened(tmp_path_factory.mktemp("login"), released_file)


@pytest.fixture
def spoiled(office: Office) -> Iterator[Provider]:
    """The provider, whose next tokens may be spoiled; true again afterwards."""
    yield office.provider
    office.provider.spoiled = {}
    office.provider.forged = office.provider.unsigned = False


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=30) as found:
        yield found


@pytest.fixture(scope="module")
def one_context(browser: Browser) -> Iterator[BrowserContext]:
    """A context for all: reading all scripts anew takes much of a test."""
    found = browser.new_context(locale="vi-VN", viewport={"width": 1440, "height": 900})
    found.set_default_timeout(1000 * SECONDS)
    yield found
    found.close()


@pytest.fixture
def context(one_context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser in which nobody is signed in."""
    one_context.clear_cookies()
    yield one_context
    for page in one_context.pages:
        page.close()


def enter(context: BrowserContext, office: Office, sub: str) -> Page:
    """The first page, after somebody signed in as people do."""
    page = context.new_page()
    page.goto(f"{office.url}/")
    page.get_by_role("button", name="Đăng nhập bằng office").click()
    page.get_by_role("button", name=sub, exact=True).click()
    page.wait_for_url(f"{office.url}/**")
    expect(page.get_by_role("button", name="Tài khoản")).to_be_visible()
    return page


def is_offered(page: Page, names: set[str]) -> None:
    for name in names:
        expect(page.get_by_test_id("stPageLink").get_by_text(name, exact=True)).to_be_visible()


def is_not_offered(page: Page, names: set[str]) -> None:
    for name in names:
        expect(page.get_by_test_id("stPageLink").get_by_text(name, exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("sub", "more", "less"),
    [
        ("reader", {"Bản đồ", "Tải số liệu"}, {"Nhập số liệu", "SQL", "Quyền truy cập"}),
        ("analyst", {"Bản đồ", "SQL"}, {"Nhập số liệu", "Quyền truy cập"}),
        ("root", {"Bản đồ", "SQL", "Nhập số liệu", "Quyền truy cập"}, set()),
        ("nobody", set(), {"Bản đồ", "Nhập số liệu", "SQL", "Quyền truy cập"}),
    ],
)
def test_each_role_sees_what_it_may(
    sub: str, more: set[str], less: set[str], context: BrowserContext, office: Office
) -> None:
    page = enter(context, office, sub)
    is_offered(page, more)
    is_not_offered(page, less)
    status = page.request.get(f"{office.url}{DATA}").status
    assert status == (403 if sub == "nobody" else 200)
    assert page.request.post(f"{office.url}/api/publish").status == 401  # never by a cookie
    if sub not in ("root", "reader"):
        return
    page.goto(f"{office.url}/access")
    if sub == "root":
        expect(page.get_by_role("heading", level=1)).to_contain_text("việc trong nhật ký")
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    else:
        expect(page.get_by_text("thiếu quyền quản trị")).to_be_visible()


def test_a_reporter_stores_for_its_own_communes_alone_and_signs_out(
    context: BrowserContext, office: Office
) -> None:
    page = enter(context, office, "reporter")
    page.get_by_role("link", name="Nhập số liệu").click()
    chooser = page.get_by_test_id("stFileUploaderDropzoneInput").first
    chooser.set_input_files(FilePayload(name="x.csv", mimeType="text/csv", buffer=THEIRS.encode()))
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 lỗi")
    expect(page.get_by_role("button", name="Lưu 1 số liệu")).to_be_disabled()
    chooser.set_input_files(FilePayload(name="y.csv", mimeType="text/csv", buffer=OURS.encode()))
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 lỗi")
    page.get_by_role("button", name="Lưu 1 số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã lưu 1 số liệu")

    cookies = {each["name"]: each["value"] for each in context.cookies()}  # a copy, as a thief has
    assert httpx.get(f"{office.url}{DATA}", cookies=cookies).status_code == 200
    other = context.new_page()
    other.goto(f"{office.url}/map")
    expect(other.get_by_role("button", name="Tài khoản")).to_be_visible()
    page.get_by_role("button", name="Tài khoản").press("Enter")
    page.get_by_role("button", name="Đăng xuất", exact=True).press("Enter")
    page.wait_for_url(f"{office.provider.url}/**")
    assert httpx.get(f"{office.url}{DATA}", cookies=cookies).status_code == 401
    assert not [each for each in context.cookies() if each["name"].startswith(USER_COOKIE)]
    other.get_by_role("button", name="English").click()  # another window, still open
    expect(other.get_by_text("The right to read figures is missing")).to_be_visible()


def rights(client: httpx.Client, office: Office) -> int:
    return int(client.get(f"{office.url}{DATA}").status_code)


def test_a_true_login_opens_the_api(client: httpx.Client, office: Office) -> None:
    assert rights(client, office) == 401
    assert sign_in(client, office.url, "reader") == "/"
    assert rights(client, office) == 200
    header = next(each for each in client.cookies.jar if each.name == USER_COOKIE)
    assert header.has_nonstandard_attr("HttpOnly")
    assert (
        client.get(f"{office.url}{DATA}", headers={"Authorization": "Bearer x"}).status_code == 401
    )


@pytest.mark.parametrize(
    ("claims", "how"),
    [
        ({}, "forged"),
        ({}, "unsigned"),
        ({"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}, ""),
        ({"aud": ["another"]}, ""),
        ({"aud": ["another"], "azp": "atlas"}, ""),
        ({"iss": "https://elsewhere.example"}, ""),
        ({"nonce": "of another login"}, ""),
        ({"nonce": None}, ""),
        ({"sub": None}, ""),
        ({"iat": None}, ""),
        ({"exp": None}, ""),
    ],
)
def test_a_token_that_is_false_opens_nothing(
    claims: dict[str, Any], how: str, client: httpx.Client, office: Office, spoiled: Provider
) -> None:
    spoiled.spoiled = claims
    if how:
        setattr(spoiled, how, True)
    sign_in(client, office.url, "reader")
    assert rights(client, office) == 401


def test_a_login_is_not_played_twice(client: httpx.Client, office: Office) -> None:
    back = agree(client, begin(client, office.url), "reader")
    assert client.get(back).headers["location"] == "/"
    with httpx.Client() as thief:  # the address alone, without the browser that began
        thief.get(back)
        assert rights(thief, office) == 401
    client.cookies.delete(USER_COOKIE)
    client.get(back)  # with that browser: the code was used, and so was the state
    assert rights(client, office) == 401


def test_nobody_is_led_into_the_login_of_another(client: httpx.Client, office: Office) -> None:
    """Session fixation: what an attacker began, or left in the cookies, gives nothing."""
    with httpx.Client() as attacker:
        back = agree(attacker, begin(attacker, office.url), "reader")
        assert client.get(back).headers["location"] == "/"
        assert rights(client, office) == 401
        client.cookies.set(USER_COOKIE, "planted", domain="localhost.local", path="/")
        before = dict(attacker.cookies)
    sign_in(client, office.url, "reader")
    assert rights(client, office) == 200
    with httpx.Client(cookies=before) as stale:
        assert rights(stale, office) == 401


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example", "//elsewhere.example", "/\\x.example"]
)
def test_one_is_never_led_elsewhere(target: str, client: httpx.Client, office: Office) -> None:
    for name in ("next", "redirect_uri", "return_to", "url"):
        found = begin(client, office.url, **{name: target})
        assert found.startswith(f"{office.provider.url}/")
        assert "elsewhere" not in found
        assert "x.example" not in found
    for path in ("/oauth2callback", "/auth/logout", "/auth/login"):
        answer = client.get(f"{office.url}{path}", params={"next": target, "error": "x"})
        assert answer.headers["location"] == "/"


def test_a_cookie_that_was_changed_opens_nothing(client: httpx.Client, office: Office) -> None:
    sign_in(client, office.url, "reader")
    cookie = next(each for each in client.cookies.jar if each.name == USER_COOKIE).value
    assert cookie
    cookie = cookie.strip('"')
    payload, *signature = cookie.rsplit(".", 2)
    changed = {
        "signature": cookie[:-3] + ("AAA" if cookie[-3:] != "AAA" else "BBB"),
        "payload": ".".join([payload[:-4] + "AAAA", *signature]),
        "none": payload,
        "empty": "",
        "another key": TimestampSigner("another").sign(json.dumps({"sub": "root"})).decode(),
    }
    assert httpx.get(f"{office.url}{DATA}", cookies={USER_COOKIE: cookie}).status_code == 200
    for what, value in changed.items():
        answer = httpx.get(f"{office.url}{DATA}", cookies={USER_COOKIE: value})
        assert answer.status_code == 401, what


def test_programs_come_with_tokens_that_the_command_line_makes_and_ends(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(office.data))  # whose warehouse the app holds
    make = ["tokens", "make", "--role", "reporter", "--area", "2024-d173"]
    assert access.main(make) == 0
    made, told = capsys.readouterr().out.splitlines()
    assert access.main([*make, "--area", "2024-d999"]) == 1
    bearer = {"Authorization": f"Bearer {made}"}

    def send(text: str) -> httpx.Response:
        address = f"{office.url}/api/imports?dry=1&language=en"
        return httpx.post(address, headers=bearer, content=text.encode(), timeout=30)

    assert httpx.get(f"{office.url}{DATA}", headers=bearer).status_code == 200
    assert send(OURS).json()["state"] == "checked"
    problems = send(THEIRS).json()["problems"]
    assert [each["row"] for each in problems if each["code"] == "not_yours"] == [3]
    refused = httpx.post(f"{office.url}/api/publish", headers=bearer)
    assert refused.status_code == 403
    assert "lacks the right to publish a snapshot" in refused.json()["error"]

    (office.data / "x.csv").write_text(THEIRS, encoding="utf-8")
    monkeypatch.setenv("ATLAS_TOKEN", made)  # the command goes through the app, by the token
    assert imports.main([str(office.data / "x.csv"), "--lang", "en"]) == 1
    assert 'to import figures for "Xã Nga My"' in capsys.readouterr().out
    monkeypatch.delenv("ATLAS_TOKEN")
    assert access.main(["tokens", "revoke", told.split()[0]]) == 0
    assert send(OURS).status_code == 401
    monkeypatch.setenv("ATLAS_TOKEN", made)
    assert imports.main([str(office.data / "x.csv"), "--lang", "en"]) == 2
    assert "the token is wrong, has expired or was ended" in capsys.readouterr().err
