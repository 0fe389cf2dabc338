package io.latticework.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two peers over loopback TCP. */
class PeersIT {
    private Driver a;
    private Driver b;

    @BeforeEach
    void start() throws Exception {
        a = Driver.peer("a");
        b = Driver.peer("b", a);
        // a write that both have shows that they have met
        assertThat(b.ok("{'op':'set','key':'met','value':true,'concern':2}")).isEqualTo("{'acks':['a','b']}");
    }

    @AfterEach
    void stop() throws Exception {
        b.close();
        a.close();
    }

    private void converge() throws Exception {
        for (Driver each : List.of(a, b)) {
            assertThat(each.ok("{'op':'await','timeoutMs':10000}")).isEqualTo("{'synced':true}");
        }
        assertThat(a.ok("{'op':'dump'}")).isEqualTo(b.ok("{'op':'dump'}"));
        assertThat(a.ok("{'op':'digest'}")).isEqualTo(b.ok("{'op':'digest'}"));
    }

    @Test
    void writesOfBothConverge() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(a.ok("{'op':'add','key':'s','value':" + i + "}")).contains("size");
            assertThat(b.ok("{'op':'inc','key':'h','field':['x','n']}")).contains("value");
            assertThat(a.ok("{'op':'inc','key':'h','field':['x','n']}")).contains("value");
        }
        converge();
        assertThat(b.ok("{'op':'size','key':'s'}")).isEqualTo("{'type':'orset','size':100}");
        assertThat(a.ok("{'op':'get','key':'h','field':['x','n']}")).isEqualTo("{'type':'pncounter','value':200}");
    }

    @Test
    void aConcernIsMetByWhoHasJoinedTheWrite() throws Exception {
        for (String concern : List.of("'majority'", "'all'", "2")) {
            assertThat(a.ok("{'op':'inc','key':'c','concern':" + concern + "}")).endsWith("'acks':['a','b']}");
        }
        assertThat(b.ok("{'op':'get','key':'c'}")).isEqualTo("{'type':'pncounter','value':3}");
    }

    @Test
    void twoEditOneTextAtOnce() throws Exception {
        assertThat(a.ok("{'op':'insert','key':'t','index':0,'text':'The fox jumps','concern':2}"))
                .startsWith("{'length':13");
        assertThat(b.ok("{'op':'watch','key':'t'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'cut','peer':'b'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'insert','key':'t','index':4,'text':'quick '}")).contains("19");
        assertThat(b.ok("{'op':'delete','key':'t','index':8,'count':5}")).contains("8");
        assertThat(b.ok("{'op':'insert','key':'t','index':8,'text':'sleeps'}")).contains("14");
        assertThat(b.ok("{'op':'insert','key':'todo','index':0,'values':['write',1]}"))
                .contains("2");
        assertThat(a.ok("{'op':'heal','peer':'b'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'set','key':'healed','value':1,'concern':'all','timeoutMs':15000}"))
                .contains("acks");
        converge();
        assertThat(b.ok("{'op':'get','key':'t'}")).isEqualTo("{'type':'text','value':'The quick fox sleeps'}");
        assertThat(a.ok("{'op':'get','key':'todo'}")).isEqualTo("{'type':'list','value':['write',1]}");
    }

    @Test
    void aWatchTellsWhereAChangeCameFrom() throws Exception {
        assertThat(b.ok("{'op':'watch','key':'k'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'set','key':'k','value':'new'}")).isEqualTo("{}");
        JsonNode change = b.change("k");
        assertThat(change.get("value").asText()).isEqualTo("new");
        assertThat(change.get("origin").asText()).isEqualTo("a");
    }

    @Test
    void aCutKeepsBothApartUntilItIsHealed() throws Exception {
        assertThat(a.ok("{'op':'cut','peer':'b'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'cut','peer':'a'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'peers'}")).contains("'name':'b'", "'state':'cut'");
        assertThat(a.ok("{'op':'health'}")).contains("'status':'degraded'");
        assertThat(a.ok("{'op':'set','key':'m','value':'left','type':'mv'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'set','key':'m','value':'right','type':'mv'}")).isEqualTo("{}");
        assertThat(a.refused("{'op':'inc','key':'c','concern':'all','timeoutMs':200}"))
                .isEqualTo("timeout");
        assertThat(b.refused("{'op':'get','key':'c'}")).isEqualTo("no-such-key");
        assertThat(a.ok("{'op':'heal','peer':'b'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'heal','peer':'a'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'set','key':'healed','value':1,'concern':'all','timeoutMs':15000}"))
                .contains("acks");
        converge();
        assertThat(a.ok("{'op':'get','key':'m'}")).isEqualTo("{'type':'mv','value':['left','right']}");
    }

    @Test
    void aPauseHoldsWritesBackUntilItIsResumed() throws Exception {
        assertThat(a.ok("{'op':'pause','peer':'b'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'peers'}")).contains("'state':'paused'");
        assertThat(a.refused("{'op':'inc','key':'c','concern':'all','timeoutMs':200}"))
                .isEqualTo("timeout");
        assertThat(b.refused("{'op':'get','key':'c'}")).isEqualTo("no-such-key");
        assertThat(a.ok("{'op':'resume','peer':'b'}")).isEqualTo("{}");
        assertThat(a.ok("{'op':'inc','key':'c','concern':'all','timeoutMs':15000}"))
                .contains("'value':2");
        converge();
    }

    @Test
    void disconnectAndConnectMoveThePeer() throws Exception {
        assertThat(b.ok("{'op':'disconnect','address':'" + a.address() + "'}")).isEqualTo("{}");
        assertThat(b.refused("{'op':'inc','key':'c','concern':2,'timeoutMs':200}"))
                .isEqualTo("timeout");
        assertThat(b.ok("{'op':'connect','address':'" + a.address() + "'}")).isEqualTo("{}");
        assertThat(b.ok("{'op':'inc','key':'c','concern':2,'timeoutMs':15000}")).contains("'value':2");
        converge();
    }
}
