"""`python -m sessiondoc`: the commands, which are in glue.commands."""

import sys

from .glue.commands import main

sys.exit(main())
