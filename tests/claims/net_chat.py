"""What the page on four chat servers says about its runs beyond the stated lines."""

import re

from claims import claim, replace

WAYS = ("asyncio 的", "线程的", "socketserver 的", "selectors 的")
COMPARED = "几行，几个线程，最久等多久"


@claim("network/chat.md", 1, doctor=replace("线程的", r"太慢了", "好"))
def all_four_print_the_same(sessions):
    """Each server and its clients; only the order in which a server notices may differ."""
    for terminal in ("服务端", "客户端们"):
        assert len({tuple(sorted(sessions[way].output(terminal))) for way in WAYS}) == 1


@claim("network/chat.md", 2, doctor=replace(COMPARED, r"最久 \d+", "最久 3000"))
def nobody_waits_for_the_one_that_does_not_read(sessions):
    """He is cut after three seconds of silence at the latest; until then a server that waits for him would stand."""
    found = [re.search(r"五十行最久 (\d+) 毫秒", line) for line in sessions[COMPARED].output()]
    longest = [int(line[1]) for line in found if line]
    assert len(longest) == 4
    assert max(longest) < 2000
