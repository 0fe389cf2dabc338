package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.Samples;
import io.latticework.crdt.Samples.Sample;
import io.latticework.crdt.causal.Realm;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes and digests of one value of each type, written down. If this test fails, format, hashes or seed have changed:
 * old stores and other replicas could not be read any more.
 */
class GoldenBytesTest {
    /** What a value is on every machine. */
    record Golden(String bytes, String digest) {}

    private static final Map<String, Golden> GOLDEN = Map.ofEntries(
            Map.entry(
                    "gcounter",
                    new Golden(
                            "4c57010b7324d70867636f756e74657203016100000000000000010162000000000000000101630000000000"
                                    + "00000104000eed07000fac020107070207ffffffffffffffff7f5737db3b",
                            "8c2b7569beff40976a8023c4283bde69")),
            Map.entry(
                    "pncounter",
                    new Golden(
                            "4c57010b7324d709706e636f756e746572020161000000000000000101620000000000000001030010030001"
                                    + "0801f0a20401090002ff5f008b",
                            "a250a11315573e323c7edd7e4eb91e06")),
            Map.entry(
                    "orset",
                    new Golden(
                            "4c57010b7324d70d6f727365743c737472696e673e0903016100000000000000010162000000000000000101"
                                    + "6300000000000000010005030000000100000000000000010102000203000003000400050004006f6e65666f"
                                    + "75727468726565666976650200000201000001001dd42b6a",
                            "22056113117e2bb2c148c6f7764ed6e7")),
            Map.entry(
                    "orset delta",
                    new Golden(
                            "4c57010b7324d70d6f727365743c737472696e673e0f03016100000000000000010162000000000000000101"
                                    + "63000000000000000100010100001000000300736978020200000100000000000101000203030004006f6e65"
                                    + "666f75720200001100000009006b82d9c7",
                            "cd388bb1fa8c68be171c47aad76bda49")),
            Map.entry(
                    "orset piece",
                    new Golden(
                            "4c57010b7324d70d6f727365743c737472696e673e000101620000000000000001000100000100297b246f",
                            "7dbc537fc1f8359c17aa52b08c4e121e")),
            Map.entry(
                    "mv",
                    new Golden(
                            "4c57010b7324d70a6d763c737472696e673e0903016100000000000000010162000000000000000101630000"
                                    + "00000000000100030300046c656674050400057269676874040500000100000400996dd1b9",
                            "97cd813b7d82c48d98ee28376b1d43c9")),
            Map.entry(
                    "mv delta",
                    new Golden(
                            "4c57010b7324d70a6d763c737472696e673e0e03016100000000000000010162000000000000000101630000"
                                    + "0000000000010003030504040501000012009e5fafaf",
                            "3144f88f03d9810fe8a48213ae1396f9")),
            Map.entry(
                    "lww",
                    new Golden(
                            "4c57010b7324d70b6c77773c737472696e673e010301610000000000000001067365636f6e6464b230f3",
                            "c577d0b33a1175f8f6b19aa83f000d56")),
            Map.entry(
                    "ormap",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0903016100000000000000010162000000000000000101"
                                    + "630000000000000001080867636f756e7465720b6c77773c737472696e673e0a6d763c737472696e673e0d6f"
                                    + "726d61703c737472696e673e0d6f727365743c737472696e673e09706e636f756e7465720d7e746573742e68"
                                    + "6967686573740b7e746573742e776f72647306087369626c696e677302020500017305696e6e657203020275"
                                    + "7000000d0d020000036f776e07000c0470207105636f756e7404020100000701000101787905636f756e7405"
                                    + "010606050000010706000900040606010000036f776e06000a03313208726567697374657201020401010176"
                                    + "0200000a0000000500c6b5bce4",
                            "19c14fe00b3ad9a3411017e3002419ee")),
            Map.entry(
                    "ormap delta",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0f02016100000000000000010162000000000000000106"
                                    + "0867636f756e7465720a6d763c737472696e673e0d6f726d61703c737472696e673e0d6f727365743c737472"
                                    + "696e673e09706e636f756e7465720d7e746573742e686967686573740105636f756e7404020b0b0300000400"
                                    + "087369626c696e67730102050005696e6e657202010002757000000d0005636f756e74030101000007000001"
                                    + "007800036f776e05000a020000130100000b01d812304e",
                            "1aac8b6a34c7a0fd0a3db0f60cb38f87")),
            Map.entry(
                    "ormap piece",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0001016200000000000000010001000005004e68b33c",
                            "1f63ac361c10c2cd179689f06477e7f0")),
            Map.entry(
                    "pncounter of a map",
                    new Golden(
                            "4c57010b7324d70a706e636f756e7465722a0902016100000000000000010163000000000000000100010606"
                                    + "050000010706000900020606010000001f3d9a02",
                            "2ee6e11fea4805c74c852d4d890b0f50")),
            Map.entry(
                    "lww of a map",
                    new Golden(
                            "4c57010b7324d70c6c77773c737472696e673e2a09010162000000000000000100000401010176003a4a5ce7",
                            "293924057adb5b9a998b0b33741b706c")),
            Map.entry(
                    "gset",
                    new Golden(
                            "4c57010b7324d70c677365743c737472696e673e0400057468726565036f6e650374776f4e610daf",
                            "6807a84f347fad7a8bd2185832b10cff")),
            Map.entry(
                    "2pset",
                    new Golden(
                            "4c57010b7324d70d32707365743c737472696e673e0903016100000000000000010162000000000000000101"
                                    + "63000000000000000100050300011500010100000d00000007000001000400060011000400010174776f0174"
                                    + "68726565007692c3ad3540bb803c020b3aee66cd88016f6e65010000160096d63c9b",
                            "f1d5e3391bd2b976e2feaa8657bf02d1")),
            Map.entry(
                    "2pset delta",
                    new Golden(
                            "4c57010b7324d70d32707365743c737472696e673e0f02016100000000000000010163000000000000000100"
                                    + "0201010009010011000500003fc4ccfe745870e2c0d99f71f30ff06501666f7572010100001b000004000174"
                                    + "776f007d3120e2",
                            "ba28a18fc678d99230c3bc916d9d0348")),
            Map.entry(
                    "ewflag",
                    new Golden(
                            "4c57010b7324d7066577666c6167090301610000000000000001016200000000000000010163000000000000"
                                    + "000100011f0001010310000100040c0001010100001d00557003a0",
                            "ec8b50eb34a25f4b06d82dd2bcbfcaba")),
            Map.entry(
                    "max",
                    new Golden(
                            "4c57010b7324d7096d61783c6c6f6e673e0102d804ed41d52b", "97a8e4b3706c8ee3a671b1749c3782a0")),
            Map.entry(
                    "min",
                    new Golden(
                            "4c57010b7324d70b6d696e3c737472696e673e01016b64b7accc",
                            "d04ac5728f4c9036d9c5d500561208e7")),
            Map.entry(
                    "ormap of further types",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0103016100000000000000010162000000000000000101"
                                    + "630000000000000001050d32707365743c737472696e673e066577666c61670c677365743c737472696e673e"
                                    + "096d61783c6c6f6e673e0b6d696e3c737472696e673e05036d696e04021500016e0373657402020100001f01"
                                    + "000101787903696473000201010011010002001100017100148de9c5a7a44d19e56cd9ae1a554bf604666c61"
                                    + "67010023000100036d617803012400010c040d00010e0300001f040000100400000c0003551c52",
                            "6341205badb18d11ba8abc8eae2c782e")),
            Map.entry(
                    "ormap of further types, delta",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0f03016100000000000000010162000000000000000101"
                                    + "630000000000000001040d32707365743c737472696e673e066577666c61670c677365743c737472696e673e"
                                    + "096d61783c6c6f6e673e030369647300010102000f00001100008e35c2cd3bf6641bdb0e2050b76932cb0466"
                                    + "6c616701040f000101036d617803041100011004000373657402020100002401000101787901010101001600"
                                    + "0002000171010028010129040e0102001100a05e83bb",
                            "fc98e6180beb9c1614aba2a10bcfcc4d")),
            Map.entry(
                    "gset of a map",
                    new Golden(
                            "4c57010b7324d70d677365743c737472696e673e2a0901016100000000000000010002010000290100010178"
                                    + "790010739c77",
                            "0c65b6fde49e664ea5bd3101e79b868e")),
            Map.entry(
                    "max of a map",
                    new Golden(
                            "4c57010b7324d70a6d61783c6c6f6e673e2a0902016100000000000000010163000000000000000100013300"
                                    + "010c021400010e0001369ce9",
                            "8f00154176e3a3529359df7d625754a8")),
            Map.entry(
                    "lwwmap",
                    new Golden(
                            "4c57010b7324d70d6f726d61703c737472696e673e0903016100000000000000010162000000000000000101"
                                    + "63000000000000000101096c77773c6c6f6e673e02057468726565000226010301060374776f000415010601"
                                    + "2c02000033010000240031e31db4",
                            "e6cedccf0f4fb6b9860fc2ff24bde1c8")),
            Map.entry(
                    "text",
                    new Golden(
                            "4c57010b7324d7047465787401030161000000000000000101620000000000000001016300000000000000"
                                    + "0103003601270216090108090802021810000802004c0113020c000901000200090225000074206f66206d"
                                    + "616e7920e282ac20f09f98802074686174207468726565207772697465206174206f6e63652c206174206f"
                                    + "6e6520706c616365213f318a495b",
                            "2413135ba4ad206f01a27bea19ad3437")),
            Map.entry(
                    "text delta",
                    new Golden(
                            "4c57010b7324d7047465787406030161000000000000000101620000000000000001016300000000000000"
                                    + "010300370128021802220139090112023c0101020003000133036e65772d2d3e8be2ab",
                            "77f9edf06fcf2fa4142b49094d474959")),
            Map.entry(
                    "text compacted",
                    new Golden(
                            "4c57010b7324d7047465787409030161000000000000000101620000000000000001016300000000000000"
                                    + "01030038012902190b01080908021108021000000a02004c01560106020c000b01000200020400001f0000"
                                    + "02013106012e0274206f6620747868726565207772697465206174206f6e63652c206174206f6e6520706c"
                                    + "616365213f87f3ef33",
                            "6cb83c8b3e343f066202954bfcbab55e")),
            Map.entry(
                    "list",
                    new Golden(
                            "4c57010b7324d70c6c6973743c737472696e673e0103016100000000000000010162000000000000000101"
                                    + "630000000000000001030039012a021a05000211080006020006010202050000010000030304046f6e6574"
                                    + "776f666f757266697665db8d1006",
                            "eb86e4e8449baa22d5829f7876f256fe")));

    static Stream<Sample<?>> samples() {
        return Samples.all(Realm.shared()).stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void bytesAndDigestsAreTheSameOnEveryMachine(Sample<S> sample) {
        Golden golden = GOLDEN.get(sample.name());
        assertThat(HexFormat.of().formatHex(sample.bytes())).isEqualTo(golden.bytes);
        assertThat(sample.value().digest()).hasToString(golden.digest);
        S read = sample.type().decode(HexFormat.of().parseHex(golden.bytes));
        assertThat(read).isEqualTo(sample.value());
    }
}
