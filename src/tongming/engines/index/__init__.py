"""Chinese full-text search over one record type, on Tantivy. See docs/engines-index.md.

index = Index(path)
with index.writer() as writer:
    writer.delete("series-1")
    writer.add(SearchRecord(...))
page = index.search("依申请公开 流程", filters=Filters(year=(2021,)))
index.suggest("zwgk")
"""

from .engine import Index
from .errors import IndexBusy, IndexMissing, IndexOutdated, SearchIndexError
from .records import FACETS, Filters, Hit, SearchPage, SearchRecord, Sort, Suggestion
from .segment import token_spans, tokens
from .store import Writer, rebuild

__all__ = [
    "FACETS", "Filters", "Hit", "Index", "IndexBusy", "IndexMissing", "IndexOutdated", "SearchIndexError",
    "SearchPage", "SearchRecord", "Sort", "Suggestion", "Writer", "rebuild", "token_spans", "tokens",
]  # fmt: skip
