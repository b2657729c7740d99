package io.github.marginloss.tool;

import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.check.Grade;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.tool.batch.Batch;
import io.github.marginloss.tool.batch.Inputs;
import io.github.marginloss.tool.batch.Margins;
import io.github.marginloss.tool.batch.Names;
import io.github.marginloss.tool.batch.Reductions;
import io.github.marginloss.tool.batch.Shape;
import io.github.marginloss.tool.batch.Yours;
import io.github.marginloss.tool.judge.Judge;
import io.github.marginloss.tool.judge.Verdict;
import io.github.marginloss.tool.loss.LossBuilder;
import io.github.marginloss.tool.loss.LossExpression.Expression;
import io.github.marginloss.tool.loss.MarginArrays;
import io.github.marginloss.tool.message.Progress;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.MatrixDimensionException;

/**
 * Handles one request: first checks everything, then reads the numbers, then computes and writes the answer.
 */
final class Run {

    /** The number of rows that are printed; the file has all of them. */
    private static final int PRINTED = 20;

    /** The options that have no effect on a judgement. */
    private static final List<Option> ALONE = List.of(Option.SAMPLES, Option.DTYPE, Option.OUTPUT);

    private final Request request;
    private final long memory;
    private final PrintStream out;
    private final PrintStream err;

    /** Creates a run. A batch that does not fit into the memory, given in bytes, is refused. */
    Run(Request request, long memory, PrintStream out, PrintStream err) {
        this.request = request;
        this.memory = memory;
        this.out = out;
        this.err = err;
    }

    /** Answers or judges, and returns the exit status. */
    int answer() {
        if (request.has(Option.GRADE)) {
            ALONE.stream().filter(request::has).findFirst().ifPresent(option -> {
                throw new Refusal(
                        option.word() + " is for an answer, but --grade judges your results: one of the two expected");
            });
        }
        try (Inputs inputs = request.file() != null
                ? Inputs.open(request.file(), request.value(Option.CASE))
                : Inputs.open(request.arrays())) {
            return answer(inputs);
        }
    }

    int answer(Inputs inputs) {
        Margins margins = new Margins(inputs);
        Set<Integer> ignored = ignored(inputs);
        Loss loss = loss(inputs, Reduction.MEAN, margins::later);
        margins.requireUse(name(loss));
        String word = Reductions.word(request.expression().reduction(), inputs);
        Shape shape = Batch.shape(inputs, loss, name(loss), request.transposed());
        int[] rows = request.has(Option.SAMPLES) ? Rows.parse(request.value(Option.SAMPLES), shape.samples()) : null;
        AnswerFile file = request.has(Option.GRADE) ? null : AnswerFile.at(output(inputs));
        new Memory(shape, loss.uses(), request.has(Option.GRADE)).require(inputs.file(), memory);
        if (word != null || hasTerms()) {
            Reduction reduction = Reductions.of(word, inputs, ignored);
            loss = loss(inputs, reduction, margins::read).withReduction(reduction);
        }
        Batch batch = Batch.read(inputs, shape, request.transposed(), ignored);
        check(loss, batch);
        if (request.has(Option.GRADE)) {
            Yours yours = Yours.read(batch, inputs, shape, request.transposed());
            describe(loss, ignored, inputs, shape);
            return judge(loss, batch, yours, shape);
        }
        describe(loss, ignored, inputs, shape);
        Answer answer = compute(loss, batch, shape, rows);
        print(answer);
        List<String> names = file.write(answer, request);
        out.println("written  " + file.inWords() + ": " + String.join(" ", names) + ", "
                + (request.single() ? "float32, each number rounded once" : "float64"));
        return Main.ANSWERED;
    }

    private int judge(Loss loss, Batch batch, Yours yours, Shape shape) {
        boolean watched = Progress.isWatched();
        double seconds = watched ? Pilot.seconds(loss, batch, shape, shape.samples()) : Double.NaN;
        Verdict verdict = Progress.during(
                err,
                watched,
                Judge.SHARE * seconds,
                () -> Judge.judge(
                        loss,
                        batch.features(),
                        batch.parameters(),
                        batch.labels(),
                        yours.results(),
                        yours.precision(),
                        yours.hasLoss()));
        out.println(verdict);
        String least = request.value(Option.GRADE);
        return verdict.status(least.isEmpty() ? null : Grade.valueOf(least));
    }

