"""Which points of an adaptive surface are computed, decided once more from its losses, by LossAtlas' rule and without its code."""

import hashlib
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import filling

SAMPLE = 256
LEAST_RANGE = 1e-6
LONG = 2**64 - 1


def stream(draw):
    """SplitMix64, seeded by what is drawn."""
    state = int.from_bytes(hashlib.sha256(f"{draw}\npoints left out\n".encode()).digest()[:8], "big")
    while True:
        state = (state + 0x9E3779B97F4A7C15) & LONG
        z = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & LONG
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & LONG
        yield z ^ z >> 31


def drawn(seen, draw):
    """As many as are drawn of the points that are not seen."""
    left, bits, found = np.flatnonzero(~seen), stream(draw), np.zeros(seen.shape, bool)
    for n in range(min(SAMPLE, len(left))):
        bound = len(left) - n
        limit = (2**63 - 1) // bound * bound
        number = next(each for each in (b >> 1 for b in bits) if each < limit)
        other = n + number % bound
        found.flat[left[other]] = True
        left[other] = left[n]
    return found


def cells(lines, at):
    """First and last cell of an axis that each place lies in or at the border of."""
    last = max(0, len(lines) - 2)
    return [np.clip(np.searchsorted(lines, at, side) - 1, 0, last) for side in ("left", "right")]


def cut(lattice, filled, points):
    """The cells around points and those of which some corners are holes, and all beside these."""
    x, y = lattice
    size = max(1, len(x) - 1), max(1, len(y) - 1)
    holes = np.isnan(filled[np.ix_(x, y)])
    corners = [holes[a : a + size[0], b : b + size[1]] for a in (0, len(x) - size[0]) for b in (0, len(y) - size[1])]
    found = np.pad(np.any(corners, 0) & ~np.all(corners, 0), 1)
    i, j = np.nonzero(points)
    for a in cells(x, i):
        for b in cells(y, j):
            found[a + 1, b + 1] = True
    return np.any([found[m : m + size[0], n : n + size[1]] for m in range(3) for n in range(3)], 0)


def miss(filled, value, seen):
    """Differences as shares of the range of what was seen, 1 where only one of the two is a hole."""
    values = value[seen & ~np.isnan(value)]
    share = np.minimum(1, abs(filled - value) / max(np.ptp(values) if len(values) else 0, LEAST_RANGE))
    one, other = np.isnan(filled), np.isnan(value)
    return np.where(one | other, one != other, share)


def wanted(loss, known, centre, tolerance):
    """The points that are wanted, of losses and points that are known; and of the last draw the error that 99 % of its points stay within
    and their number, or None where a point is wanted that is not known."""
    value, levels = filling.logarithms(loss, known), filling.lattices(*loss.shape)
    whole = np.zeros(loss.shape, bool)
    whole[np.ix_(*levels[min(1, len(levels) - 1)])] = True
    seen, suspects = whole.copy(), np.zeros(loss.shape, bool)
    if centre:
        seen[centre] = True
    draw = 0
    while known[seen].all():
        draw += 1
        filled, missed = filling.coarsest(value), np.zeros(loss.shape, bool)
        for level, (lattice, following) in enumerate(zip(levels, levels[1:])):
            fresh = whole.copy()
            if level:
                wide, fresh[:] = cut(lattice, filled, missed | suspects), False
                x, y = (cells(lines, next_lines) for lines, next_lines in zip(lattice, following))
                fresh[np.ix_(*following)] = np.any([wide[np.ix_(a, b)] for a in x for b in y], 0)
            before, otherwise = seen & ~fresh, filled.copy()
            seen |= fresh
            if not known[seen].all():
                return seen, None
            filling.step(otherwise, value, before, lattice, following)
            filled[fresh] = value[fresh]
            filling.step(filled, value, seen, lattice, following)
            missed = fresh & (miss(otherwise, value, seen) > 2 * tolerance)
        points = drawn(seen, draw)
        errors = miss(filled, value, seen)[points]
        if not known[points].all():
            return seen | points, None
        suspects[points] |= errors > tolerance
        seen |= points
        error = np.sort(errors)[math.ceil(0.99 * len(errors)) - 1] if len(errors) else 0.0
        if error <= tolerance:
            return seen, (error, len(errors))
    return seen, None
