package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import java.nio.ByteBuffer;

/**
 * The 8 bytes of {@link Double#doubleToLongBits}, the highest first. As in {@link Double#equals}, all NaNs are one value
 * and the two zeros are two.
 */
final class DoubleCodec implements ValueCodec<Double> {
    static final DoubleCodec INSTANCE = new DoubleCodec();

    private DoubleCodec() {}

    @Override
    public String name() {
        return "double";
    }

    @Override
    public byte[] encode(Double value) {
        return ByteBuffer.allocate(Double.BYTES)
                .putLong(Double.doubleToLongBits(value))
                .array();
    }

    @Override
    public Double decode(byte[] bytes, int offset, int length) {
        FixedLength.check(name(), Double.BYTES, length);
        long bits = ByteBuffer.wrap(bytes, offset, length).getLong();
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value) && bits != Double.doubleToLongBits(Double.NaN)) {
            throw new DecodeException(
                    DecodeException.Reason.MALFORMED,
                    "The only NaN is 7ff8000000000000, not " + Long.toHexString(bits));
        }
        return value;
    }

    /** JSON has no word for what is not finite: it becomes a string. */
    @Override
    public String toJson(Double value) {
        String text = Double.toString(value);
        return Double.isFinite(value) ? text : Json.quote(text);
    }

    @Override
    public Double fromJson(JsonValue json) {
        if (json instanceof JsonValue.Decimal number) {
            double value = Double.parseDouble(number.digits());
            if (Double.isInfinite(value)) {
                throw json.unfit("is too large for a double");
            }
            return value;
        }
        return switch (json.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw json.unfit("is no number");
        };
    }
}
