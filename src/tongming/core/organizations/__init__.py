"""Organizations: the dated tree of bodies, their names over time, and the sites they run."""
