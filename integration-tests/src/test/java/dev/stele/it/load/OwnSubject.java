package dev.stele.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A subject that one client alone writes to, and so knows all about: whatever the others do, each
 * version must have the next number, and none may be lost. For one thread.
 */
final class OwnSubject {
  private final String path;
  private final Random random;
  private final Function<Call, Answer> registry;
  private final Ledger ledger;
  // The text's number, by the version that it is.
  private final TreeMap<Integer, Integer> live = new TreeMap<>();
  private final List<Integer> deleted = new ArrayList<>();
  private int last;
  private int texts;

  /**
   * @param registry asked by one request at a time
   */
  OwnSubject(int client, Random random, Function<Call, Answer> registry, Ledger ledger) {
    this.path = "/subjects/" + Names.own(client) + "/versions";
    this.random = random;
    this.registry = registry;
    this.ledger = ledger;
  }

  /** Writes once and reads everything. */
  void step() {
    int chance = random.nextInt(4);
    if (chance == 0 && live.size() > 1) {
      delete();
    } else if (chance == 1 && !deleted.isEmpty()) {
      register(deleted.remove(random.nextInt(deleted.size())));
    } else {
      register(++texts);
    }
    JsonNode versions = registry.apply(Call.get(path)).json();
    if (!versions.toString().equals(live.keySet().toString().replace(" ", ""))) {
      ledger.complain(path + " are " + versions + ", and should be " + live.keySet());
    }
  }

  private void register(int text) {
    Call call = Call.post(path, Format.AVRO.schema(text, false));
    Answer answer = registry.apply(call);
    int version = answer.json().path("version").intValue();
    if (answer.status() != 200 || version != last + 1) {
      ledger.complain(call + " behind version " + last + " was answered " + answer);
    }
    last = version;
    live.put(version, text);
  }

  // Of those that compatibility does not look at, so that whatever comes again may come.
  private void delete() {
    Map.Entry<Integer, Integer> first = live.firstEntry();
    Call call = Call.delete(path + "/" + first.getKey());
    Answer answer = registry.apply(call);
    if (answer.status() != 200) {
      ledger.complain(call + " was answered " + answer);
    }
    live.remove(first.getKey());
    deleted.add(first.getValue());
  }
}
