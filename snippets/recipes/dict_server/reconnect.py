"""存一个，等你按 Enter，再问：中间服务端可以重新启动。

运行：先在另一个终端里运行 server.py，再运行 reconnect.py
"""

from client import Client


def main():
    with Client(seconds=10) as client:
        client.set("茶", 10)
        print("客户端：存好了，按 Enter 再问")
        input()
        print("客户端：茶是", client.get("茶"))


if __name__ == "__main__":
    main()
