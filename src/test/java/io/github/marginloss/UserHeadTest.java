package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.core.Head;
import io.github.marginloss.reference.Reference;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A user's own head: what it leaves out is no other head, but an error. */
class UserHeadTest {

    private record Own(Head head, Reduction reduction) implements HeadLoss {

        @Override
        public Own withReduction(Reduction reduction) {
            return new Own(head, reduction);
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return EnumSet.of(Parameters.Kind.WEIGHTS);
        }
    }

    private final Losses.Entry entry =
            new Losses.Entry("own", new Own(new Head.Linear(), Reduction.SUM), new ArcFace().uses(), null);
    private final Call call = Call.good(entry);

    @Test
    void softmaxSaysThatItIsLinear() {
        assertInstanceOf(Head.Linear.class, new Softmax().head());
    }

    @Test
    void noHead() {
        HeadLoss none = new Own(null, Reduction.SUM);
        for (Loss loss : List.of(none, new ArcFace().plus(1, none), none.plus(1, new ArcFace()))) {
            BadInputTest.refuses(loss + "", NullPointerException.class, loss, call, List.of("head"));
        }
        List<String> words = List.of("head");
        BadInputTest.says(
                "logits", NullPointerException.class, () -> none.logits(call.features(), call.parameters()), words);
        BadInputTest.says("reference", NullPointerException.class, () -> Reference.of(none), words);
    }

    @Test
    void noReduction() {
        Loss none = new Own(new Head.Linear(), null);
        List<String> words = List.of("reduction");
        BadInputTest.refuses("no reduction", NullPointerException.class, none, call, words);
        Loss reference = Reference.of(none);
        BadInputTest.refuses("no reduction, read", NullPointerException.class, reference, call, words);
        assertThrows(NullPointerException.class, () -> call.evaluate(new ArcFace().plus(1, none)));
    }
}
