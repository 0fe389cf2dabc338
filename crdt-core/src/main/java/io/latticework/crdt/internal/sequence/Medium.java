package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.List;

/** What elements are: units of a text, or encoded items of a list. */
public enum Medium {
    /** UTF-16 units, in bytes as UTF-8. */
    TEXT {
        @Override
        Payload none() {
            return Chars.NONE;
        }

        @Override
        void write(ByteWriter out, List<Payload> parts, int length) {
            Utf8Column.write(out, Chars.NONE.concat(parts, length));
        }

        @Override
        Payload read(ByteReader in, int length, int itemBytes) {
            return Utf8Column.read(in, length);
        }
    },
    /** Items, in bytes as their lengths and then their bytes. */
    LIST {
        @Override
        Payload none() {
            return Items.NONE;
        }

        @Override
        void write(ByteWriter out, List<Payload> parts, int length) {
            Items items = Items.NONE.concat(parts, length);
            for (int i = 0; i < length; i++) {
                out.writeVarint(items.item(i).length);
            }
            for (int i = 0; i < length; i++) {
                out.write(items.item(i));
            }
        }

        @Override
        Payload read(ByteReader in, int length, int itemBytes) {
            int[] lengths = new int[length];
            for (int i = 0; i < length; i++) {
                lengths[i] = in.readLength("elementBytes", itemBytes);
            }
            byte[][] items = new byte[length][];
            for (int i = 0; i < length; i++) {
                items[i] = in.read(lengths[i]);
            }
            return Items.of(items);
        }
    };

    abstract Payload none();

    /** Writes payloads one after the other, as one column. */
    abstract void write(ByteWriter out, List<Payload> parts, int length);

    /** Reads a column of given length, of which the reader has at least as many bytes. */
    abstract Payload read(ByteReader in, int length, int itemBytes);

    static Medium of(Payload payload) {
        return payload instanceof Chars ? TEXT : LIST;
    }
}
