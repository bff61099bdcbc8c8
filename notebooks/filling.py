"""Fills in the points that were left out of a surface (surface.adaptive.tolerance), by LossAtlas' rule and without its code.

From lattice to lattice a point that is not known lies on the line through its neighbours on the lattice before, first along beta, then
along alpha; the next lattice takes what was filled in like what was known. Arrays are [nx, ny], NaN is a hole.
"""

import math

import numpy as np


def lattices(nx, ny):
    """Lines along both axes, from the coarsest lattice to that of all points: round(m (n - 1) / 2^K), m = 0 .. 2^K, from K = 2 on."""
    found, intervals = [], 4
    while not found or (len(found[-1][0]), len(found[-1][1])) != (nx, ny):
        m = np.arange(intervals + 1)
        found.append([np.unique((2 * m * (n - 1) + intervals) // (2 * intervals)) for n in (nx, ny)])
        intervals *= 2
    return found


def between(places, values, at):
    """At a place between two, of values [places, others]: the cubic through the four nearest, two on each side away from the ends; the
    straight line through two where there are fewer than four or one of them is a hole; a hole beside a hole."""
    left = np.searchsorted(places, at) - 1
    before, after = values[left], values[left + 1]
    found = before + (at - places[left]) / (places[left + 1] - places[left]) * (after - before)
    if len(places) >= 4:
        first = max(0, min(left - 1, len(places) - 4))
        four = range(first, first + 4)
        cubic = sum(math.prod((at - places[m]) / (places[n] - places[m]) for m in four if m != n) * values[n] for n in four)
        found = np.where(np.isnan(cubic), found, cubic)
    return np.where(np.isnan(before) | np.isnan(after), np.nan, found)


def step(filled, value, known, lattice, following):
    """Goes from one lattice to the following one, in `filled`: values where they are known, else what lies between."""
    (x, y), (all_x, all_y) = lattice, following
    with np.errstate(invalid="ignore"):
        columns = filled[np.ix_(x, y)].T
        for j in np.setdiff1d(all_y, y):
            filled[x, j] = np.where(known[x, j], value[x, j], between(y, columns, j))
        rows = filled[np.ix_(x, all_y)]
        for i in np.setdiff1d(all_x, x):
            filled[i, all_y] = np.where(known[i, all_y], value[i, all_y], between(x, rows, i))


def coarsest(value):
    """Values on the first lattice, NaN elsewhere."""
    filled = np.full(value.shape, np.nan)
    points = np.ix_(*lattices(*value.shape)[0])
    filled[points] = value[points]
    return filled


def fill(value, known):
    """Values at all points, on their own scale."""
    filled, levels = coarsest(value), lattices(*value.shape)
    for lattice, following in zip(levels, levels[1:]):
        step(filled, value, known, lattice, following)
    return filled


def logarithms(loss, known):
    """Of losses that are known, positive and finite; NaN elsewhere."""
    there = known & (loss > 0) & np.isfinite(loss)
    return np.where(there, np.log(np.where(there, loss, 1)), np.nan)


def losses(loss, known):
    """Losses at all points: what is not known is filled in on the scale of logarithms."""
    return np.where(known, loss, np.exp(fill(logarithms(loss, known), known)))
