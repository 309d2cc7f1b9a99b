"""What is searchable of walks."""

from search.profiles import Facet, SearchProfile

search_profiles = {"walks.walk": SearchProfile(label="Walk", facets={"length": Facet("walks:length", "Length")})}
