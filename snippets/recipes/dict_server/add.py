"""从 0 开始，加一次一。

运行：先在另一个终端里运行 lossy.py，再运行 add.py
"""

from client import Client


def main():
    with Client() as client:
        client.set("guests", 0)
        client.call("add", key="guests")
        print("客户端：客人有", client.get("guests"))


if __name__ == "__main__":
    main()
