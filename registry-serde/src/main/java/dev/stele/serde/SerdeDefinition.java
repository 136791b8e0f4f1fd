package dev.stele.serde;

import static dev.stele.serde.SerdeConfig.AUTO_REGISTER_SCHEMAS;
import static dev.stele.serde.SerdeConfig.CONTEXT_NAME_STRATEGY;
import static dev.stele.serde.SerdeConfig.ID_COMPATIBILITY_STRICT;
import static dev.stele.serde.SerdeConfig.KEY_SCHEMA_ID_DESERIALIZER;
import static dev.stele.serde.SerdeConfig.KEY_SCHEMA_ID_SERIALIZER;
import static dev.stele.serde.SerdeConfig.KEY_SUBJECT_NAME_STRATEGY;
import static dev.stele.serde.SerdeConfig.LATEST_COMPATIBILITY_STRICT;
import static dev.stele.serde.SerdeConfig.NORMALIZE_SCHEMAS;
import static dev.stele.serde.SerdeConfig.PROPAGATE_SCHEMA_TAGS;
import static dev.stele.serde.SerdeConfig.USE_LATEST_VERSION;
import static dev.stele.serde.SerdeConfig.USE_LATEST_WITH_METADATA;
import static dev.stele.serde.SerdeConfig.USE_MESSAGE_INDEXES;
import static dev.stele.serde.SerdeConfig.USE_SCHEMA_GUID;
import static dev.stele.serde.SerdeConfig.USE_SCHEMA_ID;
import static dev.stele.serde.SerdeConfig.VALUE_SCHEMA_ID_DESERIALIZER;
import static dev.stele.serde.SerdeConfig.VALUE_SCHEMA_ID_SERIALIZER;
import static dev.stele.serde.SerdeConfig.VALUE_SUBJECT_NAME_STRATEGY;

import dev.stele.serde.internal.settings.SchemaIdPlaces;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Type, default and description of each setting that {@link SerdeConfig} names. */
final class SerdeDefinition {

  static final ConfigDef ALL =
      AssociatedNameStrategy.define(new ConfigDef())
          .define(
              AUTO_REGISTER_SCHEMAS,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Serializer: register a schema that is not there yet. Wins over the settings below.")
          .define(
              NORMALIZE_SCHEMAS,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: let the registry compare and store schemas in normal form.")
          .define(
              USE_SCHEMA_ID,
              ConfigDef.Type.INT,
              -1,
              ConfigDef.Range.atLeast(-1),
              Importance.LOW,
              "Serializer: encode with the schema of this id; -1: off. Deserializer that takes the"
                  + " schema from the settings: read with it.")
          .define(
              ID_COMPATIBILITY_STRICT,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: refuse an object whose schema the one of use.schema.id or use.schema.guid"
                  + " cannot read.")
          .define(
              USE_LATEST_VERSION,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Serializer: encode with the subject's latest version. Deserializer: read into it.")
          .define(
              LATEST_COMPATIBILITY_STRICT,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: refuse an object whose schema the latest version cannot read.")
          .define(
              KEY_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              AssociatedNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of keys.")
          .define(
              VALUE_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              AssociatedNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of values.")
          .define(
              USE_SCHEMA_GUID,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "Serializer: encode with the schema of this guid. Deserializer that takes the schema from"
                  + " the settings: read with it.")
          .define(
              USE_LATEST_WITH_METADATA,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "Encode with, or read into, the latest version whose metadata has these properties:"
                  + " key1=value1,key2=value2.")
          .define(
              USE_MESSAGE_INDEXES,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.LOW,
              "Deserializer that takes the schema from the settings: which Protobuf message of it,"
                  + " for instance 0,1.")
          .define(
              PROPAGATE_SCHEMA_TAGS,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: a newly registered version takes over the tags of the one before.")
          .define(
              KEY_SCHEMA_ID_SERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.PREFIX_SERIALIZER,
              Importance.LOW,
              "Where the schema of a key is named: PrefixSchemaIdSerializer (in front of the"
                  + " payload) or HeaderSchemaIdSerializer (in a header of the record).")
          .define(
              VALUE_SCHEMA_ID_SERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.PREFIX_SERIALIZER,
              Importance.LOW,
              "The same for values.")
          .define(
              KEY_SCHEMA_ID_DESERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.DUAL_DESERIALIZER,
              Importance.LOW,
              "Where the schema of a key is looked for: DualSchemaIdDeserializer (header, else in"
                  + " front), PrefixSchemaIdDeserializer or ConfigSchemaIdDeserializer (settings).")
          .define(
              VALUE_SCHEMA_ID_DESERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.DUAL_DESERIALIZER,
              Importance.LOW,
              "The same for values.")
          .define(
              CONTEXT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "The class that names the context of a topic's subjects; empty for the default"
                  + " context.");

  private SerdeDefinition() {}
}
