package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.shape.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page for users of PyTorch shows the module that the notebooks run, and names every kind of parameter. */
class WeightsPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/weights.md");

    @Test
    void theModuleOnThePageIsTheOneThatIsRun() throws IOException {
        String module = Files.readString(Path.of("notebooks/network.py"));

        assertThat(Files.readString(PAGE))
                .contains("```python\n" + module.substring(module.indexOf("from collections")) + "```");
    }

    @Test
    void everyKindAndEndingIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        Variant skip = new Variant(4, Wiring.SKIP, 1, 1, 0.05);
        for (Parameter parameter :
                FamilyGraph.of(skip, new ImageShape(1, 8, 8), 10).layout().parameters()) {
            Role kind = parameter.role();
            String name = TensorNames.of(parameter);
            assertThat(page).contains("`" + kind.text() + "`", name.substring(name.lastIndexOf('.')));
        }
        assertThat(new Variant(20, Wiring.SKIP, 8, 1, 0.05).blocks())
                .as("b00 to b08 for a depth of 20")
                .isEqualTo(9);
    }
}
