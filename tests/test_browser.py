"""Finding a browser, and installing one where there is none, with invented programs on PATH."""

import os
import shutil
import sys

import pytest

from tests import browser

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the invented programs are shell scripts")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A function that puts a program on PATH, where there is nothing else but `env`."""
    for name in ("env", "cp"):
        (tmp_path / name).symlink_to(shutil.which(name))

    def put(name, script):
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return str(file)

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "ELSEWHERE", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "_install_with_playwright", lambda: None)
    return put


def test_a_browser_on_path_is_found(programs):
    chrome = programs("google-chrome", "echo 1")
    assert browser.find() == chrome


def test_the_named_browser_comes_first(programs, monkeypatch):
    programs("chromium", "echo 1")
    mine = programs("mine", "echo 1")
    monkeypatch.setenv("CHROMIUM", mine)
    assert browser.find() == mine


def test_a_browser_that_does_not_start_is_passed_over(programs):
    programs("chromium", "exit 3")
    edge = programs("microsoft-edge", "echo 1")
    assert browser.find() == edge


def test_without_one_chromium_is_installed_with_apt(programs, tmp_path, capfd):
    programs("packed", "echo 1")
    asked = tmp_path / "asked"
    install = f'case "$*" in *install*) cp {tmp_path}/packed {tmp_path}/chromium;; esac'
    programs("apt-get", f'echo "$@" >> {asked}; echo noise; {install}')
    assert browser.main() == 0
    assert capfd.readouterr().out.splitlines() == [
        "No browser found; installing Chromium with apt-get …",
        f"Browser: {tmp_path}/chromium",
    ]
    assert [line.split()[-1] for line in asked.read_text().splitlines()] == ["update", "chromium"]


def test_without_root_apt_is_left_alone(programs, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    programs("apt-get", f"echo > {tmp_path}/asked")
    assert browser.ensure() is None
    assert not (tmp_path / "asked").exists()


def test_where_nothing_helps_it_says_what_to_do(programs, capfd):
    programs("apt-get", "echo 'no network' >&2; exit 100")
    assert browser.main() == 1
    said = capfd.readouterr()
    assert said.out.splitlines()[-1] == browser.NONE_FOUND
    assert "no network" in said.err


def test_a_command_that_hangs_is_ended(programs, monkeypatch):
    monkeypatch.setattr(browser, "MINUTES", 0.005)
    assert not browser._run(sys.executable, "-c", "import time; time.sleep(30)")
