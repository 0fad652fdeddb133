"""Accounts: people, the roles they hold in bodies for a time, and what a viewer may see and do."""
