"""Claims of the recipes."""

import re

from claims import claim, replace

BOTH = "计算搬到工人那里"


@claim("recipes/cores.md", 1, doctor=replace(BOTH, r"^main：现在，.*", "main：现在，0.300 秒，自己算了 9.000 秒"))
def the_main_process_computes_less_than_half(sessions):
    """Its own CPU time, before and with all cores, to which starting the workers belongs."""
    before, after = map(float, re.findall(r"自己算了 ([\d.]+) 秒", "\n".join(sessions[BOTH].output())))
    assert 0 < after < before / 2
