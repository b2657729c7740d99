package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of README and docs compiles and runs unchanged. A block that begins with {@code java needs} and a
 * class does so if that class is present. The test is isolated, because it captures what the programs print.
 */
@Isolated
class CodeBlocksTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```java(?: needs (\\S+))?\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** A program, with a class of the framework that it needs, if any. */
    record Block(Path page, int line, String needs, String code) {
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

    /** A block with the folder of its class, or the messages of the compiler. */
    record Compiled(Block block, Path classes, String messages) {
        @Override
        public String toString() {
            return block.toString();
        }
    }

    /** Compiles all blocks in parallel, because compiling takes longer than running. */
    static List<Compiled> compiled() throws IOException {
        List<Block> blocks = blocks();
        return IntStream.range(0, blocks.size())
                .parallel()
                .mapToObj(k -> blocks.get(k).complete()
                        ? compile(blocks.get(k), folder.resolve("block" + k))
                        : new Compiled(blocks.get(k), null, ""))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compiled")
    void runs(Compiled compiled) throws Exception {
        Block block = compiled.block();
        assumeTrue(block.complete(), () -> "without " + block.needs());
        assertEquals("", compiled.messages(), block::toString);
        String printed = run(compiled.classes());
        if (block.code().contains("System.out")) {
            assertFalse(printed.isBlank(), "nothing was printed");
        }
        assertFalse(printed.contains("NaN") || printed.contains("WRONG"), printed);
    }

    private static Compiled compile(Block block, Path folder) {
        String imports =
                block.code().lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String rest =
                block.code().lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Block.java");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    source,
                    imports + "\npublic class Block { public static void main(String[] args) throws Exception {\n"
                            + rest + "\n} }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = compiler.run(
                null,
                messages,
                messages,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
        return new Compiled(block, folder, status == 0 ? "" : messages.toString(StandardCharsets.UTF_8));
    }

    private static String run(Path folder) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Block").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
