"""Files are judged by content and size, kept once, and wiped when nothing uses them."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tongming.core.files import actions, queries
from tongming.core.files.models import StoredFile
from tongming.core.files.rules import UnacceptableFile, media_type_of

LIMIT = 1000


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7 ...", "a.pdf", "application/pdf"),
        ("公文".encode(), "通知.txt", "text/plain"),
        (b"<p>x</p>", "a.HTML", "text/html"),
        (b"\x89PNG\r\n\x1a\n...", "a.png", "image/png"),
        (b"PK\x03\x04...", "a.ofd", "application/ofd"),
        (b"PK\x03\x04...", "a.zip", "application/zip"),
    ],
)
def test_a_file_is_known_by_its_content(data, name, media_type):
    assert media_type_of(data, name, LIMIT) == media_type


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "空的"),
        (b"x" * 1001, "a.txt", "超过上限"),
        (b"%PDF-1.7", "a.txt", "不符"),
        (b"MZ\x90", "a.exe", "无法识别"),
        (b"\x00\x01", "a.txt", "无法识别"),
        (b"text", "noending", "无法识别"),
    ],
)
def test_an_unacceptable_file_says_why(data, name, why):
    with pytest.raises(UnacceptableFile, match=why):
        media_type_of(data, name, LIMIT)


@given(st.binary(max_size=1200), st.text(max_size=12))
def test_any_bytes_give_a_type_or_one_clear_error(data, name):
    try:
        assert media_type_of(data, name, LIMIT)
    except UnacceptableFile as error:
        assert str(error)


@pytest.mark.django_db
def test_the_same_content_is_kept_once_and_read_back(now):
    first = actions.store("同一内容".encode(), "a.txt", now)
    second = actions.store("同一内容".encode(), "b.txt", now)
    assert first == second
    assert queries.content(first) == "同一内容".encode()
    assert (settings.FILES_ROOT / first.path).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_wiped_file_is_gone_from_table_and_disk(now):
    stored = actions.store(b"gone", "a.txt", now)
    path = settings.FILES_ROOT / stored.path
    actions.wipe(stored)
    assert not path.exists()
    assert not StoredFile.objects.exists()
