"""How log lines are written: an exception shows its kind and where it was raised, never its message, which may quote personal text."""

import logging
import traceback
from types import TracebackType


class QuietFormatter(logging.Formatter):
    """Leaves the messages of exceptions out of tracebacks."""

    def formatException(  # noqa: N802  (logging names it so)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the frames and the kinds of the errors that led here, the last one at the end."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            lines.insert(0, f"{frames}\n{type(error).__name__}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
