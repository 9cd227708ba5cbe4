"""`python -m bot.knowledge` prints what in the facts a person must look at."""

import sys

from bot.knowledge.report import main

sys.exit(main())
