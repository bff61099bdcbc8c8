package io.lossatlas.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master and workers of one core each, as processes of their own on loopback. */
final class StandaloneCluster implements AutoCloseable {
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

    private final SparkHome home;
    private final Path folder;
    private final Jvm master;
    private final String url;
    private final List<Jvm> workers = new ArrayList<>();
    private int started;

    private StandaloneCluster(SparkHome home, Path folder, Jvm master) {
        this.home = home;
        this.folder = folder;
        this.master = master;
        master.awaitOutput("I have been elected leader");
        Matcher address = MASTER.matcher(master.output());
        if (!address.find()) {
            throw new IllegalStateException("no address in " + master);
        }
        this.url = address.group(1);
    }

    /** A master alone. */
    static StandaloneCluster start(SparkHome home, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = List.of(
                "-Xmx256m",
                "-cp",
                classPath(home),
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        return new StandaloneCluster(home, folder, Jvm.start(folder.resolve("master.log"), environment(home), command));
    }

    /** Starts workers until there are so many. */
    void workers(int count) throws IOException {
        workers.removeIf(worker -> !worker.process().isAlive());
        while (workers.size() < count) {
            started++;
            String host = host(started);
            Map<String, String> environment = new HashMap<>(environment(home));
            environment.put("SPARK_LOCAL_IP", host);
            Jvm worker = Jvm.start(
                    folder.resolve("worker%d.log".formatted(started)),
                    environment,
                    List.of(
                            "-Xmx256m",
                            "-cp",
                            classPath(home),
                            "org.apache.spark.deploy.worker.Worker",
                            "--host",
                            host,
                            "--cores",
                            "1",
                            "--memory",
                            "1g",
                            "--webui-port",
                            "0",
                            "--work-dir",
                            folder.resolve("work").toString(),
                            url));
            workers.add(worker);
            worker.awaitOutput("Successfully registered with master");
        }
    }

    /** An address of its own where loopback has many: Spark runs no speculative copy on the host of the straggler. */
    private static String host(int worker) {
        return System.getProperty("os.name").equals("Linux") ? "127.0.0." + (1 + worker % 100) : "127.0.0.1";
    }

    /** Kills all workers as {@code kill -9} does. */
    void killWorkers() throws InterruptedException {
        for (Jvm worker : workers) {
            worker.close();
            worker.end();
        }
    }

    /** Submits a class of the application's jar. */
    Jvm submit(String name, String mainClass, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx1g",
                "-cp",
                classPath(home),
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                url,
                "--class",
                mainClass));
        command.addAll(options);
        command.add(home.application().toString());
        command.addAll(List.of(arguments));
        return Jvm.start(folder.resolve(name + ".log"), environment(home), command);
    }

    /** Where the processes write. */
    Path folder() {
        return folder;
    }

    /** The class path of Spark's own processes, its settings first. */
    static String classPath(SparkHome home) {
        return home.folder().resolve("conf") + java.io.File.pathSeparator + home.classPath();
    }

    private static Map<String, String> environment(SparkHome home) {
        return Map.of(
                "SPARK_HOME",
                home.folder().toString(),
                "SPARK_CONF_DIR",
                home.folder().resolve("conf").toString(),
                "SPARK_SCALA_VERSION",
                "2.12");
    }

    @Override
    public void close() {
        workers.forEach(Jvm::close);
        master.close();
    }
}
