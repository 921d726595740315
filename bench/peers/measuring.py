"""Times the peers and rulec in turns, in a process for one number of threads."""

import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec

import numpy as np

LEAST_RUN = 1e-3  # seconds; a shorter run would measure the clock
WARM_UP = 0.25


def libraries():
    """The peers' versions, and the library that multiplies its matrices."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        loaded = maps.read().lower()
    blas = next((name for name in ("OpenBLAS", "MKL", "BLIS") if f"lib{name.lower()}" in loaded), "the reference BLAS")
    found = [f"PyTorch {re.match('[0-9.]*[0-9]', version('torch'))[0]} with {blas}"]
    return ", ".join(found + [name for name in ("zennit", "captum") if find_spec(name)])


def seconds(work, calls):
    begin = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - begin) / calls


def rounds(works, runs):
    """Seconds of each run of each piece of work, one of each in every round."""
    calls = []
    for work in works:
        least, begin = float("inf"), time.perf_counter()
        while time.perf_counter() - begin < WARM_UP:
            least = min(least, seconds(work, 1))
        calls.append(max(1, int(np.ceil(LEAST_RUN / least))))
    times = [[] for _ in works]
    for _ in range(runs):
        for work, count, result in zip(works, calls, times):
            result.append(seconds(work, count))
    return times


def rulec(command, network, composite, batch, threads, runs):
    """What rulec bench says, and the relevance."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "R.npy")
        line = [*command, "bench", network, "--composite", composite, "--batch", str(batch)]
        line += ["--threads", str(threads), "--runs", str(runs), "--json", "--relevance", file]
        said = subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout
        return json.loads(said), np.load(file)


def distances(peers, ours):
    """
    max|R - R'| / max|R'| from what each peer computes in double precision: in single precision a ReLU whose input is
    nearly zero may open in one library and not in the other, which changes gradients of deep networks by percents.
    """
    found = {}
    for peer in peers:
        if peer.composite:
            other = peer.run().numpy()
            _, relevance = ours[peer.composite]
            found[peer.name] = float(np.abs(relevance.reshape(other.shape) - other).max() / np.abs(other).max())
    return found


def compare(command, network, batch, threads, runs):
    """A row for each method: both medians in milliseconds, their ratio; for one sample, the distance of the results."""
    import methods  # PyTorch reads its number of threads when it is loaded
    import torch

    peers = methods.all_of(network, batch)
    works = [peer.run for peer in peers]
    # half of the peers' runs before ours and half after, so that a machine that slows down slows both
    before = rounds(works, (runs + 1) // 2)
    ours = {c: rulec(command, network, c, batch, threads, runs) for c in dict.fromkeys(p.composite for p in peers) if c}
    after = rounds(works, (runs + 1) // 2)
    exact = distances(methods.all_of(network, 1, torch.float64), ours) if batch == 1 else {}
    for peer, early, late in zip(peers, before, after):
        theirs = 1e3 * statistics.median(early + late)
        said, _ = ours[peer.composite or "gradient"]
        mine = said["median_ms" if peer.composite else "forward_median_ms"]
        row = dict(network=network, batch=batch, threads=threads, method=peer.name, composite=peer.composite)
        row.update(theirs=theirs, ours=mine, ratio=theirs / mine)
        if peer.name in exact:
            row["distance"] = exact[peer.name]
        if peer.name == "Captum LRP" and "epsilon-plus" in ours:
            row["over_epsilon_plus"] = theirs / ours["epsilon-plus"][0]["median_ms"]
        yield row
