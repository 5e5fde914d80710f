"""先请整个组收拾（SIGTERM），一秒以后还在的，强行结束。

运行：python ask_first.py（Linux 或 macOS）
"""

import contextlib
import os
import signal
import subprocess
import sys

POLITE = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("准备好了", flush=True)
time.sleep(60)
"""
STUBBORN = POLITE.replace("lambda *_: sys.exit(0)", "signal.SIG_IGN")


def end_group(process):
    with contextlib.suppress(ProcessLookupError):  # 都已经走了
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main():
    for code in (POLITE, STUBBORN):
        with subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                process.stdout.readline()  # 它准备好了
            finally:
                end_group(process)
        print(f"main：退出状态是 {process.returncode}")


if __name__ == "__main__":
    main()
