package io.latticework.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control contract, operation by operation, on one replica. */
class PeerIT {
    private Driver peer;

    @BeforeEach
    void start() throws Exception {
        peer = Driver.peer("a");
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
    }

    @Test
    void saysWhoItIsWhenItIsReady() {
        assertThat(peer.ready().get("event").asText()).isEqualTo("ready");
        assertThat(peer.ready().get("id").asText()).isEqualTo("a");
        assertThat(peer.ready().get("incarnation").asText()).matches("[0-9a-f]{16}");
        assertThat(peer.address()).matches("127\\.0\\.0\\.1:[1-9]\\d*");
    }

    @Test
    void countersGoUpAndDown() throws Exception {
        assertThat(peer.ok("{'op':'inc','key':'c','by':5}")).isEqualTo("{'value':5}");
        assertThat(peer.ok("{'op':'dec','key':'c'}")).isEqualTo("{'value':4}");
        assertThat(peer.ok("{'op':'inc','key':'g','type':'gcounter'}")).isEqualTo("{'value':1}");
        assertThat(peer.ok("{'op':'inc','key':'g'}")).isEqualTo("{'value':2}");
        assertThat(peer.refused("{'op':'dec','key':'g'}")).isEqualTo("wrong-type");
        assertThat(peer.ok("{'op':'get','key':'g'}")).isEqualTo("{'type':'gcounter','value':2}");
    }

    @Test
    void aCounterThatIsFullRefusesAndStays() throws Exception {
        assertThat(peer.ok("{'op':'inc','key':'c','by':9223372036854775807}")).contains("9223372036854775807");
        assertThat(peer.refused("{'op':'inc','key':'c'}")).isEqualTo("limit");
        assertThat(peer.ok("{'op':'get','key':'c'}")).contains("9223372036854775807");
    }

    @Test
    void setsHoldAnyJsonAndShowItSorted() throws Exception {
        assertThat(peer.ok("{'op':'add','key':'s','values':[2,'b',null,{'y':1,'x':[2.50]},true,10]}"))
                .isEqualTo("{'size':6}");
        assertThat(peer.ok("{'op':'add','key':'s','value':{'x':[2.5],'y':1}}")).isEqualTo("{'size':6}");
        assertThat(peer.ok("{'op':'get','key':'s'}"))
                .isEqualTo("{'type':'orset','value':['b',10,2,null,true,{'x':[2.5],'y':1}]}");
        assertThat(peer.ok("{'op':'remove','key':'s','values':['b',2,'never']}"))
                .isEqualTo("{'size':4}");
        assertThat(peer.ok("{'op':'size','key':'s'}")).isEqualTo("{'type':'orset','size':4}");
    }

    @Test
    void setsThatGrowAndSetsWhereARemoveIsForEver() throws Exception {
        assertThat(peer.ok("{'op':'add','key':'g','values':[1,'a',1],'type':'gset'}"))
                .isEqualTo("{'size':2}");
        assertThat(peer.ok("{'op':'add','key':'g','value':2}")).isEqualTo("{'size':3}");
        assertThat(peer.refused("{'op':'remove','key':'g','value':2}")).isEqualTo("wrong-type");
        assertThat(peer.ok("{'op':'get','key':'g'}")).isEqualTo("{'type':'gset','value':['a',1,2]}");
        assertThat(peer.ok("{'op':'add','key':'t','values':[1,2,3],'type':'2pset'}"))
                .isEqualTo("{'size':3}");
        assertThat(peer.ok("{'op':'remove','key':'t','values':[1,2]}")).isEqualTo("{'size':1}");
        assertThat(peer.ok("{'op':'add','key':'t','values':[2,4]}")).isEqualTo("{'size':2}");
        assertThat(peer.ok("{'op':'get','key':'t'}")).isEqualTo("{'type':'2pset','value':[3,4]}");
        assertThat(peer.ok("{'op':'size','key':'t'}")).isEqualTo("{'type':'2pset','size':2}");
        assertThat(peer.ok("{'op':'add','key':'h','field':['ids','used'],'value':1,'type':'2pset'}"))
                .isEqualTo("{'size':1}");
        assertThat(peer.ok("{'op':'remove','key':'h','field':['ids','used'],'value':1}"))
                .isEqualTo("{'size':0}");
        assertThat(peer.ok("{'op':'get','key':'h'}")).isEqualTo("{'type':'ormap','value':{'ids':{'used':[]}}}");
    }

