"""The closed fetcher: whatever address a document names, only a bundled asset by exact key is ever opened."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.core.pdf.bundle import MEDIA_TYPES

SCHEME = "asset:"


class ClosedFetcher(URLFetcher):
    """Serves `asset:<key>` out of memory and refuses everything else: no file, no network, no data: address.

    It never calls the parent's fetch, so no handler, redirect or proxy setting of the parent can be reached.
    """

    def __init__(self, bundle: Mapping[str, bytes]):
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._bundle = bundle
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The asset named by *url*; PermissionError for every other address (noted in `refused`)."""
        key = url.removeprefix(SCHEME) if url.startswith(SCHEME) else None
        if key is None or key not in self._bundle:
            self.refused.append(url[:200])
            raise PermissionError("a printed document may use bundled assets only")
        media_type = MEDIA_TYPES[PurePosixPath(key).suffix]
        return URLFetcherResponse(url, self._bundle[key], {"Content-Type": media_type})
