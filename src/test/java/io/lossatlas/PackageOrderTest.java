package io.lossatlas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package uses only those before it, and some know nothing of Spark or DL4J. */
class PackageOrderTest {
    private static final String ROOT = "io.lossatlas.";
    private static final List<String> ORDER = List.of(
            "config",
            "data",
            "graph",
            "onnx",
            "model",
            "engine",
            "dl4j",
            "runtime",
            "plane",
            "store",
            "train",
            "curvature",
            "surface",
            "analysis",
            "results",
            "report",
            "bench",
            "cli");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lossatlas");

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBeforeIt(String name) {
        String[] later = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(each -> ROOT + each + "..")
                .toArray(String[]::new);
        if (later.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "config, org.apache.spark..",
        "config, org.apache.hadoop..",
        "config, org.deeplearning4j..",
        "config, org.nd4j..",
        "data, org.deeplearning4j..",
        "data, org.nd4j..",
        "graph, org.apache.spark..",
        "graph, org.apache.hadoop..",
        "graph, org.deeplearning4j..",
        "graph, org.nd4j..",
        "graph, com.typesafe..",
        "graph, io.lossatlas.data..",
        "onnx, org.apache.spark..",
        "onnx, io.lossatlas.data..",
        "model, org.apache.spark..",
        "engine, org.apache.spark..",
        "engine, org.deeplearning4j..",
        "engine, org.nd4j..",
        "dl4j, org.apache.spark..",
        "dl4j, io.lossatlas.config..",
        "runtime, org.apache.spark..",
        "runtime, org.nd4j..",
        "runtime, io.lossatlas.config..",
        "engine, ai.onnxruntime..",
        "model, ai.onnxruntime..",
        "engine, io.lossatlas.config..",
        "plane, org.apache.spark..",
        "plane, org.deeplearning4j..",
        "plane, org.nd4j..",
        "store, org.deeplearning4j..",
        "store, org.nd4j..",
        "analysis, org.deeplearning4j..",
        "analysis, org.nd4j..",
        "analysis.metric, io.lossatlas.plane..",
        "analysis.metric, org.apache.spark..",
        "analysis.network, org.apache.spark..",
        "analysis.surface, org.apache.spark..",
        "results, org.deeplearning4j..",
        "results, org.nd4j..",
        "report, org.deeplearning4j..",
        "report, org.nd4j..",
        "report.figure, org.apache.spark.."
    })
    void aPackageDoesNotKnow(String name, String foreign) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .check(CLASSES);
    }

    /** What is no part of it changes from one line of Spark to the next. */
    @Test
    void ofSparkOnlyWhatIsPublicIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.deploy..",
                        "org.apache.spark.internal..",
                        "org.apache.spark.network..",
                        "org.apache.spark.rpc..",
                        "org.apache.spark.status..",
                        "org.apache.spark.sql.catalyst..",
                        "org.apache.spark.sql.execution..",
                        "org.apache.spark.sql.internal..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "io.lossatlas.config, io.lossatlas.config.parse..",
        "io.lossatlas.config, io.lossatlas.config.identity..",
        "io.lossatlas.config.parse, io.lossatlas.config.identity..",
        "io.lossatlas.graph.shape, io.lossatlas.graph.operation..",
        "io.lossatlas.graph.shape, io.lossatlas.graph",
        "io.lossatlas.graph.operation, io.lossatlas.graph",
        "io.lossatlas.graph.operation, io.lossatlas.graph.interpreter..",
        "io.lossatlas.graph, io.lossatlas.graph.interpreter..",
        "io.lossatlas.onnx.file, io.lossatlas.onnx.constant..",
        "io.lossatlas.onnx.file, io.lossatlas.onnx.pattern..",
        "io.lossatlas.onnx.file, io.lossatlas.onnx",
        "io.lossatlas.onnx.constant, io.lossatlas.onnx.pattern..",
        "io.lossatlas.onnx.constant, io.lossatlas.onnx",
        "io.lossatlas.onnx.pattern, io.lossatlas.onnx",
        "io.lossatlas.onnx.file, io.lossatlas.onnx.open..",
        "io.lossatlas.onnx.open, io.lossatlas.onnx",
        "io.lossatlas.engine.step.norm, io.lossatlas.engine.step.pass..",
        "io.lossatlas.engine.step.norm, io.lossatlas.engine.step",
        "io.lossatlas.engine.step.pass, io.lossatlas.engine.step"
    })
    void aPackageDoesNotKnowTheOnesBelowIt(String name, String lower) {
        noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(lower)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/io/lossatlas"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ORDER);
        }
    }
}
