"""聊天室，加上悄悄话：/to 名字 文字。

运行：python whisper.py（Ctrl-C 结束），再运行 client.py
"""

import server


class Room(server.Room):
    def heard(self, name, text):
        command, _, rest = text.partition(" ")
        if command != "/to":
            super().heard(name, text)
            return
        other, _, text = rest.partition(" ")
        if other in self.people:
            self.send(other, f"{name} 悄悄地：{text}")
        else:
            self.send(name, f"* 没有 {other}")


if __name__ == "__main__":
    server.main(Room())
