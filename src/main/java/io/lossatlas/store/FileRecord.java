package io.lossatlas.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.lossatlas.config.identity.Sha256;
import java.io.IOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A published file.
 *
 * @param path relative to the run's folder
 * @param scope what its rows are about: a variant, or a surface
 * @param rows rows of a table, 0 for other files
 * @param bytes length
 * @param sha256 of the content, in hexadecimal
 * @param covers which points and shards of a grid its rows are of; empty where they are of none
 */
public record FileRecord(
        String path,
        String scope,
        long rows,
        long bytes,
        String sha256,

        @JsonSerialize(using = CoversWriter.class) @JsonDeserialize(using = CoversReader.class)
        List<Span> covers) {
    private static final int FEW_SPANS = 8;

    /** Copies the spans; absent ones are none. */
    public FileRecord {
        covers = covers == null ? List.of() : List.copyOf(covers);
    }

    /** The same file, about another scope. */
    FileRecord of(String other) {
        return new FileRecord(path, other, rows, bytes, sha256, covers);
    }

    /** One SHA-256 for several files, whatever their order and names: of their own, sorted, a line each. */
    public static String digest(Collection<FileRecord> files) {
        String hashes = files.stream().map(FileRecord::sha256).sorted().collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Sha256.of(hashes));
    }

    /** Few spans as objects; many, as scattered points give them, as one text. */
    private static final class CoversWriter extends JsonSerializer<List<Span>> {
        @Override
        public void serialize(List<Span> covers, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (covers.size() > FEW_SPANS) {
                json.writeString(Coverage.text(covers));
            } else {
                provider.defaultSerializeValue(covers.toArray(Span[]::new), json);
            }
        }
    }

    private static final class CoversReader extends JsonDeserializer<List<Span>> {
        @Override
        public List<Span> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return List.of(context.readValue(json, Span[].class));
            }
            try {
                return Coverage.spans(json.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(json, "covers: " + e.getMessage(), e);
            }
        }
    }
}
