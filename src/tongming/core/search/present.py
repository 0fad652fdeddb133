"""A page of results as plain values: the shape that the command line and the API share."""

from typing import Any

from tongming.engines.index import Hit, SearchPage


def page_values(page: SearchPage) -> dict[str, Any]:
    """Return `{total, took_ms, hits[], facets, did_you_mean, notes[]}`; dates are ISO, snippets plain text."""
    return {
        "total": page.total,
        "took_ms": round(page.took_ms, 2),
        "hits": [hit_values(hit) for hit in page.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in page.facets.items()
        },
        "did_you_mean": page.did_you_mean,
        "notes": list(page.notes),
    }


def hit_values(hit: Hit) -> dict[str, Any]:
    """Return one hit as plain values."""
    return {
        "kind": hit.kind,
        "id": int(hit.series),
        "title": hit.title,
        "url": hit.url,
        "doc_number": hit.doc_number,
        "issuer": hit.issuer,
        "date": hit.date.isoformat() if hit.date else None,
        "validity": hit.validity,
        "snippet": "".join(text for text, _ in hit.snippet_segments),
        "score": round(hit.score, 4),
    }
