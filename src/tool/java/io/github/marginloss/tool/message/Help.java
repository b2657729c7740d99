package io.github.marginloss.tool.message;

import java.util.Collection;

/** The help of the tool, on one screen. */
public final class Help {

    private static final String TEXT = """
            In Python:      np.savez("batch.npz", X=x, W=w, y=y)
            Then:           java -jar marginloss-reference.jar arcface s=64 m=0.5 batch.npz
            In Python:      right = np.load("batch.reference.npz"); right["loss"], right["dX"], right["dW"]

            Computes a loss and its gradients, correctly rounded, to compare your own numbers with.

              LOSS [PARAMETER=VALUE ...] FILE [OPTION ...]

            LOSS       %s.
                       Write a sum as softmax + 0.003 center; parameters follow the loss they belong to.
                       For an unknown parameter, a message lists the known ones and their defaults.
            PARAMETER  s=64 m=0.5 extension=linear, t=4 lambda=5 scale=norm, scale=30. Angles are radians.
                       range=10,110,0.45,0.8 easy=true of magface, norms=20,100 of adaface.
                       reduction=mean, sum, weighted or classweighted, for every term of a sum (mean).
                       smoothing=0.1 of every softmax term; ignore=-1 or -1,3: no such label counts.
            FILE       batch.npz, or X=x.npy W=w.npy y=y.npy, or golden cases (which name their own loss).

            Arrays     X (m, d)   features, one sample per row
                       W (n, d)   class weights, one class per row
                       y (m,)     labels from 0 to n - 1, or labels that ignore= names
                       b (n,)     biases of softmax
                       C (n, d)   centers of center
                       sampleWeights (m,), classWeights (n,)   factors; not divided by their sum
                       sampleMargins (m,) of elasticface s=64 angular=true, or angular=false for cosines;
                       classMargins (n,) of marginsoftmax scale=64 margin=angular, or margin=cosine
                       Any float or integer; a float32 is used exactly.
                       loss losses dX dW db dC   your own results, one or more, for --grade

              --grade            judge your results: mistake (and which), rounding, or right;
                                 --grade=P or --grade=R: that grade is the condition
              --weights dxn      W and dW are (d, n), one class per column
              --samples 3,17     only these rows of losses and dX, as in the whole batch; also 0-9
              --dtype float32    round each number of the answer to float32 once
              --output FILE      write to FILE instead of batch.reference.npz beside batch.npz
              --case NAME        one of several golden cases
              --help, --version

            Exit status 0: answered, or no mistake. 1: a mistake. 2: not answered; one sentence says why.
            """;

    private static final int WIDTH = 85;

    private Help() {}

    /**
     * Returns the help.
     *
     * @param losses the names of the losses that can be asked for. Not modified.
     * @return some 40 lines of at most 100 characters
     */
    public static String text(Collection<String> losses) {
        StringBuilder names = new StringBuilder();
        int width = 0;
        for (String name : losses) {
            if (width + name.length() > WIDTH) {
                names.append(",\n           ").append(name);
                width = name.length();
            } else {
                names.append(names.isEmpty() ? "" : ", ").append(name);
                width += name.length() + 2;
            }
        }
        return TEXT.replace("%s", names);
    }
}
