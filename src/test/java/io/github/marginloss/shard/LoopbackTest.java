package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Compare;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards behind sockets: an engine of two small classes, {@link ShardWorker} and {@link ShardServer}. */
@Timeout(60)
class LoopbackTest {

    private static final HeadLoss LOSS = new ArcFace(30, 0.5);
    private static final Batch BATCH = Batch.random(LOSS.uses(), 24, 8, 50, 1);
    /** The first class of each shard, and n: three shards, one of a single class. */
    private static final int[] CUTS = {0, 17, 18, 50};

    private static final int STEPS = 6;
    private static final double RATE = 0.05;

    @AutoClose
    private final Cluster cluster = new Cluster();

    /** All shards: they receive the same message, and the caller waits for their answers. */
    interface Shards {
        List<Object> ask(Object message) throws IOException;

        /** A whole step: three rounds. */
        default ShardedResult train(ShardedStep step) throws IOException {
            ShardTargets all = ShardTargets.merge(answers(step, ShardTargets.class));
            ShardedResult result = step.finish(ShardStatistics.merge(answers(all, ShardStatistics.class)));
            ask(new ShardWorker.Move(result.factors(), RATE));
            return result;
        }

        default <T> List<T> answers(Object message, Class<T> type) throws IOException {
            return ask(message).stream().map(type::cast).toList();
        }
    }

    /** Servers, and a connection to each. */
    static final class Cluster implements Shards, AutoCloseable {

        private final List<ShardServer> servers = new ArrayList<>();
        private final List<ShardServer.Link> links = new ArrayList<>();

        void start(List<ShardWorker> workers) throws IOException {
            for (ShardWorker worker : workers) {
                ShardServer server = new ShardServer(worker);
                servers.add(server);
                links.add(new ShardServer.Link(new Socket(InetAddress.getLoopbackAddress(), server.port())));
            }
        }

        /** All shards work at the same time: everything is sent before anything is awaited. */
        @Override
        public List<Object> ask(Object message) throws IOException {
            for (ShardServer.Link link : links) {
                link.send(message);
            }
            List<Object> answers = new ArrayList<>();
            for (ShardServer.Link link : links) {
                answers.add(link.receive());
            }
            for (Object answer : answers) {
                if (answer instanceof RuntimeException refusal) {
                    throw refusal;
                }
            }
            return answers;
        }

        @Override
        public void close() throws IOException {
            for (ShardServer.Link link : links) {
                link.close();
            }
            for (ShardServer server : servers) {
                server.close();
            }
            links.clear();
            servers.clear();
        }
    }

    private static List<ShardWorker> workers() {
        List<ShardWorker> workers = new ArrayList<>();
        for (int k = 0; k + 1 < CUTS.length; k++) {
            workers.add(new ShardWorker(
                    CUTS[k], CommonOps_DDRM.extract(BATCH.parameters().weights(), CUTS[k], CUTS[k + 1], 0, 8)));
        }
        return workers;
    }

    private static Shards beside(List<ShardWorker> workers) {
        return message -> workers.stream().map(worker -> worker.answer(message)).toList();
    }

    /** The results of each step. Features are trained as well, in place. */
    private static List<Evaluation> train(Shards shards, int steps, DMatrixRMaj features) throws IOException {
        List<Evaluation> run = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            ShardedResult result = shards.train(ShardedStep.of(LOSS, features, BATCH.labels(), 50));
            DMatrixRMaj gradient = result.featureGradient();
            run.add(new Evaluation(result.loss(), result.sampleLosses(), Gradients.ofFeatures(gradient)));
            CommonOps_DDRM.addEquals(features, -RATE, gradient);
        }
        return run;
    }

    /** The class weights as they are now. */
    private static DMatrixRMaj weights(Shards shards) throws IOException {
        return CommonOps_DDRM.concatRowsMulti(shards.answers(new ShardWorker.Save(), ShardWorker.class).stream()
                .map(worker -> worker.rows().weights())
                .toArray(DMatrixRMaj[]::new));
    }

    @Test
    void serversTrainAsOneProcessDoesBitForBit() throws IOException {
        cluster.start(workers());
        Shards here = beside(workers());
        List<Evaluation> expected = train(here, STEPS, BATCH.features().copy());
        List<Evaluation> actual = train(cluster, STEPS, BATCH.features().copy());
        for (int k = 0; k < STEPS; k++) {
            Compare.bits("step " + k, expected.get(k).loss(), actual.get(k).loss());
            Compare.bits(
                    "step " + k,
                    expected.get(k).gradients().features(),
                    actual.get(k).gradients().features());
        }
        Compare.bits("W", weights(here), weights(cluster));
        assertTrue(actual.get(STEPS - 1).loss() < actual.get(0).loss() - 1);
    }

    @Test
    void theyTrainAsEvaluateDoesToRounding() throws IOException {
        cluster.start(workers());
        List<Evaluation> run = train(cluster, STEPS, BATCH.features().copy());
        Comparison first = Comparison.of(LOSS, BATCH.features(), BATCH.parameters(), BATCH.labels(), run.get(0));
        assertTrue(first.reaches(Grade.P), first::toString);

        DMatrixRMaj features = BATCH.features().copy();
        DMatrixRMaj weights = BATCH.parameters().weights().copy();
        DMatrixRMaj velocity = new DMatrixRMaj(50, 8);
        Gradients gradients = Gradients.like(features, Parameters.ofWeights(weights));
        for (Evaluation step : run) {
            double loss = LOSS.evaluate(features, Parameters.ofWeights(weights), BATCH.labels(), null, gradients);
            assertEquals(loss, step.loss(), 1e-12);
            CommonOps_DDRM.add(0.9, velocity, 1, gradients.weights(), velocity);
            CommonOps_DDRM.addEquals(weights, -RATE, velocity);
            CommonOps_DDRM.addEquals(features, -RATE, gradients.features());
        }
        assertEquals(0, SpecializedOps_DDRM.diffNormF(weights, weights(cluster)), 1e-12);
    }

    /** A checkpoint of a shard is its rows and its momentum, and nothing else. */
    @Test
    void aTrainingGoesOnFromItsCheckpoint() throws IOException {
        Shards here = beside(workers());
        train(here, STEPS, BATCH.features().copy());

        DMatrixRMaj features = BATCH.features().copy();
        cluster.start(workers());
        train(cluster, STEPS / 2, features);
        List<ShardWorker> saved = cluster.answers(new ShardWorker.Save(), ShardWorker.class);
        cluster.close();
        cluster.start(saved);
        train(cluster, STEPS - STEPS / 2, features);
        Compare.bits("W", weights(here), weights(cluster));
    }

    @Test
    void aRefusalArrivesInItsWordsAndTheServerGoesOn() throws IOException {
        cluster.start(workers());
        ShardedStep narrow = ShardedStep.of(LOSS, new DMatrixRMaj(1, 3), new int[1], 50);
        Exception refusal = assertThrows(MatrixDimensionException.class, () -> cluster.train(narrow));
        assertTrue(refusal.getMessage().contains("features is 1×3: 3 columns expected"), refusal::getMessage);
        assertEquals(1, train(cluster, 1, BATCH.features().copy()).size());
    }
}
