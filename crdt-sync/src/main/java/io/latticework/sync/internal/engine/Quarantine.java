package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.HeldStates;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.sync.HeldKey;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.KeyType;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.spi.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of users' merges and codecs that throw. Once or twice it may be for lack of memory, and what was to be done is
 * tried again. A type that throws {@value #FAILURES} times within a minute is a poison: from then on its states lie side by
 * side where they do not merge, each under its dot as they came, so that everything else goes on. Who can merge them
 * does so, and tells the others; here that is tried again ever more rarely.
 */
public final class Quarantine implements MergeGuard {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int FAILURES = 4;
    private static final long WITHIN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long BORNE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_DOUBLINGS = 6;
    private static final int RETRIES_AT_ONCE = 16;
    private static final int MAX_SHOWN = 100;

    private final Clock clock;
    private final Counts counts;
    private final Map<String, Deque<Long>> failures = new HashMap<>();
    private final Map<String, Long> borneUntil = new HashMap<>();
    private final Map<KeyType, Status> held = new LinkedHashMap<>();
    /** States may lie side by side that are not among those. */
    private boolean isNew = true;

    /** What is known of a key. */
    private static final class Status {
        final long since;
        long retryAt;
        int attempts;
        String cause = "";

        Status(long now) {
            this.since = now;
            this.retryAt = now;
        }
    }

    /** Starts with nothing. */
    public Quarantine(Clock clock, Counts counts) {
        this.clock = clock;
        this.counts = counts;
    }

    @Override
    public void threw(String type, Throwable cause) {
        counts.add(Count.MERGES_FAILED);
        long now = clock.nanos();
        Deque<Long> recent = failures.computeIfAbsent(type, absent -> new ArrayDeque<>());
        recent.add(now);
        while (recent.size() > FAILURES || now - recent.element() > WITHIN_NANOS) {
            recent.remove();
        }
        if (recent.size() == FAILURES) {
            if (!holds(type)) {
                LOG.error(
                        "The merge or the codec of {} throws again and again: keys that it keeps from being merged are"
                                + " held, and all others go on",
                        type,
                        cause);
            }
            borneUntil.put(type, now + BORNE_NANOS);
        }
    }

    @Override
    public boolean holds(String type) {
        Long until = borneUntil.get(type);
        return until != null && clock.nanos() < until;
    }

    @Override
    public void held() {
        isNew = true;
    }

    /** Looks which keys are held, and tries to merge what is due. */
    void tend(Keyspace keyspace, long now) {
        if (isNew) {
            isNew = false;
            find(keyspace, now);
        }
        if (!held.isEmpty() && keyspace.isWhole()) {
            retry(keyspace, now);
        }
    }

    private void find(Keyspace keyspace, long now) {
        if (!(keyspace.snapshot().store() instanceof DotMap map)) {
            return;
        }
        Set<KeyType> found = new LinkedHashSet<>();
        map.root().forEach(entry -> {
            if (HeldStates.isIn(entry)) {
                found.add(at(entry));
            }
        });
        held.keySet().retainAll(found);
        for (KeyType each : found) {
            if (held.putIfAbsent(each, new Status(now)) == null) {
                counts.add(Count.KEYS_HELD);
            }
        }
    }

    private static KeyType at(Entry entry) {
        String key = new String(KeyLayout.keyOf(entry.key()), StandardCharsets.UTF_8);
        return new KeyType(key, KeyLayout.typeOf(entry.key()));
    }

    private void retry(Keyspace keyspace, long now) {
        int left = RETRIES_AT_ONCE;
        for (Map.Entry<KeyType, Status> each : List.copyOf(held.entrySet())) {
            if (each.getValue().retryAt <= now && left-- > 0) {
                retry(keyspace, each.getKey(), each.getValue(), now);
            }
        }
    }

    private void retry(Keyspace keyspace, KeyType at, Status status, long now) {
        status.retryAt = now + (RETRY_NANOS << Math.min(status.attempts, MAX_DOUBLINGS));
        status.attempts++;
        keyspace.write(keyspace.cell(at), (author, nested) -> merged(nested, status));
        if (!HeldStates.isIn(keyspace.cell(at).value().store())) {
            held.remove(at);
            LOG.info("{} is held no longer", at.key());
        }
    }

    private static Causal merged(Causal nested, Status status) {
        DotStore store = nested.store();
        if (store == null) {
            return nested;
        }
        DotStore merged =
                HeldStates.resolved(nested.realm(), store, cause -> status.cause = String.valueOf(cause.getMessage()));
        return merged == store ? nested : nested.with(merged, nested.context());
    }

    /** Returns what is held, the first hundred. For the engine's thread. */
    public List<HeldKey> keys() {
        long now = clock.nanos();
        return held.entrySet().stream()
                .limit(MAX_SHOWN)
                .map(each -> new HeldKey(
                        each.getKey().key(),
                        each.getKey().type(),
                        each.getValue().cause,
                        Duration.ofNanos(now - each.getValue().since),
                        each.getValue().attempts))
                .toList();
    }
}
