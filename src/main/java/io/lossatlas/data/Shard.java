package io.lossatlas.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A contiguous run of the evaluation slice.
 *
 * @param index number of the shard, from 0
 * @param from first example
 * @param to one past the last example
 */
public record Shard(int index, int from, int to) implements Serializable {

    /** Number of examples. */
    public int examples() {
        return to - from;
    }

    /**
     * Cuts {@code examples} into {@code shards} contiguous runs whose sizes differ by one at most.
     *
     * @throws IllegalArgumentException when a shard would be empty
     */
    public static List<Shard> cut(int examples, int shards) {
        if (shards < 1 || shards > examples) {
            throw new IllegalArgumentException("%d examples cannot be cut into %d shards".formatted(examples, shards));
        }
        List<Shard> cut = new ArrayList<>(shards);
        for (int s = 0; s < shards; s++) {
            cut.add(new Shard(s, boundary(s, examples, shards), boundary(s + 1, examples, shards)));
        }
        return List.copyOf(cut);
    }

    private static int boundary(int shard, int examples, int shards) {
        return (int) ((long) shard * examples / shards);
    }
}
