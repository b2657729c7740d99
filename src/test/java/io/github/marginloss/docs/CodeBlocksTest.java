package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of README and docs compiles and runs; one that begins with {@code java needs} and a class does so if
 * that class is present. {@code System.out} is replaced by a stream of the program's own, so that other tests may run
 * at the same time.
 */
class CodeBlocksTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```java(?: needs (\\S+))?\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** GitHub shows about this many; a longer line is scrolled sideways. */
    private static final int COLUMNS = 100;

    /** A program, with a class of the framework that it needs, if any. */
    record Block(Path page, int line, String needs, String code) {
        /** The code without its comments, which a translation may have in another language. */
        String program() {
            return code.replaceAll(" *//[^\\n]*", "");
        }

        /** Whether it can run here; a profile adds the framework. */
        boolean complete() {
            return needs == null || getClass().getResource("/" + needs.replace('.', '/') + ".class") != null;
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            for (Path page : pages) {
                blocks.addAll(blocksOf(page, Files.readString(page)));
            }
        }
        return blocks;
    }

    /** The Java blocks of a page. */
    static List<Block> blocksOf(Path page, String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> {
                    int line = (int) text.substring(0, block.start()).lines().count() + 1;
                    return new Block(page, line, block.group(1), block.group(2));
                })
                .toList();
    }

    @TempDir
    static Path folder;

    /** A block with the name of its class, and what the compiler said about it. */
    record Compiled(Block block, String name, String messages) {
        @Override
        public String toString() {
            return block.toString();
        }
    }

    /** Compiles all blocks in one run of the compiler, because its start takes longer than a block. */
    static List<Compiled> compiled() throws IOException {
        Set<String> programs = new HashSet<>();
        // a translation that repeats a program need not run it again
        List<Block> blocks =
                blocks().stream().filter(block -> programs.add(block.program())).toList();
        Map<String, Path> sources = new LinkedHashMap<>();
        for (int k = 0; k < blocks.size(); k++) {
            if (blocks.get(k).complete()) {
                String name = "Block" + k;
                sources.put(name, Files.writeString(folder.resolve(name + ".java"), program(name, blocks.get(k))));
            }
        }
        Map<String, String> messages = messages(sources.values());
        return IntStream.range(0, blocks.size())
                .mapToObj(k -> new Compiled(blocks.get(k), "Block" + k, messages.getOrDefault("Block" + k, "")))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compiled")
    void runs(Compiled compiled) throws Exception {
        Block block = compiled.block();
        assumeTrue(block.complete(), () -> "without " + block.needs());
        assertEquals("", compiled.messages(), block::toString);
        String printed = run(compiled.name());
        if (block.code().contains("System.out")) {
            assertFalse(printed.isBlank(), "nothing was printed");
        }
        assertFalse(printed.contains("NaN") || printed.contains("WRONG"), printed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void fitsThePage(Block block) {
        block.code().lines().forEach(line -> assertTrue(line.length() <= COLUMNS, () -> block + ": " + line));
    }

    private static String program(String name, Block block) {
        Map<Boolean, String> code = block.code()
                .lines()
                .collect(Collectors.partitioningBy(line -> line.startsWith("import "), Collectors.joining("\n")));
        return code.get(true) + "\npublic class " + name
                + " { public static java.io.PrintStream OUT; public static void main(String[] args) throws Exception {\n"
                + code.get(false).replace("System.out", "OUT") + "\n} }\n";
    }

    /** What the compiler says about each class, if anything. */
    private static Map<String, String> messages(Collection<Path> sources) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--should-stop=ifError=GENERATE", // an error in one program leaves those before it
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            compiler.getTask(null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                .collect(Collectors.groupingBy(
                        message -> Path.of(message.getSource().getName())
                                .getFileName()
                                .toString()
                                .replace(".java", ""),
                        Collectors.mapping(Diagnostic::toString, Collectors.joining("\n"))));
    }

    private static String run(String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            Class<?> program = loader.loadClass(name);
            program.getField("OUT").set(null, new PrintStream(printed, true, StandardCharsets.UTF_8));
            program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
