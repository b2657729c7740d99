package io.github.marginloss.spark;

import io.github.marginloss.demo.picture.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The program: docs/spark.md. */
public final class Main {

    private Main() {}

    /**
     * Runs it; a failure ends it with one message and exit code 2. In local mode, Spark itself ends the process with exit
     * code 52 when a task runs out of memory.
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(out, arguments);
        } catch (Exception | OutOfMemoryError e) {
            // Exception: Spark throws what tasks do, which Java does not see
            System.err.println("spark: " + Failure.message(e));
            if (List.of(arguments).contains(Options.TRACE)) {
                e.printStackTrace();
            }
            System.exit(2);
        }
    }

    static void run(PrintStream out, String... arguments) {
        Options options = Options.parse(arguments);
        switch (options.mode()) {
            case HELP -> out.print(Usage.TEXT);
            case JAR -> {
                write(Path.of(options.jar().orElseThrow()));
                out.println(options.jar().orElseThrow());
            }
            default -> {
                try (JavaSparkContext spark = new JavaSparkContext(configuration(options))) {
                    if (options.mode() == Options.Mode.OVERHEAD) {
                        new Overhead(spark, options, out).measure();
                    } else {
                        new Run(spark, options, out).train().ifPresent(picture -> draw(options, picture, out));
                    }
                }
            }
        }
    }

    private static SparkConf configuration(Options options) {
        SparkConf configuration = new SparkConf().setAppName("marginloss");
        options.master().ifPresent(configuration::setMaster);
        configuration.setIfMissing("spark.master", "local[2]");
        String master = configuration.get("spark.master");
        if (master.equals("local") || master.startsWith("local[")) {
            configuration.setIfMissing("spark.ui.enabled", "false");
        } else {
            require(options);
            // shards stay where they were first computed: they are spread over executors that are there
            configuration.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1");
            if (ApplicationJar.isNeeded()) {
                configuration.setJars(new String[] {temporaryJar()});
            }
        }
        return configuration.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    }

    private static void require(Options options) {
        if (options.checkpoint().isEmpty()) {
            throw new UserException(
                    "--checkpoint DIR is missing: on a cluster, a folder that all executors see expected");
        }
    }

    private static String temporaryJar() {
        try {
            Path jar = Files.createTempFile("marginloss-spark", ".jar");
            jar.toFile().deleteOnExit();
            ApplicationJar.write(jar);
            return jar.toString();
        } catch (IOException e) {
            throw new UserException("cannot write a jar into the temporary folder: " + Failure.reason(e));
        }
    }

    private static void write(Path jar) {
        try {
            ApplicationJar.write(jar);
        } catch (IOException e) {
            throw new UserException("cannot write --jar " + jar + ": " + Failure.reason(e));
        }
    }

    private static void draw(Options options, Picture picture, PrintStream out) {
        Path folder = Path.of(options.out());
        try {
            Files.createDirectories(folder);
            picture.write(folder);
        } catch (IOException e) {
            throw new UserException("cannot write to --out " + folder + ": " + Failure.reason(e));
        }
        out.println(folder.resolve(picture.name()) + ".png, .svg");
    }
}
