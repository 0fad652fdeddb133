"""Errors of the search index that a caller can act upon; each carries a Chinese sentence for the person who caused it."""


class SearchIndexError(Exception):
    """检索库错误: base of the errors of this engine."""


class IndexBusy(SearchIndexError):
    """Another writer holds the index; wait and try again."""

    def __init__(self) -> None:
        super().__init__("检索库正由另一个进程写入，请稍候再试。")


class IndexOutdated(SearchIndexError):
    """The index on disk was made by another version of this engine; rebuild it."""

    def __init__(self, found: object) -> None:
        self.found = found
        super().__init__(f"检索库的版本是 {found}，与程序不符，请运行 tongming index rebuild 重建。")


class IndexMissing(SearchIndexError):
    """There is no index at this place yet; write to it or rebuild it."""

    def __init__(self) -> None:
        super().__init__("检索库还没有建立，请运行 tongming index rebuild 建立。")
