package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The queries of docs/spark.md number identities, and later ones after them. */
@ExtendWith(TestSpark.class)
class PageTest {

    private static final Path PAGE = Path.of("docs/spark.md");
    private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void identitiesKeepTheirNumbers(JavaSparkContext spark) throws IOException {
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        List<String> queries = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Pattern.compile(";").splitAsStream(block.group(1)))
                .filter(query -> !query.isBlank())
                .map(query -> query.replace("/data/", folder + "/"))
                .toList();
        embeddings(session, "('eve'), ('ann'), ('eve')");
        session.sql(queries.get(0));
        session.sql(queries.get(1));
        assertEquals(2, new OwnIdentities(spark, folder.resolve("faces").toString(), Optional.empty(), 2, 0).classes());
        embeddings(session, "('eve'), ('ann'), ('bob'), ('abe')");
        session.sql(queries.get(2));
        assertEquals(Map.of("ann", 0, "eve", 1, "abe", 2, "bob", 3), numbers(session));
        session.sql("DROP TABLE numbers");
        session.sql("DROP TABLE numbered");
    }

    private static void embeddings(SparkSession session, String identities) {
        session.sql("SELECT identity, array(0.5f) AS features FROM VALUES " + identities + " AS of(identity)")
                .createOrReplaceTempView("embeddings");
    }

    private static Map<String, Integer> numbers(SparkSession session) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Row row : session.sql("SELECT identity, label FROM numbers").collectAsList()) {
            numbers.put(row.getString(0), row.getInt(1));
        }
        return numbers;
    }
}
