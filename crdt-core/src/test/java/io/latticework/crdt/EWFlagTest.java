package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import org.junit.jupiter.api.Test;

class EWFlagTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final EWFlag empty = EWFlag.empty();

    @Test
    void isDisabledBeforeAnyWrite() {
        assertThat(empty.isEnabled()).isFalse();
        assertThat(empty.toJson()).isEqualTo("false");
        assertThat(empty.disable(a).isEnabled()).isFalse();
    }

    @Test
    void goesOnAndOff() {
        EWFlag on = empty.enable(a);
        assertThat(on.isEnabled()).isTrue();
        assertThat(on).hasToString("ewflag true");
        EWFlag off = sent(on).disable(b);
        assertThat(off.isEnabled()).isFalse();
        assertThat(on.merge(off)).isEqualTo(off);
        assertThat(sent(off)).isEqualTo(off).hasToString("ewflag false");
        assertThat(off.enable(a).isEnabled()).isTrue();
    }

    @Test
    void enableWinsOverAConcurrentDisable() {
        EWFlag on = empty.enable(a);
        EWFlag again = on.enable(a);
        EWFlag off = on.disable(b);
        assertThat(again.merge(off).isEnabled()).isTrue();
        assertThat(off.merge(again).isEnabled()).isTrue();
        assertThat(off.merge(again).disable(b).isEnabled()).isFalse();
    }

    @Test
    void aDisableTakesBackAllConcurrentEnablesThatItSaw() {
        EWFlag both = empty.enable(a).merge(empty.enable(b));
        EWFlag off = both.disable(a);
        assertThat(both.merge(sent(off.deltaFrom(both))).isEnabled()).isFalse();
    }

    @Test
    void aFlagOfAMapStaysUntilItsKeyIsRemoved() {
        ORMap<String> on = ORMap.empty(ValueCodec.strings()).update(a, "f", EWFlag.TYPE, flag -> flag.enable(a));
        ORMap<String> off = on.update(b, "f", EWFlag.TYPE, flag -> flag.disable(b));
        assertThat(sent(on).toJson()).isEqualTo("{\"f\":true}");
        assertThat(sent(off).toJson()).isEqualTo("{\"f\":false}");
        assertThat(off.remove(a, "f").toJson()).isEqualTo("{}");
        assertThat(off.get("f", EWFlag.TYPE).isEnabled()).isFalse();
        ORMap<String> again = on.update(a, "f", EWFlag.TYPE, flag -> flag.enable(a));
        assertThat(again.merge(off).toJson()).isEqualTo("{\"f\":true}");
    }
}
