"""Theme years, articles and press invitations."""
