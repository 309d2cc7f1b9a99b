"""Partner requests from the form to their end: intake, moderation, lifetime, matching."""
