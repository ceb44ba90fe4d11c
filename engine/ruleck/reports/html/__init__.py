"""The report as a page that an editor reads: one file, without a script, and nothing in it leaves it."""
