package io.latticework.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two terminals, one text. */
class NotesIT {
    @Test
    void twoTerminalsSeeWhatTheOtherWrites() throws Exception {
        try (Terminal ann = new Terminal("ann", "127.0.0.1:0");
                Terminal bob = new Terminal("bob", "127.0.0.1:0", ann.address())) {
            ann.type("To buy:");
            assertThat(bob.next()).isEqualTo("[ann]   1 | To buy:");
            bob.type("bread");
            assertThat(ann.next()).isEqualTo("[bob]   2 | bread");
            ann.type(":insert 2 ::: milk");
            assertThat(bob.next()).isEqualTo("[ann]   2 | ::: milk");
            bob.type(":change 2 oat milk");
            assertThat(ann.next()).isEqualTo("[bob]   2 | oat milk");
            ann.type(":delete 3");
            assertThat(bob.next()).isEqualTo("[ann] one line less");
            bob.type(":delete 7");
            assertThat(bob.next()).startsWith("? There is no line 7");
            bob.type("::)");
            assertThat(ann.next()).isEqualTo("[bob]   3 | :)");
            assertThat(ann.show())
                    .containsExactly("  1 | To buy:", "  2 | oat milk", "  3 | :)")
                    .isEqualTo(bob.show());
            assertThat(bob.finish()).isZero();
            assertThat(ann.finish()).isZero();
        }
    }

    @Test
    void whoIsKilledAndStartsAgainHasTheNotesBackAndGoesOn() throws Exception {
        try (Terminal ann = new Terminal("ann", "127.0.0.1:0");
                Terminal bob = new Terminal("bob", "127.0.0.1:0", ann.address())) {
            bob.type("from bob");
            assertThat(ann.next()).isEqualTo("[bob]   1 | from bob");
            bob.kill();
            ann.type("while bob is away");
            try (Terminal again = new Terminal("bob", bob.address(), ann.address())) {
                assertThat(again.next()).endsWith("  1 | from bob");
                assertThat(again.next()).endsWith("  2 | while bob is away");
                again.type("bob again");
                assertThat(ann.next()).isEqualTo("[bob]   3 | bob again");
                assertThat(again.show()).hasSize(3).isEqualTo(ann.show());
            }
        }
    }
}
