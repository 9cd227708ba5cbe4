"""The commands that start a side, and the processes they become."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench.process import cores, cpu_seconds, end, environment, on_core, peak_mb
from bench.server import Side, commands, endpoints, free_port


def test_endpoints_keep_all_but_the_action_server() -> None:
    """The answers' generator stays, the action server moves to the free port."""
    text = "action_endpoint:\n  url: http://other/webhook\nnlg:\n  type: a.B\n"
    assert yaml.safe_load(endpoints(text, 99)) == {
        "action_endpoint": {"url": "http://127.0.0.1:99/webhook"}, "nlg": {"type": "a.B"}
    }


def test_only_a_side_with_actions_has_an_action_server(tmp_path: Path) -> None:
    """The stock side is one process; ours are two, and the bot knows the other's port."""
    (tmp_path / "endpoints.yml").write_text("")
    model = tmp_path / "m.tar.gz"
    assert set(commands(Side("stock", tmp_path, model, False), 1, 2, tmp_path)) == {"bot"}
    ours = commands(Side("ours", tmp_path, model, True), 1, 2, tmp_path)
    assert set(ours) == {"bot", "actions"}
    assert ours["actions"][-1] == "2"
    assert "127.0.0.1:2/" in Path(ours["bot"][-1]).read_text()


def test_servers_listen_on_loopback_with_one_thread() -> None:
    """Nothing that is started can be reached from outside, and no library takes more cores."""
    surroundings = environment()
    assert surroundings["SANIC_HOST"] == "127.0.0.1"
    assert surroundings["OMP_NUM_THREADS"] == surroundings["TF_NUM_INTRAOP_THREADS"] == "1"
    assert 0 < free_port() < 65536


def test_a_process_is_pinned_measured_and_ended() -> None:
    """A child inherits the core, tells its time and memory, and is gone after `end`."""
    before = os.sched_getaffinity(0)
    with on_core(cores()[0]):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert os.sched_getaffinity(child.pid) == {cores()[0]}
        assert os.sched_getaffinity(0) == before
        assert cpu_seconds(child.pid) >= 0
        assert peak_mb(child.pid) > 0
    finally:
        end(child)
        if child.stdin:
            child.stdin.close()
    assert child.returncode is not None
    end(child)
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
