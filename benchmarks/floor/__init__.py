"""The floor: the same files, the same marts, by hand, with nothing around it. `python -m benchmarks.floor --help`."""
