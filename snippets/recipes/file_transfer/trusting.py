"""错误示范：对方说什么名字，就写到哪里。

运行：python trusting.py，再删去外面的两个 receive.conf
"""

from pathlib import Path

FOLDER = Path("received")


def save(name, data):
    path = FOLDER / name
    path.write_bytes(data)
    print("接收方：写到了", path.resolve().relative_to("/"))


def main():
    FOLDER.mkdir(exist_ok=True)
    save("report.txt", b"hello")
    save("../receive.conf", b"changed")
    save("/tmp/receive.conf", b"changed")


if __name__ == "__main__":
    main()
