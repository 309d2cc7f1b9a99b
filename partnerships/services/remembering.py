"""What was costly to make, kept for as long as it is among the last that were asked for."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


class Remembered(Generic[Key, Made]):
    """The last `most` things by their keys; what was asked for longest ago goes first. Threads may share it.

    Unlike functools.lru_cache it keeps nothing of what a thing is made from.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._things: OrderedDict[Key, Made] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, key: Key) -> bool:
        return key in self._things

    def once(self, key: Key, make: Callable[[], Made]) -> Made:
        """The thing of this key, made now if it is not there; two threads may make it at the same time."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._lock:
            self._things[key] = made
            self._things.move_to_end(key)
            while len(self._things) > self.most:
                self._things.popitem(last=False)
        return made
