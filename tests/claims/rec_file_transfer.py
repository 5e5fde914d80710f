"""Claims of recipes/file_transfer.md."""

import re

from claims import claim, replace

BOTH = "一个 1 MB，一个 100 MB"


@claim("recipes/file_transfer.md", 1, doctor=replace(BOTH, r"最多占 \d+", "最多占 0", 1))
def a_hundred_times_larger_file_takes_not_ten_megabytes_more_or_less(sessions):
    small, big = map(float, re.findall(r"最多占 ([\d.]+) MB", "\n".join(sessions[BOTH].output("接收方"))))
    assert abs(big - small) < 10
