package io.github.marginloss.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one command has measured: a file.
 *
 * @param jdk the version of the virtual machine
 * @param processor what Linux calls it
 * @param cores how many it has
 * @param label what was special about the run, or nothing
 * @param timings of calls in turn
 * @param starts of processes
 */
public record Run(String jdk, String processor, int cores, String label, List<Timing> timings, List<Start> starts) {

    static Run of(String label, List<Timing> timings, List<Start> starts) throws IOException {
        String processor = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: *", ""))
                .findFirst()
                .orElse("");
        int cores = Runtime.getRuntime().availableProcessors();
        return new Run(Runtime.version().toString(), processor, cores, label, timings, starts);
    }

    /** The file of a kind of run on this virtual machine, kind-jdk[-label].json. */
    static Path file(Path folder, String kind, String label) throws IOException {
        Files.createDirectories(folder);
        int jdk = Runtime.version().feature();
        return folder.resolve(kind + "-" + jdk + (label.isEmpty() ? "" : "-" + label) + ".json");
    }

    void write(Path file) throws IOException {
        Json.write(file, new Gson().toJsonTree(this).getAsJsonObject());
        System.out.println(file);
    }
}
