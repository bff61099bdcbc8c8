package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.ConfigSource;
import io.lossatlas.config.parse.RunConfigs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** Where a configuration comes from. */
public final class ConfigOptions {
    private static final String CLASSPATH = "classpath:";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "PATH",
            description = "Configuration in HOCON: a local file, any Hadoop URI, or classpath:conf/smoke.conf. Without "
                    + "it, the defaults of reference.conf.")
    private String path;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a key above the file's; repeatable. The leading lossatlas. may be left out: "
                    + "--set train.steps=100 --set sweep.depths=[10,20]")
    private List<String> sets = new ArrayList<>();

    /** Reads and checks all of it. */
    public RunConfig load(Configuration hadoop) {
        return load(hadoop, List.of());
    }

    /** The same with settings of other options above all. */
    public RunConfig load(Configuration hadoop, List<String> above) {
        List<String> all = new ArrayList<>(sets);
        all.addAll(above);
        return RunConfigs.load(Optional.ofNullable(path).map(given -> read(given, hadoop)), all);
    }

    private static ConfigSource read(String path, Configuration hadoop) {
        try (InputStream in = open(path, hadoop)) {
            return new ConfigSource(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw new RefusedException("--config %s: expected a file, found none".formatted(path), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException("--config %s: cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static InputStream open(String path, Configuration hadoop) throws IOException {
        if (!path.startsWith(CLASSPATH)) {
            Path file = new Path(path);
            return file.getFileSystem(hadoop).open(file);
        }
        String resource = path.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        InputStream in = ConfigOptions.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException(resource);
        }
        return in;
    }
}
