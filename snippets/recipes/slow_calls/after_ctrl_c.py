"""错误示范：with 等排队的，Ctrl-C 以后也等。

运行：python after_ctrl_c.py，启动两个以后按 Ctrl-C
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor


def call(number):
    print(f"call：启动 {number} 号\n", end="")
    subprocess.run(["sleep", "1"], timeout=5)


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(call, number) for number in range(1, 5)]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
