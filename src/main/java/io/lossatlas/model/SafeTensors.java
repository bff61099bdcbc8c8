package io.lossatlas.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lossatlas.config.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What the header of a safetensors file says: eight bytes of length, JSON, then the tensors' values one after the other
 * (<a href="https://github.com/huggingface/safetensors#format">format</a>). Anyone may have written the file: the header
 * is small, every tensor's extent follows from its shape, and the extents fill the file without gap or overlap, or it is
 * refused before anything is allocated for it.
 *
 * @param tensors in the order of their values
 * @param step of a training that the metadata say they are of
 */
record SafeTensors(List<Tensor> tensors, OptionalInt step) {
    /** Bytes that a header may have: networks of thousands of layers need no more. */
    static final int LONGEST_HEADER = 4 << 20;

    private static final String METADATA = "__metadata__";
    private static final String STEP = "step";
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final int MOST_DIMENSIONS = 8;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One tensor.
     *
     * @param begin of its values, in bytes after the header
     * @param end one past its values
     */
    record Tensor(String name, TensorType type, List<Long> shape, long begin, long end) {
        long elements() {
            return (end - begin) / type.bytes();
        }
    }

    /**
     * Reads the header and leaves the stream at the first value.
     *
     * @param length of the file
     * @param source what to call it in a refusal
     */
    static SafeTensors read(InputStream in, long length, String source) throws IOException {
        byte[] prefix = in.readNBytes(Long.BYTES);
        if (prefix.length < Long.BYTES) {
            throw refused(source, "the length of the header in 8 bytes", prefix.length + " bytes in all");
        }
        long header = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (header < 2 || header > LONGEST_HEADER) {
            throw refused(
                    source,
                    "a file of safetensors (safetensors.torch.save_file, not torch.save) with a header of 2 to %d bytes"
                            .formatted(LONGEST_HEADER),
                    Long.toUnsignedString(header));
        }
        byte[] text = in.readNBytes((int) header);
        if (text.length < header) {
            throw refused(source, "a header of %d bytes".formatted(header), text.length + " before the file ends");
        }
        List<Tensor> tensors = new ArrayList<>();
        OptionalInt step = OptionalInt.empty();
        Iterator<Map.Entry<String, JsonNode>> entries = json(text, source).fields();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (entry.getKey().equals(METADATA)) {
                step = step(entry.getValue(), source);
            } else {
                tensors.add(tensor(entry.getKey(), entry.getValue(), source));
            }
        }
        tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
        requireFilled(tensors, length - Long.BYTES - header, source);
        return new SafeTensors(List.copyOf(tensors), step);
    }

    private static OptionalInt step(JsonNode metadata, String source) {
        JsonNode step = metadata.path(STEP);
        if (step.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!WHOLE.matcher(step.asText()).matches()) {
            throw refused("%s: %s.%s".formatted(source, METADATA, STEP), "a whole number from 0 to 999999999", step);
        }
        return OptionalInt.of(Integer.parseInt(step.asText()));
    }

    private static JsonNode json(byte[] text, String source) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    "%s: header: expected JSON, found: %s".formatted(source, e.getOriginalMessage()), e);
        }
        if (!json.isObject()) {
            throw refused(source, "an object as header", json.getNodeType().toString());
        }
        return json;
    }

    private static Tensor tensor(String name, JsonNode json, String source) {
        String what = "%s: tensor %s".formatted(source, name);
        String dtype = json.path("dtype").asText("none");
        TensorType type =
                TensorType.named(dtype).orElseThrow(() -> refused(what, "a dtype of safetensors", "'" + dtype + "'"));
        List<Long> shape = numbers(json.path("shape"), what + ": shape");
        if (shape.size() > MOST_DIMENSIONS) {
            throw refused(what, "at most %d dimensions".formatted(MOST_DIMENSIONS), shape.size());
        }
        List<Long> extent = numbers(json.path("data_offsets"), what + ": data_offsets");
        if (extent.size() != 2 || extent.get(0) > extent.get(1)) {
            throw refused(what, "data_offsets of a begin and an end", extent);
        }
        long bytes = bytes(type, shape, what);
        if (extent.get(1) - extent.get(0) != bytes) {
            throw refused(what, "%d bytes for shape %s of %s".formatted(bytes, shape, type), "data_offsets " + extent);
        }
        return new Tensor(name, type, shape, extent.get(0), extent.get(1));
    }

    private static long bytes(TensorType type, List<Long> shape, String what) {
        try {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new RefusedException("%s: expected a size, found shape %s".formatted(what, shape), e);
        }
    }

    private static List<Long> numbers(JsonNode array, String what) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode each : array) {
            if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
                throw refused(what, "whole numbers from 0 on", each);
            }
            numbers.add(each.longValue());
        }
        if (!array.isArray()) {
            throw refused(what, "an array", array.isMissingNode() ? "none" : array);
        }
        return List.copyOf(numbers);
    }

    private static void requireFilled(List<Tensor> tensors, long available, String source) {
        long end = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin != end) {
                throw refused(
                        "%s: tensor %s".formatted(source, tensor.name),
                        "values from byte %d on, where the tensor before it ends".formatted(end),
                        tensor.begin);
            }
            end = tensor.end;
        }
        if (end != available) {
            throw refused(source, "%d bytes of values, as the header says".formatted(end), available);
        }
    }

    private static RefusedException refused(String what, String expected, Object found) {
        String text = String.valueOf(found);
        return new RefusedException(
                "%s: expected %s, found %s".formatted(what, expected, text.substring(0, Math.min(200, text.length()))));
    }
}
