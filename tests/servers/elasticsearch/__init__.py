"""A small Elasticsearch of a test's own, put together from the jars that Elastic publishes.

It indexes, searches, aggregates and takes external versions as the whole server does; it has no
`GET /`, no scripts, no reindex and no x-pack. By hand: `make elasticsearch`.
"""

from tests.servers.elasticsearch.assembly import AssemblyError, assemble
from tests.servers.elasticsearch.server import VERSIONS, Server, start

__all__ = ["VERSIONS", "AssemblyError", "Server", "assemble", "start"]
