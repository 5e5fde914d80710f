"""错误示范：异常类拼不回来，整个池就坏了。

运行：python bad_error.py
"""

import own_error


class OrderError(Exception):
    def __init__(self, code, text):
        super().__init__(f"错误 {code}：{text}")  # 只留下一个参数


if __name__ == "__main__":
    own_error.main(OrderError)
