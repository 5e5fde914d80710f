"""What the page on broadcast and multicast says about its runs beyond the stated lines."""

import re

from claims import claim, replace

SHARED = "发给一台的只给一个，多播的人人有份"


@claim("network/multicast.md", 1, doctor=replace(SHARED, r"(REUSEPORT，发给一台： \[\d+, \d+), \d+", r"\1, 99"))
def each_datagram_goes_to_one_of_them(sessions):
    """SO_REUSEPORT shares them out: none is lost, none comes twice."""
    (line,) = [line for line in sessions[SHARED].output() if line.startswith("SO_REUSEPORT，发给一台")]
    shares = [int(number) for number in re.findall(r"\d+", line.partition("：")[2])]
    assert len(shares) == 3
    assert sum(shares) == 20
