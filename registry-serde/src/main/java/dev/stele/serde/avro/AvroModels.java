package dev.stele.serde.avro;

import dev.stele.serde.internal.Classes;
import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificData;

/** Avro's views of Java: which class stands for which type. */
final class AvroModels {
  private static final List<Conversion<?>> LOGICAL_TYPES =
      List.of(
          new Conversions.DecimalConversion(),
          new Conversions.UUIDConversion(),
          new TimeConversions.DateConversion(),
          new TimeConversions.TimeMillisConversion(),
          new TimeConversions.TimeMicrosConversion(),
          new TimeConversions.TimestampMillisConversion(),
          new TimeConversions.TimestampMicrosConversion(),
          new TimeConversions.TimestampNanosConversion(),
          new TimeConversions.LocalTimestampMillisConversion(),
          new TimeConversions.LocalTimestampMicrosConversion(),
          new TimeConversions.LocalTimestampNanosConversion());

  private static final GenericData RAW = new GenericData();
  private static final GenericData CONVERTING = withLogicalTypes(new GenericData());

  private AvroModels() {}

  /** Values as they are encoded, whatever the application has taught Avro. */
  static GenericData raw() {
    return RAW;
  }

  /**
   * Avro's own model if no logical types are asked for: it may have conversions of the application.
   */
  static GenericData generic(boolean logicalTypes) {
    return logicalTypes ? CONVERTING : GenericData.get();
  }

  /** For generated classes, wherever they stand in the data. */
  static GeneratedClasses specific() {
    return withConversions(SpecificData.get(), new GeneratedClasses(Classes.loader()));
  }

  static ReflectData reflect(AvroSettings settings) {
    boolean allowNull = settings.reflectionAllowNull();
    // AllowNull takes no class loader: it asks Avro's own, then the thread's.
    ReflectData model = allowNull ? new ReflectData.AllowNull() : new ReflectData(Classes.loader());
    GenericData avros = allowNull ? ReflectData.AllowNull.get() : ReflectData.get();
    return settings.logicalTypes() ? withLogicalTypes(model) : withConversions(avros, model);
  }

  private static <T extends GenericData> T withConversions(GenericData avros, T model) {
    avros.getConversions().forEach(model::addLogicalTypeConversion);
    return model;
  }

  private static <T extends GenericData> T withLogicalTypes(T model) {
    LOGICAL_TYPES.forEach(model::addLogicalTypeConversion);
    return model;
  }
}
