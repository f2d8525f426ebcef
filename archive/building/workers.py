"""One process per language, so that both are checked and built at the same time.

    with Workers(root) as workers:
        for task in workers.start_all(build_language, site, url, draft=False, pictures=False):
            complaints, inline_scripts = task.result()

A worker keeps what it has read: what the check printed is what the build prints. Where the
system can fork, workers also start with what their parent has read.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from archive.languages import LANGUAGES, Language

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Task = Callable[Concatenate[Path, Language, Parameters], Result]


class Workers:
    """The workers of the project at ``root``; they end with the block, or with their parent."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pools = {language: _pool() for language in LANGUAGES}

    def start(
        self,
        language: Language,
        task: Task[Parameters, Result],
        *arguments: Parameters.args,
        **keywords: Parameters.kwargs,
    ) -> Future[Result]:
        """Have the worker of ``language`` do ``task(root, language, …)``; if somebody has killed
        it, as a system without memory does, a new one."""
        with suppress(BrokenExecutor):
            return self._pools[language].submit(task, self.root, language, *arguments, **keywords)
        self._pools[language] = _pool()
        return self._pools[language].submit(task, self.root, language, *arguments, **keywords)

    def start_all(
        self,
        task: Task[Parameters, Result],
        *arguments: Parameters.args,
        **keywords: Parameters.kwargs,
    ) -> list[Future[Result]]:
        """Have all workers do ``task`` at once."""
        return [self.start(language, task, *arguments, **keywords) for language in LANGUAGES]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind and not issubclass(kind, Exception):
            self._kill()  # stopped by hand
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)

    @contextmanager
    def drained_on_error(self) -> Iterator[None]:
        """If the block fails, no worker writes afterwards what is about to be cleared away."""
        try:
            yield
        except Exception:
            for language in LANGUAGES:  # the one that a killed worker left alone, too
                with suppress(BrokenExecutor):
                    self.start(language, _no_op).result()
            raise
        except BaseException:
            self._kill()
            raise

    def _kill(self) -> None:
        for pool in self._pools.values():
            for process in list(pool._processes.values()):
                process.kill()
                process.join()


def _pool() -> ProcessPoolExecutor:
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context: Any = multiprocessing.get_context(method)
    return ProcessPoolExecutor(1, context, initializer=_exit_with_parent, initargs=(os.getpid(),))


def _no_op(root: Path, language: Language) -> None:
    """What a worker does when all that it was given before is done."""


def _exit_with_parent(parent: int) -> None:
    """End this process when its parent has ended, however that came."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent sees to it
    # What was read stays: to look through it again and again for what may go takes long.
    gc.freeze()
    gc.set_threshold(100_000)
    threading.Thread(target=watch, daemon=True).start()
