"""Messages of readers to people whose address nobody sees."""
