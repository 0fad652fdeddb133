"""The one error a caller of the parser has to expect."""

from tongming.errors import UserError


class UnreadableDocument(UserError):
    """无法读取的文件: the input holds no text that can be parsed; the message is one Chinese line."""
