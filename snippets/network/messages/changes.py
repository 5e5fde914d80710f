"""JSON 会改变什么，不收什么。

运行：python changes.py
"""

import datetime
import json


def attempt(what, function):
    try:
        print(what, function(), sep="：")
    except (TypeError, ValueError) as error:
        text = str(error).partition(":")[0]
        print(what, f"{type(error).__name__}: {text}", sep="：")


def main():
    for message in ({"at": (3, 4)}, {1: "a", None: "b"}):
        text = json.dumps(message)
        print(f"{message} 写成 {text}")
        print(f"    读回 {json.loads(text)}")
    attempt("汉字", lambda: json.dumps("小明"))
    attempt("bytes", lambda: json.dumps(b""))
    attempt("集合", lambda: json.dumps(set()))
    attempt("日期", lambda: json.dumps(datetime.date.today()))
    nan = float("nan")
    attempt("nan", lambda: json.dumps(nan))
    attempt("nan，不许", lambda: json.dumps(nan, allow_nan=False))
    attempt("读 NaN", lambda: json.loads("[NaN, 1e999]"))
    half = json.loads(r'"\ud800"')  # emoji 的前一半
    attempt("半个字", lambda: json.dumps(half).encode())
    attempt(
        "半个字，ensure_ascii=False",
        lambda: json.dumps(half, ensure_ascii=False).encode(),
    )


if __name__ == "__main__":
    main()
