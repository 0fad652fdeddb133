"""Setting up Django and the database from the command line, in processes of their own."""

import os
import sqlite3
import subprocess
import sys

import pytest

SETTINGS = """
import os
SECRET_KEY = "made up for this test"
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": os.path.join(os.environ["TONGMING_HOME"], "test.sqlite3"),
    "OPTIONS": {"transaction_mode": "IMMEDIATE"},
}}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
"""
CODE = """
from tongming.faces.cli.bootstrap import django_setup
django_setup()
from django.contrib.auth.models import Permission
assert Permission.objects.exists()
"""


@pytest.fixture
def start(tmp_path):
    """Start a process that sets up Django with small settings in a fresh home; `home` may be replaced."""
    (tmp_path / "made_up_settings.py").write_text(SETTINGS)

    def run(code=CODE, home=tmp_path / "home", **environment):
        variables = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "made_up_settings",
            "PYTHONPATH": str(tmp_path),
            "TONGMING_HOME": str(home),
            **environment,
        }
        return subprocess.Popen(
            [sys.executable, "-c", code], env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return run


def finished(process):
    stdout, stderr = process.communicate(timeout=120)
    return process.returncode, stdout, stderr


def test_processes_that_start_together_migrate_once_and_silently(start, tmp_path):
    together = [start() for _ in range(3)]
    assert [finished(process) for process in together] == [(0, b"", b"")] * 3
    with sqlite3.connect(tmp_path / "home" / "test.sqlite3") as database:
        applied, different = database.execute(
            "SELECT count(*), count(DISTINCT app || name) FROM django_migrations"
        ).fetchone()
    database.close()
    assert applied == different > 0


def test_an_up_to_date_database_is_not_written(start, tmp_path):
    assert finished(start()) == (0, b"", b"")
    database = tmp_path / "home" / "test.sqlite3"
    before = database.read_bytes(), database.stat().st_mtime_ns
    assert finished(start()) == (0, b"", b"")
    assert (database.read_bytes(), database.stat().st_mtime_ns) == before


def test_the_home_folder_is_closed_to_others(start, tmp_path):
    assert finished(start())[0] == 0
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_a_home_that_cannot_be_made_is_named_in_chinese(start, tmp_path):
    (tmp_path / "a file").write_text("")
    code, _, stderr = finished(start(home=tmp_path / "a file" / "home"))
    assert code == 1
    assert "UnusableHome: 数据目录无法使用" in stderr.decode()
