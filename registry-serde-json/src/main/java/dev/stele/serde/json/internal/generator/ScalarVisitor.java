package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Takes what Jackson knows of a string, a number or a boolean. */
record ScalarVisitor(ObjectNode node)
    implements JsonStringFormatVisitor,
        JsonNumberFormatVisitor,
        JsonIntegerFormatVisitor,
        JsonBooleanFormatVisitor {
  @Override
  public void format(JsonValueFormat format) {
    node.put("format", format.toString());
  }

  @Override
  public void enumTypes(Set<String> symbols) {
    ArrayNode values = node.putArray("enum");
    symbols.forEach(values::add);
  }

  @Override
  public void numberType(JsonParser.NumberType type) {}
}
