"""`python -m sessiondoc`: the commands, which are in glue.commands."""

import sys

from .glue.commands import main

if __name__ == "__main__":
    sys.exit(main())
