"""Which tests are run by one worker, where there are two (see conftest.py)."""

import pytest
from conftest import group


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docs/ipc/queue.md::line 7", "docs/labs/workers.py::laboratory"),
        ("tests/test_claims.py::TestClaim::test_holds[ipc/queue.md-1]", "tests/test_mutation.py::test_every"),
        ("tests/test_copy.py::test_a[ipc/queue.md]", "tests/test_copy.py::test_b[ipc/queue.md-long]"),
        ("tests/test_each_page.py::test_a[ipc/queue.md-light]", "tests/test_each_page.py::test_b[ipc/pipe.md]"),
        ("tests/test_build.py::test_a[line]", "tests/test_build.py::test_b"),
    ],
)
def test_what_shares_something_is_together(one, other):
    assert group(one) == group(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docs/ipc/queue.md::line 7", "tests/test_text.py::test_a[docs/ipc/queue.md]"),
        ("tests/test_copy.py::test_a[ipc/queue.md]", "tests/test_copy.py::test_a[ipc/pipe.md]"),
        ("tests/test_play.py::test_a", "tests/test_play.py::test_b"),
    ],
)
def test_what_shares_nothing_is_not(one, other):
    assert group(one) != group(other)
