"""Chromium for the tests of pages: a driver, and what a test asks of a page in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-prefers-reduced-motion"
)


class Browser:
    """Chromium with a page in it; `run` evaluates a script there."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, *, fragment: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get(path.as_uri() + fragment)

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains, Keys

        for key in keys:
            ActionChains(self.driver).send_keys(getattr(Keys, key, key)).perform()

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def media(self, **features: str) -> None:
        """Set `print` or a colour scheme: ``media(scheme="dark")``; without arguments as at the beginning."""
        scheme = [{"name": "prefers-color-scheme", "value": features.get("scheme", "light")}]
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": features.get("media", ""), "features": scheme}
        )

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def requests(self) -> set[str]:
        """Return the addresses that were asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
        return {url for url in sent if not url.startswith(("data:", "about:"))}

    def complaints(self) -> list[str]:
        """Return what stands in the console since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile, and end it; skip the test where it is not installed."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in [*FLAGS.split(), f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
