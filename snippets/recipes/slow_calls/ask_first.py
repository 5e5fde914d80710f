"""先请整个组收拾（SIGTERM），一秒以后还在的，强行结束。

运行：python ask_first.py（Linux 或 macOS）
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

TIDY = """
import signal, sys, time
def leave(*_):
    time.sleep(0.3)
    print("收拾好了")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print("准备好了", flush=True)
time.sleep(60)
"""
PARENT = f"""
import subprocess, sys
subprocess.run([sys.executable, "-X", "utf8", "-c", {TIDY!r}])
"""
STUBBORN = TIDY.replace("SIGTERM, leave", "SIGTERM, signal.SIG_IGN")


def end_group(process):
    end = time.monotonic() + 1
    with contextlib.suppress(ProcessLookupError):  # 都已经走了
        os.killpg(process.pid, signal.SIGTERM)
        while time.monotonic() < end:
            process.poll()  # 取走状态，不然它还算在组里
            os.killpg(process.pid, 0)  # 只问还有没有
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main():
    for code in (PARENT, STUBBORN):
        with subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            try:
                process.stdout.readline()  # 准备好了
            finally:
                end_group(process)
            text = process.stdout.read().strip()
        print(f"main：退出状态 {process.returncode}，还说了 {text!r}")


if __name__ == "__main__":
    main()
