package dev.stele.bench;

import dev.stele.schema.Format;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a schema of 100 fields looks like in each language. */
public enum Language {
  AVRO {
    @Override
    Format format() {
      return new AvroFormat();
    }

    @Override
    String text() {
      return IntStream.range(0, FIELDS)
          .mapToObj(i -> "{\"name\":\"field_%d\",\"type\":%s}".formatted(i, type(i)))
          .collect(
              Collectors.joining(
                  ",",
                  "{\"type\":\"record\",\"name\":\"Wide\",\"namespace\":\"dev.stele.bench\","
                      + "\"doc\":\"NOTE\",\"fields\":[",
                  "]}"));
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
  },
  JSON {
    @Override
    Format format() {
      return new JsonFormat();
    }

    @Override
    String text() {
      return IntStream.range(0, FIELDS)
          .mapToObj(i -> "\"field_%d\":%s".formatted(i, type(i)))
          .collect(
              Collectors.joining(
                  ",",
                  "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                      + "\"description\":\"NOTE\",\"properties\":{",
                  "}}"));
    }

    private static String type(int number) {
      return switch (number % 5) {
        case 0 -> "{\"type\":\"string\",\"maxLength\":100}";
        case 1 -> "{\"type\":\"integer\",\"minimum\":0}";
        case 2 -> "{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"number\"}]}";
        case 3 -> "{\"enum\":[\"A\",\"B\"]}";
        default -> "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
      };
    }
  },
  PROTOBUF {
    @Override
    Format format() {
      return new ProtobufFormat();
    }

    @Override
    String text() {
      return IntStream.range(0, FIELDS)
          .mapToObj(i -> "  %s field_%d = %d;\n".formatted(type(i), i, i + 1))
          .collect(
              Collectors.joining(
                  "",
                  """
                  syntax = "proto3";
                  package dev.stele.bench;
                  option java_outer_classname = "NOTE";
                  message Wide {
                  """,
                  """
                    enum Kind {
                      A = 0;
                      B = 1;
                    }
                  }
                  """));
    }

    private static String type(int number) {
      return switch (number % 5) {
        case 0 -> "string";
        case 1 -> "int64";
        case 2 -> "optional double";
        case 3 -> "Kind";
        default -> "repeated string";
      };
    }
  };

  /** Stands in each text where another word makes it another text of the same meaning. */
  static final String NOTE = "NOTE";

  private static final int FIELDS = 100;

  abstract Format format();

  abstract String text();
}
