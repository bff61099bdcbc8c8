package io.lossatlas.model;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes safetensors files, good ones and others. */
public final class SafeTensorsFile {
    private final List<String> entries = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** All parameters of a network as F32, as {@code safetensors.torch.save_file} lays them out. */
    public static SafeTensorsFile of(Weights weights) {
        SafeTensorsFile file = new SafeTensorsFile();
        for (Parameter parameter : weights.layout().parameters()) {
            file.add(TensorNames.of(parameter), "F32", parameter.shape().toString(), floats(weights.of(parameter)));
        }
        return file;
    }

    /** The same by the parameters' own names, as weights of a step. */
    public static SafeTensorsFile ofStep(Weights weights, int step) {
        SafeTensorsFile file = new SafeTensorsFile().entry("__metadata__", "{\"step\":\"%d\"}".formatted(step));
        for (Parameter parameter : weights.layout().parameters()) {
            file.add(parameter.name(), "F32", parameter.shape().toString(), floats(weights.of(parameter)));
        }
        return file;
    }

    /** Adds a tensor after those before it. */
    SafeTensorsFile add(String name, String type, String shape, byte[] values) {
        int begin = data.size();
        data.writeBytes(values);
        return entry(
                name,
                "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(type, shape, begin, data.size()));
    }

    /** Adds a line to the header alone. */
    SafeTensorsFile entry(String name, String json) {
        entries.add("\"%s\":%s".formatted(name, json));
        return this;
    }

    /** Another header than the lines would give, before the same data. */
    byte[] bytes(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data.toByteArray())
                .array();
    }

    /** The file. */
    public byte[] bytes() {
        return bytes("{" + String.join(",", entries) + "}");
    }

    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }
}
