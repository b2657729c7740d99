package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardedStep;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jline.terminal.Terminal;

/** Puts this program, the library and all dependencies except Spark into one jar, which you send to a cluster. */
final class ApplicationJar {

    /** A class of each folder or jar that goes in. */
    private static final List<Class<?>> PARTS = List.of(
            Main.class,
            ShardedStep.class,
            DMatrixRMaj.class,
            CommonOps_DDRM.class,
            JFreeChart.class,
            SVGGraphics2D.class,
            ProgressBar.class,
            Terminal.class);

    private ApplicationJar() {}

    /** {@return whether this program runs from folders of classes, which Spark cannot send} */
    static boolean isNeeded() {
        return Files.isDirectory(place(Main.class));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes it. */
    static void write(Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            Set<String> there = new HashSet<>();
            for (Path place :
                    PARTS.stream().map(ApplicationJar::place).distinct().toList()) {
                if (Files.isDirectory(place)) {
                    copy(place, jar, there);
                } else {
                    try (FileSystem opened = FileSystems.newFileSystem(place)) {
                        copy(opened.getPath("/"), jar, there);
                    }
                }
            }
        }
    }

    private static void copy(Path root, JarOutputStream jar, Set<String> there) throws IOException {
        boolean own = root.equals(place(Main.class));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (isWanted(name) && (!own || isProgram(name)) && there.add(name)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }

    /** Not the manifests and signatures of other jars. */
    private static boolean isWanted(String name) {
        return !name.startsWith("META-INF/") && !name.equals("module-info.class");
    }

    /** Not what is compiled beside the program: the tool, the tests, and of the demo what is not used here. */
    private static boolean isProgram(String name) {
        return name.equals("log4j2.properties")
                || name.startsWith("io/github/marginloss/demo/picture/")
                || name.matches("io/github/marginloss/demo/(CommandLine|DemoException)\\.class")
                || name.matches("io/github/marginloss/spark/(?!Test)(?!.*Test[.$]).*");
    }
}
