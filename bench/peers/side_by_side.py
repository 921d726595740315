#!/usr/bin/env python3
"""Times PyTorch, and zennit and Captum where they are installed, beside rulec, and compares results.

Needs PyTorch and NumPy alone (Debian's python3-torch and python3-numpy, with libopenblas0-pthread: without it
Debian's PyTorch multiplies by the reference BLAS, ten times slower). Networks, seeded weights and inputs are
those of `rulec bench`. Prints a line for each method: both medians, the peer's over ours, and for one sample how far
our relevance is from what the peer computes in double precision, max|R - R'| / max|R'|.
"""

import argparse
import json
import os
import subprocess
import sys

import report

NETWORKS = {"mlp": 64, "mnist": 64, "cifar": 64, "resnet50": 8, "vgg16": 8}  # with the larger of their batches


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rulec", required=True, help="the program, or rulec.dll")
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--batches", nargs="+", type=int, help="default: 1 and 64, 1 and 8 for the large networks")
    parser.add_argument("--threads", nargs="+", type=int, default=sorted({1, os.cpu_count() or 1}))
    parser.add_argument("--runs", type=int, default=8, help="runs that are measured, at least 7 for a fair median")
    parser.add_argument("--json", metavar="FILE", help="where rows are kept: those of other combinations stay there")
    parser.add_argument("--write", metavar="PAGE.md", help="the page to write them to, between its comments")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(asked, network, batch, threads):
    """The rows of one combination, from a process of its own: libraries read the number of threads when they load."""
    line = [sys.executable, os.path.abspath(__file__), "--worker", "--rulec", asked.rulec, "--runs", str(asked.runs)]
    line += ["--networks", network, "--batches", str(batch), "--threads", str(threads)]
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    environment = dict(os.environ, **dict.fromkeys(names, str(threads)))
    rows = []
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        for answer in worker.stdout:
            rows.append(json.loads(answer))
            say(rows[-1])
    if worker.returncode:
        raise SystemExit(f"{network}, batch {batch}, {threads} threads: the process ended with {worker.returncode}")
    return rows


def say(row):
    distance = f"distance {row['distance']:.1e}" if "distance" in row else ""
    print(
        f"{row['network']:9} batch {row['batch']:3} threads {row['threads']} {row['method']:23}"
        f" {report.time(row['theirs']):>10} / {report.time(row['ours']):>10} = {row['ratio']:6.2f}  {distance}",
        flush=True,
    )


def work(asked):
    """Measures the one combination that this process is for."""
    import torch

    import measuring

    torch.set_num_threads(asked.threads[0])
    peers = measuring.libraries()
    command = ["dotnet", asked.rulec] if asked.rulec.endswith(".dll") else [asked.rulec]
    for row in measuring.compare(command, asked.networks[0], asked.batches[0], asked.threads[0], asked.runs):
        print(json.dumps(dict(row, peers=peers)), flush=True)


def main():
    asked = options()
    asked.rulec = os.path.abspath(asked.rulec)
    if asked.worker:
        work(asked)
        return
    rows = kept(asked.json)
    for network in asked.networks:
        for batch in asked.batches or (1, NETWORKS[network]):
            for threads in asked.threads:
                rows = report.joined(rows, measure(asked, network, batch, threads))
                if asked.json:
                    with open(asked.json, "w", encoding="utf-8") as file:
                        json.dump(rows, file, indent=1)
                if asked.write:
                    report.write(asked.write, report.markdown(rows))


def kept(path):
    """What earlier runs measured: a long list of combinations can be measured in several sittings."""
    if path is None or not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    main()
