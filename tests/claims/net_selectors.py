"""What the page on selectors says about its runs beyond the stated lines."""

import re

from claims import claim, replace

WAYS = "三种等法"


@claim("network/selectors.md", 1, doctor=replace(WAYS, r"问了 \d+ 次", "问了 1 次"))
def only_waiting_to_read_leaves_the_core_alone(sessions):
    """To ask all the time, or to wait for a write that is always possible, is to go round thousands of times."""
    found = [re.search(r"问了 (\d+) 次，忙了 ([\d.]+) 秒", line) for line in sessions[WAYS].output()]
    asking, reading, writing = [(int(line[1]), float(line[2])) for line in found if line]
    assert asking[0] > 1000 < writing[0]
    assert min(asking[1], writing[1]) > reading[1]
