"""代理，目标有两个：第一个连不上，就用第二个。

运行：python failover.py（Ctrl-C 结束）
"""

import proxy

HOST = "127.0.0.1"
TARGETS = [(HOST, 21569), (HOST, 21568)]


class Link(proxy.Link):
    async def connect(self):
        for address in TARGETS[:-1]:
            try:
                return await proxy.open_to(address)
            except OSError:
                proxy.log.info("#%d 换下一个目标", self.number)
        return await proxy.open_to(TARGETS[-1])


if __name__ == "__main__":
    proxy.main(Link)
