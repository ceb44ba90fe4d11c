"""Rule trees resolved against a vocabulary."""
