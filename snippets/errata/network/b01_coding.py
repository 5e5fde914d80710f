"""编码声明起不起作用：看 Python 读源文件时用什么编码。"""

import io
import tokenize

for line in ("# *-* coding:utf-8 *-*", "# *-* coding:gbk *-*", "x = 1"):
    source = io.BytesIO(line.encode() + b"\n")
    encoding, _ = tokenize.detect_encoding(source.readline)
    print(f"第一行是 {line}：编码是 {encoding}")
