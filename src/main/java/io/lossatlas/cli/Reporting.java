package io.lossatlas.cli;

import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.report.LandscapeTables;
import io.lossatlas.report.Pictures;
import io.lossatlas.report.SummaryTable;
import io.lossatlas.report.page.Page;
import io.lossatlas.results.Results;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The last stage: pictures, the page, and a summary on the terminal. */
final class Reporting {
    private Reporting() {}

    static void publish(SparkSession spark, Run run, RunConfig config, PrintWriter out) {
        Results results = new Results(spark, run, config);
        List<FileRecord> pictures = new Pictures(spark, run, results).publish();
        FileRecord page = new Page(spark, run, results).publish();
        out.print(SummaryTable.of(results, RunNetworks.ids(config)).render());
        out.println();
        LandscapeTables.of(results).forEach(table -> out.println(table.render()));
        out.println("tables   " + run.folder());
        out.println("pictures %s/%s, %d of them".formatted(run.folder(), RunFolder.PICTURES, pictures.size()));
        out.println("report   %s/%s".formatted(run.folder(), page.path()));
        out.flush();
    }
}
