package io.github.marginloss.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a Spark in this process, one for all of them, which tries a failing task up to three times. */
final class TestSpark implements ParameterResolver {

    /** Ends with the last test. */
    private record Context(JavaSparkContext spark) implements AutoCloseable {
        static Context start() {
            SparkConf configuration = new SparkConf()
                    .setMaster("local[2,3]")
                    .setAppName("test")
                    .set("spark.ui.enabled", "false")
                    .set("spark.sql.warehouse.dir", "target/spark-warehouse")
                    .set("spark.log.level", "OFF");
            return new Context(new JavaSparkContext(configuration));
        }

        @Override
        public void close() {
            spark.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JavaSparkContext.class;
    }

    @Override
    public JavaSparkContext resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestSpark.class))
                .computeIfAbsent(Context.class, key -> Context.start(), Context.class)
                .spark();
    }
}
