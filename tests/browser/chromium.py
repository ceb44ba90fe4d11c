"""A headless Chromium, spoken to in its own protocol (Chrome DevTools Protocol) over a pipe: nothing else to install.

Messages are JSON, each ended by a zero byte, on file descriptors 3 and 4 of the browser.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--mute-audio",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none",
)  # fmt: skip
_PATIENCE = 60.0  # seconds for one answer

# Sizes by what they stand for: width, height, and dots per pixel.
PHONE, LAPTOP = (360, 740), (1280, 800)


def found() -> str | None:
    """Where the browser is; RULECK_CHROMIUM names another."""
    named = os.environ.get("RULECK_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser with one page in it."""

    def __init__(self, program: str, profile: str) -> None:
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        # Where both are put may be where one of them is: they are moved out of the way first.
        to_read, from_write = _above(to_read), _above(from_write)
        flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(_FLAGS)
        # Not a fork of this process, which may have threads.
        self._process = os.posix_spawn(
            program,
            [program, *flags, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, to_read, 3),
                (os.POSIX_SPAWN_DUP2, from_write, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        os.close(to_read)
        os.close(from_write)
        self._to, self._from = to_write, from_read
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self._events: set[str] = set()
        self.requests: list[str] = []
        self.refused: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def until(self, event: str) -> None:
        """Wait for an event of the page that is being opened; it may have come before the answer to what brought it."""
        while event not in self._events:
            self._next()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select([self._from], [], [], _PATIENCE)
            assert ready, "the browser gives no answer"
            more = os.read(self._from, 1 << 20)
            assert more, "the browser has ended"
            self._buffer += more
        first, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        self._note(message)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        """Keep what happens, what the page asks for, and what its policy or the browser complains of."""
        if "method" in message:
            self._events.add(message["method"])
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            case "Log.entryAdded":
                self.refused.append(message["params"]["entry"]["text"])

    # ------------------------------------------------------------------ what tests do

    def open(self, page: Path, size: tuple[int, int] = LAPTOP, *, dark: bool = False, media: str = "screen") -> None:
        """Show a file, in a size and a mode."""
        self.look(size, dark=dark, media=media)
        self.requests, self.refused, self._events = [], [], set()
        self.ask("Page.navigate", url=page.resolve().as_uri())
        self.until("Page.loadEventFired")

    def look(self, size: tuple[int, int], *, dark: bool = False, media: str = "screen") -> None:
        """Change size and mode."""
        width, height = size
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        wishes = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def run(self, script: str) -> Any:
        """What a piece of JavaScript gives; the page's own policy does not bind it."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key and let it go."""
        code, text = {"Tab": (9, ""), "Enter": (13, "\r"), "Space": (32, " "), "ArrowRight": (39, "")}[key]
        event = {
            "key": text.strip() or key if key != "Space" else " ",
            "code": key,
            "windowsVirtualKeyCode": code,
            "modifiers": 8 * shift,
        }
        if key == "Enter":
            event["key"] = "Enter"
        down = {**event, "text": text} if text else event
        self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **down)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **event)

    def picture(self, path: Path, selector: str = "html", *, bottom: str = "", scale: float = 1) -> None:
        """A screenshot of what a selector finds, or down to the end of what `bottom` finds."""

        def box(found: str) -> dict[str, float]:
            at = "x: e.x + scrollX, y: e.y + scrollY, width: e.width, height: e.height"
            element = f"document.querySelector({json.dumps(found)})"
            measured: dict[str, float] = self.run(f"(e => ({{{at}}}))({element}.getBoundingClientRect())")
            return measured

        clip = box(selector)
        if bottom:
            last = box(bottom)
            clip["height"] = last["y"] + last["height"] - clip["y"] + 20
        clip["scale"] = scale
        taken = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(taken["data"]))

    def printed(self) -> bytes:
        """The page as a PDF."""
        pdf = self.ask("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)["data"]
        return base64.b64decode(pdf)

    def close(self) -> None:
        """End the browser."""
        self._session = None
        try:
            self.ask("Browser.close")
        finally:
            os.close(self._to)
            os.close(self._from)
            _gone(self._process)


def _above(descriptor: int) -> int:
    """The same file under a number that nothing is put on."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


def _gone(process: int) -> None:
    """Wait for a process to end, and end it if it does not."""
    for _ in range(200):
        if os.waitpid(process, os.WNOHANG)[0]:
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


@contextmanager
def chromium(program: str) -> Iterator[Chromium]:
    """A browser with an empty profile, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ruleck-browser-", ignore_cleanup_errors=True) as profile:
        browser = Chromium(program, profile)
        try:
            yield browser
        finally:
            browser.close()
