"""A small made-up library that every search test reads."""

from datetime import date

import pytest

from tongming.engines.index import Index, SearchRecord

REGULATION = (
    "第一条 为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，制定本条例。\n"
    "第十三条 行政机关公开政府信息，采取主动公开和依申请公开的方式。\n"
    "第三十三条 行政机关收到政府信息公开申请，能够当场答复的，应当当场予以答复；不能当场答复的，应当自收到申请之日起20个工作日内予以答复。"
)


def record(number: int, title: str, text: str = "", **more: object) -> SearchRecord:
    return SearchRecord(
        key=f"document:{number}",
        series=str(number),
        kind="document",
        title=title,
        text=text,
        url=f"/d/{number}",
        **more,
    )


def library() -> list[SearchRecord]:
    return [
        record(1, "中华人民共和国政府信息公开条例", REGULATION, doc_number="中华人民共和国国务院令第711号", issuer="国务院",
               theme="综合政务", date=date(2019, 4, 3), validity="有效"),
        record(2, "南通市2021年政务公开工作要点", "各地要按照国办发〔2021〕12号和苏政办发〔2021〕29号的部署做好政务公开工作。2021年底前支持IPv6。",
               doc_number="通政办发〔2021〕42号", numbers=("014106/2021-00042",), issuer="南通市人民政府办公室", theme="综合政务",
               date=date(2021, 5, 20), validity="有效", sites=("city",)),
        record(3, "南通市2020年政务公开工作要点", "做好2020年政务公开工作，继续推进基层政务公开。", doc_number="通政办发〔2020〕42号",
               issuer="南通市人民政府办公室", theme="综合政务", date=date(2020, 5, 20), validity="废止", sites=("city",)),
        record(4, "海安市养老服务条例实施细则", "为了规范养老服务，发放高龄津贴，制定本细则。落实通政办发【2021】42号。",
               doc_number="海政规〔2022〕3号", issuer="海安市人民政府", theme="民政", date=date(2022, 1, 10), validity="有效", sites=("haian", "city")),
        record(5, "关于调整农村土地承包经营权登记办法的通知", "农户成员死亡后，土地承包份额由其继承人在承包期内继续承包。人民法院受理纠纷。",
               doc_number="通农发〔2018〕7号", issuer="南通市农业农村局", theme="农业", date=date(2018, 3, 1), validity="已修改"),
        record(6, "南通市养老服务补贴办法", "养老服务补贴按月发放。", doc_number="通政规〔2015〕1号", issuer="南通市人民政府", theme="民政",
               date=date(2015, 6, 1), validity="失效"),
        record(7, "安全生产责任清单", "安全生产，人人有责。", issuer="南通市应急管理局", theme="安全", validity="有效"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index(tmp_path_factory.mktemp("index"))
    with index.writer() as writer:
        for entry in library():
            writer.add(entry)
    return index


@pytest.fixture
def empty(tmp_path) -> Index:
    return Index(tmp_path / "index")


def keys(index: Index, query: str, **options: object) -> list[int]:
    """The numbers of the records found, in order."""
    return [int(key.partition(":")[2]) for key in index.search_keys(query, **options)]
