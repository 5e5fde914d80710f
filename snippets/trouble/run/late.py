"""打印一行，过一秒再打印一行。"""

import time

print("late：开始")
time.sleep(1)
print("late：结束")
