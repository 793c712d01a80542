import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.corpus.cluster import ClusterMissing, connect

ROOT = Path(__file__).parents[2]

TWO_FILES_ON_A_CLUSTER = """
import sys
from pathlib import Path
from distributed import LocalCluster
from gongkai.corpus.batch import process
from gongkai.corpus.cluster import connect

def lost(path):
    return "lost"

with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster:
    executor = connect(cluster.scheduler_address)
    results = process([Path("a"), Path("b")], Path.as_posix, lost=lost, cluster=executor)
    print([text for _, text in results])
    executor.shutdown()
"""


@pytest.mark.slow
def test_a_scheduler_does_the_work():
    done = subprocess.run(
        [sys.executable, "-c", TWO_FILES_ON_A_CLUSTER],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['a', 'b']"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_an_address_where_nobody_answers_is_said_so():
    with pytest.raises(ClusterMissing, match="连接不上，应为可连接的 dask 调度器"):
        connect("tcp://127.0.0.1:1", seconds=1)
