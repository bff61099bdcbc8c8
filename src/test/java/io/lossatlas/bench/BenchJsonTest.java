package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
                        + "\"loss_difference\":1.5E-7,\"note\":null,\"network\":\"d10-skip-w8\","
                        + "\"fastest_peer\":\"PyTorch 9 (python3), batch 64\",\"fastest_ratio\":2.5,"
                        + "\"compile_seconds\":0.0125,\"load_seconds\":2.5E-5,\"gradient_images_per_second\":null}]");
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
                        + "\"note\":\"train d100-plain-w16: peer python3: ended with exit code 9\","
                        + "\"network\":\"d100-plain-w16\",\"fastest_peer\":null,\"fastest_ratio\":null,"
                        + "\"compile_seconds\":1.5,\"load_seconds\":null,\"gradient_images_per_second\":null}]");
    }

    @Test
    void aProductHasTheRateOfTheGradientToo() {
        JsonNode row = BenchJson.of(List.of(BenchRows.product())).get(0);
        assertThat(row.get("task").asText()).isEqualTo("product");
        assertThat(row.get("gradient_images_per_second").asDouble()).isEqualTo(1_300);
    }

    @Test
    void ofANetworkOfAFileTheFamilysFieldsAreNullAndTheFastestPeerIsNamed() {
        JsonNode row = BenchJson.of(List.of(BenchRows.ofFile())).get(0);
        assertThat(row.get("network").asText()).isEqualTo("resnet-b");
        assertThat(List.of(row.get("depth"), row.get("skip"), row.get("width"))).allMatch(JsonNode::isNull);
        assertThat(row.get("peer").asText()).isEqualTo("ONNX Runtime 1 (python3), batch 1");
        assertThat(row.get("ratio").asDouble()).isEqualTo(2);
        assertThat(row.get("fastest_peer").asText()).isEqualTo("ONNX Runtime 2 (python3), batch 16");
        assertThat(row.get("fastest_ratio").asDouble()).isEqualTo(1.25);
    }
}
