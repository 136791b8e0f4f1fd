package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.ASSOCIATION_CACHE_EXPIRY_SECS;
import static dev.stele.serde.client.ClientConfig.ASSOCIATION_CACHE_SIZE;
import static dev.stele.serde.client.ClientConfig.LATEST_CACHE_SIZE;
import static dev.stele.serde.client.ClientConfig.LATEST_CACHE_TTL_SEC;
import static dev.stele.serde.client.ClientConfig.MAX_SCHEMAS_PER_SUBJECT;
import static dev.stele.serde.client.ClientConfig.MISSING_CACHE_SIZE;
import static dev.stele.serde.client.ClientConfig.MISSING_ID_CACHE_TTL_SEC;
import static dev.stele.serde.client.ClientConfig.MISSING_SCHEMA_CACHE_TTL_SEC;
import static dev.stele.serde.client.ClientConfig.MISSING_VERSION_CACHE_TTL_SEC;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * How much is remembered, and for how long.
 *
 * @param capacity of each cache over all subjects
 * @param latestTtl empty for good
 * @param missingCapacity of each cache of what is missing
 * @param missingIdTtl zero for not at all, as with the others
 */
record CacheSettings(
    ClientListener listener,
    int capacity,
    int latestCapacity,
    Optional<Duration> latestTtl,
    int missingCapacity,
    Duration missingIdTtl,
    Duration missingVersionTtl,
    Duration missingSchemaTtl,
    int associationCapacity,
    Optional<Duration> associationTtl) {
  // People set the largest int where they mean "no limit": more than this is not refused but cut.
  private static final int MAX_ENTRIES = 1_000_000;
  private static final int MAX_SECONDS = 31_536_000;

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            MAX_SCHEMAS_PER_SUBJECT,
            ConfigDef.Type.INT,
            1000,
            atLeast(1),
            Importance.LOW,
            "How many schemas are remembered per subject. A cache holds ten times as many over all"
                + " subjects.")
        .define(
            LATEST_CACHE_SIZE,
            ConfigDef.Type.INT,
            1000,
            atLeast(2),
            Importance.LOW,
            "Of how many subjects the latest version is remembered.")
        .define(
            LATEST_CACHE_TTL_SEC,
            ConfigDef.Type.LONG,
            -1L,
            atLeast(-1),
            Importance.LOW,
            "For how many seconds the latest version of a subject is remembered; -1: for good.")
        .define(
            MISSING_CACHE_SIZE,
            ConfigDef.Type.INT,
            10_000,
            atLeast(2),
            Importance.LOW,
            "How many missing ids, versions and schemas are remembered, of each.")
        .define(
            MISSING_ID_CACHE_TTL_SEC,
            ConfigDef.Type.LONG,
            10L,
            atLeast(0),
            Importance.LOW,
            "For how many seconds an id or guid that the registry does not know is not asked for"
                + " again; 0: it is each time.")
        .define(
            MISSING_VERSION_CACHE_TTL_SEC,
            ConfigDef.Type.LONG,
            0L,
            atLeast(0),
            Importance.LOW,
            "The same for versions of subjects.")
        .define(
            MISSING_SCHEMA_CACHE_TTL_SEC,
            ConfigDef.Type.LONG,
            0L,
            atLeast(0),
            Importance.LOW,
            "The same for schemas that are looked up in a subject.")
        .define(
            ASSOCIATION_CACHE_SIZE,
            ConfigDef.Type.INT,
            1000,
            atLeast(2),
            Importance.LOW,
            "Of how many topics the associated subject is remembered, or that there is none.")
        .define(
            ASSOCIATION_CACHE_EXPIRY_SECS,
            ConfigDef.Type.LONG,
            -1L,
            atLeast(-1),
            Importance.LOW,
            "For how many seconds that is remembered; -1: for good.");
  }

  static CacheSettings of(AbstractConfig values, ClientListener listener) {
    return new CacheSettings(
        listener,
        10 * entries(values, MAX_SCHEMAS_PER_SUBJECT),
        entries(values, LATEST_CACHE_SIZE),
        orForGood(values.getLong(LATEST_CACHE_TTL_SEC)),
        entries(values, MISSING_CACHE_SIZE),
        seconds(values.getLong(MISSING_ID_CACHE_TTL_SEC)),
        seconds(values.getLong(MISSING_VERSION_CACHE_TTL_SEC)),
        seconds(values.getLong(MISSING_SCHEMA_CACHE_TTL_SEC)),
        entries(values, ASSOCIATION_CACHE_SIZE),
        orForGood(values.getLong(ASSOCIATION_CACHE_EXPIRY_SECS)));
  }

  private static Optional<Duration> orForGood(long seconds) {
    return seconds < 0 ? Optional.empty() : Optional.of(seconds(seconds));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, MAX_SECONDS));
  }

  private static int entries(AbstractConfig values, String setting) {
    return Math.min(values.getInt(setting), MAX_ENTRIES);
  }
}
