package io.latticework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.testkit.model.Effect;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetAuthorTest {
    @Test
    void writesAreExposedOnceTheStateIsSent() {
        FleetAuthor author = new FleetAuthor(Fleet.replica(0), false);
        long first = author.nextSequence();
        assertThat(author.exposed(first)).isFalse();
        author.expose();
        assertThat(author.exposed(first)).isTrue();
        assertThat(author.exposed(author.nextSequence())).isFalse();
    }

    @Test
    void everythingIsExposedWhereOldVersionsAreWrittenTo() {
        FleetAuthor author = new FleetAuthor(Fleet.replica(0), true);
        assertThat(author.exposed(author.nextSequence())).isTrue();
    }

    @Test
    void lastStampIsRecordedOnce() {
        FleetAuthor author = new FleetAuthor(Fleet.replica(0), false);
        HybridTimestamp stamp = author.nextStamp(HybridTimestamp.ZERO);
        assertThat(author.record(Effect.set("1"), Set.of()).stamp()).isEqualTo(stamp);
        assertThat(author.record(Effect.add("1"), Set.of()).stamp()).isEqualTo(HybridTimestamp.ZERO);
    }

    @Test
    void linesAreTheAuthorsOwn() {
        FleetAuthor author = new FleetAuthor(Fleet.replica(0), false);
        author.startLine(1, 1);
        assertThat(author.continueLine(1, 1, 2)).isTrue();
        assertThat(author.continueLine(1, 1, 3)).isFalse();
    }
}
