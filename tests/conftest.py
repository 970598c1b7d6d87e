"""For all tests: a pseudonym key of their own, so that none makes or reads the one of the person who runs them."""

import os

os.environ["PLADS_PSEUDONYM_KEY"] = "only-for-tests-" * 4
os.environ["DO_NOT_TRACK"] = "1"
