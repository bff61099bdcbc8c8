package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final String PAGE = "page.ftlh";
    private static final String HOSTILE = "</script><script>alert('x')</script><!--\"&${1+1}<#assign>";
    private static final String ESCAPED =
            "&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;!--&quot;&amp;${1+1}&lt;#assign&gt;";
    private static final List<String> RAW = List.of("data", "style", "plotly", "program");
    private static final List<String> ROWS = List.of("eigenvalues", "networks", "ranges", "failures");

    /** Every value that the template takes, one by one: wherever it stands, it stands as text. */
    @Test
    void whateverComesFromARunIsText() {
        empty().forEach((name, value) -> {
            if (RAW.contains(name)) {
                return;
            }
            Map<String, Object> model = empty();
            model.put(name, hostile(name, value));
            if (name.equals("failed")) {
                model.put("failures", List.of(List.of("cause")));
            }
            assertThat(Template.fill(PAGE, model)).as(name).contains(ESCAPED).doesNotContain("alert('");
        });
    }

    @Test
    void theScriptsAndTheStyleArePutInAsTheyAre() {
        RAW.forEach(name -> {
            Map<String, Object> model = empty();
            model.put(name, "if (a < b && \"c\") { }");
            assertThat(Template.fill(PAGE, model)).contains("if (a < b && \"c\") { }");
        });
    }

    @Test
    void nothingInJsonEndsItsElement() {
        assertThat(Page.inScript("\"</script><!--\u2028\"")).isEqualTo("\"\\u003c/script\\u003e\\u003c!--\\u2028\"");
    }

    @Test
    void aLongListIsFoldedAfterItsFirstEight() {
        assertThat(filled("metrics", words(9)))
                .contains("1 more")
                .containsPattern("(?s)<li>word 8</li>\\s*</ul>\\s*<details>.*<li>word 9</li>\\s*</ul>\\s*</details>");
        assertThat(filled("metrics", words(8))).contains("<li>word 8</li>").doesNotContain(" more</summary>");
        assertThat(filled("metrics", words(0))).doesNotContain("<ul class=\"findings\">");
        assertThat(filled("metrics", words(1300))).contains("<summary>1,292 more</summary>");
    }

    @Test
    void whatThereIsNothingOfHasNoHeading() {
        assertThat(Template.fill(PAGE, empty()))
                .doesNotContain("On the way between networks")
                .doesNotContain("Range of every surface")
                .doesNotContain("Eigenvalues at both ends")
                .doesNotContain("Two directions against all")
                .doesNotContain("Failed points");
    }

    @Test
    void aValueThatIsMissingIsRefusedByName() {
        Map<String, Object> model = empty();
        model.remove("headline");
        assertThatThrownBy(() -> Template.fill(PAGE, model)).rootCause().hasMessageContaining("headline");
    }

    private static String filled(String name, Object value) {
        Map<String, Object> model = empty();
        model.put(name, value);
        return Template.fill(PAGE, model);
    }

    private static List<String> words(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "word " + n).toList();
    }

    private static Object hostile(String name, Object value) {
        if (value instanceof Map) {
            return Map.of(HOSTILE, HOSTILE);
        }
        return value instanceof List ? List.of(ROWS.contains(name) ? List.of(HOSTILE) : HOSTILE) : HOSTILE;
    }

    /** A page of a run without anything in it. */
    private static Map<String, Object> empty() {
        Map<String, Object> model = new HashMap<>();
        for (String name : List.of("title", "headline", "guessing", "measure", "sampling", "failed")) {
            model.put(name, "");
        }
        for (String name : List.of(
                "summary",
                "training",
                "surfaces",
                "lines",
                "paths",
                "directions",
                "convexity",
                "eigenvalues",
                "bn",
                "gradients",
                "metrics",
                "ranges",
                "failures")) {
            model.put(name, List.of());
        }
        model.put("configuration", List.of());
        model.put("networks", List.of());
        model.put("provenance", Map.of());
        RAW.forEach(name -> model.put(name, ""));
        return model;
    }
}
