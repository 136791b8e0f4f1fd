package dev.stele.serde.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The settings that say where in a message its schema is named. */
public final class SchemaIdPlaces {
  private static final String PACKAGE = "io.confluent.kafka.serializers.schema.id.";
  public static final String PREFIX_SERIALIZER = PACKAGE + "PrefixSchemaIdSerializer";
  public static final String DUAL_DESERIALIZER = PACKAGE + "DualSchemaIdDeserializer";

  private SchemaIdPlaces() {}

  static boolean inHeader(String setting, AbstractConfig values) {
    String place = name(setting, values, Set.of("Prefix", "Header"), "SchemaIdSerializer");
    return place.equals("Header");
  }

  static IdSource source(String setting, AbstractConfig values) {
    return switch (name(
        setting, values, Set.of("Dual", "Prefix", "Config"), "SchemaIdDeserializer")) {
      case "Prefix" -> IdSource.PREFIX;
      case "Config" -> IdSource.CONFIG;
      default -> IdSource.DUAL;
    };
  }

  /** The class's name may be given whole, as migrating users have it, or without its package. */
  private static String name(
      String setting, AbstractConfig values, Set<String> known, String suffix) {
    String given = values.getString(setting).strip();
    String name = given.startsWith(PACKAGE) ? given.substring(PACKAGE.length()) : given;
    String place = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
    if (!known.contains(place)) {
      throw new ConfigException(
          setting,
          given,
          "take one of "
              + String.join(", ", known.stream().map(one -> one + suffix).sorted().toList()));
    }
    return place;
  }

  static List<Integer> messageIndexes(String setting, AbstractConfig values) {
    List<Integer> indexes = new ArrayList<>();
    for (String index : values.getList(setting)) {
      try {
        indexes.add(Integer.parseUnsignedInt(index.strip()));
      } catch (NumberFormatException e) {
        throw new ConfigException(
            setting, String.join(",", values.getList(setting)), "write numbers, for instance 0,1");
      }
    }
    return List.copyOf(indexes);
  }
}
