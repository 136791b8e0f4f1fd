package dev.stele.server.http.confluent;

import dev.stele.schema.EntityTags;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DryRun;
import dev.stele.server.domain.FindTags;
import dev.stele.server.domain.InShape;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.Engine.Relayed;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.http.Consistency;
import dev.stele.server.http.HttpException;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What handlers have in common between parsing and printing. */
final class Calls {
  // Parsing a larger body would hold up the other requests of the event loop.
  private static final int PARSED_AT_ONCE_BYTES = 64 * 1024;

  private final Consistency registry;

  Calls(Consistency registry) {
    this.registry = registry;
  }

  /**
   * Parses the body and goes on.
   *
   * @param argument what the reference registry calls a body that is missing
   */
  <T> Future<Reply> withBody(
      Request request, Class<T> type, String argument, Function<T, Future<Reply>> then) {
    Future<@Nullable T> parsed =
        request.body().length() <= PARSED_AT_ONCE_BYTES
            ? Future.succeededFuture(Json.parse(request.body(), type))
            : request.offload(() -> Json.parse(request.body(), type));
    return parsed.compose(
        body -> {
          if (body == null) {
            throw new HttpException(422, argument + " must not be null (was null)");
          }
          return then.apply(body);
        });
  }

  /** Answers from the state. */
  <T> Future<Reply> read(
      Request request, Function<State, Decision<T>> question, Function<T, Buffer> print) {
    return registry.read(request, question).map(done -> reply(done, print));
  }

  /** Answers several questions from one state, each with a status of its own. */
  <T> Future<Reply> readSeveral(
      Request request, Function<State, Decision<T>> questions, Function<T, Buffer> print) {
    return registry
        .read(request, questions)
        .map(done -> Reply.several(print.apply(done.reply()), done.offset()));
  }

  /** Answers a question about schema texts. */
  <T> Future<Reply> ask(Request request, Query<T> query, Function<T, Buffer> print) {
    return registry.ask(request, query).map(done -> reply(done, print));
  }

  /**
   * Changes the registry.
   *
   * @param operation named when its outcome is unknown
   */
  <T> Future<Reply> write(
      Request request, Command<T> command, String operation, Function<T, Buffer> print) {
    return submit(request, command, operation)
        .map(answer -> answer.fold(done -> reply(done, print), Calls::passedBack));
  }

  /** Changes the registry where there is nothing to say of it but that it is done. */
  Future<Reply> done(Request request, Command<?> command, String operation) {
    return submit(request, command, operation)
        .map(answer -> answer.fold(done -> Reply.done(done.offset()), Calls::passedBack));
  }

  /** Changes the registry, unless the client only wants to know whether that would be possible. */
  <T> Future<Reply> writeOrTry(
      Request request, Command<T> command, String operation, Function<Done<T>, Reply> print) {
    return request.flag("dryRun")
        ? registry.ask(request, new DryRun<>(command)).map(print)
        : submit(request, command, operation).map(answer -> answer.fold(print, Calls::passedBack));
  }

  /** Registers, and prints the version's text in the shape the client asks for. */
  Future<Reply> writeInShape(
      Request request,
      Command<SchemaVersion> command,
      String operation,
      BiFunction<SchemaVersion, String, Buffer> print) {
    var format = Params.format(request);
    return submit(request, command, operation)
        .compose(
            answer ->
                answer.fold(
                    done -> inShape(request, done, format.orElse(""), print),
                    relayed -> Future.succeededFuture(passedBack(relayed))));
  }

  /** Finds a version in the state, and prints its text in the shape the client asks for. */
  Future<Reply> readInShape(
      Request request,
      Function<State, Decision<SchemaVersion>> question,
      BiFunction<SchemaVersion, String, Buffer> print) {
    var format = Params.format(request);
    return registry
        .read(request, question)
        .compose(done -> inShape(request, done, format.orElse(""), print));
  }

  /**
   * Finds something in the state, and prints it with a version's text and with the tags that the
   * client asks for.
   *
   * @param shape of the text; empty for as it is
   * @param version the version that what was found is about
   */
  <T> Future<Reply> readTagged(
      Request request,
      String shape,
      Function<State, Decision<T>> question,
      Function<T, SchemaVersion> version,
      TaggedPrint<T> print) {
    return registry
        .read(request, question)
        .compose(
            found -> {
              SchemaVersion about = version.apply(found.reply());
              return tags(request, about)
                  .compose(
                      tags ->
                          inShape(
                              request,
                              new Done<>(about, found.offset()),
                              shape,
                              (same, text) -> print.print(found.reply(), text, tags)));
            });
  }

  /** Prints an answer. */
  @FunctionalInterface
  interface TaggedPrint<T> {
    Buffer print(T found, String text, List<EntityTags> tags);
  }

  private Future<List<EntityTags>> tags(Request request, SchemaVersion version) {
    List<String> wanted = request.parameters("findTags");
    return wanted.isEmpty()
        ? Future.succeededFuture(List.of())
        : registry.ask(request, new FindTags(version, Set.copyOf(wanted))).map(Done::reply);
  }

  /** Finds a version by what it says, and prints its text in the shape the client asks for. */
  Future<Reply> askInShape(
      Request request,
      Query<SchemaVersion> query,
      BiFunction<SchemaVersion, String, Buffer> print) {
    var format = Params.format(request);
    return registry
        .ask(request, query)
        .compose(done -> inShape(request, done, format.orElse(""), print));
  }

  private Future<Reply> inShape(
      Request request,
      Done<SchemaVersion> found,
      String shape,
      BiFunction<SchemaVersion, String, Buffer> print) {
    SchemaVersion version = found.reply();
    if (shape.isEmpty()) {
      return Future.succeededFuture(reply(found, same -> print.apply(same, same.content().text())));
    }
    return registry
        .ask(request, new InShape(version, shape))
        .map(done -> Reply.ok(print.apply(version, done.reply()), found.offset()));
  }

  private <T> Future<Answer<T>> submit(Request request, Command<T> command, String operation) {
    return registry
        .submit(request, command)
        .recover(error -> Future.failedFuture(named(error, operation)));
  }

  private static Throwable named(Throwable error, String operation) {
    return error instanceof UnavailableException e && e.reason() == Reason.UNKNOWN
        ? new UnavailableException(Reason.UNKNOWN, operation + " operation timed out")
        : error;
  }

  private static Reply passedBack(Relayed<?> relayed) {
    return Reply.of(relayed.reply());
  }

  private static <T> Reply reply(Done<T> done, Function<T, Buffer> print) {
    return Reply.ok(print.apply(done.reply()), done.offset());
  }
}
