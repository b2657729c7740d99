package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Head;
import io.github.marginloss.reference.Reference;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A user's own head: leaving something out is an error, and never means another head. */
class UserHeadTest {

    private record Own(Head head, Reduction reduction, Set<Kind> uses) implements HeadLoss {
        Own(Head head, Reduction reduction) {
            this(head, reduction, EnumSet.of(Kind.WEIGHTS));
        }

        @Override
        public Own withReduction(Reduction reduction) {
            return new Own(head, reduction, uses);
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

    /** A loss must not use a parameter that its head does not take, because the gradient would be wrong. */
    @Test
    void usesThatDoNotFitTheHead() {
        record Case(Head head, Set<Kind> uses) {}
        Head cosine = new ArcFace().head();
        for (Case bad : List.of(
                new Case(cosine, EnumSet.of(Kind.WEIGHTS, Kind.BIAS)),
                new Case(cosine, EnumSet.of(Kind.CENTERS)),
                new Case(cosine, EnumSet.of(Kind.WEIGHTS, Kind.CENTERS)),
                new Case(new Head.Linear(), EnumSet.allOf(Kind.class)))) {
            Own loss = new Own(bad.head, Reduction.SUM, bad.uses);
            Call good = Call.good(new Losses.Entry("own", loss, bad.uses, null));
            List<String> words = List.of("Own uses ", "class weights");
            BadInputTest.refuses(bad + "", IllegalArgumentException.class, loss, good, words);
            BadInputTest.says(
                    bad + "",
                    IllegalArgumentException.class,
                    () -> loss.logits(good.features(), good.parameters()),
                    words);
        }
        Own good = new Own(new Head.Linear(), Reduction.SUM, EnumSet.of(Kind.WEIGHTS, Kind.BIAS));
        Batch batch = Batch.random(good.uses, 3, 2, 4, 18);
        Compare.bits("linear", batch.backward(new Softmax(Reduction.SUM)), batch.backward(good));
    }

    /** In both evaluators, only those terms of a sum that use a bias get it. */
    @Test
    void aTermWithoutBiasBesideOneWithIt() {
        Own own = new Own(new Head.Linear(), Reduction.MEAN);
        Batch batch = Batch.random(new Softmax().uses(), 3, 2, 4, 19);
        Batch without = new Batch(batch.features(), batch.parameters().only(own.uses), batch.labels());
        Loss sum = new Softmax().plus(1, own);
        double expected = batch.forward(new Softmax()) + without.forward(own);
        for (Loss loss : List.of(sum, Reference.of(sum))) {
            Evaluation joint = batch.backward(loss);
            assertEquals(expected, joint.loss(), 1e-14);
            Compare.close(
                    "bias",
                    1e-14,
                    batch.backward(new Softmax()).gradients().bias().data,
                    joint.gradients().bias().data);
        }
    }

    @Test
    void aLossWithoutASimpleNameIsNamed() {
        Loss anonymous = new Loss() {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                check(x, p, labels, losses, gradients);
                return 0;
            }

            @Override
            public Loss withReduction(Reduction reduction) {
                return this;
            }
        };
        Batch batch = Batch.random(new Softmax().uses(), 3, 2, 4, 20);
        BadInputTest.says(
                "anonymous",
                IllegalArgumentException.class,
                () -> batch.forward(anonymous),
                List.of("UserHeadTest$1 takes weights, but was given bias"));
    }
}
