package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.exact.Operands.Operand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The result of an operation on an enclosure encloses its result on every number inside, in any precision. */
class ContainmentTest {

    private static final int ROUNDS = 250;

    private static final int[] BITS = {32, 53, 64, 100, 256};

    static Map<String, UnaryOperator<Enclosure>> functions() {
        Map<String, UnaryOperator<Enclosure>> functions = new LinkedHashMap<>();
        functions.put("negate", Enclosure::negate);
        functions.put("abs", Enclosure::abs);
        functions.put("sqrt", Enclosure::sqrt);
        functions.put("exp", Enclosure::exp);
        functions.put("log1p", Enclosure::log1p);
        functions.put("sin", Enclosure::sin);
        functions.put("cos", Enclosure::cos);
        return functions;
    }

    static Map<String, BinaryOperator<Enclosure>> operations() {
        Map<String, BinaryOperator<Enclosure>> operations = new LinkedHashMap<>();
        operations.put("plus", Enclosure::plus);
        operations.put("minus", Enclosure::minus);
        operations.put("times", Enclosure::times);
        operations.put("dividedBy", Enclosure::dividedBy);
        operations.put("atan2", Enclosure::atan2);
        return operations;
    }

    static Set<String> namesOfFunctions() {
        return functions().keySet();
    }

    static Set<String> namesOfOperations() {
        return operations().keySet();
    }

    @ParameterizedTest
    @MethodSource("namesOfFunctions")
    void functionsKeepWhatIsInside(String name) {
        UnaryOperator<Enclosure> function = functions().get(name);
        boolean ofPositive = name.equals("sqrt") || name.equals("log1p");
        Operands operands = new Operands(1);
        for (int round = 0; round < ROUNDS; round++) {
            Operand x = operands.next(new Precision(BITS[round % BITS.length]));
            if (ofPositive && x.member().signum() < 0) {
                continue;
            }
            try {
                check(function.apply(x.low()), function.apply(x.member()), name + " " + x);
            } catch (Undecided e) {
                // being undecided is permitted
            }
        }
    }

    @ParameterizedTest
    @MethodSource("namesOfOperations")
    void operationsKeepWhatIsInside(String name) {
        BinaryOperator<Enclosure> operation = operations().get(name);
        Operands operands = new Operands(2);
        for (int round = 0; round < 2 * ROUNDS; round++) {
            Precision precision = new Precision(BITS[round % BITS.length]);
            Operand x = operands.next(precision);
            Operand y = operands.next(precision);
            try {
                check(
                        operation.apply(x.low(), y.low()),
                        operation.apply(x.member(), y.member()),
                        name + " " + x + " " + y);
            } catch (Undecided e) {
                // being undecided is permitted
            }
        }
    }

    private static void check(Enclosure low, Enclosure high, String what) {
        Bounds outer = low.bounds();
        Bounds inner = high.bounds();
        if (low.isExact()) {
            assertTrue(high.isExact() && low.minus(high).signum() == 0, what);
            return;
        }
        assertTrue(outer.lo().compareTo(outer.hi()) < 0, what);
        if (high.isExact()) {
            assertEquals(1, high.minus(exactly(outer.lo(), high)).signum(), what);
            assertEquals(1, exactly(outer.hi(), high).minus(high).signum(), what);
        } else {
            assertTrue(outer.lo().compareTo(inner.lo()) <= 0, () -> what + ": " + low + ", not " + high);
            assertTrue(inner.hi().compareTo(outer.hi()) <= 0, () -> what + ": " + low + ", not " + high);
        }
    }

    private static Enclosure exactly(Dyadic end, Enclosure like) {
        return Enclosure.of(end.mantissa(), end.exponent(), like.precision());
    }
}
