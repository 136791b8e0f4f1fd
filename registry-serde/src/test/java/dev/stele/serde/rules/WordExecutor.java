package dev.stele.serde.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.client.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Adds a rule's expression to a message's {@code id}, or to its bytes when writing, and takes it
 * off them when reading; as a condition, demands that it is there. Found on the class path.
 */
public final class WordExecutor implements RuleExecutor {
  private String end = "";

  @Override
  public String type() {
    return "TEST_WORD";
  }

  @Override
  public void configure(Map<String, ?> settings) {
    Object given = settings.get("end");
    end = given == null ? "" : given.toString();
  }

  @Override
  public Object execute(RuleContext context, Object message) throws RuleException {
    String word = context.rule().expr().orElse("") + end;
    if (context.rule().kind() == Rule.Kind.CONDITION) {
      return text(message).contains(word);
    }
    if (message instanceof byte[] bytes) {
      byte[] added = word.getBytes(StandardCharsets.UTF_8);
      return context.mode() == Rule.Mode.WRITE ? with(bytes, added) : without(bytes, added);
    }
    if (message instanceof ObjectNode json) {
      return json.deepCopy().put("id", text(message) + word);
    }
    GenericData.Record copy = new GenericData.Record((GenericData.Record) message, true);
    copy.put("id", text(message) + word);
    return copy;
  }

  private static String text(Object message) {
    if (message instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return message instanceof ObjectNode json
        ? json.get("id").asText()
        : ((GenericRecord) message).get("id").toString();
  }

  private static byte[] with(byte[] bytes, byte[] added) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + added.length);
    System.arraycopy(added, 0, longer, bytes.length, added.length);
    return longer;
  }

  private static byte[] without(byte[] bytes, byte[] added) throws RuleException {
    int length = bytes.length - added.length;
    if (length < 0 || !Arrays.equals(bytes, length, bytes.length, added, 0, added.length)) {
      throw new RuleException("the bytes do not end as they should");
    }
    return Arrays.copyOf(bytes, length);
  }
}
