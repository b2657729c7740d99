package io.github.marginloss.shard;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Puts a shard on a socket: reads a message, writes the worker's answer, until the client closes. */
final class ShardServer implements AutoCloseable {

    /** The stream reads no other classes, because an object stream creates any object that it is told to. */
    private static final ObjectInputFilter EXPECTED =
            ObjectInputFilter.Config.createFilter("io.github.marginloss.**;org.ejml.**;java.base/*;!*");

    private final ShardWorker worker;
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve, "shard");

    ShardServer(ShardWorker worker) throws IOException {
        this.worker = worker;
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try (Socket client = socket.accept();
                Link link = new Link(client)) {
            while (true) {
                link.send(answer(link.receive()));
            }
        } catch (EOFException | SocketException end) {
            // the client has closed, or this server was closed before it had one
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** If the library refuses a message, the client throws its exception. */
    private Object answer(Object message) {
        try {
            return worker.answer(message);
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One end of a connection. */
    static final class Link implements AutoCloseable {

        private final Socket socket;
        private final ObjectOutputStream out;
        private final ObjectInputStream in;

        Link(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true); // a message goes out at once
            out = new ObjectOutputStream(
                    socket.getOutputStream()); // created first, because the other end waits for its header
            in = new ObjectInputStream(socket.getInputStream());
            in.setObjectInputFilter(EXPECTED);
        }

        void send(Object message) throws IOException {
            out.writeObject(message);
            out.reset(); // otherwise the stream keeps everything that it has sent
        }

        Object receive() throws IOException {
            try {
                return in.readObject();
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
