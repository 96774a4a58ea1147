import pytest

from xstui.i18n import set_language


@pytest.fixture(autouse=True)
def dutch_again():
    """Each test starts, and leaves the process, in Dutch."""
    set_language("nl")
    yield
    set_language("nl")
