"""Django for the commands that need the database: set up, and migrated before the first query.

The order matters: the folder `TONGMING_HOME` first, because settings read and write there; then Django;
then the missing migrations. All under a lock, because two commands may be the first at the same time; it is
let go before the command itself begins.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongming.conf import env
from tongming.errors import UserError

SETTINGS_VARIABLE = "DJANGO_SETTINGS_MODULE"
DEFAULT_SETTINGS = "tongming.conf.production"
LOCK_NAME = "setup.lock"


class UnusableHome(UserError):
    """The data folder cannot be made or written."""

    def __init__(self, why: str) -> None:
        super().__init__(f"数据目录无法使用：{why}，请检查环境变量 TONGMING_HOME 和该目录的权限。")


class UnusableSetting(UserError):
    """An environment variable has a value that cannot be read."""


def django_setup() -> None:
    """Set up Django with the installation's settings and run the migrations that are missing, silently."""
    os.environ.setdefault(SETTINGS_VARIABLE, DEFAULT_SETTINGS)
    with only_one_process(data_folder()):
        import django

        try:
            # Settings write the installation's secrets on first use, so this too is done by one process at
            # a time.
            django.setup()
        except env.SettingError as error:
            raise UnusableSetting(str(error)) from error
        migrate_if_needed()


def data_folder() -> Path:
    """Return the folder `TONGMING_HOME`, made if it is missing."""
    try:
        return env.home()
    except OSError as error:
        raise UnusableHome(str(error)) from error


@contextmanager
def only_one_process(home: Path) -> Iterator[None]:
    """Hold the lock file of the data folder; the system frees it even when the process is killed."""
    try:
        descriptor = os.open(home / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UnusableHome(str(error)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def migrate_if_needed() -> None:
    """Run the missing migrations; without any, only the table of applied ones is read."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
