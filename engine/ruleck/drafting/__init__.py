"""A first draft of the facts from plain text: patterns over words, nothing learned, nothing invented."""
