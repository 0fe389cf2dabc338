package io.latticework.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.testkit.law.BrokenLaw;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.toy.Flaw;
import io.latticework.testkit.toy.NameSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LawSuiteTest {
    private static LawSuite<NameSet> names(Flaw flaw) {
        return LawSuite.of(new NameSet.Kind(flaw), List.of(NameSetLawsTest.add("ann"), NameSetLawsTest.add("bob")));
    }

    private static BrokenLaw broken(Runnable check) {
        BrokenLaw broken = catchThrowableOfType(BrokenLaw.class, check::run);
        assertThat(broken).isNotNull();
        return broken;
    }

    @Test
    void failureShowsLawOperandsHistoryAndSeed() {
        BrokenLaw broken = broken(() -> names(Flaw.MERGE_KEEPS_LEFT).check(100));
        assertThat(broken.law()).isEqualTo(Law.MERGE_COMMUTATIVE);
        assertThat(broken)
                .hasMessageContaining("Broken law MERGE_COMMUTATIVE: merge is commutative")
                .hasMessageContaining("a.merge(b) and b.merge(a) are not the same")
                .hasMessageContaining("[\"ann\"] (5 bytes: 0103616e6e)")
                .hasMessageContaining("1. ")
                .hasMessageContaining("shows it again");
    }

    @Test
    void seedShowsTheFailureAgain() {
        LawSuite<NameSet> suite = names(Flaw.MERGE_KEEPS_LEFT);
        BrokenLaw broken = broken(() -> suite.check(100));
        Matcher seed = Pattern.compile("replay\\((\\d+)\\)").matcher(broken.getMessage());
        assertThat(seed.find()).isTrue();
        assertThat(broken(() -> suite.replay(Long.parseLong(seed.group(1))))).hasMessage(broken.getMessage());
    }

    @Test
    void exceptionOfTheTypeIsReportedWithTheHistory() {
        Mutation<NameSet> failing = Mutation.of("fail", (author, set) -> {
            throw new IllegalStateException("as planted");
        });
        BrokenLaw broken = broken(
                () -> LawSuite.of(new NameSet.Kind(Flaw.NONE), List.of(failing)).check(10));
        assertThat(broken.law()).isEqualTo(Law.NOTHING_THROWS);
        assertThat(broken).hasMessageContaining("as planted").hasMessageContaining(": fail");
        assertThat(broken.getCause()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void largeOperandsAreShownInPart() {
        Laws<NameSet> laws = Laws.of(new NameSet.Kind(Flaw.NONE));
        NameSet large = new NameSet.Kind(Flaw.NONE).empty();
        for (int i = 100; i < 200; i++) {
            large = large.add("agent-" + i);
        }
        NameSet set = large;
        BrokenLaw broken = broken(() -> laws.value().value(Law.VALUE_AS_MODELLED, set, "[]"));
        assertThat(broken).hasMessageContaining("expected [], found [").hasMessageContaining("1001 bytes: 64096167");
        assertThat(broken.getMessage()).hasSizeLessThan(3500).contains("...");
    }

    @Test
    void textMayBeCutToOtherText() {
        Mutation<Decimal> raise = Mutation.of("raise", (author, max) -> max.merge(new Decimal(max.value() * 3 + 11)));
        LawSuite<Decimal> strict = LawSuite.of(Decimal.TYPE, List.of(raise));
        assertThat(broken(() -> strict.check(20)).law()).isEqualTo(Law.BYTES_REFUSED);
        assertThatCode(() -> strict.withTruncationUndetected().check(100)).doesNotThrowAnyException();
    }

    /** A number as text: what is cut from it is another number. */
    private record Decimal(long value) implements Crdt<Decimal> {
        static final CrdtType<Decimal> TYPE = CrdtType.of("decimal", new Decimal(0), new Codec());

        @Override
        public CrdtType<Decimal> type() {
            return TYPE;
        }

        @Override
        public Decimal merge(Decimal other) {
            return other.value > value ? other : this;
        }
    }

    private static final class Codec implements ValueCodec<Decimal> {
        @Override
        public String name() {
            return "decimal";
        }

        @Override
        public byte[] encode(Decimal number) {
            return toJson(number).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public Decimal decode(byte[] bytes, int offset, int length) {
            String text = new String(bytes, offset, length, StandardCharsets.US_ASCII);
            if (!text.matches("0|[1-9][0-9]{0,17}")) {
                throw new DecodeException(Reason.MALFORMED, "no number: " + text);
            }
            return new Decimal(Long.parseLong(text));
        }

        @Override
        public String toJson(Decimal number) {
            return Long.toString(number.value);
        }
    }
}
