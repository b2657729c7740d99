package io.github.marginloss.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/** Samples in Parquet: a column {@code features}, an array of numbers, and a column {@code label}, whole numbers. */
final class ParquetSamples implements SampleFiles.Parser<Row> {

    private static final long serialVersionUID = 1;

    private ParquetSamples() {}

    static SampleFiles<Row> files(JavaSparkContext spark, String path) {
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        Dataset<Row> rows;
        try {
            // a label stays what it is: Spark's cast would cut 1.5 to 1
            rows = session.read()
                    .parquet(path)
                    .selectExpr(
                            "cast(features as array<double>)", "label", "_metadata.row_index", "_metadata.file_name");
        } catch (Exception e) {
            // of several kinds, some of which Java does not see thrown
            throw unfit(path, "Spark says: " + Failure.reason(e), e);
        }
        DataType label = rows.schema().apply(1).dataType();
        if (!(label instanceof NumericType)) {
            throw unfit(path, "label is a " + label.simpleString() + ": number the identities first", null);
        }
        return new SampleFiles<>(path, rows.javaRDD(), new ParquetSamples());
    }

    private static UserException unfit(String path, String why, Exception cause) {
        return new UserException(
                path
                        + ": Parquet with a column features, an array of numbers, and a column label, an integer, expected; "
                        + why,
                cause);
    }

    @Override
    public Sample parse(Row row) {
        if (row.isNullAt(0) || row.isNullAt(1)) {
            throw new IllegalArgumentException("has no " + (row.isNullAt(0) ? "features" : "label"));
        }
        List<Double> cells = row.getList(0);
        double[] features = new double[cells.size()];
        for (int k = 0; k < features.length; k++) {
            features[k] = cells.get(k) == null ? Double.NaN : cells.get(k);
        }
        Number label = (Number) row.get(1);
        return new Sample(Sample.label(label.doubleValue(), label), features);
    }

    @Override
    public String place(Row row) {
        return "row " + row.getLong(2) + " (from 0 on) of " + row.getString(3);
    }
}
