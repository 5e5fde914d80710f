"""拔网线：让一条连接的一头收不到任何东西，也就不回答（Linux）。

用法：见 unplugged.py
"""

import contextlib
import ctypes
import fcntl
import socket
import struct

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
SO_ATTACH_FILTER = 26  # x86 和 ARM 上是这个数


def own_network():
    """换到一个自己的网络里去，在那里过滤不必是 root。"""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket() as any_socket:  # 把 lo 打开
        request = struct.pack("16sH22x", b"lo", IFF_UP)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, request)


def unplug(connection):
    """装一个只有一条指令的过滤器：来的每一段都丢掉。"""
    drop_all = ctypes.create_string_buffer(
        struct.pack("HBBI", 6, 0, 0, 0), 8
    )
    program = struct.pack("HP", 1, ctypes.addressof(drop_all))
    connection.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


@contextlib.contextmanager
def two_ends(address):
    with contextlib.suppress(OSError):  # 不许，多半也不必
        own_network()
    with socket.create_server(address) as server:
        near = socket.create_connection(address, timeout=5)
        far, _ = server.accept()
    with near, far:
        yield near, far
