"""Rules tried on what their authors promise of them: examples in rule files, and documents that say what is found."""
