package io.latticework.benchmarks.trace;

import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;

/** A text in automerge-java, which is native code behind a Java interface. */
final class AutomergeText {
    private static final String KEY = "text";

    private AutomergeText() {}

    private static ObjectId create(Document document) {
        try (Transaction transaction = document.startTransaction()) {
            ObjectId text = transaction.set(ObjectId.ROOT, KEY, ObjectType.TEXT);
            commit(transaction);
            return text;
        }
    }

    private static void commit(Transaction transaction) {
        if (transaction.commit().isEmpty()) {
            throw new IllegalStateException("Nothing was written");
        }
    }

    /** Makes a transaction of each patch. */
    static Document each(Patches patches) {
        Document document = new Document();
        ObjectId text = create(document);
        for (int i = 0; i < patches.size(); i++) {
            try (Transaction transaction = document.startTransaction()) {
                transaction.spliceText(text, patches.at(i), patches.deleted(i), patches.inserted(i));
                commit(transaction);
            }
        }
        return document;
    }

    /** Makes one transaction of all patches. */
    static Document batch(Patches patches) {
        Document document = new Document();
        ObjectId text = create(document);
        try (Transaction transaction = document.startTransaction()) {
            for (int i = 0; i < patches.size(); i++) {
                transaction.spliceText(text, patches.at(i), patches.deleted(i), patches.inserted(i));
            }
            commit(transaction);
        }
        return document;
    }

    /** Reads a document, and its text. */
    static String load(byte[] saved) {
        Document document = Document.load(saved);
        String text = text(document);
        document.free();
        return text;
    }

    /** Merges a document into one that has nothing. */
    static Document mergeFresh(Document document) {
        Document fresh = new Document();
        fresh.merge(document);
        return fresh;
    }

    static String text(Document document) {
        AmValue text = document.get(ObjectId.ROOT, KEY).orElseThrow();
        return document.text(((AmValue.Text) text).getId()).orElseThrow();
    }
}
