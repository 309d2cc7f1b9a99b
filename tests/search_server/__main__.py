"""make search-up and make search-down: one server for development, its data kept in the cache folder."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from .java import CACHE, Missing
from .node import Node, NotStarted, is_running, start, stop

STATE = "running.json"


def running(folder: Path) -> Node | None:
    """The server that was started in the folder and has not ended."""
    try:
        node = Node(**json.loads((folder / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return node if is_running(node) else None


def up(folder: Path, port: int) -> None:
    """Start the server unless it runs, and tell its address."""
    node = running(folder)
    if node is None:
        print("Starting OpenSearch (the first time its jars are fetched, about half a minute) ...", file=sys.stderr)  # noqa: T201
        node = start(folder, port)
        (folder / STATE).write_text(json.dumps(asdict(node)), encoding="utf-8")
    print(f"SEARCH_URL={node.address}")  # noqa: T201


def down(folder: Path) -> None:
    """Stop the server if it runs."""
    node = running(folder)
    if node is not None:
        stop(node)
    (folder / STATE).unlink(missing_ok=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="search_server")
    parser.add_argument("action", choices=("up", "down"))
    parser.add_argument("--port", type=int, default=9250, help="the port of the server")
    parser.add_argument("--folder", type=Path, default=CACHE / "data", help="where its data lie")
    given = parser.parse_args()
    try:
        if given.action == "up":
            up(given.folder, given.port)
        else:
            down(given.folder)
    except (Missing, NotStarted) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
