"""错误示范：sing 里的缩进混用制表符和空格，照抄笔记。"""

import threading
import time

def sing(temp):
  print(temp)  # 打印子线程传递过来的参数
  while True:
 	 		print("singing")
  		time.sleep(1) #每隔1秒唱歌


threading.Thread(target=sing, args=(100.0,)).start()
