"""What all tests share."""

from hypothesis import settings

# A busy machine is no mistake of ours: how long an example takes is for benchmarks/ to say.
settings.register_profile("ruleck", deadline=None)
settings.load_profile("ruleck")
