"""Files of documents."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.documents.views.serve import serve as serve_by_wagtail


def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """A document as Wagtail serves it, after our hook has asked who may see it."""
    response: HttpResponseBase = serve_by_wagtail(request, document_id, document_filename)
    # Wagtail names the encoding also where there is none, and strict clients refuse it.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    return response
