package io.github.marginloss.tool;

import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.NpzWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The file with the answer. It is written under a temporary name in the same folder and then renamed, so that it is
 * either complete or absent. It replaces only an earlier answer, which it recognises by the comment of the zip file.
 */
final class AnswerFile {

    private static final String COMMENT = "marginloss reference";

    private final Path path;
    private final boolean replaces;

    private AnswerFile(Path path, boolean replaces) {
        this.path = path;
        this.replaces = replaces;
    }

    /** Checks, before the answer is computed, that it may be written to a path. */
    static AnswerFile at(Path path) {
        boolean there = Files.exists(path);
        if (there && !isAnswer(path)) {
            throw new Refusal(
                    path + " exists already and is not an earlier answer: another place expected, named by --output");
        }
        Path folder = folder(path);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Refusal("nothing can be written into " + folder
                    + ": an existing, writable folder expected; --output names one");
        }
        return new AnswerFile(path, there);
    }

    private static Path folder(Path path) {
        return path.toAbsolutePath().getParent();
    }

    private static boolean isAnswer(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return COMMENT.equals(zip.getComment());
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the answer, and returns the names in it. */
    List<String> write(Answer answer, Request request) {
        Path part = folder(path)
                .resolve(path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            part.toFile().deleteOnExit(); // also if the process is interrupted
            List<String> names = new ArrayList<>();
            try (OutputStream out =
                            Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    NpzWriter npz = new NpzWriter(out, request.single(), COMMENT)) {
                write(answer, npz, request.transposed(), names);
            }
            move(part);
            return names;
        } catch (IOException e) {
            throw new Refusal(path + " cannot be written (" + e + "): a writable place with enough room expected", e);
        } finally {
            part.toFile().delete();
        }
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Answer answer, NpzWriter npz, boolean transposed, List<String> names) throws IOException {
        if (answer.isWhole()) {
            npz.write("loss", new double[] {answer.loss()});
            names.add("loss");
        } else {
            npz.write("samples", answer.rows());
            names.add("samples");
        }
        npz.write("losses", answer.losses(), answer.losses().length);
        names.add("losses");
        DMatrixRMaj weights = answer.gradients().weights();
        matrix("dX", answer.gradients().features(), npz, names);
        matrix("dW", transposed && weights != null ? CommonOps_DDRM.transpose(weights, null) : weights, npz, names);
        DMatrixRMaj bias = answer.gradients().bias();
        if (bias != null) {
            npz.write("db", bias.data, bias.numRows);
            names.add("db");
        }
        matrix("dC", answer.gradients().centers(), npz, names);
    }

    private static void matrix(String name, DMatrixRMaj matrix, NpzWriter npz, List<String> names) throws IOException {
        if (matrix != null) {
            npz.write(name, matrix.data, matrix.numRows, matrix.numCols);
            names.add(name);
        }
    }

    /** {@return the path of the answer, and whether it has replaced an earlier answer} */
    String inWords() {
        return path + (replaces ? ", in place of an earlier answer" : "");
    }
}
