"""让一条连接收不到任何东西，像拔了网线（只在 Linux 上）。

用法：见 cable.py
"""

import ctypes
import socket
import struct

SO_ATTACH_FILTER = 26  # socket(7)；x86 和 ARM 上是这个数


def unplug(connection):
    """装一个只有一条指令的过滤器：来的每一段都丢掉。"""
    drop_all = ctypes.create_string_buffer(
        struct.pack("HBBI", 6, 0, 0, 0), 8
    )
    program = struct.pack("HP", 1, ctypes.addressof(drop_all))
    connection.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
