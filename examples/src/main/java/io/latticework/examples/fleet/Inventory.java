package io.latticework.examples.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.latticework.examples.peer.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the machine is and does, as the JDK tells it. What it does not tell is left out. */
final class Inventory {
    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MIB_SHIFT = 20;

    private final int maxProcesses;

    /** Returns the inventory, with the processes of the lowest numbers up to a bound. */
    Inventory(int maxProcesses) {
        this.maxProcesses = maxProcesses;
    }

    /** Returns the machine: objects are maps, arrays are sets, all else is a register. */
    ObjectNode machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        ObjectNode machine = JSON.objectNode();
        machine.putObject("os")
                .put("name", system.getName())
                .put("version", system.getVersion())
                .put("arch", system.getArch());
        machine.putObject("jvm")
                .put("name", runtime.getVmName())
                .put("version", runtime.getVmVersion())
                .put("vendor", runtime.getVmVendor());
        machine.put("cores", system.getAvailableProcessors());
        machine.putObject("memory")
                .put("totalMiB", system.getTotalMemorySize() >> MIB_SHIFT)
                .put("freeMiB", system.getFreeMemorySize() >> MIB_SHIFT);
        machine.set("disks", disks());
        machine.set("interfaces", interfaces());
        return asRead(machine);
    }

    private static ObjectNode disks() {
        ObjectNode disks = JSON.objectNode();
        for (Path root : FileSystems.getDefault().getRootDirectories()) {
            try {
                FileStore store = Files.getFileStore(root);
                disks.putObject(root.toString())
                        .put("type", store.type())
                        .put("totalMiB", store.getTotalSpace() >> MIB_SHIFT)
                        .put("freeMiB", store.getUsableSpace() >> MIB_SHIFT);
            } catch (IOException e) {
                LOG.debug("Nothing is told of {}", root, e);
            }
        }
        return disks;
    }

    private static ObjectNode interfaces() {
        ObjectNode interfaces = JSON.objectNode();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().collect(Collectors.toList())) {
                ObjectNode shown = interfaces
                        .putObject(each.getName())
                        .put("up", each.isUp())
                        .put("mtu", each.getMTU());
                ArrayNode addresses = shown.putArray("addresses");
                for (InterfaceAddress address : each.getInterfaceAddresses()) {
                    addresses.add(address.getAddress().getHostAddress() + "/" + address.getNetworkPrefixLength());
                }
            }
        } catch (SocketException e) {
            LOG.debug("Nothing is told of the network", e);
        }
        return interfaces;
    }

    /** Returns the running processes that this one may see. */
    Set<JsonNode> processes() {
        List<ProcessHandle> handles =
                ProcessHandle.allProcesses().sorted().limit(maxProcesses).toList();
        return handles.stream().map(Inventory::process).collect(Collectors.toSet());
    }

    private static JsonNode process(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        ObjectNode process = JSON.objectNode().put("pid", handle.pid());
        put(process, "command", info.command());
        put(process, "user", info.user());
        put(process, "start", info.startInstant().map(String::valueOf));
        return asRead(process);
    }

    private static void put(ObjectNode process, String name, Optional<String> value) {
        value.ifPresent(text -> process.put(name, text));
    }

    /** Returns an object as it is when it comes back from a replica: equal numbers have equal types then. */
    private static ObjectNode asRead(ObjectNode object) {
        try {
            return Lines.read(Lines.write(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the members of an object, in their order. */
    static Set<String> names(ObjectNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
