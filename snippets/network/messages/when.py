"""消息里的时间：写成文字，收到时检查过再变回来。

运行：python when.py
"""

import datetime

from messages import MessageError, pack, unpack


def with_time(message, when):
    return {**message, "when": when.isoformat()}


def time_of(message):
    """消息里的时间；没有、不对、没有时区，都是 MessageError。"""
    try:
        when = datetime.datetime.fromisoformat(message["when"])
    except (KeyError, TypeError, ValueError) as error:
        raise MessageError("没有时间，或者不对") from error
    if when.tzinfo is None:
        raise MessageError("时间没有时区")
    return when


def main():
    zone = datetime.timezone(datetime.timedelta(hours=8))
    when = datetime.datetime(2026, 1, 2, 9, 30, tzinfo=zone)
    good = with_time({"type": "meet"}, when)
    bad = ({"when": "明天"}, {"when": 7}, {}, {"when": "2026-01-02"})
    for message in (good, *bad):
        line = pack(message)
        try:
            print(f"收到 {time_of(unpack(line))!r}")
        except MessageError as error:
            print(f"不收：{error}")


if __name__ == "__main__":
    main()
