"""The Chinese words for deeds and for the things they were done to, as the trail keeps them by their short names."""

from functools import cache

from django.apps import apps
from django.urls import reverse

from tongming.core.process.table import registered

# Deeds that belong to no process table: beginnings, attachments, what the system or an administrator does.
OTHER_DEEDS = {
    "create_draft": "新建拟稿",
    "attach": "添加附件",
    "register": "登记已公开文件",
    "confirm_relation": "确认文件关系",
    "dismiss_relation": "排除文件关系",
    "validity_reached": "有效性到期变化",
    "make_plan": "建立台账",
    "retry_delivery": "重新投递",
    "load_calendar_year": "载入年度放假安排",
    "load_divisions": "载入行政区划",
    "load_demonstration": "载入演示城市",
    "create_organization": "登记机构",
    "open_account": "开设账号",
    "master_data_added": "新增主数据",
    "master_data_changed": "修改主数据",
    "master_data_deleted": "删除主数据",
    "password_set": "重设密码",
}
PAGES = {
    "draft": "desk:draft",
    "series": "desk:series",
    "relation": "desk:relation",
    "plan": "desk:plan",
    "task": "desk:task",
}


@cache
def _process_deeds() -> dict[str, str]:
    return {deed.name: deed.label for process in registered() for deed in process.deeds}


def deed_label(name: str) -> str:
    """Return what a deed is called; a deed nobody has named is shown by its short name rather than hidden."""
    return OTHER_DEEDS.get(name) or _process_deeds().get(name, name)


@cache
def _model_names() -> dict[str, str]:
    return {str(model._meta.model_name): str(model._meta.verbose_name) for model in apps.get_models()}


def subject_label(kind: str, number: int) -> str:
    """Return what a deed was done to, for example 拟稿 12."""
    return f"{_model_names().get(kind, kind)} {number}"


def subject_address(kind: str, number: int) -> str:
    """Return the desk page of a subject, or an empty string when it has none."""
    return reverse(PAGES[kind], args=[number]) if kind in PAGES else ""
