package dev.stele.serde.avro;

import dev.stele.serde.internal.Classes;
import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.reflect.ReflectData;

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

  static GenericData generic(boolean logicalTypes) {
    return logicalTypes ? CONVERTING : RAW;
  }

  /** For generated classes, wherever they stand in the data. */
  static GeneratedClasses specific(boolean logicalTypes) {
    GeneratedClasses model = new GeneratedClasses(Classes.loader());
    return logicalTypes ? withLogicalTypes(model) : model;
  }

  static ReflectData reflect(AvroSettings settings) {
    ReflectData model =
        settings.reflectionAllowNull()
            ? new ReflectData.AllowNull()
            : new ReflectData(Classes.loader());
    return settings.logicalTypes() ? withLogicalTypes(model) : model;
  }

  private static <T extends GenericData> T withLogicalTypes(T model) {
    LOGICAL_TYPES.forEach(model::addLogicalTypeConversion);
    return model;
  }
}
