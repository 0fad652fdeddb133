"""Repairs of dirty sources: page furniture, tables of contents, sentences broken at page and line ends."""

from .contents import remove_contents
from .furniture import remove_furniture
from .joining import join_broken_lines

__all__ = ["join_broken_lines", "remove_contents", "remove_furniture"]
