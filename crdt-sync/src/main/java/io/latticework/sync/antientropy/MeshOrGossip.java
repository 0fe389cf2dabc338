package io.latticework.sync.antientropy;

import io.latticework.sync.spi.AntiEntropy;
import java.time.Duration;
import java.util.List;

/**
 * A {@link FullMesh} while there are few contacts, {@link Gossip} while there are more. Up to ten, the mesh sends each write
 * once to each; beyond, its cost at the writer grows with the cluster, and gossip spreads it.
 *
 * <p>Not thread-safe; one instance for one replica.
 */
public final class MeshOrGossip implements AntiEntropy {
    /** Up to how many contacts a mesh is better. */
    public static final int MESH_CONTACTS = 10;

    private final FullMesh mesh;
    private final Gossip gossip;

    private MeshOrGossip(FullMesh mesh, Gossip gossip) {
        this.mesh = mesh;
        this.gossip = gossip;
    }

    /** Returns one whose comparisons have a usual period. */
    public static MeshOrGossip every(Duration usual) {
        return new MeshOrGossip(FullMesh.every(usual), Gossip.every(usual, Gossip.FAN_OUT));
    }

    private AntiEntropy present(View view) {
        return view.contacts().size() <= MESH_CONTACTS ? mesh : gossip;
    }

    @Override
    public Mode mode(View view) {
        return present(view).mode(view);
    }

    @Override
    public List<String> passOn(View view, int hops) {
        return present(view).passOn(view, hops);
    }

    @Override
    public List<Comparison> compare(View view) {
        return present(view).compare(view);
    }

    @Override
    public void compared(View view, String peer, boolean equal) {
        present(view).compared(view, peer, equal);
    }

    @Override
    public void active(View view) {
        present(view).active(view);
    }
}
