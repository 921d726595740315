"""rulec's seeded numbers: FNV-1a-64 of a name seeds splitmix64, whose state is a counter."""

import numpy as np

WORD = (1 << 64) - 1
PIECE = 1 << 22  # numbers at once: the intermediates of VGG-16's first dense layer would take gigabytes


def seed(name):
    state = 0xCBF29CE484222325
    for byte in name.encode("ascii"):
        state = ((state ^ byte) * 0x100000001B3) & WORD
    return state


def fill(name, shape, low, high):
    """Float32 numbers even in [low, high), computed in double precision."""
    count = int(np.prod(shape))
    state = np.uint64(seed(name))
    values = np.empty(count, np.float32)
    with np.errstate(over="ignore"):
        for first in range(0, count, PIECE):
            index = np.arange(first + 1, min(count, first + PIECE) + 1, dtype=np.uint64)
            z = state + index * np.uint64(0x9E3779B97F4A7C15)
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            z = z ^ (z >> np.uint64(31))
            uniform = (z >> np.uint64(11)).astype(np.float64) * 2.0**-53
            values[first : first + PIECE] = low + (high - low) * uniform
    return values.reshape(shape)
