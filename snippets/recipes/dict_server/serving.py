"""接客：来一个启动一个线程，几个有上限，Ctrl-C 叫它们停下。

用法：见 server.py
"""

import contextlib
import signal
import socket
import threading
import time


class Server:
    def __init__(self, serve, most, say):
        self.serve, self.say = serve, say
        self.places = threading.BoundedSemaphore(most)
        self.mutex, self.socks = threading.Lock(), set()
        self.stopping = threading.Event()

    def work(self, sock):
        try:
            with sock:
                self.serve(sock, self.stopping)
        except (OSError, ValueError) as error:  # 只断开这一个
            self.say(f"断开一个：{error}")
        finally:
            self.forget(sock)
            self.places.release()

    def forget(self, sock):
        with self.mutex:
            self.socks.discard(sock)

    def start_one(self, listener):
        sock, _ = listener.accept()
        with self.mutex:
            self.socks.add(sock)
        try:
            threading.Thread(target=self.work, args=(sock,)).start()
        except RuntimeError:  # 启动不了线程
            self.forget(sock)
            sock.close()
            raise

    def accept_all(self, listener):
        while True:
            self.places.acquire()  # 满了就先不接
            try:
                self.start_one(listener)
            except (OSError, RuntimeError) as error:
                self.places.release()
                self.say(f"接不了：{error}")
                time.sleep(1)

    def stop(self):
        """正在等对方说话的，都当作他说完了。"""
        self.stopping.set()
        with self.mutex:
            for sock in self.socks:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RD)


def run(address, serve, most, say):
    """serve(sock, stopping) 管一个客户端，在它自己的线程里。"""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = Server(serve, most, say)
    try:
        with socket.create_server(address, backlog=128) as listener:
            say("正在监听 {}:{}".format(*address))
            server.accept_all(listener)
    except KeyboardInterrupt:
        say("不再接新的")
    finally:
        server.stop()
