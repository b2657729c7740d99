package io.github.marginloss.study;

import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.study.picture.AnglePicture;
import io.github.marginloss.study.picture.ConfidencePicture;
import io.github.marginloss.study.proof.DecimalProof;
import io.github.marginloss.study.proof.GoldenWriter;
import io.github.marginloss.study.proof.Proof;
import io.github.marginloss.study.proof.TruthReport;
import io.github.marginloss.study.soak.Shards;
import io.github.marginloss.study.soak.Slopes;
import io.github.marginloss.study.soak.Soak;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The study of accuracy. Fixed seeds determine every number except times. */
public final class Study {

    private Study() {}

    /** Runs the study. A user's mistake ends it with a message and exit code 2. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            long start = System.nanoTime();
            run(Options.parse(arguments), out);
            System.err.printf("%.0f s%n", (System.nanoTime() - start) / 1e9);
        } catch (IllegalArgumentException e) {
            System.err.println("study: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options options, PrintStream out) throws IOException {
        switch (options.part()) {
            case CASES -> {
                out.println(Sweep.report((int) options.count()));
                out.print(Golden.report());
            }
            case SOAK -> out.print(Soak.run(options.count()));
            case ADAPTIVE -> out.print(Soak.adaptive(options.count()));
            case SLOPES -> out.print(Slopes.run(options.count()));
            case SHARDS -> out.print(Shards.run(options.count()));
            case FLOATS -> out.print(Floats.report(options.count()));
            case SAMPLING -> out.print(Sampling.report((int) options.count()));
            case EXACT -> out.print(Proof.report(options.count(), options.first()));
            case APFLOAT -> out.print(DecimalProof.report(options.count(), options.first()));
            case TRUTH -> out.print(TruthReport.text());
            case HARD -> out.print(GoldenWriter.hard());
            case GOLDEN -> out.print(Golden.report());
            case PICTURES -> draw(options.folder(), out);
            case HELP -> out.print(Options.USAGE);
        }
    }

    private static void draw(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        for (Picture picture : List.of(new AnglePicture(), new ConfidencePicture())) {
            picture.write(folder);
            out.println(folder.resolve(picture.name()) + ".png, .svg");
        }
    }
}
