package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
        /** {@return the sample, or throws an IllegalArgumentException whose message says what is wrong with it} */
        Sample parse(T row);
    }

    /** Opens files; what is in them is read later. */
    static SampleFiles<?> of(JavaSparkContext spark, String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        return name.endsWith(".csv") || name.endsWith(".csv.gz") ? csv(spark, path) : parquet(spark, path);
    }

    private static SampleFiles<String> csv(JavaSparkContext spark, String path) {
        JavaRDD<String> lines = spark.textFile(path)
                .filter(line -> !line.isBlank()
                        && !line.strip().toLowerCase(Locale.ROOT).endsWith(",label"));
        return new SampleFiles<>(path, lines, SampleFiles::parse);
    }

    private static Sample parse(String line) {
        String[] cells = line.split(",", -1);
        double[] features = new double[cells.length - 1];
        try {
            for (int k = 0; k < features.length; k++) {
                features[k] = Double.parseDouble(cells[k]);
            }
            return new Sample(label(cells[features.length].strip()), features);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the line '" + (line.length() > 60 ? line.substring(0, 60) + "…" : line)
                    + "' is not numbers with commas between, the last of them a class: " + e.getMessage());
        }
    }

    /** A class, also where it is written as 1.5e+01, as numpy does. */
    private static int label(String cell) {
        double label = Double.parseDouble(cell);
        if (label != (int) label) {
            throw new NumberFormatException("the class is '" + cell + "'");
        }
        return (int) label;
    }

    private static SampleFiles<Row> parquet(JavaSparkContext spark, String path) {
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        try {
            Dataset<Row> table = session.read().parquet(path);
            return new SampleFiles<>(
                    path,
                    table.selectExpr("cast(features as array<double>)", "cast(label as bigint)")
                            .javaRDD(),
                    SampleFiles::parse);
        } catch (Exception e) {
            // of several kinds, some of which Java does not see thrown
            throw new UserException(path
                    + ": Parquet with a column features, an array of numbers, and a column label, an integer, expected;"
                    + " Spark says: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Sample parse(Row row) {
        if (row.isNullAt(0) || row.isNullAt(1)) {
            throw new IllegalArgumentException("a row has no " + (row.isNullAt(0) ? "features" : "label"));
        }
        List<Double> cells = row.getList(0);
        double[] features = new double[cells.size()];
        for (int k = 0; k < features.length; k++) {
            features[k] = cells.get(k) == null ? Double.NaN : cells.get(k);
        }
        return new Sample(Math.toIntExact(row.getLong(1)), features);
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
            throw new UserException("cannot read " + path + ": "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        all.require(path);
        return all;
    }
}
