"""被调用的程序：每做完一步，报告一行。

运行：python progress.py
"""

import time

for step in (1, 2, 3):
    time.sleep(0.3)  # 代替真正的工作
    print(f"第 {step} 步做完了")
