"""Oversight (M37): the ledger of tasks that a notice sets, with evidence instead of self-reports."""
