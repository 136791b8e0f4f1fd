package dev.stele.schema.logical;

/** What formats write beside their own types to say what these are here. */
public final class Properties {
  public static final String TAGS = "confluent:tags";
  public static final String PARAMS = "confluent:params";
  public static final String RULES = "confluent:rules";

  /** Names, documentation and parameters of a union's branches, in order. */
  public static final String UNION = "confluent:union";

  /** Documentation and parameters of an enum's symbols, in order. */
  public static final String ENUM = "confluent:enum";

  public static final String CONNECT_TYPE = "connect.type";
  public static final String FLINK_VERSION = "flink.version";
  public static final String FLINK_TYPE = "flink.type";
  public static final String MULTISET = "multiset";
  public static final String FLINK_PRECISION = "flink.precision";
  public static final String FLINK_MIN_LENGTH = "flink.minLength";
  public static final String FLINK_MAX_LENGTH = "flink.maxLength";

  /** The length of a map's keys that are no {@code STRING}, and whether they are {@code CHAR}. */
  public static final String KEY_LENGTH = "logical.key.length";

  public static final String KEY_TYPE = "logical.key.type";

  private Properties() {}
}
