"""Several machines instead of several processes: a scheduler of `dask.distributed` behind the interface of an executor.

The machines must see the files under the same paths and have the same version of this package.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any


class ClusterMissing(Exception):
    """The extra `cluster` is not installed, or nobody answers at the address; one Chinese sentence."""

    def __init__(self, address: str, found: str, next_step: str) -> None:
        self.address = address
        super().__init__(f"调度器“{address}”：{found}，应为可连接的 dask 调度器；{next_step}。")


class ClusterExecutor(Executor):
    """Submits work to a scheduler. A worker that dies with its file raises `BrokenExecutor`, like a process pool."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False, retries=0)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand `fn(*args)` to a worker."""
        from distributed import KilledWorker

        done: Future[Any] = Future()
        inner = self._executor.submit(fn, *args, **kwargs)

        def resolve(finished: Future[Any]) -> None:
            if finished.cancelled():
                done.cancel()
                return
            error = finished.exception()
            if isinstance(error, KilledWorker):
                done.set_exception(BrokenExecutor(str(error)))
            elif error is not None:
                done.set_exception(error)
            else:
                done.set_result(finished.result())

        inner.add_done_callback(resolve)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the scheduler."""
        self._client.close()


def connect(address: str, *, seconds: float = 10.0) -> ClusterExecutor:
    """An executor over the scheduler at `address` (`tcp://host:8786`); `ClusterMissing` where there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterMissing(
            address, "没有安装 cluster 扩展", "请执行 pip install gongkai[cluster]"
        ) from error
    try:
        return ClusterExecutor(Client(address, timeout=seconds, set_as_default=False))
    except (OSError, ValueError) as error:
        raise ClusterMissing(address, "连接不上", "请检查地址和网络") from error
