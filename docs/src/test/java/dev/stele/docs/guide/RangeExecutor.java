package dev.stele.docs.guide;

import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RuleException;
import dev.stele.serde.rules.RuleExecutor;
import org.apache.avro.generic.GenericRecord;

/** The page's executor. */
// guide: executor
public final class RangeExecutor implements RuleExecutor {
  private record Range(String field, double min, double max) {}

  @Override
  public String type() {
    return "RANGE";
  }

  @Override
  public Object execute(RuleContext context, Object message) throws RuleException {
    Range range = context.once(Range.class, () -> range(context));
    if (((GenericRecord) message).get(range.field) instanceof Number number) {
      return range.min <= number.doubleValue() && number.doubleValue() <= range.max;
    }
    throw new RuleException("there is no number in the field " + range.field);
  }

  private static Range range(RuleContext context) {
    return new Range(
        context.rule().expr().orElseThrow(),
        context.parameter("min").map(Double::parseDouble).orElse(Double.NEGATIVE_INFINITY),
        context.parameter("max").map(Double::parseDouble).orElse(Double.POSITIVE_INFINITY));
  }
}
// end
