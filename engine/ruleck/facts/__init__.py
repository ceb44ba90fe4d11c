"""Facts documents: kinds, loading, links, positions."""
