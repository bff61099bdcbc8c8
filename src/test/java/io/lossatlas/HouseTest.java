package io.lossatlas;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and sizes that hold for all sources, and documents that name nothing that is not there. */
class HouseTest {
    private static final int MOST_CLASSES = 25;
    private static final String PACKAGE = "package-info";

    private static final Pattern METHOD = Pattern.compile("(?m)^ {4,}(?:\\w+ )*\\w+ (\\w+_\\w+)\\(.*\\{$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z0-9]\\w*)(\\.\\w+)?");
    private static final Pattern PATH = Pattern.compile("(?:\\./)?(?:\\.ci|conf|notebooks|src|submit)/[\\w./-]+");

    @Test
    void noClassNameOccursTwice() throws IOException {
        Map<String, Long> byName = sources("src/main/java").stream()
                .map(HouseTest::name)
                .filter(name -> !name.equals(PACKAGE))
                .collect(groupingBy(name -> name, counting()));
        byName.values().removeIf(count -> count == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void noPackageHasMoreClassesThanOneCanSee() throws IOException {
        Map<Path, Long> sizes = sources("src/main/java").stream()
                .filter(source -> !name(source).equals(PACKAGE))
                .collect(groupingBy(Path::getParent, counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES);
        assertThat(sizes).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        Set<Path> silent =
                sources("src/main/java").stream().map(Path::getParent).collect(Collectors.toSet());
        silent.removeIf(folder -> Files.exists(folder.resolve(PACKAGE + ".java")));
        assertThat(silent).isEmpty();
    }

    @Test
    void testMethodsAreNamedInCamelCase() throws IOException {
        for (Path source : sources("src/test/java")) {
            assertThat(found(METHOD, Files.readString(source)))
                    .as(source.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGES.md"})
    void aDocumentNamesWhatThereIs(String document) throws IOException {
        String text = Files.readString(Path.of(document));
        Set<String> classes = sources("src").stream().map(HouseTest::name).collect(Collectors.toSet());
        List<String> code = found(CODE, FENCED.matcher(text).replaceAll(""));

        assertThat(code.stream()
                        .map(CLASS::matcher)
                        .filter(Matcher::matches)
                        .map(name -> name.group(1))
                        .filter(name -> !classes.contains(name)))
                .isEmpty();
        assertThat(Stream.concat(code.stream().flatMap(HouseTest::paths), found(LINK, text).stream())
                        .filter(path -> Files.notExists(Path.of(path))))
                .isEmpty();
    }

    private static Stream<String> paths(String code) {
        return Stream.of(code.split("\\s+")).filter(word -> PATH.matcher(word).matches());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }
}
