"""Which findings somebody accepts, and what is to be said of waivers themselves."""
