"""Process: one table per kind of case. The same table drives the action, the desk screen, the diagram in the docs and the tests."""
