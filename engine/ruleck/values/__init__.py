"""Truth, numbers, dates and text: small frozen types and pure functions. Nothing here reads or writes."""
