"""Documents made for a rule: that hold, violate it, leave it undecided, or tell it from another."""
