package dev.stele.server.log;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Association;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.AssociationRemoved;
import dev.stele.server.domain.Event.AssociationSet;
import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Event.ConfigSet;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.ContextRemoved;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Event.SubjectCleared;
import dev.stele.server.domain.Event.SubjectDeleted;
import dev.stele.server.domain.ExecutionEnvironment;
import dev.stele.server.domain.LifecyclePolicy;
import dev.stele.server.domain.Metadata;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.Rule;
import dev.stele.server.domain.RuleKind;
import dev.stele.server.domain.RuleMode;
import dev.stele.server.domain.RuleSet;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random events of every kind, full of texts that are hard to write down. The seed is all. */
public final class GeneratedEvents {
  private static final List<String> HOSTILE =
      List.of(
          "\"",
          "\\",
          "/",
          "\u0000",
          "\u001f",
          "\n",
          "\r\n",
          "\u007f",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\uffff",
          "\ud83d\ude00",
          "\ud800",
          "\udfff",
          "e\u0301",
          "ß",
          "Ж",
          "漢字",
          "עברית",
          "عربى",
          "ไทย",
          "हिन्दी",
          "한국어",
          "<script>",
          "%00",
          "${x}",
          "'",
          ":",
          ":.",
          ".",
          " ");

  private final Random random;

  public GeneratedEvents(long seed) {
    random = new Random(seed);
  }

  /** Some event; every kind comes about equally often. */
  public Event next() {
    return switch (random.nextInt(13)) {
      case 0 -> new SchemaWritten(subject(), number(), number(), content(), random.nextBoolean());
      case 1 -> new SchemaErased(subject(), number());
      case 2 -> new SubjectDeleted(subject(), number());
      case 3 -> new SubjectCleared(subject());
      case 4 -> new ConfigSet(subject(), config());
      case 5 -> new ConfigRemoved(subject());
      case 6 -> new ModeSet(subject(), oneOf(Mode.values()));
      case 7 -> new ModeRemoved(subject());
      case 8 -> new ContextAdded("." + text());
      case 9 -> new ContextRemoved("." + text());
      case 10 -> new AssociationSet(association());
      case 11 -> new AssociationRemoved(associationKey());
      default -> new CounterSet("." + text(), number());
    };
  }

  private Subject subject() {
    return switch (random.nextInt(4)) {
      case 0 -> Subject.GLOBAL;
      case 1 -> Subject.of(":.ctx:" + text());
      default -> Subject.of(text());
    };
  }

  private SchemaContent content() {
    SchemaType type = new SchemaType(oneOf("AVRO", "JSON", "PROTOBUF", text()));
    String text = random.nextInt(10) == 0 ? "" : text();
    List<Reference> references = list(() -> new Reference(text(), text(), number()));
    Optional<Metadata> metadata = Optional.ofNullable(sometimes(this::metadata));
    Optional<RuleSet> rules = Optional.ofNullable(sometimes(this::ruleSet));
    SchemaContent content = SchemaContent.of(type, text, references, metadata, rules);
    return random.nextInt(4) > 0
        ? content
        : new SchemaContent(type, text, references, metadata, rules, uuid());
  }

  private Config config() {
    return new Config(
        sometimes(this::text),
        sometimes(this::text),
        sometimes(random::nextBoolean),
        sometimes(random::nextBoolean),
        sometimes(random::nextBoolean),
        sometimes(random::nextBoolean),
        sometimes(() -> oneOf(CompatibilityLevel.values())),
        sometimes(this::text),
        sometimes(this::text),
        sometimes(this::metadata),
        sometimes(this::metadata),
        sometimes(this::ruleSet),
        sometimes(this::ruleSet));
  }

  private Metadata metadata() {
    SortedMap<String, SortedSet<String>> tags = new TreeMap<>();
    list(this::text).forEach(path -> tags.put(path, new TreeSet<>(list(this::text))));
    return new Metadata(tags, map(), new TreeSet<>(list(this::text)));
  }

  private RuleSet ruleSet() {
    return new RuleSet(
        list(this::rule),
        list(this::rule),
        list(this::rule),
        sometimes(() -> oneOf(ExecutionEnvironment.values())));
  }

  private Rule rule() {
    return new Rule(
        sometimes(this::text),
        sometimes(this::text),
        sometimes(() -> oneOf(RuleKind.values())),
        sometimes(() -> oneOf(RuleMode.values())),
        sometimes(this::text),
        new TreeSet<>(list(this::text)),
        map(),
        sometimes(this::text),
        sometimes(this::text),
        sometimes(this::text),
        random.nextBoolean());
  }

  private Association association() {
    return new Association(
        associationKey(),
        sometimes(this::text),
        sometimes(this::text),
        oneOf(LifecyclePolicy.values()),
        random.nextBoolean(),
        sometimes(random::nextLong),
        null);
  }

  private Association.Key associationKey() {
    return new Association.Key(text(), text(), text(), text(), subject());
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private int number() {
    return random.nextInt(10) == 0 ? Integer.MAX_VALUE : random.nextInt(1000);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    do {
      text.append(random.nextBoolean() ? HOSTILE.get(random.nextInt(HOSTILE.size())) : "ab");
    } while (random.nextInt(3) > 0);
    return text.toString();
  }

  private SortedMap<String, String> map() {
    SortedMap<String, String> map = new TreeMap<>();
    list(this::text).forEach(key -> map.put(key, random.nextInt(5) == 0 ? "" : text()));
    return map;
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    while (random.nextInt(3) == 0) {
      list.add(element.get());
    }
    return list;
  }

  private <T> @Nullable T sometimes(Supplier<T> value) {
    return random.nextInt(3) == 0 ? value.get() : null;
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
