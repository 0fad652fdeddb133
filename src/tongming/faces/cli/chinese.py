"""Chinese for click: its usage texts and errors, so that every word on the command line is one language.

Click sends each text through `gettext`, which would need compiled catalogues and a locale of the right name
on the machine. `speak_chinese()` gives click's modules our table instead. A test walks through click's
source and fails when a text has no entry here.
"""

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types
import click.utils

CATALOGUE = {
    # Help pages
    "Usage:": "用法：",
    "Options": "选项",
    "Positional arguments": "参数",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本号。",
    "%(prog)s, version %(version)s": "通明 %(prog)s %(version)s",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（运行时确定）",
    "deprecated": "已停用",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "Choice({choices})": "可选：{choices}",
    # Commands, options and arguments that are wrong or missing
    "Missing command.": "没有给出命令。",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Did you mean {possibility}?": "您要的是 {possibility} 吗？",
    "(Did you mean one of: {possibilities}?)": "相近的有：{possibilities}。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数 {param_name}",
    "Got unexpected extra argument ({args})": "多出一个参数：{args}。",
    "Got unexpected extra arguments ({args})": "多出几个参数：{args}。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要写一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 后面要写 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 需要 {nargs} 个值。",
    "Takes {nargs} values but 1 was given.": "需要 {nargs} 个值，只给了 1 个。",
    "Takes {nargs} values but {len} were given.": "需要 {nargs} 个值，却给了 {len} 个。",
    "{len_type} values are required, but {len_value} was given.": "需要 {len_type} 个值，只给了一个。",
    "{len_type} values are required, but {len_value} were given.": "须有 {len_type} 个值。",
    # Values that cannot be taken
    "Invalid value: {message}": "值有误：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值有误：{message}",
    "Value must be an iterable.": "这里要写一组值。",
    "{value!r} is not {choice}.": "{value!r} 不可用，只能写 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不可用，只能写 {choices} 之一。",
    "{value!r} does not match the format {format}.": "{value!r} 不符合格式 {format}。",
    "{value!r} does not match the formats {formats}.": "{value!r} 不符合以下任一格式：{formats}。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是有效的数字。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} 不可用，可写：{states}。",
    "{value!r} is not a valid UUID.": "{value!r} 不是有效的 UUID。",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a file.": "{filename!r} 是文件，这里要写文件夹。",
    "{name} {filename!r} is a directory.": "{filename!r} 是文件夹，这里要写文件。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 没有读取权限。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 没有写入权限。",
    "{name} {filename!r} is not executable.": "{name} {filename!r} 没有执行权限。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename!r}：{message}",
    "unknown error": "原因不明",
    # Questions at the terminal
    "Error: {message}": "错误：{message}",
    "Error: invalid input": "错误：输入无法识别",
    "Error: The two entered values do not match.": "错误：两次输入不一致。",
    "Repeat for confirmation": "请再输入一次",
    "Do you want to continue?": "要继续吗？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Press any key to continue...": "按任意键继续……",
    "Aborted!": "已中止。",
    "Try '{command} {option}' for help.": "用法见 {command} {option}。",
}

MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
    click.utils,
)


def translate(message: str) -> str:
    """Return the Chinese for a text of click; errors of programmers stay as they are."""
    return CATALOGUE.get(message, message)


def translate_number(singular: str, plural: str, number: int) -> str:
    """Return the Chinese for a text that click writes differently for one and for many."""
    return translate(singular if number == 1 else plural)


def speak_chinese() -> None:
    """Make click speak Chinese in this process; called before the first command is declared."""
    for module in MODULES:
        # The names under which every module of click calls gettext; a module without them takes no harm.
        vars(module).update(_=translate, ngettext=translate_number)
