"""收字典，回字典：不对的也有回答，连接接着用。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
import time
import traceback

from messages import Lines, MessageError, pack, unpack

ADDRESS = ("127.0.0.1", 21567)
SECONDS = 5  # 等一条消息总共几秒


def greet(message):
    name = message.get("name")
    if not isinstance(name, str) or not 0 < len(name) <= 100:
        raise MessageError("name 要 1 到 100 个字")
    return {"text": f"你好，{name}"}


def answer(message):
    if message.get("version") != 1:
        raise MessageError("只懂版本 1")
    if message.get("type") == "greet":
        return greet(message)
    raise MessageError("不懂这种 type")


def reply_to(line):
    try:
        return {"ok": True, **answer(unpack(line))}
    except MessageError as error:
        return {"ok": False, "error": str(error)}
    except Exception:  # 自己的错：记下来，别人不受影响
        traceback.print_exc()
        return {"ok": False, "error": "服务端出错了"}


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def serve_one(server):
    with accept(server) as connection:
        lines = Lines(connection)
        while (line := lines.read(SECONDS)) is not None:
            reply = reply_to(line)
            print(f"服务端：回答 {reply}")
            connection.settimeout(SECONDS)
            connection.sendall(pack(reply))
    print("服务端：客户端说完了")


def serve_all(server):
    while True:
        try:
            serve_one(server)
        except (OSError, ValueError) as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
