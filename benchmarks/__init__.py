"""The whole job against a hand-written floor: `make bench SCALE=demo|s|m`."""
