"""What readers can choose from among the news."""
