package io.latticework.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latticework.examples.demo.DemoCommand;
import io.latticework.examples.fleet.FleetCommand;
import io.latticework.examples.notes.NotesCommand;
import io.latticework.examples.peer.PeerCommand;
import io.latticework.examples.peer.Reason;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The programs: {@code java -jar latticework-examples.jar peer|fleet|notes|demo}. */
@Command(
        name = "latticework-examples",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(peer | fleet | notes | demo)",
        description = "Programs over Latticework.")
public final class Main {
    private Main() {}

    /** Runs a program. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] args) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // nothing but the programs themselves writes there
        System.exit(run(in, out, args));
    }

    /**
     * Runs a program over some streams.
     *
     * @return the exit code
     */
    public static int run(InputStream in, OutputStream out, String... args) {
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new PeerCommand(in, out))
                .addSubcommand(new FleetCommand(in, out))
                .addSubcommand(new NotesCommand(in, out))
                .addSubcommand(new DemoCommand(out))
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(System.err, true, UTF_8));
        String version = Main.class.getPackage().getImplementationVersion();
        commands.getCommandSpec().version(String.valueOf(version));
        commands.getSubcommands().values().forEach(each -> each.getCommandSpec().version(String.valueOf(version)));
        commands.setParameterExceptionHandler((failure, arguments) -> complain(failure, out));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            failure.printStackTrace();
            return 1;
        });
        return commands.execute(args);
    }

    private static int complain(ParameterException failure, OutputStream out) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        command.usage(command.getErr());
        return command.getCommand() instanceof PeerCommand || command.getCommand() instanceof FleetCommand
                ? PeerCommand.failed(out, Reason.BAD_REQUEST, String.valueOf(failure.getMessage()))
                : CommandLine.ExitCode.USAGE;
    }
}
