package io.latticework.crdt;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileReader;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What core must not do, for the rules of the architecture to find. None of it is ever run. */
@SuppressWarnings("unused")
public final class Planted {
    private Planted() {}

    static final class Opens {
        String read(Path path) throws IOException {
            return Files.readString(path);
        }
    }

    static final class Streams {
        Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
            return in.readObject();
        }

        FileReader reader;
    }

    static final class Connects {
        InetAddress address;
    }

    static final class Logs {
        Logger logger;
    }

    static final class Starts {
        Thread thread(Runnable action) {
            return new Thread(action);
        }
    }

    static final class Submits {
        void submit(Executor executor, Runnable action) {
            executor.execute(action);
        }
    }

    static final class Locks {
        final ReentrantLock lock = new ReentrantLock();
    }

    static final class AsksTheClock {
        long now() {
            return System.nanoTime();
        }
    }

    static final class RefersToTheClock {
        LongSupplier clock() {
            return System::currentTimeMillis;
        }
    }

    static final class AsksTheDate {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Throws {
        final Random dice = new Random();
    }

    static final class Draws {
        UUID draw() {
            return UUID.randomUUID();
        }
    }

    static final class Prints {
        void print(String text) {
            System.out.println(text);
        }
    }

    static final class LooksAtAddresses {
        int address(Object object) {
            return System.identityHashCode(object);
        }
    }

    public static final class Returns {
        public HashValue128 hash() {
            return new HashValue128(0, 0);
        }
    }

    public static final class Takes {
        public void take(ObjectMapper mapper) {}
    }

    public static final class Inherits extends JsonFactory {
        private static final long serialVersionUID = 1L;
    }

    public static final class Mentions {
        public List<HashValue128> hashes() throws JsonMappingException {
            return List.of();
        }
    }
}
