"""字典服务端：set、get、delete、list，改了就存在磁盘上。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import contextlib
import json
import os
import threading
from pathlib import Path

import serving
from wire import REQUEST, Lines, dump, load

ADDRESS = ("127.0.0.1", 21567)
FILE = Path("data.json")
MOST = 8  # 同时服务几个客户端
KEYS, KEY, VALUE = 1000, 64, 1000  # 几个键，键几个字，值几个字节
SECONDS = 30  # 几秒没有下一个请求，就断开
FIELDS = {  # 每种请求有哪几项
    "get": {"key"},
    "set": {"key", "value"},
    "delete": {"key"},
    "list": set(),
}


class RefusedError(Exception):
    """请求做不了：是对方的事，说给他听。"""


def say(text):
    with contextlib.suppress(OSError, ValueError):  # 写不出去，照样服务
        print(f"服务端：{text}\n", end="", flush=True)


def sync_folder(folder):
    """断了电，改过的名字也还在。"""
    if os.name == "posix":  # Windows 打不开文件夹
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class Store:
    def __init__(self, path):
        self.path, self.mutex = path, threading.Lock()
        self.data, self.fields = {}, dict(FIELDS)
        if path.exists():
            self.data = json.loads(path.read_text(encoding="utf-8"))

    def save(self, data):
        """写好另一个文件，再换上：看得到的总是完整的。"""
        part = self.path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(json.dumps(data))
            file.flush()
            os.fsync(file.fileno())  # 断了电也不会只有一半
        part.replace(self.path)
        self.data = data  # 换好了才算数
        sync_folder(self.path.parent)

    def do_get(self, key):
        data = self.data  # save 换上的是新的，这一个不再变
        if key not in data:
            raise RefusedError("没有这个键")
        return data[key]

    def do_set(self, key, value):
        if len(dump(value)) > VALUE:
            raise RefusedError("值太大")
        with self.mutex:
            if key not in self.data and len(self.data) >= KEYS:
                raise RefusedError("键太多")
            self.save({**self.data, key: value})

    def do_delete(self, key):
        with self.mutex:
            if key not in self.data:
                return False
            self.save({k: v for k, v in self.data.items() if k != key})
            return True

    def do_list(self):
        return sorted(self.data)

    def run(self, request):
        do = request.pop("do", None)
        if not (isinstance(do, str) and do in self.fields):
            raise RefusedError("没有这种请求")
        if request.keys() != self.fields[do]:
            raise RefusedError("多了或者少了一项")
        key = request.get("key", "list")
        if not (isinstance(key, str) and 0 < len(key) <= KEY):
            raise RefusedError("键不行")
        return getattr(self, f"do_{do}")(**request)

    def reply(self, number, request):
        """做一个请求；做不了，回答也是一个字典。"""
        try:
            return {"id": number, "value": self.run(request)}
        except (RefusedError, ValueError) as error:
            return {"id": number, "error": str(error)}
        except OSError as error:  # 例如磁盘满了
            say(f"存不下：{error}")
            return {"id": number, "error": "存不下"}

    def answer(self, line):
        try:
            request = load(line)
        except ValueError as error:
            return {"id": None, "error": str(error)}
        number = request.pop("id", None)
        if not isinstance(number, (int, str)):
            number = None
        return self.reply(number, request)

    def serve(self, sock, stopping):
        lines = Lines(sock, REQUEST)
        while (line := lines.read(SECONDS)) is not None:
            if stopping.is_set():
                break
            reply = dump(self.answer(line))
            sock.settimeout(SECONDS)  # 这是一共几秒
            sock.sendall(reply)


def main(store):
    serving.run(ADDRESS, store.serve, MOST, say)


if __name__ == "__main__":
    main(Store(FILE))
