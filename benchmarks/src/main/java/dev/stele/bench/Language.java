package dev.stele.bench;

import dev.stele.schema.Format;
import dev.stele.schema.avro.AvroFormat;

/** What a schema of 100 fields looks like in each language. */
public enum Language {
  AVRO {
    @Override
    Format format() {
      return new AvroFormat();
    }

    @Override
    String text() {
      StringBuilder fields = new StringBuilder();
      for (int i = 0; i < FIELDS; i++) {
        fields
            .append(i == 0 ? "" : ",")
            .append("{\"name\":\"field_%d\",\"type\":%s}".formatted(i, type(i)));
      }
      return "{\"type\":\"record\",\"name\":\"Wide\",\"namespace\":\"dev.stele.bench\",\"doc\":\"%s\",\"fields\":[%s]}"
          .formatted(NOTE, fields);
    }

    private static String type(int number) {
      return switch (number % 5) {
        case 0 -> "\"string\"";
        case 1 -> "\"long\"";
        case 2 -> "[\"null\",\"double\"],\"default\":null";
        case 3 ->
            "{\"type\":\"enum\",\"name\":\"E%d\",\"symbols\":[\"A\",\"B\"]}".formatted(number);
        default -> "{\"type\":\"array\",\"items\":\"string\"}";
      };
    }
  };

  /** Stands in each text where another word makes it another text of the same meaning. */
  static final String NOTE = "NOTE";

  private static final int FIELDS = 100;

  abstract Format format();

  abstract String text();
}
