"""The browser that journeys and benchmarks drive: found, or installed where that is possible.

`python -m tests.browser` makes sure there is one and says which; exit code 1 where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
ELSEWHERE = (
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Software WebGL draws the map where there is no graphics card; the rest keeps the browser offline.
# Without a graphics card WebGL is computed; pages are then drawn faster without its detour.
FLAGS = [
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
APT = ("apt-get", "-qq", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30")
MINUTES = 10
NONE_FOUND = (
    "No browser found: put Chromium, Chrome or Edge on PATH, name one in the environment variable "
    "CHROMIUM, or run `python -m playwright install chromium`."
)


def find() -> str | None:
    """The path of a browser that starts, or None: CHROMIUM, PATH, usual places, Playwright's."""
    return next(filter(_starts, _candidates()), None)


def ensure() -> str | None:
    """The path of a browser, after installing one if there was none; None where that failed."""
    if found := find():
        return found
    for way in (_install_with_apt, _install_with_playwright):
        way()
        if found := find():
            return found
    return None


def launch(playwright: Playwright, path: str, *flags: str) -> Browser:
    """The browser at `path`, started headless with software WebGL and these flags besides."""
    return playwright.chromium.launch(executable_path=path, args=[*_flags(), *flags])


def launch_keeping(playwright: Playwright, path: str, folder: Path) -> BrowserContext:
    """The browser at `path`, started the same way, that keeps its cache in `folder`."""
    return playwright.chromium.launch_persistent_context(
        folder,
        executable_path=path,
        args=_flags(),
        viewport={"width": 1440, "height": 900},
        locale="vi-VN",
    )


def _flags() -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if is_root else [])]


def _candidates() -> Iterator[str]:
    yield os.environ.get("CHROMIUM", "")
    yield from (shutil.which(name) or "" for name in NAMES)
    yield from map(os.path.expandvars, ELSEWHERE)
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    if not path or not Path(path).is_file():
        return False
    if os.name == "nt":  # there, asking for the version opens a window
        return True
    return _run(path, "--version")


def _install_with_apt() -> None:
    if not shutil.which("apt-get"):
        return
    as_root: tuple[str, ...] = ()
    if os.geteuid() != 0:
        if not _run("sudo", "-n", "true"):
            return
        as_root = ("sudo", "-n")
    print("No browser found; installing Chromium with apt-get …", flush=True)
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive")
    if _run(*as_root, *quiet, *APT, "update"):
        _run(*as_root, *quiet, *APT, "install", "-y", "--no-install-recommends", "chromium")


def _install_with_playwright() -> None:
    print("No browser found; installing Chromium with Playwright …", flush=True)
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    """Whether the command ended well in time; what it says is shown only if it did not."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60 * MINUTES,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    if done.returncode:
        print(*(done.stdout + done.stderr).splitlines()[-3:], sep="\n", file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    """Exit code: 0 with a browser, 1 without."""
    found = ensure()
    print(f"Browser: {found}" if found else NONE_FOUND, flush=True)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
