"""What kind of file some bytes are, judged by their content and never by their name alone."""

from tongming.errors import UserError

SIGNATURES = (
    (b"%PDF-", "application/pdf", (".pdf",)),
    (b"PK\x03\x04", "application/zip", (".docx", ".xlsx", ".ofd", ".zip")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", (".doc", ".xls", ".wps", ".et")),
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
)
BY_SUFFIX = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".wps": "application/vnd.ms-works",
}
TEXT_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".csv": "text/csv",
}

LONGEST_NAME = 200  # characters; what the tables hold
LONGEST_ENDING = 10


class UnacceptableFile(UserError):
    """A file that cannot be taken; the message says why and what to do."""


def suffix_of(name: str) -> str:
    """Return the lower-case ending of a file name with its dot, or an empty string."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def kept_name(name: str) -> str:
    """Return a file name as it is kept: one line of printable characters without folders, at most 200, its ending preserved."""
    bare = "".join(character for character in name if character.isprintable()).replace("\\", "/")
    bare = bare.rpartition("/")[2].strip() or "未命名"
    if len(bare) <= LONGEST_NAME:
        return bare
    ending = suffix_of(bare)[:LONGEST_ENDING]
    return bare[: LONGEST_NAME - len(ending)] + ending


def refuse_oversize(size: int, name: str, limit: int) -> None:
    """Raise `UnacceptableFile` for a file larger than the limit in bytes; asked before an upload is read into memory."""
    if size > limit:
        raise UnacceptableFile(
            f"文件“{name}”有{size / 1048576:.1f}MiB，超过上限{limit // 1048576}MiB，请压缩或拆分后再传。"
        )


def media_type_of(data: bytes, name: str, limit: int) -> str:
    """Return the media type of a file; raise `UnacceptableFile` when it is empty, too large, or not what its name says."""
    if not data:
        raise UnacceptableFile(f"文件“{name}”是空的，请重新选择。")
    refuse_oversize(len(data), name, limit)
    suffix = suffix_of(name)
    for magic, media_type, suffixes in SIGNATURES:
        if data.startswith(magic):
            if suffix not in suffixes:
                raise UnacceptableFile(
                    f"文件“{name}”的内容与扩展名不符（内容是{media_type}），请核对后再传。"
                )
            return BY_SUFFIX.get(suffix, media_type)
    if suffix in TEXT_TYPES and b"\x00" not in data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")[:1]:
        return TEXT_TYPES[suffix]
    raise UnacceptableFile(f"无法识别文件“{name}”的类型；可接受文本、网页、PDF、OFD、Office文档和图片。")