    @Test
    void flagsGoOnAndOff() throws Exception {
        assertThat(peer.ok("{'op':'disable','key':'f'}")).isEqualTo("{'value':false}");
        assertThat(peer.ok("{'op':'enable','key':'f','type':'flag'}")).isEqualTo("{'value':true}");
        assertThat(peer.ok("{'op':'get','key':'f'}")).isEqualTo("{'type':'flag','value':true}");
        assertThat(peer.ok("{'op':'disable','key':'f'}")).isEqualTo("{'value':false}");
        assertThat(peer.ok("{'op':'get','key':'f'}")).isEqualTo("{'type':'flag','value':false}");
        assertThat(peer.ok("{'op':'size','key':'f'}")).isEqualTo("{'type':'flag','size':1}");
        assertThat(peer.ok("{'op':'enable','key':'h','field':'up'}")).isEqualTo("{'value':true}");
        assertThat(peer.ok("{'op':'get','key':'h'}")).isEqualTo("{'type':'ormap','value':{'up':true}}");
        assertThat(peer.refused("{'op':'inc','key':'f'}")).isEqualTo("wrong-type");
        assertThat(peer.refused("{'op':'enable','key':'h'}")).isEqualTo("wrong-type");
    }

    @Test
    void aTextIsEditedByIndex() throws Exception {
        assertThat(peer.ok("{'op':'insert','key':'t','index':0,'text':'Hello'}"))
                .isEqualTo("{'length':5}");
        assertThat(peer.ok("{'op':'insert','key':'t','index':5,'text':', world','type':'text'}"))
                .isEqualTo("{'length':12}");
        assertThat(peer.ok("{'op':'delete','key':'t','index':5,'count':7}")).isEqualTo("{'length':5}");
        assertThat(peer.ok("{'op':'delete','key':'t','index':0}")).isEqualTo("{'length':4}");
        assertThat(peer.ok("{'op':'insert','key':'t','index':0,'text':'\ud83d\ude00J'}"))
                .isEqualTo("{'length':7}");
        assertThat(peer.ok("{'op':'get','key':'t'}")).isEqualTo("{'type':'text','value':'\ud83d\ude00Jello'}");
        assertThat(peer.ok("{'op':'size','key':'t'}")).isEqualTo("{'type':'text','size':7}");
        assertThat(peer.refused("{'op':'insert','key':'t','index':1,'text':'x'}"))
                .isEqualTo("bad-request");
        assertThat(peer.refused("{'op':'insert','key':'t','index':8,'text':'x'}"))
                .isEqualTo("bad-request");
        assertThat(peer.refused("{'op':'insert','key':'t','text':'x'}")).isEqualTo("bad-request");
        assertThat(peer.refused("{'op':'insert','key':'t','index':0,'text':'\\ud83d'}"))
                .isEqualTo("bad-request");
        assertThat(peer.refused("{'op':'delete','key':'t','index':5,'count':3}"))
                .isEqualTo("bad-request");
        assertThat(peer.refused("{'op':'insert','key':'t','index':0,'value':1}"))
                .isEqualTo("wrong-type");
        assertThat(peer.refused("{'op':'inc','key':'t'}")).isEqualTo("wrong-type");
        assertThat(peer.ok("{'op':'delete','key':'t'}")).isEqualTo("{'deleted':true}");
        assertThat(peer.refused("{'op':'delete','key':'t','index':0}")).isEqualTo("no-such-key");
        assertThat(peer.ok("{'op':'insert','key':'h','field':['page','body'],'index':0,'text':'x'}"))
                .isEqualTo("{'length':1}");
        assertThat(peer.ok("{'op':'get','key':'h'}")).isEqualTo("{'type':'ormap','value':{'page':{'body':'x'}}}");
    }

