package io.lossatlas.model;

import static io.lossatlas.model.SafeTensorsFile.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import io.lossatlas.model.SafeTensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    @Test
    void tensorsComeInTheOrderOfTheirValues() throws IOException {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"late\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[8,10]},"
                + "\"early\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"nothing\":{\"dtype\":\"I64\",\"shape\":[0,3],\"data_offsets\":[10,10]}}   ";
        byte[] bytes =
                new SafeTensorsFile().add("all", "I16", "[5]", new byte[10]).bytes(header);

        SafeTensors file = SafeTensors.read(new ByteArrayInputStream(bytes), bytes.length, "mine");

        assertThat(file.tensors())
                .containsExactly(
                        new Tensor("early", TensorType.F32, List.of(2L, 1L), 0, 8),
                        new Tensor("late", TensorType.BF16, List.of(), 8, 10),
                        new Tensor("nothing", TensorType.I64, List.of(0L, 3L), 10, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4] | [0,16] | F33 | tensor a: expected a dtype of safetensors, found 'F33'",
                "[4] | [0,12] | F32 | tensor a: expected 16 bytes for shape [4] of F32, found data_offsets [0, 12]",
                "[4] | [16,0] | F32 | tensor a: expected data_offsets of a begin and an end, found [16, 0]",
                "[4] | [0] | F32 | tensor a: expected data_offsets of a begin and an end, found [0]",
                "[4] | [0,1e999] | F32 | tensor a: data_offsets: expected whole numbers from 0 on, found \"Infinity\"",
                "[4] | [-16,0] | F32 | tensor a: data_offsets: expected whole numbers from 0 on, found -16",
                "[4.5] | [0,18] | F32 | tensor a: shape: expected whole numbers from 0 on, found 4.5",
                "[\"NaN\"] | [0,16] | F32 | tensor a: shape: expected whole numbers from 0 on, found \"NaN\"",
                "4 | [0,16] | F32 | tensor a: shape: expected an array, found 4",
                "[1,1,1,1,1,1,1,1,4] | [0,16] | F32 | tensor a: expected at most 8 dimensions, found 9",
                "[4611686018427387904,8] | [0,16] | F32 | tensor a: expected a size, found shape [4611686018427387904, 8]",
                "[1000000000] | [0,4000000000] | F32 | expected 4000000000 bytes of values, as the header says, found 16",
                "[4] | [16,32] | F32 | tensor a: expected values from byte 0 on, where the tensor before it ends, found 16",
            })
    void aTensorThatCannotBeIsRefused(String shape, String offsets, String type, String message) {
        String header = "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, offsets);
        assertRefused(
                new SafeTensorsFile().add("a", "F32", "[4]", floats(1, 2, 3, 4)).bytes(header), message);
    }

    @Test
    void tensorsThatOverlapOrLeaveAGapAreRefused() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}";
        SafeTensorsFile data = new SafeTensorsFile().add("a", "F32", "[4]", floats(1, 2, 3, 4));

        assertRefused(data.bytes(header.formatted(4, 12)), "tensor b: expected values from byte 8 on");
        assertRefused(data.bytes(header.formatted(12, 20)), "tensor b: expected values from byte 8 on");
    }

    @Test
    void whatFollowsTheLastTensorIsRefused() {
        SafeTensorsFile data = new SafeTensorsFile().add("a", "F32", "[4]", floats(1, 2, 3, 4));
        assertRefused(
                data.bytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}"),
                "expected 12 bytes of values, as the header says, found 16");
    }

    @Test
    void aHugeHeaderIsRefusedBeforeItIsRead() {
        byte[] file = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MAX_VALUE)
                .array();
        assertRefused(
                file,
                "expected a file of safetensors (safetensors.torch.save_file, not torch.save) with a header of 2 to 4194304 bytes, found 9223372036854775807");
        assertRefused(
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(-1).array(),
                "expected a file of safetensors (safetensors.torch.save_file, not torch.save) with a header of 2 to 4194304 bytes, found 18446744073709551615");
    }

    @Test
    void aHeaderThatIsNoObjectOfTensorsIsRefused() {
        SafeTensorsFile empty = new SafeTensorsFile();
        assertRefused(new byte[5], "expected the length of the header in 8 bytes, found 5 bytes in all");
        assertRefused(empty.bytes("[1]"), "expected an object as header, found ARRAY");
        assertRefused(empty.bytes("{\"a\":NaN}"), "header: expected JSON, found: ");
        assertRefused(empty.bytes("{\"a\":1,\"a\":2}"), "header: expected JSON, found: Duplicate field 'a'");
        assertRefused(empty.bytes("[".repeat(1 << 20)), "header: expected JSON, found: ");
        assertRefused(empty.bytes("{\"a\":1}"), "tensor a: expected a dtype of safetensors, found 'none'");
    }

    @Test
    void aHeaderThatTheFileEndsInIsRefused() {
        byte[] file = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100)
                .array();
        assertRefused(file, "expected a header of 100 bytes, found 12 before the file ends");
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(file), file.length, "mine"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("mine: ")
                .hasMessageContaining(message);
    }
}
