package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.Mutation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replicas write at the same few places: words, pieces of words, characters of two units, and deletions among them. */
class RGATextLawsTest implements BuiltInContract<RGAText> {
    private static final int PLACES = 4;

    @Override
    public CrdtType<RGAText> typeIn(Realm realm) {
        return RGAText.type(realm);
    }

    @Override
    public Arbitrary<Mutation<RGAText>> mutations() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, PLACES);
        Arbitrary<String> words = Arbitraries.of("a", "b", "no", "yes", "\u00e9", "\ud83d\ude00", "\u2713x");
        return Arbitraries.oneOf(
                Combinators.combine(places, words).as(RGATextLawsTest::insert),
                words.map(RGATextLawsTest::append),
                Combinators.combine(places, Arbitraries.integers().between(1, 3))
                        .as(RGATextLawsTest::delete));
    }

    static Mutation<RGAText> insert(int place, String word) {
        return Mutation.of("insert " + word + " at " + place, (author, text) -> {
            int index = boundary(text, Math.min(place, text.length()));
            return text.insert(author, index, word);
        });
    }

    private static Mutation<RGAText> append(String word) {
        return Mutation.of("append " + word, (author, text) -> text.append(author, word));
    }

    static Mutation<RGAText> delete(int place, int length) {
        return Mutation.of("delete " + length + " at " + place, (author, text) -> {
            int from = boundary(text, Math.min(place, text.length()));
            return text.delete(from, boundary(text, Math.min(text.length(), from + length)));
        });
    }

    /** Returns an index, or the one before it if it is inside of a pair. */
    private static int boundary(RGAText text, int index) {
        boolean inside = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return inside ? index - 1 : index;
    }

    /** A run with its own writer, a parent of another, and what surrounds every value. */
    @Override
    public int largestItemBytes() {
        return 160;
    }
}