    @Test
    void aListHoldsAnyJsonInItsOrder() throws Exception {
        assertThat(peer.ok("{'op':'create','key':'l','type':'list'}")).isEqualTo("{'created':true}");
        assertThat(peer.ok("{'op':'get','key':'l'}")).isEqualTo("{'type':'list','value':[]}");
        assertThat(peer.ok("{'op':'insert','key':'l','index':0,'values':[3,'b',null,{'y':1,'x':2}]}"))
                .isEqualTo("{'length':4}");
        assertThat(peer.ok("{'op':'insert','key':'l','index':1,'value':3}")).isEqualTo("{'length':5}");
        assertThat(peer.ok("{'op':'delete','key':'l','index':2,'count':2}")).isEqualTo("{'length':3}");
        assertThat(peer.ok("{'op':'get','key':'l'}")).isEqualTo("{'type':'list','value':[3,3,{'x':2,'y':1}]}");
        assertThat(peer.ok("{'op':'size','key':'l'}")).isEqualTo("{'type':'list','size':3}");
        assertThat(peer.refused("{'op':'insert','key':'l','index':0,'text':'x'}"))
                .isEqualTo("wrong-type");
        assertThat(peer.refused("{'op':'delete','key':'l','index':0,'count':4}"))
                .isEqualTo("bad-request");
        assertThat(peer.ok("{'op':'add','key':'s','value':1}")).isEqualTo("{'size':1}");
        assertThat(peer.refused("{'op':'delete','key':'s','index':0}")).isEqualTo("wrong-type");
    }

    @Test
    void theGreatestAndTheLeastNumberStay() throws Exception {
        assertThat(peer.ok("{'op':'set','key':'x','value':5,'type':'max'}")).isEqualTo("{'value':5}");
        assertThat(peer.ok("{'op':'set','key':'x','value':4.75}")).isEqualTo("{'value':5}");
        assertThat(peer.ok("{'op':'set','key':'x','value':1e3}")).isEqualTo("{'value':1000}");
        assertThat(peer.ok("{'op':'get','key':'x'}")).isEqualTo("{'type':'max','value':1000}");
        assertThat(peer.refused("{'op':'set','key':'x','value':'text'}")).isEqualTo("bad-request");
        assertThat(peer.ok("{'op':'create','key':'n','type':'min'}")).isEqualTo("{'created':true}");
        assertThat(peer.ok("{'op':'get','key':'n'}")).isEqualTo("{'type':'min','value':null}");
        assertThat(peer.ok("{'op':'set','key':'n','value':-0.5}")).isEqualTo("{'value':-0.5}");
        assertThat(peer.ok("{'op':'set','key':'n','value':123456789012345678901234567890}"))
                .isEqualTo("{'value':-0.5}");
        assertThat(peer.ok("{'op':'set','key':'h','field':'peak','value':7,'type':'max'}"))
                .isEqualTo("{'value':7}");
        assertThat(peer.ok("{'op':'get','key':'h','field':'peak'}")).isEqualTo("{'type':'max','value':7}");
    }

    @Test
    void registersHoldAnyJson() throws Exception {
        assertThat(peer.ok("{'op':'set','key':'r','value':{'a':[1,null]}}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'get','key':'r'}")).isEqualTo("{'type':'lww','value':{'a':[1,null]}}");
        assertThat(peer.ok("{'op':'set','key':'r','value':null}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'get','key':'r'}")).isEqualTo("{'type':'lww','value':null}");
        assertThat(peer.ok("{'op':'set','key':'m','value':1,'type':'mv'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'set','key':'m','value':2}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'get','key':'m'}")).isEqualTo("{'type':'mv','value':[2]}");
    }

    @Test
    void mapsNestValuesOfAnyType() throws Exception {
        assertThat(peer.ok("{'op':'put','key':'h','field':'os','value':'linux'}"))
                .isEqualTo("{}");
        assertThat(peer.ok("{'op':'inc','key':'h','field':['net','eth0','packets'],'by':7}"))
                .isEqualTo("{'value':7}");
        assertThat(peer.ok("{'op':'add','key':'h','field':['net','tags'],'values':['x','y']}"))
                .isEqualTo("{'size':2}");
        assertThat(peer.ok("{'op':'get','key':'h'}"))
                .isEqualTo("{'type':'ormap','value':{'net':{'eth0':{'packets':7},'tags':['x','y']},'os':'linux'}}");
        assertThat(peer.ok("{'op':'get','key':'h','field':['net','tags']}"))
                .isEqualTo("{'type':'orset','value':['x','y']}");
        assertThat(peer.ok("{'op':'remove','key':'h','field':['net','tags'],'value':'x'}"))
                .isEqualTo("{'size':1}");
        assertThat(peer.ok("{'op':'unput','key':'h','field':['net','eth0']}")).isEqualTo("{'removed':true}");
        assertThat(peer.ok("{'op':'get','key':'h'}"))
                .isEqualTo("{'type':'ormap','value':{'net':{'tags':['y']},'os':'linux'}}");
        assertThat(peer.ok("{'op':'size','key':'h'}")).isEqualTo("{'type':'ormap','size':2}");
        assertThat(peer.refused("{'op':'get','key':'h','field':'none'}")).isEqualTo("no-such-key");
        assertThat(peer.refused("{'op':'inc','key':'h','field':'os'}")).isEqualTo("wrong-type");
        assertThat(peer.refused("{'op':'inc','key':'h','field':['os','x']}")).isEqualTo("wrong-type");
    }

