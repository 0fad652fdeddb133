"""Tongming (通明): an open-government platform for Chinese cities and counties."""
