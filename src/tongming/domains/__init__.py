"""Domains: one package per business domain; a domain does not import another."""
