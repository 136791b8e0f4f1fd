package dev.stele.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The process {@code stele}: exit code 0 for success, 1 for failure, 2 for wrong usage. */
public final class Main {
  static final int FAILED = 1;

  private static final int USAGE_COLUMNS = 100;

  private Main() {}

  public static void main(String[] args) {
    Termination termination = new Termination();
    termination.hookIntoJvm();
    int code = commandLine(Terminal.ofProcess(), termination).execute(args);
    termination.finished(code);
    System.exit(code);
  }

  static CommandLine commandLine(Terminal terminal, Termination termination) {
    CommandLine stele =
        new CommandLine(new SteleCommand())
            .addSubcommand(new DevCommand(terminal, termination))
            .addSubcommand(new ServeCommand(terminal, termination))
            .addSubcommand(new ProduceCommand(terminal, termination))
            .addSubcommand(new ConsumeCommand(terminal, termination))
            .addSubcommand(new CompatibilityCommand(terminal))
            .addSubcommand(new RegisterCommand(terminal))
            .addSubcommand(new WarmUpCommand(terminal));
    return stele
        .setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setUsageHelpWidth(USAGE_COLUMNS)
        .setParameterExceptionHandler((exception, args) -> reportUsage(exception, terminal))
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> report(exception, terminal));
  }

  private static int reportUsage(ParameterException exception, Terminal terminal) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    terminal.complain(exception.getMessage() + " (see " + command + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(Exception exception, Terminal terminal) throws Exception {
    if (exception instanceof FailureException failure) {
      terminal.complain(failure.getMessage());
      return FAILED;
    }
    throw exception; // a mistake of ours: picocli prints it with its stack trace
  }
}
