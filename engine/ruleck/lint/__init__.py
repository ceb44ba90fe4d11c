"""Rules that parse and compile, and still may not be what their author meant: found, told, silenced, cured."""
