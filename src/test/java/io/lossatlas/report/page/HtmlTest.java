package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static final String HOSTILE = "</script><script>alert('x')</script><!--\"&";

    @Test
    void textIsShownAsItIs() {
        assertThat(Html.text(HOSTILE))
                .isEqualTo("&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;!--&quot;&amp;");
    }

    @Test
    void nothingInJsonEndsItsElement() {
        assertThat(Html.json("\"</script><!--\u2028\"")).isEqualTo("\"\\u003c/script\\u003e\\u003c!--\\u2028\"");
    }

    @Test
    void tablesAndListsEscapeWhatTheyHold() {
        assertThat(Html.table(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE))))
                .doesNotContain("<script");
        assertThat(Html.list(List.of(HOSTILE), 1)).doesNotContain("<script");
        assertThat(Html.paragraphs(List.of(HOSTILE))).doesNotContain("<script");
    }

    @Test
    void aLongListIsFolded() {
        assertThat(Html.list(List.of("a", "b", "c"), 2)).contains("1 more").contains("<details>");
        assertThat(Html.list(List.of("a", "b"), 2)).doesNotContain("<details>");
    }

    @Test
    void whatIsFilledInIsNotFilledAgain() {
        assertThat(Template.fill("<p><!--{a}--><!--{b}--></p>", Map.of("a", "<!--{b}-->$1\\", "b", "B")))
                .isEqualTo("<p><!--{b}-->$1\\B</p>");
    }

    @Test
    void aPlaceWithoutContentIsRefused() {
        assertThatThrownBy(() -> Template.fill("<!--{a}-->", Map.of())).hasMessageContaining("<!--{a}-->");
    }
}