    @Test
    void createGivesAnEmptyKeyItsTypeHere() throws Exception {
        assertThat(peer.ok("{'op':'create','key':'s','type':'orset'}")).isEqualTo("{'created':true}");
        assertThat(peer.ok("{'op':'create','key':'s','type':'orset'}")).isEqualTo("{'created':false}");
        assertThat(peer.ok("{'op':'get','key':'s'}")).isEqualTo("{'type':'orset','value':[]}");
        assertThat(peer.refused("{'op':'create','key':'s','type':'lww'}")).isEqualTo("wrong-type");
        assertThat(peer.refused("{'op':'inc','key':'s'}")).isEqualTo("wrong-type");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void deletedKeysAreGone() throws Exception {
        assertThat(peer.ok("{'op':'add','key':'s','value':1}")).isEqualTo("{'size':1}");
        assertThat(peer.ok("{'op':'delete','key':'s'}")).isEqualTo("{'deleted':true}");
        assertThat(peer.ok("{'op':'delete','key':'s'}")).isEqualTo("{'deleted':false}");
        assertThat(peer.refused("{'op':'get','key':'s'}")).isEqualTo("no-such-key");
        assertThat(peer.refused("{'op':'size','key':'s'}")).isEqualTo("no-such-key");
        assertThat(peer.refused("{'op':'digest','key':'s'}")).isEqualTo("no-such-key");
        assertThat(peer.ok("{'op':'inc','key':'s'}")).isEqualTo("{'value':1}");
    }

    @Test
    void dumpAndKeysShowEverythingInOrder() throws Exception {
        assertThat(peer.ok("{'op':'inc','key':'b'}")).contains("1");
        assertThat(peer.ok("{'op':'set','key':'a/2','value':'v'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'add','key':'a/1','value':3}")).contains("1");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':['a/1','a/2','b']}");
        assertThat(peer.ok("{'op':'keys','prefix':'a/'}")).isEqualTo("{'keys':['a/1','a/2']}");
        assertThat(peer.ok("{'op':'dump'}"))
                .isEqualTo("{'state':{'a/1':{'type':'orset','value':[3]},"
                        + "'a/2':{'type':'lww','value':'v'},'b':{'type':'pncounter','value':1}}}");
        assertThat(peer.ok("{'op':'digest'}")).matches("\\{'digest':'[0-9a-f]{32}','keys':3}");
        assertThat(peer.ok("{'op':'digest','key':'b'}")).matches("\\{'digest':'[0-9a-f]{32}','keys':1}");
    }

    @Test
    void watchTellsOfChanges() throws Exception {
        assertThat(peer.ok("{'op':'watch','key':'k'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'watch','prefix':'p/'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'set','key':'k2','value':0}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'set','key':'k','value':1}")).isEqualTo("{}");
        assertThat(peer.change("k").toString())
                .isEqualTo("{\"event\":\"change\",\"key\":\"k\",\"type\":\"lww\",\"value\":1,\"removed\":false,"
                        + "\"origin\":\"a\"}");
        assertThat(peer.ok("{'op':'add','key':'p/s','value':1}")).contains("1");
        assertThat(peer.change("p/s").get("value").toString()).isEqualTo("[1]");
        assertThat(peer.ok("{'op':'delete','key':'k'}")).contains("true");
        JsonNode removed = peer.change("k");
        assertThat(removed.get("removed").asBoolean()).isTrue();
        assertThat(removed.get("value").isNull()).isTrue();
    }

    @Test
    void aConcernThatNobodyMeetsTimesOutAndTheWriteStays() throws Exception {
        JsonNode late = peer.request("{'op':'inc','key':'c','concern':2,'timeoutMs':200}");
        assertThat(peer.ok("{'op':'get','key':'c'}")).contains("'value':1");
        JsonNode answer = peer.answer(late);
        assertThat(answer.get("reason").asText()).isEqualTo("timeout");
        assertThat(answer.get("acks").toString()).isEqualTo("[\"a\"]");
        assertThat(answer.get("value").asInt()).isEqualTo(1);
        for (String concern : List.of("'local'", "'majority'", "'all'", "1")) {
            assertThat(peer.ok("{'op':'inc','key':'d','concern':" + concern + "}"))
                    .contains("'acks':['a']");
        }
    }

    @Test
    void requestsMayBePipelined() throws Exception {
        List<JsonNode> ids = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ids.add(peer.request("{'op':'inc','key':'c" + i % 7 + "'}"));
        }
        for (JsonNode id : ids) {
            assertThat(peer.answer(id).get("ok").asBoolean()).isTrue();
        }
        assertThat(peer.ok("{'op':'get','key':'c0'}")).contains("'value':286");
    }

