"""像 systemd 那样请一个程序结束：SIGTERM，等几秒，再 SIGKILL。

运行：python keeper.py server.py
"""

import signal
import subprocess
import sys
import threading

FIRST = 10  # 等第一行几秒
LAST = 3  # 等它结束几秒


def stop(process):
    process.terminate()  # SIGTERM
    try:
        rest, _ = process.communicate(timeout=LAST)  # 边等边读
        rest = rest.decode("utf-8", "replace")
        print("keeper：它又说", *rest.splitlines())
        print(f"keeper：自己结束了，退出状态 {process.returncode}")
    except subprocess.TimeoutExpired:
        process.kill()  # SIGKILL
        status = process.wait()
        print(f"keeper：{LAST} 秒没有结束，杀死了，退出状态 {status}")


def first_line(process):
    timer = threading.Timer(FIRST, process.kill)  # 杀死了，就读完
    timer.start()
    try:
        line = process.stdout.readline()
        if not line.endswith(b"\n"):  # 一半，或者没有
            sys.exit("keeper：没有说完一行，不等了")
        return line.decode("utf-8", "replace").rstrip()
    finally:
        timer.cancel()


def main():
    if len(sys.argv) != 2:
        print("用法：python keeper.py 程序", file=sys.stderr)
        sys.exit(2)
    command = [sys.executable, "-u", sys.argv[1]]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        try:
            print("keeper：它说", first_line(process))
            stop(process)
        finally:
            process.kill()  # 已经结束的，什么也不做


if __name__ == "__main__":
    # 自己被叫停，也先杀死它
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("keeper：不等了，杀死了它")
