"""Decides what kind of file a byte string is and decodes it.

Order: refuse what is empty, too large or of another format; then byte-order mark, UTF-16 by its zero bytes, UTF-8,
the charset an HTML page declares, GB18030. A file cut off in the middle of a character is still read.
"""

from __future__ import annotations

import re

from tongming.engines.gongwen.errors import UnreadableDocument

MAX_BYTES = 20 * 1024 * 1024
_SIGNATURES = (
    (b"%PDF", "PDF"), (b"PK\x03\x04", "压缩包或 Office 文件"), (b"\xd0\xcf\x11\xe0", "旧版 Office 文件"), (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"\x1f\x8b", "压缩包"), (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"),
    (b"{\\rtf", "RTF"), (b"\x7fELF", "程序文件"), (b"MZ\x90", "程序文件"),
)  # fmt: skip
_TEXT_SUFFIXES = {
    "",
    "txt",
    "text",
    "md",
    "markdown",
    "html",
    "htm",
    "shtml",
    "xhtml",
    "mht",
    "jsp",
    "aspx",
    "asp",
    "php",
}
_OTHER_SUFFIXES = {
    "doc",
    "docx",
    "pdf",
    "ofd",
    "wps",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "rtf",
    "zip",
    "rar",
    "jpg",
    "jpeg",
    "png",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|td|br)\b[^>]*>", re.IGNORECASE
)
_BAD_SHARE = 0.02
_SNIFF = 4096


def refuse_other_formats(data: bytes, filename: str) -> None:
    """Raise `UnreadableDocument` for input that is empty, too large, or not text, Markdown or HTML."""
    suffix = suffix_of(filename)
    if not data.strip():
        raise UnreadableDocument(f"文件“{filename}”是空的，没有可以解析的文字。")
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"文件“{filename}”超过 {MAX_BYTES // 1024 // 1024} MB，请拆分后再上传。")
    kind = next((name for magic, name in _SIGNATURES if data.startswith(magic)), None)
    if kind or suffix in _OTHER_SUFFIXES:
        raise UnreadableDocument(
            f"文件“{filename}”是{kind or suffix.upper() + ' 文件'}，目前只能解析文本、Markdown 和 HTML，请转换后再上传。"
        )


def suffix_of(filename: str) -> str:
    """The file name's ending in lower case without the dot, "" when there is none."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def decode(data: bytes, filename: str) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030; raises `UnreadableDocument` when it is none of them."""
    text = (
        _by_mark(data)
        or _by_zero_bytes(data)
        or _strict(data, "utf-8")
        or _declared(data)
        or _strict(data, "gb18030")
    )
    if text is None:
        text = _cut_off(data)
    if text is None or len(_CONTROL.findall(text)) > _BAD_SHARE * len(text):
        raise UnreadableDocument(
            f"文件“{filename}”不是文本文件，或者编码不是 UTF-8、UTF-16、GB18030，无法读取。"
        )
    if not text.strip():
        raise UnreadableDocument(f"文件“{filename}”是空的，没有可以解析的文字。")
    return text


def is_html(text: str, filename: str) -> bool:
    """Whether a text is HTML, by the ending of its name or by its tags."""
    suffix = suffix_of(filename)
    if suffix in {"md", "markdown"}:
        return False
    head = text[:_SNIFF]
    tags = len(_MARKUP.findall(head))
    return (
        tags >= 1
        if suffix in _TEXT_SUFFIXES - {"", "txt", "text"}
        else tags >= 3 or head.lstrip().startswith("<")
    )


def _by_mark(data: bytes) -> str | None:
    """Decode by byte-order mark."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return None


def _by_zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: line breaks, digits and ASCII leave zero bytes on one side only."""
    sample = data[:_SNIFF]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(1, len(sample) // 200) or min(even, odd) * 4 > max(even, odd):
        return None
    return _strict(data, "utf-16-be" if even > odd else "utf-16-le")


def _strict(data: bytes, encoding: str) -> str | None:
    """Decode without tolerance, None on the first error."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> str | None:
    """The charset an HTML page declares in its head."""
    match = _CHARSET.search(data[:_SNIFF])
    name = match.group(1).decode("ascii").lower() if match else ""
    return _strict(data, "gb18030" if name in {"gb2312", "gbk"} else name) if name else None


def _cut_off(data: bytes) -> str | None:
    """UTF-8 or GB18030 with a few damaged characters, as in a file that was cut off."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(1, len(text) // 1000):
            return text
    return None
