"""Template library of the design system."""
