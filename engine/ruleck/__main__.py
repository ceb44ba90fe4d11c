"""`python -m ruleck`."""

import sys

from ruleck.cli import main

sys.exit(main())
