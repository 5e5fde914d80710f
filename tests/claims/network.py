"""What the network pages say about their runs beyond the stated lines."""

import re
from dataclasses import replace as with_changes

from claims import claim, replace

QUEUED = "按了 Ctrl-C，排队的还要一个一个服务"


def numbers(lines, pattern):
    """Every number that `pattern`'s group finds in the lines, in order."""
    return [int(found[1]) for line in lines if (found := re.search(pattern, line))]


@claim("network/udp_loss.md", 1, doctor=replace("发出一千个，只收到几个", r"收到 \d+", "收到 1000"))
def far_fewer_datagrams_arrive_than_were_sent(sessions):
    """A full buffer drops datagrams, and no send fails."""
    (received,) = numbers(sessions["发出一千个，只收到几个"].output(), r"只收到 (\d+) 个")
    assert 0 < received < 100


@claim("network/udp_loss.md", 2, doctor=replace("接收方知道丢了哪些", r"丢了 \d+", "丢了 1"))
def every_datagram_is_either_received_or_lost(sessions):
    """What the receiver counts as lost is what it didn't get."""
    lines = sessions["接收方知道丢了哪些"].output()
    assert sum(numbers(lines, r"收到 (\d+) 个") + numbers(lines, r"丢了 (\d+) 个")) == 1000


@claim("network/udp_loss.md", 3, doctor=replace("接收方知道丢了哪些", r"先丢的是 \d+", "先丢的是 0"))
def the_first_ones_arrive(sessions):
    """Once the buffer is full, whatever comes is dropped."""
    lines = sessions["接收方知道丢了哪些"].output()
    assert numbers(lines, r"先丢的是 (\d+) 号") == numbers(lines, r"收到 (\d+) 个") != []


@claim("network/ports.md", 1, doctor=replace("listen(1)，接走五个，再不接", r"客户端：\d+ 个", "客户端：100 个"))
def the_accept_queue_holds_only_a_few(sessions):
    """With listen(1) and no accept, connecting soon fails."""
    (waiting,) = numbers(sessions["listen(1)，接走五个，再不接"].output(), r"客户端：(\d+) 个连上了")
    assert 0 < waiting < 10


@claim(
    "network/tcp.md",
    1,
    doctor=replace("一步一步地写", r"(客户端是 .*), \d+", r"\1, 1"),
)
def both_sides_print_the_same_port(sessions):
    """getsockname of the client is what accept returns to the server."""
    transcript = sessions["一步一步地写"]
    (own,) = numbers(transcript.output("客户端"), r"我的地址是 \('127\.0\.0\.1', (\d+)\)")
    (seen,) = numbers(transcript.output("服务端"), r"客户端是 \('127\.0\.0\.1', (\d+)\)")
    assert own == seen


@claim("network/framing.md", 1, doctor=replace("send 只发了一部分", r"返回 \d+", "返回 20000000"))
def send_returns_fewer_bytes_than_it_was_given(sessions):
    """A part was sent, and not nothing."""
    (sent,) = numbers(sessions["send 只发了一部分"].output(), r"send 返回 (\d+)")
    assert 0 < sent < 20_000_000


@claim("network/framing.md", 2, doctor=replace("send 只发了一部分", r"收到 \d+", "收到 20000000"))
def only_that_part_arrives(sessions):
    """The server receives exactly what send said it had sent."""
    lines = sessions["send 只发了一部分"].output()
    assert numbers(lines, r"send 返回 (\d+)") == numbers(lines, r"收到 (\d+) 字节") != []


def all_at_once(sessions):
    """The run as if everything in it had happened in the same moment."""
    events = tuple(with_changes(event, at=0.0) for event in sessions[QUEUED].events)
    return {**sessions, QUEUED: with_changes(sessions[QUEUED], events=events)}


@claim("network/clients.md", 1, doctor=all_at_once)
def those_in_the_queue_are_served_after_ctrl_c(sessions):
    """Six silent clients, two threads, two seconds each: the end is seconds after Ctrl-C, not at once."""
    lines = {event.text: event.at for event in sessions[QUEUED].events if event.kind == "line"}
    assert lines["服务端：已退出"] - lines["服务端：不再接新的"] > 4


@claim("network/close.md", 1, doctor=replace("一直有进展，到时也停", r"收到 \d+", "收到 50000000"))
def a_part_was_handed_over_when_time_was_up(sessions):
    """The peer reads all the time, and gets less than everything, and not nothing."""
    (received,) = numbers(sessions["一直有进展，到时也停"].output(), r"收到 (\d+) 字节")
    assert 0 < received < 50_000_000
