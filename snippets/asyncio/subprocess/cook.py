"""被调用的程序：做三道菜，一道要几秒，由参数给。

运行：python -u cook.py 0.1
"""

import sys
import time

for dish in (1, 2, 3):
    time.sleep(float(sys.argv[1]))
    print(f"第 {dish} 道")
