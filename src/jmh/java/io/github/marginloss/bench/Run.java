package io.github.marginloss.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The results of one command, stored in one file.
 *
 * @param jdk the version of the virtual machine
 * @param processor the name that Linux gives the processor
 * @param cores the number of its cores
 * @param label tells runs of a kind apart; may be empty
 * @param timings the timings of calls in turn
 * @param starts the starts of processes
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

    /** Returns the file of a kind of run on this virtual machine, kind-jdk[-label].json. */
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
