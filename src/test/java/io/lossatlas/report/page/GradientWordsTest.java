package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientWordsTest {

    @Test
    void explodesAtFirstAndHasVanishedAfter() {
        GradientGrid grid = grid(new int[] {0, 250}, new double[][] {{3e5, 2e-10}, {99, 2e-6}, {0.34, 0.1}});
        assertThat(GradientWords.network(grid))
                .hasValue(
                        "d100-plain-w8-s1-lr0.05: at step 0 the gradient explodes towards the input (3.0e5 in stem/conv, "
                                + "0.3400 in head/dense); at step 250 the gradient has vanished towards the input (2.0e-10 in "
                                + "stem/conv, 0.1000 in head/dense).");
    }

    @Test
    void flatOnesAreSaidToBe() {
        GradientGrid grid = grid(new int[] {0}, new double[][] {{11}, {1}, {5.9}});
        assertThat(GradientWords.network(grid).orElseThrow())
                .contains("at step 0 the gradient stays within a factor of 100 from the first layer to the last");
    }

    @Test
    void aNormThatIsNotFiniteIsSaidToBe() {
        GradientGrid grid = grid(new int[] {0}, new double[][] {{Double.NaN}, {1}, {5.9}});
        assertThat(GradientWords.network(grid).orElseThrow()).contains("is not finite");
    }

    @Test
    void withoutStepsNothingIsSaid() {
        assertThat(GradientWords.network(
                        new GradientGrid(Network.ofItsOwn("x"), new int[0], List.of(), new double[0][])))
                .isEmpty();
    }

    private static GradientGrid grid(int[] steps, double[][] norms) {
        List<String> names = IntStream.range(0, norms.length)
                .mapToObj(n -> n == 0 ? "stem/conv" : n == norms.length - 1 ? "head/dense" : "b00/conv" + n)
                .toList();
        return new GradientGrid(Nets.plain(100), steps, names, norms);
    }
}
