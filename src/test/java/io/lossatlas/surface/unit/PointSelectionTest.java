package io.lossatlas.surface.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.store.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointSelectionTest {
    private static final PointSelection SOME = PointSelection.of(new int[] {2, 5, 6, 7, 30});

    @Test
    void placesOfASpanAreThoseOfThePointsThatItHolds() {
        assertThat(SOME.places(List.of(new Span(3, 7, 0, 2), new Span(8, 30, 0, 2), new Span(7, 100, 1, 2))))
                .containsExactly(new Span(1, 3, 0, 2), new Span(3, 5, 1, 2));
    }

    @Test
    void neighboursAreOneSpan() {
        assertThat(SOME.points(new Span(0, 5, 3, 4)))
                .containsExactly(new Span(2, 3, 3, 4), new Span(5, 8, 3, 4), new Span(30, 31, 3, 4));
        assertThat(SOME.points(new Span(2, 3, 0, 1))).containsExactly(new Span(6, 7, 0, 1));
    }

    @Test
    void thePointsOfPlacesHaveThesePlaces() {
        Span places = new Span(1, 4, 0, 1);

        assertThat(SOME.places(SOME.points(places))).containsExactly(places);
        assertThat(SOME.count()).isEqualTo(5);
        assertThat(SOME.point(4)).isEqualTo(30);
    }

    @Test
    void ofAllPointsEachIsItsOwnPlace() {
        PointSelection all = PointSelection.all(1L << 40);
        Span span = new Span(1L << 33, (1L << 33) + 2, 0, 1);

        assertThat(all.points(span)).containsExactly(span);
        assertThat(all.places(List.of(span))).containsExactly(span);
        assertThat(all.point(1L << 35)).isEqualTo(1L << 35);
    }
}
