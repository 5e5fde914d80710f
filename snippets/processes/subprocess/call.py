"""运行另一个程序，收下它打印的文字；失败、太久，都说得清楚。

运行：python call.py 茉莉花
"""

import subprocess
import sys
from pathlib import Path

LYRICS = Path(__file__).with_name("lyrics.py")  # 和本文件在一起


def lyrics(song):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", LYRICS, song],
        check=True,  # 退出状态不是 0，就抛出异常
        timeout=10,  # 十秒还没有结束，就杀死它
        capture_output=True,  # 收下它打印的
        stdin=subprocess.DEVNULL,  # 它读不到键盘
        encoding="utf-8",  # 收下的是文字，不是字节
    )
    return done.stdout.splitlines()


def main():
    try:
        print("main：收到", lyrics(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip()
        sys.exit(f"main：退出状态是 {error.returncode}：{reason}")
    except subprocess.TimeoutExpired as error:
        sys.exit(f"main：等了 {error.timeout} 秒，没有做完")


if __name__ == "__main__":
    main()
