package io.github.marginloss.demo;

import io.github.marginloss.demo.classes.ManyClasses;
import io.github.marginloss.demo.data.DataFile;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.picture.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The demo: five losses on handwritten digits, or others on request. It uses the library as any program would. {@link
 * Training} shows how to train with the library, and {@link Recipe} how to choose a loss and its schedule.
 */
public final class Demo {

    private Demo() {}

    /** Runs the demo. A user's mistake ends it with a message and exit code 2. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(out, arguments);
        } catch (DemoException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
        }
    }

    static void run(PrintStream out, String... arguments) {
        if (ManyClasses.isMeant(arguments)) {
            ManyClasses.run(out, arguments);
            return;
        }
        Options options = Options.parse(arguments);
        if (options.help()) {
            out.print(Usage.TEXT);
            return;
        }
        if (options.unseen() == Unseen.MANY) {
            new SyntheticStudy(options, out).many();
        } else if (options.unseen() == Unseen.FEW) {
            folder(options.out());
            write(out, options, new SyntheticStudy(options, out).few());
        } else {
            ofSamples(out, options, samples(out, options));
        }
    }

    private static void ofSamples(PrintStream out, Options options, Samples samples) {
        out.println(samples.labels().length + " samples of " + samples.classes() + " classes, " + options.dimension()
                + "-D features, " + options.epochs() + (options.epochs() == 1 ? " epoch, " : " epochs, ")
                + (options.unseen() == Unseen.NONE ? "seed " : options.seeds() + " seeds from ") + options.seed());
        if (options.unseen() == Unseen.DIGITS) {
            openSet(out, options, samples);
        } else {
            closedSet(out, options, samples);
        }
    }

    private static void openSet(PrintStream out, Options options, Samples samples) {
        List<Split> splits = LongStream.range(options.seed(), options.seed() + options.seeds())
                .mapToObj(seed -> Split.ofClasses(samples, seed))
                .toList();
        for (Storage storage : options.storages()) {
            OpenSet openSet = new OpenSet(
                    splits,
                    options.seed(),
                    options.dimension(),
                    split -> Budget.ofEpochs(options.epochs(), split.train()),
                    storage);
            Table table = openSet.run(Recipe.of(options)).table();
            headline(out, options, storage);
            out.print(table);
        }
    }

    private static void closedSet(PrintStream out, Options options, Samples samples) {
        folder(options.out());
        ClosedSet.Report report = new ClosedSet(options, samples).run();
        for (Storage storage : options.storages()) {
            headline(out, options, storage);
            out.print(report.tables().get(storage));
        }
        report.changes().ifPresent(changes -> {
            out.println();
            out.println("changes by floats, and by the last bits of one training sample in doubles");
            out.print(changes);
        });
        report.pictures().forEach(picture -> write(out, options, picture));
    }

    private static void write(PrintStream out, Options options, Picture picture) {
        try {
            picture.write(options.out());
        } catch (IOException e) {
            throw new DemoException("cannot write to " + options.out() + ": " + e.getMessage());
        }
        out.println(options.out().resolve(picture.name()) + ".png, .svg");
    }

    private static Samples samples(PrintStream out, Options options) {
        if (options.data().isEmpty()) {
            return Digits.embedded();
        }
        DataFile file = DataFile.read(options.data().get(), options.classColumn());
        out.println(file.summary());
        return file.samples();
    }

    /** A single table needs no heading. */
    private static void headline(PrintStream out, Options options, Storage storage) {
        if (options.floats()) {
            out.println();
            out.println(storage.headline());
        }
    }

    /** Created before training, so that a bad name is reported at once. */
    private static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DemoException("--out is '" + folder + "': a folder that can be created and written to expected");
        }
    }
}
