"""Downloads: originals and attachments of published versions; never those of drafts or of what was purged."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import quote_etag

from tongming.core.files.queries import opened
from tongming.core.publications.queries import public_file
from tongming.faces.portal import sites
from tongming.faces.portal.responses import public_page


@public_page
def file(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """文件下载: always saved, never shown by the browser, so that an uploaded page cannot act on this site."""
    found = public_file(sites.viewer_of_request(request), file_id)
    if found is None:
        raise Http404
    if name != found.name:
        return HttpResponseRedirect(reverse("portal:file", args=[found.pk, found.name]))
    try:
        content = opened(found.stored)
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.stored.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["ETag"] = quote_etag(found.stored.digest[:32])
    return response
