package io.latticework.crdt.codec;

import static io.latticework.crdt.codec.ValueCodecTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.EncodeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JacksonCodecTest {
    record Order(
            String id, long cents, BigDecimal weight, List<String> lines, Set<String> tags, Map<String, Integer> by) {}

    record Tagged(Set<?> tags) {}

    record Point(int x, double y) {}

    record PointWithColour(int x, double y, String colour) {}

    record Untyped(Object any) {}

    record Sparse(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> tags) {}

    record Typed(@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) Object any) {}

    record Stamped(Instant at) {}

    record Linked(Linked next) {}

    record Positive(int x) {
        Positive {
            if (x < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    public static final class WriteOnly {
        private final int x;

        WriteOnly(int x, int y) {
            this.x = x + y;
        }

        public int getX() {
            return x;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClassName {}

    record Gadget(int x) implements ByClassName {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {}

    record Circle(int r) implements Shape {}

    private static final ValueCodec<Point> POINTS = ValueCodec.json(Point.class);

    @Test
    void aRecordHasOneText() {
        Order order = new Order(
                "ü\uD800",
                -5,
                new BigDecimal("1.50"),
                List.of("b", "a"),
                Set.of("y", "x", "é"),
                Map.of("k", 1, "a", 2));
        ValueCodec<Order> codec = ValueCodec.json(Order.class);
        byte[] bytes = codec.encode(order);
        assertThat(text(bytes))
                .isEqualTo("{\"by\":{\"a\":2,\"k\":1},\"cents\":-5,\"id\":\"ü\\ud800\",\"lines\":[\"b\",\"a\"],"
                        + "\"tags\":[\"x\",\"y\",\"é\"],\"weight\":1.50}");
        assertThat(codec.decode(bytes)).isEqualTo(order);
        assertThat(codec.toJson(order)).isEqualTo(text(bytes));
    }

    @Test
    void equalSetsHaveEqualBytesWhateverTheirOrder() {
        Set<Object> colliding =
                new LinkedHashSet<>(List.of("Aa", "BB", 3, 20, Set.of("n", "m"), Map.of("z", 1, "y", 2)));
        List<Object> reversed = new ArrayList<>(colliding);
        Collections.reverse(reversed);
        ValueCodec<Tagged> codec = ValueCodec.json(Tagged.class);
        byte[] bytes = codec.encode(new Tagged(colliding));
        assertThat(codec.encode(new Tagged(new LinkedHashSet<>(reversed)))).isEqualTo(bytes);
        assertThat(codec.encode(new Tagged(new HashSet<>(reversed)))).isEqualTo(bytes);
        assertThat(text(bytes)).isEqualTo("{\"tags\":[\"Aa\",\"BB\",20,3,[\"m\",\"n\"],{\"y\":2,\"z\":1}]}");
    }

    @Test
    void aTreeSetAndATreeMapHideTheirComparators() {
        TreeSet<String> down = new TreeSet<>(Comparator.reverseOrder());
        down.addAll(List.of("a", "b", "c"));
        ValueCodec<Tagged> sets = ValueCodec.json(Tagged.class);
        assertThat(sets.encode(new Tagged(down))).isEqualTo(sets.encode(new Tagged(Set.of("a", "b", "c"))));
        TreeMap<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(Map.of("a", 1, "b", 2));
        ValueCodec<Untyped> maps = ValueCodec.json(Untyped.class);
        assertThat(maps.encode(new Untyped(backwards))).isEqualTo(maps.encode(new Untyped(Map.of("b", 2, "a", 1))));
    }

    @Test
    void annotationsOnSetsHoldAndTypeInformationIsRefused() {
        assertThat(ValueCodec.json(Sparse.class).toJson(new Sparse(Set.of()))).isEqualTo("{}");
        assertThat(ValueCodec.json(Sparse.class).toJson(new Sparse(Set.of("a"))))
                .isEqualTo("{\"tags\":[\"a\"]}");
        assertThatThrownBy(() -> ValueCodec.json(Typed.class).encode(new Typed(Set.of("a"))))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("no canonical text");
    }

    @Test
    void emptyCollectionsHaveTheirTexts() {
        Order empty = new Order("", 0, BigDecimal.ZERO, List.of(), Set.of(), Map.of());
        assertThat(ValueCodec.json(Order.class)
                        .decode(ValueCodec.json(Order.class).encode(empty)))
                .isEqualTo(empty);
        assertThat(ValueCodec.json(Order.class).toJson(empty)).contains("\"lines\":[]", "\"tags\":[]", "\"by\":{}");
    }

    @Test
    void doublesHaveTheirShortestDigitsOnEveryJvm() {
        assertThat(text(POINTS.encode(new Point(1, Double.parseDouble("2e23")))))
                .isEqualTo("{\"x\":1,\"y\":2.0E23}");
        assertThat(text(POINTS.encode(new Point(1, 2.0E-3)))).isEqualTo("{\"x\":1,\"y\":0.002}");
        for (double y : new double[] {Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE}) {
            assertThat(POINTS.decode(POINTS.encode(new Point(0, y)))).isEqualTo(new Point(0, y));
        }
    }

    @Test
    void decimalsKeepTheirDigitsAndScale() {
        ValueCodec<BigDecimal> codec = ValueCodec.json(BigDecimal.class);
        for (String digits :
                new String[] {"1.0", "1.00", "1E+3", "-0.00", "0.1000000000000000055511151231257827", "1E-999"}) {
            BigDecimal decimal = new BigDecimal(digits);
            assertThat(codec.decode(codec.encode(decimal))).isEqualTo(decimal);
        }
        assertThat(codec.encode(new BigDecimal("1.0"))).isNotEqualTo(codec.encode(new BigDecimal("1.00")));
    }

    @Test
    void aValueThatWouldComeBackDifferentIsRefusedAtItsWriter() {
        ValueCodec<Untyped> codec = ValueCodec.json(Untyped.class);
        assertThatThrownBy(() -> codec.encode(new Untyped(new BigDecimal("1.10"))))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("read back");
        assertThat(text(codec.encode(new Untyped(1.1)))).isEqualTo("{\"any\":1.1}");
    }

    @Test
    void mapsWithTwoKeysOfOneTextAreRefused() {
        Map<Object, Integer> keys = new HashMap<>();
        keys.put(1, 1);
        keys.put("1", 2);
        assertThatThrownBy(() -> ValueCodec.json(Untyped.class).encode(new Untyped(keys)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void aTypeThatCannotBeReadIsRefusedAtItsWriter() {
        assertThatThrownBy(() -> ValueCodec.json(WriteOnly.class).encode(new WriteOnly(1, 1)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("WriteOnly");
    }

    @Test
    void timesAndNullsAreRefused() {
        assertThatThrownBy(() -> ValueCodec.json(Stamped.class).encode(new Stamped(Instant.EPOCH)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("java.time");
        assertRefused(POINTS, "null", "null");
    }

    @Test
    void cyclesAndDeepValuesAreRefused() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        assertThatThrownBy(() -> ValueCodec.json(Untyped.class).encode(new Untyped(cycle)))
                .isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> ValueCodec.json(Untyped.class).toJson(new Untyped(cycle)))
                .isInstanceOf(EncodeException.class);
        Linked deep = null;
        for (int i = 0; i < 64; i++) {
            deep = new Linked(deep);
        }
        Linked deepest = deep;
        ValueCodec<Linked> codec = ValueCodec.json(Linked.class);
        assertThat(codec.decode(codec.encode(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> codec.encode(new Linked(deepest)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("64");
    }

    @Test
    void cyclesThroughSetsAreRefused() {
        Set<Object> set = new HashSet<>();
        Object[] cycle = {set};
        set.add(cycle);
        assertThatThrownBy(() -> ValueCodec.json(Untyped.class).encode(new Untyped(cycle)))
                .isInstanceOf(EncodeException.class);
    }

    @Test
    void classNamesAreNeverReadAndLogicalNamesAre() {
        assertThatThrownBy(() -> ValueCodec.json(ByClassName.class).encode(new Gadget(1)))
                .isInstanceOf(EncodeException.class);
        assertRefused(
                ValueCodec.json(ByClassName.class),
                "{\"@class\":\"" + Gadget.class.getName() + "\",\"x\":1}",
                "denied");
        ValueCodec<Shape> shapes = ValueCodec.json(Shape.class);
        assertThat(text(shapes.encode(new Circle(2)))).isEqualTo("{\"@type\":\"circle\",\"r\":2}");
        assertThat(shapes.decode(shapes.encode(new Circle(2)))).isEqualTo(new Circle(2));
    }

    @Test
    void otherTextsOfTheSameValueAreRefused() {
        assertThat(POINTS.decode(utf8("{\"x\":1,\"y\":2.0}"))).isEqualTo(new Point(1, 2));
        String[] others = {
            "{\"y\":2.0,\"x\":1}",
            " {\"x\":1,\"y\":2.0}",
            "{\"x\":1,\"y\":2.0}\n",
            "{\"x\":1, \"y\":2.0}",
            "{\"x\":1,\"\\u0079\":2.0}",
            "{\"x\":1,\"y\":2e0}",
            "{\"x\":-0,\"y\":2.0}"
        };
        for (String other : others) {
            assertRefused(POINTS, other, "canonical");
        }
    }

    @Test
    void duplicateNamesAreRefused() {
        assertRefused(POINTS, "{\"x\":1,\"x\":1,\"y\":2.0}", "twice");
    }

    @Test
    void whatIsNoTextOfTheTypeIsRefused() {
        String[] bad = {
            "",
            "{",
            "{}{}",
            "{\"x\":1,\"y\":2.0}]",
            "[]",
            "\"x\"",
            "{\"x\":\"1\",\"y\":2.0}",
            "{\"x\":1.5,\"y\":2.0}",
            "{\"x\":99999999999,\"y\":2.0}",
            "{\"x\":1,\"y\":NaN}",
            "{'x':1}",
            "{\"x\":01}",
            "\uFEFF{}",
            "/**/{}"
        };
        for (String json : bad) {
            assertRefused(POINTS, json, "");
        }
        assertRefused(ValueCodec.json(Positive.class), "{\"x\":-1}", "negative");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] bytes = utf8("{\"x\":1,\"y\":2.0}");
        bytes[2] = (byte) 0xFF;
        assertThatThrownBy(() -> POINTS.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void anotherVersionOfTheClassReadsWhatItKnows() {
        PointWithColour newer = new PointWithColour(1, 2, "red");
        byte[] bytes = ValueCodec.json(PointWithColour.class).encode(newer);
        assertThat(POINTS.decode(bytes)).isEqualTo(new Point(1, 2));
        assertThat(ValueCodec.json(PointWithColour.class).decode(POINTS.encode(new Point(1, 2))))
                .isEqualTo(new PointWithColour(1, 2, null));
    }

    @Test
    void hostileNestingIsRefused() {
        int depth = 100_000;
        assertRefused(ValueCodec.json(Untyped.class), "{\"any\":" + "[".repeat(depth) + "]".repeat(depth) + "}", "64");
        assertRefused(ValueCodec.json(Untyped.class), "{\"any\":".repeat(depth) + "1" + "}".repeat(depth), "64");
        assertRefused(POINTS, "{\"unknown\":" + "[".repeat(depth), "64");
    }

    @Test
    void hostileNumbersAreRefused() {
        assertRefused(ValueCodec.json(BigInteger.class), "9".repeat(1001), "1000");
        assertRefused(ValueCodec.json(BigDecimal.class), "1." + "0".repeat(1001), "1000");
        assertRefused(ValueCodec.json(BigInteger.class), "1E1000000000", "");
        assertRefused(ValueCodec.json(Long.class), "1E1000000000", "");
    }

    @Test
    void aRefusalDoesNotRepeatALongText() {
        assertThatThrownBy(() -> ValueCodec.json(Shape.class)
                        .decode(utf8("{\"@type\":\"" + "n".repeat(100_000) + "\",\"r\":2}")))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.getMessage()).hasSizeBetween(100, 600));
    }

    @Test
    void hostileNamesAndDocumentsAreRefused() {
        assertRefused(POINTS, "{\"" + "n".repeat((1 << 16) + 1) + "\":1}", "65536");
        assertRefused(ValueCodec.json(String.class), '"' + "a".repeat(16 << 20) + '"', "16777216");
        assertThatThrownBy(() -> ValueCodec.json(String.class).encode("a".repeat(16 << 20)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("16777216");
    }

    @Test
    void namesWithOneHashTakeNoQuadraticTime() {
        Map<String, Integer> colliding = new LinkedHashMap<>();
        for (int i = 0; i < 1 << 14; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            colliding.put(name.toString(), i);
        }
        String json = Json.quote("any") + ':' + ValueCodec.json(Map.class).toJson(colliding);
        assertThat(json).hasSizeGreaterThan(1 << 18);
        assertRefusedOrRead(utf8('{' + json + '}'));
    }

    private static void assertRefusedOrRead(byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                assertThat(ValueCodec.json(Untyped.class).decode(bytes).any()).isInstanceOf(Map.class);
            } catch (DecodeException e) {
                assertThat(e.reason()).isEqualTo(DecodeException.Reason.MALFORMED);
            }
        });
    }

    private static void assertRefused(ValueCodec<?> codec, String json, String message) {
        assertThatThrownBy(() -> codec.decode(utf8(json)))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(DecodeException.Reason.MALFORMED))
                .hasMessageContaining(message);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
