"""错误示范：把别人给的文字拼成命令，交给 shell。

运行：python shell.py 茉莉花
"""

import subprocess
import sys


def main():
    song = sys.argv[1]
    subprocess.run(f"python lyrics.py {song}", shell=True)


if __name__ == "__main__":
    main()
