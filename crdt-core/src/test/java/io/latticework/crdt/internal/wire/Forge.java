package io.latticework.crdt.internal.wire;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes what no honest writer writes, with a checksum that fits. */
final class Forge {
    private final ByteWriter out;

    private Forge(Realm realm, String type) {
        this.out = Envelope.open(realm, type);
    }

    /** Starts a value of a type. */
    static Forge of(Realm realm, String type) {
        return new Forge(realm, type);
    }

    /** Returns damaged bytes with the checksum that fits them: the last 4 bytes are replaced. */
    static byte[] sealed(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        byte[] sealed = bytes.clone();
        for (int i = 0; i < 4; i++) {
            sealed[bytes.length - 4 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
        }
        return sealed;
    }

    /** Returns the first bytes of a value, and a checksum that fits them. */
    static byte[] cut(byte[] bytes, int length) {
        return sealed(Arrays.copyOf(bytes, length + 4));
    }

    /** Appends numbers. */
    @CanIgnoreReturnValue
    Forge numbers(long... numbers) {
        for (long number : numbers) {
            out.writeVarint(number);
        }
        return this;
    }

    /** Appends bytes as they are. */
    @CanIgnoreReturnValue
    Forge raw(int... bytes) {
        for (int each : bytes) {
            out.writeByte(each);
        }
        return this;
    }

    /** Appends bytes as they are. */
    @CanIgnoreReturnValue
    Forge raw(byte[] bytes) {
        out.write(bytes);
        return this;
    }

    /** Appends a length and a text. */
    @CanIgnoreReturnValue
    Forge text(String text) {
        out.writeBlock(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Appends a dictionary of replicas, all of incarnation 1. */
    @CanIgnoreReturnValue
    Forge replicas(String... names) {
        out.writeVarint(names.length);
        for (String name : names) {
            text(name);
            out.writeLong(1);
        }
        return this;
    }

    /** Appends a dictionary of nested types. */
    @CanIgnoreReturnValue
    Forge types(String... names) {
        out.writeVarint(names.length);
        for (String name : names) {
            text(name);
        }
        return this;
    }

    /** Appends the one run 1 to {@code last} of the first replica. */
    @CanIgnoreReturnValue
    Forge run(long last) {
        return numbers(1, 0, 0, 0, last - 1);
    }

    /** Appends junk. */
    @CanIgnoreReturnValue
    Forge junk(int length) {
        byte[] junk = new byte[length];
        Arrays.fill(junk, (byte) 1);
        return raw(junk);
    }

    /** Returns the value's bytes. */
    byte[] bytes() {
        return Envelope.close(out);
    }
}
