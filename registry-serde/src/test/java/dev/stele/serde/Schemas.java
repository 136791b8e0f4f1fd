package dev.stele.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A small record in two versions, and the one of the earthquakes. */
public final class Schemas {
  public static final Schema QUAKE =
      parse(
          """
          {"type": "record", "name": "Quake", "namespace": "test", "fields": [
            {"name": "id", "type": "string"},
            {"name": "mag", "type": ["null", "double"], "default": null}]}
          """);

  /** Adds a field in the middle. */
  public static final Schema QUAKE_2 =
      parse(
          """
          {"type": "record", "name": "Quake", "namespace": "test", "fields": [
            {"name": "id", "type": "string"},
            {"name": "region", "type": "string", "default": "unknown"},
            {"name": "mag", "type": ["null", "double"], "default": null}]}
          """);

  private Schemas() {}

  public static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }

  public static GenericData.Record quake(String id, double mag) {
    GenericData.Record quake = new GenericData.Record(QUAKE);
    quake.put("id", id);
    quake.put("mag", mag);
    return quake;
  }
}
