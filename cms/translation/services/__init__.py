"""Facts flow, words wait: the only code that writes translations."""
