"""What a rule means, what it says of a story fact by fact, what a mistake means, and what can be written."""
