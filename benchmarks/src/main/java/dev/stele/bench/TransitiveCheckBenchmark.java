package dev.stele.bench;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Format;
import dev.stele.server.domain.CheckCompatibility;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.VerdictCache;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One BACKWARD_TRANSITIVE check of a schema of 100 fields against all versions of a subject. Run:
 * {@code benchmarks/run TransitiveCheckBenchmark}.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TransitiveCheckBenchmark {
  private static final Subject SUBJECT = Subject.of("subject");
  private static final long CACHE_CHARACTERS = 32L * 1024 * 1024; // of a server with 1.5 GB of heap

  @Param Language language;

  @Param({"1", "100", "1000"})
  int versions;

  private Format format;
  private String text;
  private Subjects known;
  private int candidates;

  /** A subject and what is known of its schemas. */
  private record Subjects(dev.stele.server.domain.State state, VerdictCache cache) {}

  /** What only a start of the server brings: no text was parsed, compared or hashed before. */
  @State(Scope.Thread)
  public static class Unknown {
    private Subjects subjects;

    @Setup(Level.Invocation)
    public void setUp(TransitiveCheckBenchmark benchmark) {
      subjects = benchmark.subjects();
    }
  }

  @Setup
  public void setUp() {
    format = language.format();
    text = language.text();
    known = subjects();
    warm();
  }

  private Subjects subjects() {
    Defaults defaults =
        new Defaults(CompatibilityLevel.BACKWARD_TRANSITIVE, false, true, true, false);
    dev.stele.server.domain.State state = dev.stele.server.domain.State.empty(defaults);
    for (int number = 1; number <= versions; number++) {
      SchemaContent content = SchemaContent.of(format.type(), text("Version " + number));
      SchemaWritten written = new SchemaWritten(SUBJECT, number, number, content, false);
      state = state.apply(written, Stamp.PENDING);
    }
    return new Subjects(state, new VerdictCache(List.of(format), CACHE_CHARACTERS));
  }

  /** The first check after a start: everything is parsed. */
  @Benchmark
  public List<String> cold(Unknown unknown) {
    return check(unknown.subjects, "Candidate");
  }

  /** A new candidate for a subject that was checked before. */
  @Benchmark
  public List<String> changed() {
    return check(known, "Candidate " + candidates++);
  }

  /** A candidate that was checked before. */
  @Benchmark
  public List<String> warm() {
    return check(known, "Candidate");
  }

  private String text(String note) {
    return text.replace(Language.NOTE, note);
  }

  private List<String> check(Subjects subjects, String note) {
    Draft draft = Draft.of(format.type(), text(note));
    List<String> conflicts =
        new CheckCompatibility(SUBJECT, Optional.empty(), draft, false)
            .answer(subjects.state(), subjects.cache().computing())
            .fold(
                Decision.Accepted::reply,
                error -> {
                  throw new AssertionError(error.toString());
                });
    if (!conflicts.isEmpty()) {
      throw new AssertionError(conflicts.toString());
    }
    return conflicts;
  }
}