    /** The loss of the command line, or otherwise that of the file, which has its own reduction. */
    private Loss loss(Inputs inputs, Reduction reduction, MarginArrays margins) {
        Expression asked = request.expression();
        if (hasTerms()) {
            return LossBuilder.build(asked.terms(), reduction, asked.smoothing(), margins);
        }
        if (inputs.asked() == null) {
            throw new Refusal(
                    "there is no loss: one expected before the file, such as arcface s=64 m=0.5 " + inputs.file());
        }
        if (asked.smoothing() != null || asked.ignore() != null) {
            throw new Refusal((asked.smoothing() != null ? "smoothing=" : "ignore=")
                    + " applies only to a loss on the command line, but the loss in " + inputs.file()
                    + " has its own: a loss expected before it, such as arcface s=64 m=0.5");
        }
        return inputs.asked().loss();
    }

    private boolean hasTerms() {
        return !request.expression().terms().isEmpty();
    }

    private Set<Integer> ignored(Inputs inputs) {
        return hasTerms() || inputs.asked() == null
                ? Reductions.ignored(request.expression().ignore())
                : inputs.asked().ignored();
    }

    private String name(Loss loss) {
        return hasTerms()
                ? request.expression().terms().stream().map(term -> term.name()).collect(Collectors.joining(" + "))
                : LossBuilder.write(loss);
    }

    /**
     * The path of the answer. Selected rows go into a separate file, so that they do not replace the answer for all
     * rows.
     */
    private Path output(Inputs inputs) {
        if (request.has(Option.OUTPUT)) {
            return CommandLine.path(request.value(Option.OUTPUT));
        }
        String infix = request.has(Option.SAMPLES) ? ".samples" : "";
        return inputs.stem().resolveSibling(inputs.stem().getFileName() + infix + ".reference.npz");
    }

    private void describe(Loss loss, Set<Integer> ignored, Inputs inputs, Shape shape) {
        String arrays = Names.INPUTS.stream()
                .filter(inputs.arrays()::containsKey)
                .map(name -> name + " " + inWords(inputs.arrays().get(name)))
                .collect(Collectors.joining(", "));
        String without = ignored.isEmpty()
                ? ""
                : ", ignoring " + ignored.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        out.println("loss     " + LossBuilder.write(loss) + without);
        out.println("batch    " + inputs.file() + ": " + arrays);
        String yours = inputs.arrays().keySet().stream()
                .filter(Names.OUTPUTS::contains)
                .collect(Collectors.joining(" "));
        if (inputs.asked() != null) {
            return; // golden cases contain answers, and have one class per row
        }
        if (!yours.isEmpty() && !request.has(Option.GRADE)) {
            err.println("note: your own results (" + yours + ") are judged only with --grade");
        }
        if (inputs.arrays().containsKey("W") && shape.classes() == shape.dimension() && !request.has(Option.WEIGHTS)) {
            err.println(
                    "note: W is square and read as one class per row; if it has one class per column, add --weights dxn");
        }
    }

    private static String inWords(ArraySource array) {
        return array.shapeInWords() + " " + array.type();
    }

    /** Refuses faults that only the loss itself detects, such as a mean of no samples. */
    private static void check(Loss loss, Batch batch) {
        try {
            loss.check(batch.features(), batch.parameters(), batch.labels(), null, null);
        } catch (IllegalArgumentException | MatrixDimensionException e) {
            throw new Refusal(e.getMessage(), e);
        }
    }

    private Answer compute(Loss loss, Batch batch, Shape shape, int... rows) {
        boolean watched = Progress.isWatched();
        int samples = rows == null ? shape.samples() : rows.length;
        double seconds = watched ? Pilot.seconds(loss, batch, shape, samples) : Double.NaN;
        return Progress.during(
                err,
                watched,
                seconds,
                () -> rows == null
                        ? Answer.of(Reference.of(loss).backward(batch.features(), batch.parameters(), batch.labels()))
                        : new Rows(batch, rows).answer(loss));
    }

    private void print(Answer answer) {
        if (answer.isWhole()) {
            out.println("L        " + number(answer.loss()));
            return;
        }
        for (int k = 0; k < Math.min(PRINTED, answer.rows().length); k++) {
            out.printf("%-8s %s%n", "l[" + answer.rows()[k] + "]", number(answer.losses()[k]));
        }
        if (answer.rows().length > PRINTED) {
            out.println("…        " + (answer.rows().length - PRINTED) + " more in the file");
        }
    }

    /** A number with seventeen digits, and exactly in hexadecimal. */
    private static String number(double value) {
        String digits = Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(17)).toString()
                : String.valueOf(value);
        return digits + " = " + Double.toHexString(value);
    }
}
