"""同一个代理，两秒没有动静就断开。

运行：python quick.py（Ctrl-C 结束）
"""

import proxy

if __name__ == "__main__":
    proxy.IDLE = 2
    proxy.main()
