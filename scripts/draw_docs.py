"""Draws docs/processes from the process tables and docs/openapi.json from the API; `--check` only compares.

The pages are part of the repository so that they can be read there; a test runs this with `--check`.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.conf.test")
DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[Path, str]:
    """Return every drawn file with its content."""
    import django

    django.setup()
    from tongming.core.accounts.models import Role
    from tongming.core.process.diagram import page
    from tongming.core.process.table import registered
    from tongming.faces.api.endpoints import api

    roles = {str(role.value): str(role.label) for role in Role}
    drawn = {DOCS / "processes" / f"{process.name}.md": page(process, roles) for process in registered()}
    schema = json.dumps(
        api.get_openapi_schema(path_prefix="/api/"), ensure_ascii=False, indent=1, default=str
    )
    drawn[DOCS / "openapi.json"] = schema + "\n"
    return drawn


def main() -> int:
    """Write the files, or with `--check` say which are out of date."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        print(
            "\n".join(f"out of date: {path.relative_to(DOCS.parent)} (run make docs)" for path in stale),
            end="",
        )
        return 1 if stale else 0
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
