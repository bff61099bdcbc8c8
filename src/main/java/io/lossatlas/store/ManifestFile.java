package io.lossatlas.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lossatlas.config.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** {@code manifest.json}: read whole, replaced whole. */
final class ManifestFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final RunFolder folder;

    ManifestFile(RunFolder folder) {
        this.folder = folder;
    }

    /**
     * The manifest of the folder, if there is one.
     *
     * @throws RefusedException when the file is not a manifest, or of a format that this code does not know
     */
    Optional<Manifest> read() throws IOException {
        Path path = folder.manifest();
        if (!folder.fs().exists(path)) {
            return Optional.empty();
        }
        try (InputStream in = folder.fs().open(path)) {
            JsonNode tree = JSON.readTree(in);
            int version = tree.path("format_version").asInt(0);
            if (version < FormatOne.VERSION || version > Manifest.FORMAT_VERSION) {
                throw new RefusedException("%s: expected format_version %d to %d, found %s"
                        .formatted(path, FormatOne.VERSION, Manifest.FORMAT_VERSION, tree.path("format_version")));
            }
            Manifest manifest = JSON.treeToValue(tree, Manifest.class);
            return Optional.of(version == FormatOne.VERSION ? FormatOne.upgraded(manifest) : manifest);
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    "%s: expected a manifest of LossAtlas, found: %s".formatted(path, e.getOriginalMessage()), e);
        }
    }

    void write(Manifest manifest) throws IOException {
        byte[] text = JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8);
        Path path = folder.manifest();
        if (folder.writesAreAtomic()) {
            write(path, text);
        } else {
            Path next = folder.nextManifest();
            write(next, text);
            CrashPoint.MANIFEST_BESIDE.pass();
            folder.replace(next, path);
        }
    }

    private void write(Path path, byte[] text) throws IOException {
        try (FSDataOutputStream out = folder.fs().create(path, true)) {
            out.write(text);
            if (!folder.writesAreAtomic()) {
                out.hsync();
            }
        }
    }
}
