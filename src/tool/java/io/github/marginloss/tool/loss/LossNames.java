package io.github.marginloss.tool.loss;

import io.github.marginloss.Loss;
import io.github.marginloss.Sum;
import io.github.marginloss.tool.message.Refusal;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The losses that can be named: the public records of the library's package that implement {@link Loss}. The tool finds
 * them in the folder or jar that contains {@link Loss}, so a new loss needs no line here.
 */
public final class LossNames {

    private LossNames() {}

    /** {@return the names of the losses that words can describe, so without losses whose margin is a program} */
    public static List<String> nameable() {
        return all().values().stream()
                .filter(LossRecord::isNameable)
                .map(LossRecord::name)
                .toList();
    }

    /** {@return the records by their names in lower case} A sum is not a name: it is written with a sign. */
    public static Map<String, LossRecord> all() {
        Map<String, LossRecord> records = new TreeMap<>();
        for (String name : classNames()) {
            Class<?> type = load(name);
            if (type.isRecord()
                    && Modifier.isPublic(type.getModifiers())
                    && Loss.class.isAssignableFrom(type)
                    && type != Sum.class) {
                records.put(type.getSimpleName().toLowerCase(Locale.ROOT), new LossRecord(type.asSubclass(Loss.class)));
            }
        }
        return records;
    }

    /**
     * Returns the record of a name.
     *
     * @param name the name, in upper or lower case
     * @return the record
     * @throws Refusal if there is none
     */
    public static LossRecord of(String name) {
        LossRecord found = all().get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            String names = String.join(", ", nameable());
            throw new Refusal("there is no loss " + name + ": one of " + names + " expected, or a file that exists");
        }
        return found;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Loss.class.getPackageName() + "." + name, false, Loss.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> classNames() {
        String folder = Loss.class.getPackageName().replace('.', '/');
        try {
            Path source = Path.of(Loss.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(source)) {
                return classNames(source.resolve(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return classNames(jar.getPath(folder));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the library's classes cannot be listed", e);
        }
    }

    private static List<String> classNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toList());
        }
    }
}
