package io.latticework.crdt.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.LimitExceededException;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come: numbers are read in one form only, and nothing is read or made room for beyond the end. */
class ByteReaderTest {
    private static ByteReader reader(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex));
    }

    private static void assertRefused(Reason reason, String message, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(reason + ": " + message);
    }

    @Test
    void bytesAreReadInTheirOrderAndWithoutSign() {
        ByteReader in = reader("ff 8182fff4 fedcba9876543210 00".replace(" ", ""));
        assertThat(in.readByte()).isEqualTo(255);
        assertThat(in.readInt()).isEqualTo(0x8182fff4);
        assertThat(in.position()).isEqualTo(5);
        assertThat(in.readLong()).isEqualTo(0xfedcba9876543210L);
        assertThat(in.remaining()).isEqualTo(1);
        assertThat(in.array()).hasSize(14);
    }

    @Test
    void longsKeepTheSignOfNeitherHalf() {
        assertThat(reader("00000001ffffffff").readLong()).isEqualTo(0x1_ffff_ffffL);
        assertThat(reader("ffffffff00000001").readLong()).isEqualTo(0xffff_ffff_0000_0001L);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "7f, 127",
        "8001, 128",
        "ff7f, 16383",
        "808001, 16384",
        "ffffffffffffffff7f, 9223372036854775807",
        "80808080808080808001, -9223372036854775808",
        "ffffffffffffffffff01, -1"
    })
    void aNumberHasOneForm(String hex, long number) {
        ByteReader in = reader(hex);
        assertThat(in.readVarint()).isEqualTo(number);
        assertThat(in.remaining()).isZero();
        assertThat(new ByteWriter().writeVarint(number).toBytes()).isEqualTo(in.array());
        assertThat(ByteWriter.varintBytes(number)).isEqualTo(in.array().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "ff00", "80808000", "ffffffffffffffffff00"})
    void aNumberThatIsLongerThanItNeedsToBeIsRefused(String hex) {
        assertRefused(
                Reason.MALFORMED,
                "A number is longer than it needs to be (byte " + hex.length() / 2 + ")",
                () -> reader(hex).readVarint());
    }

    @Test
    void aNumberOfMoreThan64BitsIsRefused() {
        assertThatThrownBy(() -> reader("ffffffffffffffffff02").readVarint()).isInstanceOf(DecodeException.class);
        assertRefused(
                Reason.MALFORMED,
                "A number has more than 64 bits (byte 10)",
                () -> reader("ffffffffffffffffffff01").readVarint());
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        assertRefused(
                Reason.TRUNCATED,
                "1 bytes are missing at byte 0, 0 are left",
                () -> reader("").readByte());
        assertRefused(
                Reason.TRUNCATED,
                "1 bytes are missing at byte 0, 0 are left",
                () -> reader("").readVarint());
        assertRefused(
                Reason.TRUNCATED,
                "1 bytes are missing at byte 1, 0 are left",
                () -> reader("80").readVarint());
        assertRefused(
                Reason.TRUNCATED,
                "1 bytes are missing at byte 3, 0 are left",
                () -> reader("010203").readInt());
        assertRefused(
                Reason.TRUNCATED,
                "3 bytes are missing at byte 0, 2 are left",
                () -> reader("0102").read(3));
        assertThat(reader("0102").read(2)).containsExactly(1, 2);
    }

    @Test
    void whatIsSkippedIsThere() {
        ByteReader in = reader("01020304");
        assertThat(in.readByte()).isEqualTo(1);
        assertThat(in.skip(2)).isEqualTo(1);
        assertThat(in.readByte()).isEqualTo(4);
        assertThatThrownBy(() -> in.skip(1)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aBoundedNumberIsAtMostItsBound() {
        assertThat(reader("8001").readVarint(128)).isEqualTo(128);
        assertRefused(
                Reason.MALFORMED,
                "A number is 128, above 127 (byte 2)",
                () -> reader("8001").readVarint(127));
        assertRefused(
                Reason.MALFORMED,
                "A number is 18446744073709551615, above 9223372036854775807 (byte 10)",
                () -> reader("ffffffffffffffffff01").readVarint(Long.MAX_VALUE));
        assertThat(reader("00").readVarint(0)).isZero();
    }

    @Test
    void aCountIsNoLargerThanWhatCanFollow() {
        assertThat(reader("03aabbccddeeff").readCount(2)).isEqualTo(3);
        assertRefused(
                Reason.TRUNCATED,
                "3 items cannot be in the 5 bytes that are left",
                () -> reader("03aabbccddee").readCount(2));
        assertRefused(
                Reason.TRUNCATED,
                "18446744073709551615 items cannot be in the 1 bytes that are left",
                () -> reader("ffffffffffffffffff0100").readCount(1));
        assertThat(reader("00").readCount(8)).isZero();
    }

    @Test
    void aLengthIsAtMostItsLimit() {
        assertThat(reader("02aabb").readBlock("elementBytes", 2)).containsExactly(0xaa, 0xbb);
        assertThatThrownBy(() -> reader("03aabbcc").readBlock("elementBytes", 2))
                .isInstanceOfSatisfying(LimitExceededException.class, e -> {
                    assertThat(e.limit()).isEqualTo("elementBytes");
                    assertThat(e.allowed()).isEqualTo(2);
                    assertThat(e.actual()).isEqualTo(3);
                });
        assertThatThrownBy(() -> reader("ffffffffffffffffff01").readLength("elementBytes", 2))
                .isInstanceOfSatisfying(
                        LimitExceededException.class,
                        e -> assertThat(e.actual()).isEqualTo(Long.MAX_VALUE));
        assertThat(reader("00").readLength("elementBytes", 0)).isZero();
    }

    @Test
    void aColumnEndsWhereItsLengthSays() {
        ByteReader in = reader("03aabbccdd");
        ByteReader column = in.readColumn();
        assertThat(column.remaining()).isEqualTo(3);
        assertThat(column.readByte()).isEqualTo(0xaa);
        assertThat(column.read(2)).containsExactly(0xbb, 0xcc);
        column.requireEnd();
        assertThatThrownBy(column::readByte).isInstanceOf(DecodeException.class);
        assertThat(in.readByte()).isEqualTo(0xdd);
    }

    @Test
    void whatIsLeftIsRefused() {
        ByteReader in = reader("0102");
        assertThat(in.readByte()).isEqualTo(1);
        assertRefused(Reason.TRAILING, "1 bytes are left after the value", in::requireEnd);
    }

    @Test
    void theChecksumIsTheCastagnoliOneOfAllBytesBefore() {
        byte[] digits = HexFormat.of().parseHex("313233343536373839" + "e3069283"); // the published check value
        ByteReader in = ByteReader.checked(digits);
        assertThat(in.remaining()).isEqualTo(9);
        digits[0] ^= 1;
        assertRefused(Reason.CHECKSUM, "the bytes are damaged or cut short", () -> ByteReader.checked(digits));
        assertThat(ByteReader.checked(new byte[4]).remaining()).isZero();
        assertRefused(Reason.TRUNCATED, "3 bytes hold no value", () -> ByteReader.checked(new byte[3]));
    }
}
