package io.github.marginloss.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Files of results, one result per line, so that they are short and a diff shows which results have changed. */
final class Json {

    /** The members that the page needs. JMH also writes every iteration, and the path of java on the machine. */
    private static final List<String> KEPT = List.of("benchmark", "params", "jdkVersion", "primaryMetric");

    private static final List<String> METRIC = List.of("score", "scoreError", "scoreUnit");

    private Json() {}

    /** Writes an object whose members are numbers, texts and lists of results. */
    static void write(Path file, JsonObject object) throws IOException {
        String members = object.entrySet().stream()
                .map(member -> new JsonPrimitive(member.getKey()) + ": " + value(member.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.writeString(file, members);
    }

    /** Reduces a file of JMH to the members that are worth keeping. */
    static void shorten(Path file) throws IOException {
        JsonArray results = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        for (JsonElement result : results) {
            result.getAsJsonObject().keySet().retainAll(KEPT);
            result.getAsJsonObject().getAsJsonObject("primaryMetric").keySet().retainAll(METRIC);
        }
        Files.writeString(file, value(results) + "\n");
    }

    private static String value(JsonElement value) {
        if (!value.isJsonArray() || value.getAsJsonArray().isEmpty()) {
            return value.toString();
        }
        return StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                .map(JsonElement::toString)
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }
}
