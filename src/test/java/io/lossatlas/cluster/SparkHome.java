package io.lossatlas.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What a distribution of Spark looks like to its own scripts, made of the jars that Maven resolved, and the application's
 * jar beside it.
 *
 * @param folder holds {@code jars} and {@code conf}
 * @param application classes and resources of the program and its tests
 */
record SparkHome(Path folder, Path application) {

    /** In an empty folder. */
    static SparkHome in(Path folder, Map<String, String> settings) throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        for (Path entry : classPath) {
            if (Files.isRegularFile(entry)) {
                Files.createSymbolicLink(jars.resolve(entry.getFileName()), entry);
            }
        }
        Path application = folder.resolve("lossatlas.jar");
        jar(application, classPath.stream().filter(Files::isDirectory).toList());
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((key, value) ->
                        lines.append(key).append(' ').append(value).append('\n'));
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve("spark-defaults.conf"), lines);
        return new SparkHome(folder, application);
    }

    private static void jar(Path target, List<Path> roots) throws IOException {
        Map<String, Path> entries = new TreeMap<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> entries.putIfAbsent(
                                root.relativize(file).toString().replace(File.separatorChar, '/'), file));
            }
        }
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.setLevel(1);
            for (Map.Entry<String, Path> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                Files.copy(entry.getValue(), jar);
                jar.closeEntry();
            }
        }
    }

    /** The class path of Spark's own processes. */
    String classPath() {
        return folder.resolve("jars") + File.separator + "*";
    }
}
