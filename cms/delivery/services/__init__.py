"""What leaves the site beside the pages themselves, all of it read from the content store."""
