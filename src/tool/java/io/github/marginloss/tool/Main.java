package io.github.marginloss.tool;

import io.github.marginloss.tool.loss.LossNames;
import io.github.marginloss.tool.message.Help;
import io.github.marginloss.tool.message.Refusal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** {@code java -jar marginloss-…-reference.jar arcface s=64 m=0.5 batch.npz}. */
public final class Main {

    /** The question has been answered; for a judgement, nothing is wrong. */
    static final int ANSWERED = 0;

    /** The question has not been answered, and standard error says why. */
    static final int NOT_ANSWERED = 2;

    private Main() {}

    /**
     * Answers the command line, and ends the process with the exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = run(out, err, arguments);
        if (out.checkError()) {
            err.println("standard output cannot be written: a writable place with enough room expected");
            status = NOT_ANSWERED;
        }
        System.exit(status);
    }

    /**
     * Returns a stream in the terminal's encoding, which the JDK gives under one of two names. ASCII and unknown
     * encodings become UTF-8.
     */
    private static PrintStream stream(FileDescriptor descriptor) {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", "UTF-8"));
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return new PrintStream(
                new FileOutputStream(descriptor),
                true,
                charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }

    /**
     * Answers the command line.
     *
     * @param out receives the answer
     * @param err receives the reason if there is no answer, and notes
     * @param arguments the command line
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length == 0) {
            err.print(help());
            return NOT_ANSWERED;
        }
        try {
            Request request = CommandLine.parse(arguments);
            if (request.has(Option.HELP)) {
                out.print(help());
            } else if (request.has(Option.VERSION)) {
                out.println("marginloss reference " + version());
            } else {
                return new Run(request, Runtime.getRuntime().maxMemory(), out, err).answer();
            }
            return ANSWERED;
        } catch (Refusal refusal) {
            err.println(refusal.getMessage());
        } catch (OutOfMemoryError e) {
            err.println(Memory.tooSmall());
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            err.println("this is a mistake in marginloss " + version() + ", not in your file; please report it: " + e
                    + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return NOT_ANSWERED;
    }

    private static String help() {
        return Help.text(LossNames.nameable());
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
