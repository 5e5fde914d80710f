"""错误示范：不核对证书，谁冒充都信。

运行：先运行 python server.py fake.pem fake.key，再运行 insecure.py
"""

import ssl

from client import ask


def main():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    version, reply = ask("我的密码是 123", "localhost", context)
    print(f"客户端：{version}，服务端说 {reply!r}")


if __name__ == "__main__":
    main()
