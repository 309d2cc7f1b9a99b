"""What partnerships compute: states and their sentences, evidence, neighbours, distances, drawings."""
