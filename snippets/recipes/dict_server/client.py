"""字典服务端的客户端：总共几秒，断了就重连再问。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import time
import uuid

from wire import REPLY, REQUEST, Lines, dump, load

ADDRESS = ("127.0.0.1", 21567)


class RefusedError(Exception):
    """做不了：再问也一样。"""


class Client:
    """with Client() as c: c.set("茶", 10)；一个线程用一个。"""

    def __init__(self, address=ADDRESS, seconds=5):
        self.address, self.seconds = address, seconds
        self.sock = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.sock:
            self.sock.close()
            self.sock = None

    def call(self, do, **rest):
        """问一个，等它的回答：连上、重连、等，总共 seconds 秒。"""
        end = time.monotonic() + self.seconds
        number = str(uuid.uuid4())  # 谁也不会用第二次
        line = dump({"id": number, "do": do, **rest})
        if len(line) > REQUEST:
            raise RefusedError("请求太大")
        while True:
            try:
                reply = self.ask(line, number, end)
                break
            except (OSError, ValueError) as error:
                self.close()  # 也许收了一半，不能接着用
                if time.monotonic() + 0.2 > end:
                    raise ConnectionError(
                        f"没有回答：{error}"
                    ) from None
                time.sleep(0.2)
        if "value" in reply:
            return reply["value"]
        raise RefusedError(reply.get("error"))

    def ask(self, line, number, end):
        def left():
            return max(end - time.monotonic(), 0.01)

        if self.sock is None:
            self.sock = socket.create_connection(self.address, left())
            self.lines = Lines(self.sock, REPLY)
        self.sock.settimeout(left())
        self.sock.sendall(line)
        reply = self.lines.read(left())
        if reply is None:
            raise ConnectionError("服务端断开了")
        reply = load(reply)
        if reply.get("id") != number:
            raise ValueError("回答的是别的请求")
        return reply

    def get(self, key):
        return self.call("get", key=key)

    def set(self, key, value):
        self.call("set", key=key, value=value)

    def delete(self, key):
        return self.call("delete", key=key)

    def list(self):
        return self.call("list")


def main():
    try:
        with Client() as client:
            client.set("茶", {"价钱": 10, "有货": True})
            client.set("面", [20, 25])
            print("客户端：茶是", client.get("茶"))
            print("客户端：有", client.list())
            print("客户端：删去面", client.delete("面"))
            client.get("龙")
    except (RefusedError, ConnectionError) as error:
        print("客户端：做不了：", error)


if __name__ == "__main__":
    main()
