package io.lossatlas.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkLayerTest {
    @Test
    void eachLayerHasThreePassesThatRun() {
        List<NetworkLayer> layers = NetworkLayer.all();

        assertThat(layers).extracting(NetworkLayer::name).doesNotHaveDuplicates();
        for (NetworkLayer layer : layers) {
            List<KernelJob> passes = layer.passes().get();
            assertThat(passes).as(layer.name()).hasSize(3);
            passes.forEach(pass -> pass.kernel().run());
        }
    }

    /** Two for each multiply-add, of 16 images. */
    @Test
    void operationsAreThoseOfDirectSums() {
        assertThat(operations("3 x 3, 16 to 16, 32 x 32")).isEqualTo(2.0 * 16 * 32 * 32 * 16 * 16 * 9);
        assertThat(operations("7 x 7 / 2, 3 to 64, 64 x 64")).isEqualTo(2.0 * 16 * 32 * 32 * 64 * 3 * 49);
        assertThat(operations("depthwise 3 x 3, 32 to 32, 32 x 32")).isEqualTo(2.0 * 16 * 32 * 32 * 32 * 9);
        assertThat(operations("dense 192 to 768, 64 tokens")).isEqualTo(2.0 * 16 * 64 * 192 * 768);
        assertThat(operations("products of 64 x 64 by 64 x 64")).isEqualTo(2.0 * 16 * 64 * 64 * 64);
    }

    private static double operations(String name) {
        NetworkLayer layer = NetworkLayer.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<KernelJob> passes = layer.passes().get();
        assertThat(passes)
                .extracting(KernelJob::operations)
                .containsOnly(passes.get(0).operations());
        return passes.get(0).operations();
    }
}
