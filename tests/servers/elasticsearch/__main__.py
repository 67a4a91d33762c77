"""Runs a server in the foreground: python -m tests.servers.elasticsearch [--version] [--port].
It needs the standard library only, as CI runs it before anything is installed."""

import argparse
import signal
import sys
from pathlib import Path

from tests.servers.elasticsearch import VERSIONS, AssemblyError, assemble, start


def main() -> None:
    parser = argparse.ArgumentParser(description="Start an Elasticsearch for developers.")
    parser.add_argument("--version", default=VERSIONS[0], help=f"tried: {', '.join(VERSIONS)}")
    parser.add_argument("--port", type=int, default=9200, help="0 takes a free one")
    parser.add_argument("--data", type=Path, help="folder to keep the data in")
    parser.add_argument("--heap", default="400m")
    parser.add_argument("--versions", action="store_true", help="say which are tried, and end")
    parser.add_argument("--assemble", action="store_true", help="get the parts of these, and end")
    options = parser.parse_args()
    if options.versions:
        print(*VERSIONS)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if options.assemble:
            for version in VERSIONS:
                assemble(version)
            return
        server = start(options.version, options.port, options.data, options.heap)
    except (AssemblyError, RuntimeError) as problem:
        sys.exit(str(problem))
    with server:
        print(f"ELASTICSEARCH_URL={server.url} (Elasticsearch {server.version})", flush=True)
        try:
            server.process.wait()
        except KeyboardInterrupt:
            print("Stopping.")


if __name__ == "__main__":
    main()
