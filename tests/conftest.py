from collections.abc import Iterator

import pytest
from chromium import Browser, started


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the corpus logs anew, and the outputs in the pages")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with started(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser at the size of a desk, in light; at the end nothing may stand in its console."""
    chromium.resize(1300, 900)
    chromium.media()
    chromium.complaints()
    chromium.requests()
    yield chromium
    assert chromium.complaints() == []
