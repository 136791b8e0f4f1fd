package dev.stele.serde.avro;

import org.jspecify.annotations.Nullable;

/** JSON that is not data of a schema, or data that is not; the message names field and value. */
public final class AvroJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String detail;

  AvroJsonException(String detail) {
    this("", detail, null);
  }

  private AvroJsonException(String path, String detail, @Nullable Throwable cause) {
    super(path.isEmpty() ? detail : "field " + path + ": " + detail, cause);
    this.path = path;
    this.detail = detail;
  }

  /** Where: {@code mag}, {@code origin.depth}, {@code tags[3]}, {@code counts["x"]}; or empty. */
  public String path() {
    return path;
  }

  /** The same failure seen from the record around it. */
  AvroJsonException inField(String name) {
    String separator = path.isEmpty() || path.startsWith("[") ? "" : ".";
    return new AvroJsonException(name + separator + path, detail, this);
  }

  AvroJsonException inItem(int index) {
    return inBrackets(Integer.toString(index));
  }

  AvroJsonException inEntry(String key) {
    return inBrackets('"' + key + '"');
  }

  private AvroJsonException inBrackets(String content) {
    String separator = path.isEmpty() || path.startsWith("[") ? "" : ".";
    return new AvroJsonException("[" + content + "]" + separator + path, detail, this);
  }
}
