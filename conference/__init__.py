"""Conference series and their editions: places, organisers, working groups, deadlines."""
