package io.latticework.crdt.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written can be read, in whatever steps, and the array grows by doubling. */
class ByteWriterTest {
    @Example
    void theMostSignificantByteComesFirst() {
        byte[] bytes = new ByteWriter()
                .writeByte(0x1ff)
                .writeInt(0x81020304)
                .writeLong(0xfedcba9876543210L)
                .toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("ff" + "81020304" + "fedcba9876543210");
    }

    @Property
    void allThatIsWrittenIsReadAgain(@ForAll long number, @ForAll int small, @ForAll byte[] block) {
        ByteWriter out = new ByteWriter();
        out.writeVarint(number).writeInt(small).writeBlock(block).writeLong(number);
        out.write(block, block.length / 2, block.length - block.length / 2).writeVarint(small & 0x7f);
        assertThat(out.size()).isEqualTo(out.toBytes().length);
        ByteReader in = new ByteReader(out.toBytes());
        assertThat(in.readVarint()).isEqualTo(number);
        assertThat(in.position()).isEqualTo(ByteWriter.varintBytes(number));
        assertThat(in.readInt()).isEqualTo(small);
        assertThat(in.readBlock("block", block.length)).isEqualTo(block);
        assertThat(in.readLong()).isEqualTo(number);
        assertThat(in.read(block.length - block.length / 2))
                .isEqualTo(Arrays.copyOfRange(block, block.length / 2, block.length));
        assertThat(in.readVarint()).isEqualTo(small & 0x7f);
        in.requireEnd();
    }

    @Example
    void roomIsWrittenToLater() {
        ByteWriter out = new ByteWriter().writeByte(1);
        int place = out.room(3);
        out.writeByte(5);
        out.setByte(place, 2);
        out.set(place + 1, new byte[] {9, 3, 4, 9}, 1, 2);
        assertThat(place).isEqualTo(1);
        assertThat(out.toBytes()).containsExactly(1, 2, 3, 4, 5);
    }

    @Example
    void theChecksumIsOfWhatWasWritten() {
        ByteWriter out = new ByteWriter().write("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(out.checksum()).isEqualTo(0xe3069283); // the published check value of CRC32C
        assertThat(ByteReader.checked(out.writeInt(out.checksum()).toBytes()).remaining())
                .isEqualTo(9);
    }

    /** A million bytes one by one are copied once or twice each, and a large block makes no room that stays empty. */
    @Example
    void theArrayDoublesButForLargeParts() {
        ByteWriter out = new ByteWriter();
        int copies = 0;
        byte[] last = out.array();
        for (int i = 0; i < 1_000_000; i++) {
            out.writeByte(i);
            if (out.array() != last) {
                copies++;
                last = out.array();
            }
        }
        assertThat(copies).isLessThan(20);
        assertThat(new ByteWriter().write(new byte[1_000_000]).array()).hasSize(1_000_064);
        assertThat(new ByteWriter().write(new byte[64]).array()).hasSize(64);
        assertThat(new ByteWriter().write(new byte[65]).array()).hasSize(129);
    }

    @Example
    void moreThanAnArrayHoldsIsRefused() {
        ByteWriter out = new ByteWriter().writeByte(1);
        assertThatThrownBy(() -> out.room(Integer.MAX_VALUE))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("2^31 - 1");
    }
}
