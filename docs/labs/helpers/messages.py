"""一条消息，经过几种路，各要几秒：量一遍，打印成 JSON。"""

import json
import os
import queue
import socket
import threading
import time
from multiprocessing import Pipe, Process, Queue

SIZES = (1, 10, 100, 1_000, 10_000, 65_507, 100_000, 1_000_000)
LARGEST_DATAGRAM = 65_507  # IPv4 的 UDP 数据报最多装这么多字节
PATIENCE = 10  # 最多等几秒；等不到就出错，不会停在那里
END = b""  # 空消息：没有下一条了


def echo(receive, send):
    """收到什么，就送回什么，直到收到空消息。"""
    while message := receive():
        send(message)


# 下面各种方式都返回（发送的函数，接收的函数，对方）。
# 对方是另一个线程或进程，它已经启动，在运行 echo。


def by_thread_queue():
    """两个线程之间的 queue.Queue。"""
    there, back = queue.Queue(), queue.Queue()
    partner = threading.Thread(target=echo, args=(there.get, back.put), daemon=True)
    partner.start()
    return there.put, lambda: back.get(timeout=PATIENCE), partner


def echo_queues(there, back):
    """在另一个进程里，从队列收，往队列送。"""
    echo(lambda: there.get(timeout=PATIENCE), back.put)


def by_process_queue():
    """两个进程之间的 multiprocessing.Queue。"""
    there, back = Queue(), Queue()
    partner = Process(target=echo_queues, args=(there, back), daemon=True)
    partner.start()
    return there.put, lambda: back.get(timeout=PATIENCE), partner


def receive_from(connection):
    """从管道的一头收一条消息。"""
    if not connection.poll(PATIENCE):
        raise TimeoutError
    return connection.recv()


def echo_pipe(there, back):
    """在另一个进程里，从一根管道收，往另一根送。"""
    echo(lambda: receive_from(there), back.send)


def by_pipe():
    """两个进程之间的 multiprocessing.Pipe：一来一去两根单向的，和 Queue 的底下一样。"""
    there, send = Pipe(duplex=False)
    receive, back = Pipe(duplex=False)
    partner = Process(target=echo_pipe, args=(there, back), daemon=True)
    partner.start()
    return send.send, lambda: receive_from(receive), partner


def receive_exactly(sock, size):
    """从 TCP 连接正好收 size 个字节：一次 recv 可能只收到一部分。"""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = sock.recv_into(view)
        if count == 0:
            raise ConnectionError("对方关闭了连接")
        view = view[count:]
    return bytes(data)


def tcp_functions(sock):
    """TCP 是字节流，没有消息的边界：先发 4 个字节的长度（大端），再发内容。"""
    sock.settimeout(PATIENCE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # 不攒，马上发

    def send(message):
        sock.sendall(len(message).to_bytes(4, "big") + message)

    def receive():
        return receive_exactly(sock, int.from_bytes(receive_exactly(sock, 4), "big"))

    return send, receive


def echo_tcp(address):
    """在另一个进程里，连到 address，从连接收，往连接送。"""
    with socket.create_connection(address, timeout=PATIENCE) as sock:
        send, receive = tcp_functions(sock)
        echo(receive, send)


def by_tcp():
    """两个进程之间的 TCP 连接，走本机的回环地址。"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        address = server.getsockname()
        partner = Process(target=echo_tcp, args=(address,), daemon=True)
        partner.start()
        sock, _ = server.accept()
    return *tcp_functions(sock), partner


def udp_socket():
    """一个绑定在回环地址上的 UDP 套接字，放得下最大的数据报。"""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    sock.settimeout(PATIENCE)
    for buffer in (socket.SO_SNDBUF, socket.SO_RCVBUF):
        sock.setsockopt(socket.SOL_SOCKET, buffer, 200_000)
    return sock


def udp_functions(sock):
    """UDP 一个数据报就是一条消息。sock 已经 connect，只收对方的。"""
    return sock.send, lambda: sock.recv(LARGEST_DATAGRAM)


def echo_udp(address):
    """在另一个进程里，先给 address 发一个数据报，让它知道我在哪里。"""
    with udp_socket() as sock:
        sock.connect(address)
        sock.send(b"hello")
        send, receive = udp_functions(sock)
        echo(receive, send)


def by_udp():
    """两个进程之间的 UDP，走本机的回环地址。"""
    sock = udp_socket()
    partner = Process(target=echo_udp, args=(sock.getsockname(),), daemon=True)
    partner.start()
    _, address = sock.recvfrom(100)
    sock.connect(address)
    return *udp_functions(sock), partner


WAYS = {
    "queue.Queue": by_thread_queue,
    "multiprocessing.Queue": by_process_queue,
    "multiprocessing.Pipe": by_pipe,
    "TCP": by_tcp,
    "UDP": by_udp,
}


def seconds_per_message(send, receive, message):
    """一条消息过去要几秒：来回一次算两条。一批不到 2 毫秒，计时不准，就加倍重来。"""
    batch, seconds = 1, 0
    while seconds < 0.002:
        batch *= 2
        start = time.perf_counter()
        for _ in range(batch):
            send(message)
            answer = receive()
        seconds = time.perf_counter() - start
        if len(answer) != len(message):
            raise AssertionError("送回来的不一样长")
    return seconds / batch / 2


def measure():
    """每条路，每种大小，一条消息要几秒。两边待在同一个核上；有的系统不能这样要求，那就由它安排。"""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    # 先启动进程，再启动线程：fork 的时候只有主线程。
    started = {way: WAYS[way]() for way in reversed(WAYS)}
    seconds = {}
    for way in WAYS:
        send, receive, partner = started[way]
        seconds_per_message(send, receive, b"warm")  # 热身：不算
        for size in SIZES:
            if way != "UDP" or size <= LARGEST_DATAGRAM:
                seconds[f"{way} {size}"] = [seconds_per_message(send, receive, bytes(size))]
        send(END)
        partner.join(PATIENCE)
    return {"seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure()))
