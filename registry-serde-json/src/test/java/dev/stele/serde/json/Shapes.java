package dev.stele.serde.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaBool;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaDefault;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaDescription;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaExamples;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaFormat;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaInject;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaInt;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaString;
import com.kjetland.jackson.jsonSchema.annotations.JsonSchemaTitle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.validation.constraints.DecimalMax;
import javax.validation.constraints.DecimalMin;
import javax.validation.constraints.Email;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;

/** Classes of all the kinds that applications write. */
final class Shapes {
  private Shapes() {}

  enum Color {
    RED,
    @JsonProperty("light-green")
    GREEN
  }

  record Scalars(
      String text,
      boolean flag,
      Boolean boxedFlag,
      byte small,
      short less,
      int number,
      Integer boxed,
      long large,
      Long boxedLarge,
      float single,
      double twice,
      Double boxedTwice,
      char letter,
      BigInteger big,
      BigDecimal exact,
      UUID id,
      URI uri,
      Locale locale,
      Class<?> type,
      Color color) {}

  static class Bean {
    private String name = "";
    public int open;
    @JsonIgnore public String hidden = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    @JsonProperty(required = true)
    public String getMust() {
      return name;
    }

    @JsonProperty("other-name")
    public List<String> getOther() {
      return List.of();
    }
  }

  record Dates(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration,
      Date old,
      @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate asText) {}

  @SuppressWarnings("ArrayRecordComponent") // of all the kinds
  record Containers(
      List<String> texts,
      Set<Integer> numbers,
      int[] ints,
      byte[] bytes,
      String[] array,
      List<List<Double>> nested,
      Map<String, Integer> counts,
      Map<String, List<Item>> grouped,
      Map<Color, String> byColor,
      EnumSet<Color> colors,
      Item[] items,
      JsonNode any) {}

  record OfIterable(Iterable<Item> items) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({@JsonSubTypes.Type(Left.class), @JsonSubTypes.Type(Right.class)})
  interface Deduced {}

  record Left(int l) implements Deduced {}

  record Right(int r) implements Deduced {}

  record OfDeduced(Deduced deduced) {}

  record Item(String sku, int count) {}

  record Optionals(Optional<String> text, OptionalInt number, Optional<Item> item) {}

  record Node(int value, Node next, List<Node> children) {}

  record Nested(Item one, Item two, Deep deep) {}

  record Deep(Deeper deeper) {}

  record Deeper(Item item) {}

  record Generic<T>(T value, List<T> values) {}

  record OfGenerics(Generic<String> texts, Generic<Item> items) {}

  @JsonPropertyOrder(alphabetic = true)
  record Ordered(int zebra, int ant, int bee) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WithoutNulls(String maybe) {}

  record Unwrapping(int id, @JsonUnwrapped Item item) {}

  record Wrapper(String inner) {
    @JsonValue
    String json() {
      return inner;
    }
  }

  record OfWrapper(Wrapper wrapper) {}

  record Constrained(
      @NotNull String notNull,
      @NotBlank String notBlank,
      @NotEmpty String notEmpty,
      @Size(min = 2, max = 5) String sized,
      @Size(max = 7) String atMost,
      @Pattern(regexp = "[a-z]+") String pattern,
      @Email String email,
      @Min(0) short age,
      @Min(1) @Max(10) Integer range,
      @DecimalMin("0.5") @DecimalMax("1.5") double decimal,
      @Size(min = 1, max = 3) List<String> list,
      @NotEmpty List<String> filled,
      @NotEmpty Map<String, String> map,
      @NotNull Item item,
      @JsonProperty(defaultValue = "x") String withDefault,
      @JsonProperty(defaultValue = "5") int defaultInt,
      @JsonProperty(defaultValue = "true") boolean defaultFlag) {}

  @JsonSchemaTitle("A title")
  @JsonSchemaDescription("About it")
  @JsonSchemaFormat("grid")
  record Described(
      @JsonPropertyDescription("what it says") String jackson,
      @JsonSchemaDescription("what it means") String theirs,
      @JsonSchemaTitle("Its title") int titled,
      @JsonSchemaFormat("color") String formatted,
      @JsonSchemaDefault("d") String withDefault,
      @JsonSchemaExamples({"a", "b"}) String examples) {}

  @JsonSchemaInject(
      strings = {@JsonSchemaString(path = "javaType", value = "com.example.Injected")},
      ints = {@JsonSchemaInt(path = "x/y", value = 3)},
      bools = {@JsonSchemaBool(path = "deprecated", value = true)})
  record Injected(
      @JsonSchemaInject(json = "{\"minimum\": 4}") int number,
      @JsonSchemaInject(json = "{\"readOnly\": true}") String text) {}

  @JsonSchemaInject(json = "{\"type\": \"string\"}", overrideAll = true)
  record Overridden(int number) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(Cat.class),
    @JsonSubTypes.Type(value = Dog.class, name = "dog")
  })
  interface Animal {}

  @JsonTypeName("cat")
  record Cat(String name, int lives) implements Animal {}

  record Dog(String name) implements Animal {}

  record Zoo(Animal star, List<Animal> animals) {}

  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      include = JsonTypeInfo.As.EXISTING_PROPERTY,
      property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  interface Figure {
    String kind();
  }

  record Circle(@JsonProperty("kind") String kind, double radius) implements Figure {}

  record Drawing(Figure figure) {}

  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      include = JsonTypeInfo.As.WRAPPER_OBJECT,
      property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Wrapped.class, name = "w"))
  interface Wrapping {}

  record Wrapped(int a) implements Wrapping {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  sealed interface Sealed permits First, Second {}

  record First(int a) implements Sealed {}

  record Second(String b) implements Sealed {}

  record OfSealed(Sealed value) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({@JsonSubTypes.Type(Itself.class), @JsonSubTypes.Type(Child.class)})
  static class Itself {
    public int a;
  }

  static class Child extends Itself {
    public int b;
  }

  record OfItself(Itself value) {}

  record Anything(Object value, Map<String, Object> values) {}
}
