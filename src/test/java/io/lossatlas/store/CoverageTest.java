package io.lossatlas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void nothingCoveredIsAllMissingInOneSpan() {
        assertThat(Coverage.missing(10, 3, List.of())).containsExactly(new Span(0, 10, 0, 3));
    }

    @Test
    void aHoleInTheMiddleOfOneShardIsMissingThereAlone() {
        List<Span> covered = List.of(new Span(0, 10, 0, 1), new Span(0, 4, 1, 2), new Span(6, 10, 1, 2));

        assertThat(Coverage.missing(10, 2, covered)).containsExactly(new Span(4, 6, 1, 2));
    }

    @Test
    void neighbouringSpansAreOne() {
        List<Span> covered = List.of(new Span(5, 10, 0, 2), new Span(0, 5, 0, 2));

        assertThat(Coverage.merged(10, 2, covered)).containsExactly(new Span(0, 10, 0, 2));
    }

    @Test
    void aPointIsWholeWhenItsLastShardIsThere() {
        List<Span> covered = List.of(new Span(0, 10, 0, 1), new Span(3, 5, 1, 2));

        assertThat(Coverage.whole(10, 2, covered)).containsExactly(new Span(3, 5, 0, 2));
    }

    @Test
    void clippingCutsSpansAtTheEnds() {
        List<Span> clipped = Coverage.clipped(List.of(new Span(0, 4, 0, 1), new Span(4, 9, 0, 1)), 2, 6);

        assertThat(clipped).containsExactly(new Span(2, 4, 0, 1), new Span(4, 6, 0, 1));
    }

    @Property
    void missingIsWhatNoSpanCovers(
            @ForAll @Size(max = 6) List<@IntRange(max = 11) Integer> starts,
            @ForAll @IntRange(min = 1, max = 4) int length) {
        List<Span> covered = new ArrayList<>();
        for (int n = 0; n < starts.size(); n++) {
            int shard = n % 3;
            covered.add(new Span(starts.get(n), starts.get(n) + length, shard, shard + 1));
        }

        boolean[][] missing = new boolean[12][3];
        Coverage.missing(12, 3, covered).forEach(span -> mark(missing, span));

        for (int point = 0; point < 12; point++) {
            for (int shard = 0; shard < 3; shard++) {
                assertThat(missing[point][shard]).isEqualTo(!isCovered(covered, point, shard));
            }
        }
    }

    private static void mark(boolean[][] marks, Span span) {
        for (long point = span.pointFrom(); point < span.pointTo(); point++) {
            for (int shard = span.shardFrom(); shard < span.shardTo(); shard++) {
                assertThat(marks[(int) point][shard]).as("spans are disjoint").isFalse();
                marks[(int) point][shard] = true;
            }
        }
    }

    private static boolean isCovered(List<Span> covered, int point, int shard) {
        return covered.stream()
                .anyMatch(span -> span.pointFrom() <= point
                        && point < span.pointTo()
                        && span.shardFrom() <= shard
                        && shard < span.shardTo());
    }
}
