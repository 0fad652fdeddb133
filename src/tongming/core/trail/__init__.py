"""Trail: the append-only, hash-chained record of who did what to what, when and why."""
