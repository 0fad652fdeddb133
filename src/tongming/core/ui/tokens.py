"""Reads the design tokens out of the style sheet, and computes the contrast that WCAG asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TOKENS_FILE = Path(__file__).parent / "static" / "ui" / "css" / "tokens.css"
SRGB_KNEE = 0.04045  # below it sRGB is linear (IEC 61966-2-1)
_BLOCK = re.compile(r"(?P<selector>[^{}/]+)\{(?P<body>[^{}]*)\}")
_TOKEN = re.compile(r"--(?P<name>[a-z0-9-]+)\s*:\s*(?P<value>[^;]+);")
_HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")

PURPOSES: dict[str, str] = {
    "paper": "页面底色",
    "sheet": "表单、提示等纸面",
    "ink": "正文",
    "ink-soft": "次要文字",
    "indigo": "靛青，主色：链接、线、按钮",
    "indigo-deep": "标题",
    "on-indigo": "靛青底上的文字",
    "tint": "浅底",
    "tint-strong": "选中、高亮底",
    "hairline": "细线",
    "edge": "控件边线",
    "vermilion": "朱，仅用于废止、逾期、阻止",
    "vermilion-tint": "朱色浅底",
    "focus": "键盘焦点",
    "serif": "标题字体",
    "sans": "正文字体",
    "text-small": "小注",
    "text-note": "附注、列表行",
    "text-body": "正文 17 像素",
    "text-lead": "行标题",
    "text-h3": "三级标题",
    "text-h2": "二级标题",
    "text-h1": "一级标题",
    "text-display": "首页大字",
    "leading": "正文行高",
    "leading-tight": "标题行高",
    "line": "一行的高度，纵向节奏的单位",
    "space-1": "八分之一行",
    "space-2": "四分之一行",
    "space-3": "半行",
    "space-4": "一行",
    "space-5": "一行半",
    "space-6": "两行",
    "measure": "正文栏宽，四十字",
    "page": "页面最大宽度",
    "gutter": "页边",
    "tap": "可点区域最小高度",
}


@dataclass(frozen=True)
class Token:
    """设计变量: a custom property with its value and its purpose."""

    name: str
    value: str
    purpose: str

    @property
    def is_colour(self) -> bool:
        """Whether the value is a plain colour."""
        return bool(_HEX_COLOUR.fullmatch(self.value))


def read_tokens(selector: str = ":root", css: str | None = None) -> list[Token]:
    """Tokens of the block with this selector, in the order of the file."""
    text = TOKENS_FILE.read_text(encoding="utf-8") if css is None else css
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for block in _BLOCK.finditer(bare):
        if block["selector"].strip() == selector:
            return [
                Token(found["name"], found["value"].strip(), PURPOSES.get(found["name"], ""))
                for found in _TOKEN.finditer(block["body"])
            ]
    return []


def contrast_ratio(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio of two colours written #rrggbb: 1 for the same, 21 for black on white."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= SRGB_KNEE else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
