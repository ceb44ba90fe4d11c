"""Facts out of what newsrooms already have: one file for each form, and the way that all of them go."""
