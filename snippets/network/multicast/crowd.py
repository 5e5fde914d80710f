"""捣乱的服务：一个人报三十个名字。

运行：python crowd.py（Ctrl-C 结束），再运行 find.py
"""

from service import main

if __name__ == "__main__":
    main([f"假的{number:02}" for number in range(30)])
