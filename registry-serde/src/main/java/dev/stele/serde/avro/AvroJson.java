package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Avro data as the JSON a person would type.
 *
 * <table>
 * <caption>What stands for what</caption>
 * <tr><th>Avro</th><th>JSON</th></tr>
 * <tr><td>union</td><td>the bare value; {@code {"branch": value}}, Avro's own form, is read too and
 * is written where the bare value would be read as another branch</td></tr>
 * <tr><td>bytes, fixed</td><td>a string of characters up to U+00FF, one for each byte</td></tr>
 * <tr><td>decimal</td><td>a number, or a string with the number if it has more than 15 digits;
 * {@code {"bytes": "…"}} for bytes that are no number of that scale and precision</td></tr>
 * <tr><td>date, time, timestamp</td><td>a number as in Avro; ISO 8601 is read too</td></tr>
 * <tr><td>uuid</td><td>a string such as {@code "c0ffee00-1234-4abc-9def-000000000001"}</td></tr>
 * <tr><td>float, double</td><td>a number, {@code "NaN"}, {@code "Infinity"} or {@code
 * "-Infinity"}</td></tr>
 * </table>
 *
 * <p>A bare value is the first branch of a union that it fits, in the order of the schema; whole
 * numbers prefer int and long, others double and float. Missing fields take their default; unknown
 * ones are refused. What is written is read back as the same data.
 */
public final class AvroJson {
  private AvroJson() {}

  /**
   * Reads one JSON value as generic data: Boolean, Integer, Long, Float, Double, String, {@link
   * java.nio.ByteBuffer}, List, Map, or Avro's generic records, enums and fixed.
   *
   * @throws AvroJsonException if the text is not one JSON value, or not of the schema
   */
  public static @Nullable Object read(String json, Schema schema) {
    return read(JsonText.parse(json), schema);
  }

  /**
   * As {@link #read(String, Schema)}. A tree that holds decimals as binary numbers has lost digits.
   */
  public static @Nullable Object read(JsonNode json, Schema schema) {
    return new JsonDatumReader().read(json, schema);
  }

  /**
   * Writes generic or generated data as JSON without line breaks.
   *
   * @throws AvroJsonException if the object is not data of the schema
   */
  public static String write(@Nullable Object datum, Schema schema) {
    return new JsonDatumWriter().write(datum, schema).toString();
  }
}
