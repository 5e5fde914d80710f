"""What the page on Unix sockets says about its runs beyond the stated lines."""

from claims import claim, replace
from claims.network import numbers

PEER = "服务端说出的正是它的进程号"


@claim("network/unix.md", 1, doctor=replace(PEER, r"对方是进程 \d+", "对方是进程 0"))
def the_kernel_names_the_process_that_connected(sessions):
    """SO_PEERCRED gives the number that the client has."""
    transcript = sessions[PEER]
    (own,) = numbers(transcript.output("客户端"), r"我是 (\d+)")
    (seen,) = numbers(transcript.output("服务端"), r"对方是进程 (\d+)")
    assert own == seen
