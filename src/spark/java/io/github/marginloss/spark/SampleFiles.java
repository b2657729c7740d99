package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Samples in files: CSV if the name ends in .csv or .csv.gz, else Parquet. The name may be that of a folder, and have *.
 *
 * @param path where they are
 * @param rows as the files have them
 * @param parser makes a sample of one
 */
record SampleFiles<T>(String path, JavaRDD<T> rows, Parser<T> parser) {

    /** Makes a sample of what a file has. */
    interface Parser<T> extends Serializable {
        /** {@return the sample, or throws an IllegalArgumentException whose message goes on after {@link #place}} */
        Sample parse(T row);

        /** {@return which row it is} */
        String place(T row);
    }

    /** Opens files; what is in them is read later. */
    static SampleFiles<?> of(JavaSparkContext spark, String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        return name.endsWith(".csv") || name.endsWith(".csv.gz")
                ? CsvSamples.files(spark, path)
                : ParquetSamples.files(spark, path);
    }

    JavaRDD<Sample> samples() {
        Parser<T> by = parser;
        return rows.map(by::parse);
    }

    /**
     * Goes through all samples.
     *
     * @return how many there are, of what
     * @throws UserException if there is none, or one is not fit for training
     */
    Inspection inspect() {
        Parser<T> by = parser;
        Inspection all;
        try {
            all = rows.aggregate(
                    Inspection.NOTHING, (inspection, row) -> inspection.plus(Inspection.of(by, row)), Inspection::plus);
        } catch (Exception e) {
            // Spark throws what a file system does, which Java does not see
            throw new UserException("cannot read " + path + ": " + Failure.reason(e), e);
        }
        all.require(path);
        return all;
    }
}
