package io.github.marginloss.spark;

import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Samples in lines of text: the numbers of a feature, then its class, with commas between. */
final class CsvSamples implements SampleFiles.Parser<String> {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    private CsvSamples() {}

    static SampleFiles<String> files(JavaSparkContext spark, String path) {
        JavaRDD<String> lines = spark.textFile(path)
                .filter(line -> !line.isBlank()
                        && !line.strip().toLowerCase(Locale.ROOT).endsWith(",label"));
        return new SampleFiles<>(path, lines, new CsvSamples());
    }

    @Override
    public Sample parse(String line) {
        String[] cells = line.split(",", -1);
        String label = cells[cells.length - 1].strip();
        double[] features = new double[cells.length - 1];
        double number;
        try {
            for (int k = 0; k < features.length; k++) {
                features[k] = Double.parseDouble(cells[k]);
            }
            number = Double.parseDouble(label); // numpy writes 15 as 1.5e+01
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "is not numbers with commas between, the last of them a class: " + e.getMessage(), e);
        }
        return new Sample(Sample.label(number, label), features);
    }

    @Override
    public String place(String line) {
        return "the line '" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
    }
}
