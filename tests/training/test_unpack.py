"""Weights come back out of a packaged model."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is for training only; nothing was unpacked")


@pytest.mark.slow
def test_the_unpacked_network_scores_as_the_packaged_one(tmp_path: Path) -> None:
    from pipeline.analyse.network import Network as Packaged
    from pipeline.analyse.package import read
    from training.export import write_package
    from training.network import Network
    from training.unpack import unpack

    package = read()
    state = unpack(package.folder)
    network = Network(state["heads"], state["clues"], size=state["size"])
    network.load_state_dict(state["average"])
    write_package(network, tmp_path, {}, {}, {"exceptions": {}, "words": []}, quantised=False)
    words = ["The", "minister", "told", "reporters", "in", "Kabul", "that", "talks", "would", "resume", "."]
    given = (words, [True] * len(words), [0] * len(words))
    ours, theirs = Packaged(read(tmp_path))(*given), Packaged(package)(*given)
    assert ours.arcs.argmax(1).tolist() == theirs.arcs.argmax(1).tolist()
    assert np.abs(ours.words - theirs.words).max() < 3
