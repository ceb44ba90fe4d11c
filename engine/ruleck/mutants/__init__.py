"""Rules changed in the ways that people get rules wrong, and the examples that would notice."""
