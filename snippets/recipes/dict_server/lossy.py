"""错误示范：加一做了两遍不一样；第一个回答故意丢掉。

运行：python lossy.py（Ctrl-C 结束），再运行 add.py
"""

import server


class Store(server.Store):
    def __init__(self, path):
        super().__init__(path)
        self.fields["add"] = {"key"}
        self.lost = False

    def do_add(self, key):
        with self.mutex:
            number = self.data.get(key, 0) + 1
            self.save({**self.data, key: number})
            return number

    def answer(self, line):
        reply = super().answer(line)  # 已经做了
        if b'"add"' in line and not self.lost:
            self.lost = True
            raise ConnectionError("回答没有送到")
        return reply


if __name__ == "__main__":
    server.main(Store(server.FILE))