    @Test
    void tellsOfItselfAndOthers() throws Exception {
        assertThat(peer.ok("{'op':'peers'}")).isEqualTo("{'peers':[]}");
        assertThat(peer.ok("{'op':'await','timeoutMs':1000}")).isEqualTo("{'synced':true}");
        assertThat(peer.ok("{'op':'stats'}")).contains("'bytes_sent':0", "'keys':0");
        assertThat(peer.ok("{'op':'health'}")).contains("'status':'ok'", "'id':'a'");
        assertThat(peer.refused("{'op':'pause','peer':'b'}")).isEqualTo("refused");
        assertThat(peer.ok("{'op':'pause'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'resume'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'cut','peer':'b'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'heal','peer':'b'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'connect','address':'127.0.0.1:1'}")).isEqualTo("{}");
        assertThat(peer.ok("{'op':'disconnect','address':'127.0.0.1:1'}")).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'inc'}",
                "{'op':'inc','key':7}",
                "{'op':'inc','key':'c','by':-1}",
                "{'op':'inc','key':'c','by':1.5}",
                "{'op':'inc','key':'c','by':9223372036854775808}",
                "{'op':'inc','key':'c','type':'orset'}",
                "{'op':'inc','key':'c','field':[]}",
                "{'op':'inc','key':'c','field':[1]}",
                "{'op':'inc','key':'c','concern':'some'}",
                "{'op':'inc','key':'c','concern':0}",
                "{'op':'inc','key':'c','concern':'all','timeoutMs':-1}",
                "{'op':'add','key':'s'}",
                "{'op':'add','key':'s','values':7}",
                "{'op':'add','key':'s','value':1,'values':[2]}",
                "{'op':'set','key':'r'}",
                "{'op':'set','key':'r','value':1e999}",
                "{'op':'set','key':'\\ud800','value':1}",
                "{'op':'put','key':'m','value':1}",
                "{'op':'unput','key':'m'}",
                "{'op':'delete','key':'m','field':'x'}",
                "{'op':'create','key':'x','type':'nonsense'}",
                "{'op':'create','key':'x'}",
                "{'op':'connect','address':'nowhere'}",
                "{'op':'connect','address':'host:0'}",
                "{'op':'cut'}",
                "{'op':'cut','peer':'a'}",
                "{'op':'watch'}",
                "{'op':'watch','key':'k','prefix':'k'}",
                "{'op':'insert','key':'t','index':0}",
                "{'op':'insert','key':'t','index':-1,'text':'x'}",
                "{'op':'insert','key':'t','index':0,'text':'x','type':'list'}",
                "{'op':'set','key':'m','type':'max','value':'text'}",
                "{'op':'enable','key':'f','type':'lww'}",
                "{'op':7}",
                "{}"
            })
    void requestsThatMakeNoSenseAreBadAndChangeNothing(String request) throws Exception {
        assertThat(peer.refused(request)).isEqualTo("bad-request");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void aTypeThatThereIsNotIsToldWithThoseThatThereAre() throws Exception {
        JsonNode answer = peer.ask("{'op':'create','key':'x','type':'tree'}");
        assertThat(answer.get("reason").asText()).isEqualTo("bad-request");
        assertThat(answer.get("message").asText()).contains("no type tree", "text", "list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage                              | null",
                "''                                   | null",
                "[1,2]                                | null",
                "{\"id\":1,\"op\":\"keys\"} {}        | 1",
                "{\"id\":2,\"op\":                    | 2",
                "{\"id\":3,\"op\":\"keys\",\"op\":1}  | 3",
                "{\"id\":\"x\",\"v\":[[[              | \"x\"",
                "\u0000\u0001                         | null"
            })
    void garbageIsAnsweredAndForgotten(String line, String id) throws Exception {
        peer.send(line);
        JsonNode answer = peer.next();
        assertThat(answer.get("reason").asText()).isEqualTo("bad-request");
        assertThat(answer.get("id").toString()).isEqualTo(id);
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void unknownOperationsAreNamed() throws Exception {
        assertThat(peer.refused("{'op':'fly'}")).isEqualTo("unknown-op");
    }

    @Test
    void bytesThatAreNoUtf8AreAnsweredAndForgotten() throws Exception {
        peer.send(new byte[] {(byte) 0xFF, (byte) 0xFE, '{', '\n'});
        assertThat(peer.next().get("reason").asText()).isEqualTo("bad-request");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void oversizedThingsAreRefusedByName() throws Exception {
        String large = "x".repeat(70_000);
        assertThat(peer.refused("{'op':'set','key':'r','value':'" + large + "'}"))
                .isEqualTo("limit");
        assertThat(peer.refused("{'op':'add','key':'s','values':['a','" + large + "']}"))
                .isEqualTo("limit");
        assertThat(peer.refused("{'op':'inc','key':'" + large + "'}")).isEqualTo("limit");
        assertThat(peer.refused("{'op':'inc','key':'m','field':['" + "a','".repeat(40) + "']}"))
                .isEqualTo("limit");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void aLineThatIsTooLongIsRefusedUnderItsIdWhereverThatIs() throws Exception {
        byte[] filler = new byte[1 << 20];
        Arrays.fill(filler, (byte) 'x');
        peer.send("{\"op\":\"set\",\"key\":\"r\",\"value\":\"".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 17; i++) {
            peer.send(filler);
        }
        peer.send("\",\"id\":\"long\"}");
        assertThat(peer.answer(TextNode.valueOf("long")).get("reason").asText()).isEqualTo("limit");
        assertThat(peer.ok("{'op':'keys'}")).isEqualTo("{'keys':[]}");
    }

    @Test
    void theEndOfTheInputEndsItAfterTheLastAnswers() throws Exception {
        peer.send("{\"id\":7,\"op\":\"inc\",\"key\":\"c\",\"concern\":2,\"timeoutMs\":100}");
        peer.send("{\"id\":8,\"op\":\"inc\",\"key\":\"c\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(peer.finish()).isZero();
        assertThat(peer.answer(IntNode.valueOf(8)).get("value").asInt()).isEqualTo(2);
        assertThat(peer.answer(IntNode.valueOf(7)).get("reason").asText()).isEqualTo("timeout");
    }

    @Test
    void quitEndsItAtOnceAndRefusesWhatWaits() throws Exception {
        JsonNode waiting = peer.request("{'op':'inc','key':'c','concern':2,'timeoutMs':60000}");
        assertThat(peer.ok("{'op':'quit'}")).isEqualTo("{}");
        assertThat(peer.answer(waiting).get("reason").asText()).isEqualTo("closed");
        assertThat(peer.exitCode()).isZero();
    }

    @Test
    void aStartThatFailsSaysWhyAndExitsWith2() throws Exception {
        try (Driver taken = new Driver("peer", "--id", "b", "--listen", peer.address())) {
            assertThat(taken.ready().get("event").asText()).isEqualTo("failed");
            assertThat(taken.ready().get("reason").asText()).isEqualTo("refused");
            assertThat(taken.exitCode()).isEqualTo(2);
        }
        try (Driver nameless = new Driver("peer", "--listen", "127.0.0.1:0")) {
            assertThat(nameless.ready().get("reason").asText()).isEqualTo("bad-request");
            assertThat(nameless.exitCode()).isEqualTo(2);
        }
        try (Driver nowhere = new Driver("peer", "--id", "b", "--listen", "nowhere")) {
            assertThat(nowhere.ready().get("reason").asText()).isEqualTo("bad-request");
            assertThat(nowhere.exitCode()).isEqualTo(2);
        }
    }
}
