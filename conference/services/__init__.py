"""What the conference computes: numerals, periods, states, local times, calendars. No module here writes."""
