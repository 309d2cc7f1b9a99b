"""The yearly confirmation: asking the sides, taking their answers, and deciding on what they propose."""
