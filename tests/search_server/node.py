"""Nodes of OpenSearch on loopback: started, awaited, stopped."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .java import jars, newest_java

STARTED_WITHIN = 120
STOPPED_WITHIN = 20
# Ready sooner and small: what a laptop or a test needs, not what serves the public.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
PROGRAM = Path(__file__).with_name("SearchServer.java")


class NotStarted(Exception):
    """The server did not come up; the text holds the end of its log."""


@dataclass(frozen=True)
class Node:
    """A running node."""

    address: str
    pid: int


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on at this moment."""
    candidates = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [candidate.getsockname()[1] for candidate in candidates]
    for candidate in candidates:
        candidate.close()
    return ports


def start(folder: Path, port: int | None = None, *, memory: str = "1g", parent: int = 0) -> Node:
    """A healthy node whose data lie in the folder; it ends with the process `parent`. Raises Missing or NotStarted."""
    return start_cluster(folder, [port or free_ports(1)[0]], memory=memory, parent=parent)[0]


def start_cluster(folder: Path, ports: Sequence[int], *, memory: str = "1g", parent: int = 0) -> list[Node]:
    """Healthy nodes of one cluster, one process each, by their ports; see start()."""
    java, classes = newest_java(), jars()
    transports = free_ports(len(ports))
    names = [f"{port}-{secrets.token_hex(4)}" for port in ports]
    shared = {
        "peers": ",".join(f"127.0.0.1:{transport}" for transport in transports),
        "managers": ",".join(names),
        "parent": parent,
    }
    started = []
    for name, port, transport in zip(names, ports, transports, strict=True):
        own = folder if len(ports) == 1 else folder / str(port)
        own.mkdir(parents=True, exist_ok=True)
        settings = {**shared, "folder": own, "name": name, "http": port, "transport": transport}
        with (own / "console.log").open("wb") as console:
            process = subprocess.Popen(  # noqa: S603
                [
                    str(java), f"-Xmx{memory}", *JAVA_OPTIONS, "-cp", f"{classes}/*",
                    *(f"-D{name}={value}" for name, value in settings.items()), str(PROGRAM),
                ],
                stdin=subprocess.DEVNULL, stdout=console, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        started.append((Node(f"http://127.0.0.1:{port}", process.pid), own / "console.log"))
        # What becomes of it is asked by its number; the handle would warn of a child that still runs.
        process.returncode = 0
    nodes = [node for node, _ in started]
    for (node, log), name in zip(started, names, strict=True):
        if not _healthy_in_time(node, name, len(nodes)):
            for each in nodes:
                stop(each)
            told = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
            raise NotStarted("OpenSearch did not start:\n" + "\n".join(told))
    return nodes


def stop(node: Node) -> None:
    """End the node and wait for its end; nothing happens when it is gone."""
    given_up_at = time.monotonic() + STOPPED_WITHIN
    number = signal.SIGTERM
    while is_running(node):
        os.kill(node.pid, number)
        time.sleep(0.1)
        if time.monotonic() > given_up_at:
            number = signal.SIGKILL


def is_running(node: Node) -> bool:
    """Whether the process is there and still is this server: numbers of processes are given out again."""
    # A child that has ended stays until its parent has asked; the node of another process is no child.
    with suppress(ChildProcessError):
        os.waitpid(node.pid, os.WNOHANG)
    command = ["ps", "-ww", "-o", "args=", "-p", str(node.pid)]
    return PROGRAM.name in subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def _healthy_in_time(node: Node, name: str, nodes: int) -> bool:
    given_up_at = time.monotonic() + STARTED_WITHIN
    while is_running(node) and time.monotonic() < given_up_at:
        if _is_healthy(node.address, name, nodes):
            return True
        time.sleep(0.2)
    return False


def _is_healthy(address: str, name: str, nodes: int) -> bool:
    """Whether the node answers and its cluster is whole, and whether it is ours: another may hold the port."""
    try:
        health = _told(f"{address}/_cluster/health")
        whole = health["number_of_nodes"] == nodes and health["status"] in {"green", "yellow"}
        return whole and _told(address)["name"] == name
    except (OSError, ValueError):
        return False


def _told(address: str) -> dict:
    with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
        return json.load(answer)
