package dev.stele.serde.avro;

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
    return withConversions(SpecificData.get(), new GeneratedClasses(loader()));
  }

  static ReflectData reflect(AvroConfig config) {
    boolean allowNull = config.reflectionAllowNull();
    ReflectData model = allowNull ? new ReflectData.AllowNull() : new ReflectData(loader());
    GenericData avros = allowNull ? ReflectData.AllowNull.get() : ReflectData.get();
    return config.logicalTypes() ? withLogicalTypes(model) : withConversions(avros, model);
  }

  static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : AvroModels.class.getClassLoader();
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
