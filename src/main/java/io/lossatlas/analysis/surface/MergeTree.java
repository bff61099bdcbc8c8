package io.lossatlas.analysis.surface;

import io.lossatlas.plane.LossGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The merge tree of a surface's sublevel sets: points enter in order of their loss, equal ones in the order of their
 * index, and join those of their eight neighbours that are in already. Where parts meet, the one with the higher minimum
 * ends there (elder rule): persistence of connected components, after Edelsbrunner, Letscher and Zomorodian,
 * "Topological Persistence and Simplification" (2002). A hole never enters. O(n log n) time, three {@code int[n]}.
 */
final class MergeTree {
    private static final int OUTSIDE = -1;

    private final LossGrid surface;
    private final int nx;
    private final int ny;
    /** Towards the minimum of the part that a point belongs to, which is its own. */
    private final int[] parent;

    private final List<Valley> valleys = new ArrayList<>();

    private MergeTree(LossGrid surface) {
        this.surface = surface;
        this.nx = surface.nx();
        this.ny = surface.ny();
        this.parent = new int[surface.loss().length];
        Arrays.fill(parent, OUTSIDE);
    }

    /** The valleys whose barrier is more than 0: first those that end, in the order of their saddles, then the deepest. */
    static List<Valley> valleys(LossGrid surface) {
        MergeTree tree = new MergeTree(surface);
        int[] order = PointOrder.byLoss(surface.loss());
        for (int point : order) {
            tree.enter(point);
        }
        for (int point : order) {
            if (tree.parent[point] == point) {
                tree.valleys.add(new Valley(point, Valley.NO_SADDLE));
            }
        }
        return tree.valleys;
    }

    private void enter(int point) {
        parent[point] = point;
        int ci = point / ny;
        int cj = point % ny;
        for (int i = Math.max(0, ci - 1); i <= Math.min(nx - 1, ci + 1); i++) {
            for (int j = Math.max(0, cj - 1); j <= Math.min(ny - 1, cj + 1); j++) {
                int neighbour = i * ny + j;
                if (neighbour != point && parent[neighbour] != OUTSIDE) {
                    join(root(neighbour), root(point), point);
                }
            }
        }
    }

    private void join(int one, int other, int saddle) {
        if (one == other) {
            return;
        }
        int elder = isElder(one, other) ? one : other;
        int younger = elder == one ? other : one;
        parent[younger] = elder;
        if (surface.loss()[saddle] > surface.loss()[younger]) {
            valleys.add(new Valley(younger, saddle));
        }
    }

    private boolean isElder(int one, int other) {
        double here = surface.loss()[one];
        double there = surface.loss()[other];
        return here < there || (here == there && one < other);
    }

    private int root(int point) {
        int at = point;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
