"""g_num += 1 这一行，解释器分几步做。

运行：python steps.py
"""

import dis

g_num = 0


def add_one():
    global g_num
    g_num += 1


def main():
    for step in dis.get_instructions(add_one):
        print(f"main：步骤 {step.opname} {step.argrepr}")


if __name__ == "__main__":
    main()
