package io.github.marginloss.study.proof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/** A text in the golden format (docs/golden), line by line. */
final class GoldenText {

    private final StringBuilder text = new StringBuilder();

    void line(String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    void line(String key, double... values) {
        line(key, Arrays.stream(values).mapToObj(GoldenText::token).collect(Collectors.joining(" ")));
    }

    void rows(String key, DMatrixRMaj matrix) {
        for (int i = 0; matrix != null && i < matrix.numRows; i++) {
            line(key, Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
        }
    }

    private static String token(double value) {
        double plain = value == 0 ? 0 : value;
        return Double.isFinite(plain) ? shortest(plain) + "|" + Double.toHexString(plain) : plain + "|" + plain;
    }

    /** The shortest decimal that gives the double. */
    private static String shortest(double value) {
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                int exponent = rounded.precision() - rounded.scale();
                return exponent > -5 && exponent < 18 ? rounded.toPlainString() : rounded.toString();
            }
        }
    }

    static String digits(BigDecimal value) {
        return value.round(new MathContext(25)).toString();
    }

    /** Writes a description for people, in ASCII. */
    void about(String words) {
        line(
                "about",
                words.replace("θ", "theta")
                        .replace("π", "pi")
                        .replace("−", "-")
                        .replace("₁", "1")
                        .replace("…", "to"));
    }

    void end() {
        text.append("end\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
