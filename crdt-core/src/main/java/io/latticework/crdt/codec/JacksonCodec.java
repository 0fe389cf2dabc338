package io.latticework.crdt.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.EncodeException;
import io.latticework.crdt.error.JsonException;
import java.io.IOException;

/**
 * {@link CanonicalJson} by way of Jackson Databind, whose own sorting of members is left off because it fails on keys
 * that do not compare. No class name is ever read from the bytes, and what is written is read back before it goes out:
 * the failure to read belongs to the one who writes, not to all the others.
 */
final class JacksonCodec<V> implements ValueCodec<V> {
    private static final JsonMapper MAPPER = JsonMapper.builder(CanonicalJson.FACTORY)
            .enable(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES)
            .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, JacksonCodec::refuseScalars) // which the line above leaves out
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule("latticework").setSerializerModifier(new SortedSets()))
            .build();

    private static final int MAX_REASON = 300;

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final String name;
    private final String type;

    JacksonCodec(Class<V> type, String name) {
        this.name = ValueCodec.requireName(name);
        this.writer = MAPPER.writerFor(type);
        this.reader = MAPPER.readerFor(type);
        this.type = type.getName();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] encode(V value) {
        try {
            String json = write(value);
            if (!json.equals(write(read(json)))) {
                throw new EncodeException("A value of " + type + " becomes another one when it is read back;"
                        + " give its properties declared types that JSON keeps apart");
            }
            return Utf8.encode(json);
        } catch (EncodeException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unwritable(e);
        }
    }

    @Override
    public V decode(byte[] bytes, int offset, int length) {
        if (length > CanonicalJson.MAX_LENGTH) {
            throw new DecodeException(
                    Reason.MALFORMED, length + " bytes of JSON; the most is " + CanonicalJson.MAX_LENGTH);
        }
        String json = Utf8.decode(bytes, offset, length);
        try {
            if (!json.equals(CanonicalJson.of(json))) {
                throw new DecodeException(Reason.MALFORMED, "The JSON text of a " + type + " is not the canonical one");
            }
            return read(json);
        } catch (DecodeException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DecodeException(Reason.MALFORMED, "The bytes are no JSON text of a " + type + reason(e), e);
        }
    }

    @Override
    public String toJson(V value) {
        try {
            return write(value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unwritable(e);
        }
    }

    @Override
    public V fromJson(JsonValue json) {
        try {
            return read(json.toJson());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new JsonException(JsonException.Reason.WRONG_SHAPE, "no JSON of a " + type + reason(e), e);
        }
    }

    private String write(V value) throws IOException {
        return CanonicalJson.of(writer.writeValueAsString(value));
    }

    private V read(String json) throws IOException {
        V value = reader.readValue(json);
        if (value == null) {
            throw new IOException("null is no value");
        }
        return value;
    }

    private EncodeException unwritable(Throwable cause) {
        return new EncodeException("A value of " + type + " cannot be written as JSON" + reason(cause), cause);
    }

    /** Cut, because Jackson quotes the text that it refuses, however long. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return ": " + (message.length() > MAX_REASON ? message.substring(0, MAX_REASON) + "..." : message);
    }

    /** A number is no text: its bytes would not be those that the text has. */
    private static void refuseScalars(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
