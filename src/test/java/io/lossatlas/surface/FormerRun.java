package io.lossatlas.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Brings a run's folder into the form that it had before surfaces and planes had a step. */
record FormerRun(SparkSession spark, Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void rewrite() throws IOException {
        Path file = folder.resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
        manifest.put("format_version", 1);
        ObjectNode random = (ObjectNode) manifest.remove("planes").get("random-s1");
        ObjectNode surface = ((ObjectNode) manifest.get("configuration")).putObject("surface");
        surface.set("x", random.get("x"));
        surface.set("y", random.get("y"));
        surface.set("normalize", random.at("/settings/normalize"));
        ObjectNode surfaces = JSON.createObjectNode();
        manifest.get("surfaces")
                .fields()
                .forEachRemaining(entry -> surfaces.set(withoutStep(entry.getKey()), entry.getValue()));
        manifest.set("surfaces", surfaces);
        for (String table : new String[] {"losses", "surface", "directions", "failures"}) {
            for (JsonNode record : manifest.path("tables").path(table)) {
                withoutStep((ObjectNode) record);
            }
        }
        JSON.writeValue(file.toFile(), manifest);
    }

    private void withoutStep(ObjectNode record) throws IOException {
        Path file = folder.resolve(record.get("path").asText());
        Path beside = folder.resolve("former");
        spark.read()
                .parquet(file.toString())
                .drop(
                        "step",
                        "centre_loss_sum",
                        "centre_loss_sum_sq",
                        "centre_product_sum",
                        "difference",
                        "difference_se")
                .coalesce(1)
                .write()
                .parquet(beside.toString());
        try (Stream<Path> parts = Files.list(beside)) {
            Path part = parts.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Stream<Path> rest = Files.list(beside)) {
            for (Path path : rest.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(beside);
        record.put("bytes", Files.size(file));
        record.put("sha256", sha256(Files.readAllBytes(file)));
        record.put("scope", withoutStep(record.get("scope").asText()));
    }

    private static String withoutStep(String scope) {
        return scope.replaceFirst("^([^/]+/[^/]+)/\\d+", "$1");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
