package io.lossatlas.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.results.Results;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The page of a run, {@value RunFolder#PAGE}: written from its tables and its manifest alone, in place of the one before.
 * It stays under 6 MB: of large grids and long trainings it holds every so many points, and says so.
 */
public final class Page {
    private final SparkSession spark;
    private final Run run;
    private final Results results;

    /** Of an open run and its results. */
    public Page(SparkSession spark, Run run, Results results) {
        this.spark = spark;
        this.run = run;
        this.results = results;
    }

    /** Writes and publishes the page; gives its file. */
    public FileRecord publish() {
        byte[] html = html().getBytes(StandardCharsets.UTF_8);
        FileRecord page = new Publisher(spark, run.folder()).write(RunFolder.PAGE, "", out -> out.write(html));
        run.commit(draft -> {
            draft.drop(RunFolder.PAGE, List.copyOf(draft.files(RunFolder.PAGE)));
            draft.add(RunFolder.PAGE, List.of(page));
        });
        return page;
    }

    /** The page as text. */
    String html() {
        Contents contents = Contents.of(results);
        return Template.fill("page.ftlh", new PageModel(run.folder(), contents).values(json(PageData.of(contents))));
    }

    private static String json(PageData data) {
        try {
            return inScript(new ObjectMapper().writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of a page", e);
        }
    }

    /** JSON that can stand inside a script element: nothing in it ends that, or starts a comment. */
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
