package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchJsonTest {
    @Test
    void aRowHasTheAgreedFieldsInOrderAndThenMore() {
        ArrayNode json = BenchJson.of(List.of(BenchRows.withPeer()));
        assertThat(json)
                .hasToString("[{\"task\":\"eval\",\"depth\":10,\"skip\":true,\"width\":8,\"engine\":\"simd\","
                        + "\"images_per_second\":15000.0,\"gflops\":90.0,\"peer\":\"PyTorch 9 (python3), batch 64\","
                        + "\"peer_images_per_second\":6000.0,\"ratio\":2.5,\"peak_gflops\":120.0,"
                        + "\"images_per_second_least\":14900.0,\"images_per_second_most\":15200.0,"
                        + "\"peer_images_per_second_least\":5900.5,\"peer_images_per_second_most\":6100.0,"
                        + "\"loss_difference\":1.5E-7,\"note\":null}]");
    }

    @Test
    void withoutAPeerItsFieldsAreNullAndTheNoteSaysWhy() {
        ArrayNode json = BenchJson.of(List.of(BenchRows.alone()));
        assertThat(json)
                .hasToString("[{\"task\":\"train\",\"depth\":100,\"skip\":false,\"width\":16,\"engine\":\"dl4j\","
                        + "\"images_per_second\":12.5,\"gflops\":12.5,\"peer\":null,"
                        + "\"peer_images_per_second\":null,\"ratio\":null,\"peak_gflops\":125.0,"
                        + "\"images_per_second_least\":12.25,\"images_per_second_most\":12.75,"
                        + "\"peer_images_per_second_least\":null,\"peer_images_per_second_most\":null,"
                        + "\"loss_difference\":null,"
                        + "\"note\":\"train d100-plain-w16: peer python3: ended with exit code 9\"}]");
    }
}
