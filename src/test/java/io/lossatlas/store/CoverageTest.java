package io.lossatlas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void scatteredPointsAreAShortText() {
        List<Span> spans = List.of(
                new Span(0, 1, 0, 20),
                new Span(4, 5, 0, 20),
                new Span(17, 30, 0, 20),
                new Span(4_000_000_000L, 4_000_000_001L, 7, 8));

        assertThat(Coverage.text(spans)).isEqualTo("0-20:0,4,17-30 7-8:4000000000");
        assertThat(Coverage.spans("0-20:0,4,17-30 7-8:4000000000")).isEqualTo(spans);
    }

    @Property
    void spansAreReadAsTheyAreWritten(@ForAll @Size(min = 1, max = 9) List<@IntRange(max = 99) Integer> starts) {
        List<Span> spans = new ArrayList<>();
        for (int start : starts) {
            spans.add(new Span(start, start + 1 + start % 3, start % 2, 2 + start % 4));
        }

        assertThat(Coverage.spans(Coverage.text(spans))).containsExactlyInAnyOrderElementsOf(spans);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "0-2",
                "0-2:",
                "0-2:1-2-3",
                "0-2:5-",
                "0-2:5-4",
                "0-2:-5",
                "0-2:x",
                "2-2:1",
                "0-2:1 ",
                "0-99999999999:1",
                "0-2:1,,2",
                "0-2:99999999999999999999"
            })
    void whatIsNoTextOfSpansIsRefused(String text) {
        assertThatThrownBy(() -> Coverage.spans(text)).isInstanceOf(IllegalArgumentException.class);
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
