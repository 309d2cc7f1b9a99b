"""What holds for the whole product, whichever app it is in."""
