"""How fast ruleck is: one module for each question, each beside other ways to the same answers, in one run.

`python -m benchmarks` asks them all, `python -m benchmarks growth` asks one. Times are CPU time, the least of several
runs, so that a busy machine disturbs them little; nothing here is ever a test of speed that passes or fails.
"""
