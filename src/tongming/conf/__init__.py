"""Settings: one typed reader (`env`), a base, and one module per way of running."""
