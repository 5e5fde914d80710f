"""自己的类写在这里，主程序和子解释器都导入它。

它由 send.py 导入，不单独运行。
"""


class Song:
    pass


def new_song():
    return Song()
