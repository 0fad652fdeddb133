"""Events: the outbox. Rows are written in the transaction of the deed; handlers run after commit, at least once."""
