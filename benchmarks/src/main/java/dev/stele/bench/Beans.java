package dev.stele.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of {@link Shape} as plain Java objects. */
public final class Beans {
  private Beans() {}

  /** A bean with the fields and values of a shape. */
  static Object of(Shape shape) {
    return switch (shape) {
      case FLAT -> flat(1);
      case WIDE -> new Wide();
      case NESTED -> nested();
    };
  }

  private static Flat flat(int number) {
    Flat flat = new Flat();
    flat.id = "ci3786814" + number;
    flat.time = 1_517_966_773_840L + number;
    flat.amount = 34.4945 + number;
    flat.count = 62 + number;
    flat.open = true;
    flat.note = "4km W of Castaic, CA";
    return flat;
  }

  private static Nested nested() {
    Nested nested = new Nested();
    nested.first = flat(0);
    for (int i = 0; i < 10; i++) {
      nested.items.add(flat(i));
      nested.labels.put("key " + i, "value " + i);
    }
    return nested;
  }

  /** Six fields of different types. */
  public static final class Flat {
    public String id = "";
    public long time;
    public double amount;
    public int count;
    public boolean open;
    public @Nullable String note;
  }

  /** An object that holds an object, a list of ten and a map of ten strings. */
  public static final class Nested {
    public Flat first = new Flat();
    public List<Flat> items = new ArrayList<>();
    public Map<String, String> labels = new LinkedHashMap<>();
  }

  /** Sixty fields: twenty strings, longs and doubles. */
  public static final class Wide {
    public String s0 = "value 0";
    public long l0 = 0L;
    public double d0 = 0 / 7.0;
    public String s1 = "value 1";
    public long l1 = 1000000007L;
    public double d1 = 1 / 7.0;
    public String s2 = "value 2";
    public long l2 = 2000000014L;
    public double d2 = 2 / 7.0;
    public String s3 = "value 3";
    public long l3 = 3000000021L;
    public double d3 = 3 / 7.0;
    public String s4 = "value 4";
    public long l4 = 4000000028L;
    public double d4 = 4 / 7.0;
    public String s5 = "value 5";
    public long l5 = 5000000035L;
    public double d5 = 5 / 7.0;
    public String s6 = "value 6";
    public long l6 = 6000000042L;
    public double d6 = 6 / 7.0;
    public String s7 = "value 7";
    public long l7 = 7000000049L;
    public double d7 = 7 / 7.0;
    public String s8 = "value 8";
    public long l8 = 8000000056L;
    public double d8 = 8 / 7.0;
    public String s9 = "value 9";
    public long l9 = 9000000063L;
    public double d9 = 9 / 7.0;
    public String s10 = "value 10";
    public long l10 = 10000000070L;
    public double d10 = 10 / 7.0;
    public String s11 = "value 11";
    public long l11 = 11000000077L;
    public double d11 = 11 / 7.0;
    public String s12 = "value 12";
    public long l12 = 12000000084L;
    public double d12 = 12 / 7.0;
    public String s13 = "value 13";
    public long l13 = 13000000091L;
    public double d13 = 13 / 7.0;
    public String s14 = "value 14";
    public long l14 = 14000000098L;
    public double d14 = 14 / 7.0;
    public String s15 = "value 15";
    public long l15 = 15000000105L;
    public double d15 = 15 / 7.0;
    public String s16 = "value 16";
    public long l16 = 16000000112L;
    public double d16 = 16 / 7.0;
    public String s17 = "value 17";
    public long l17 = 17000000119L;
    public double d17 = 17 / 7.0;
    public String s18 = "value 18";
    public long l18 = 18000000126L;
    public double d18 = 18 / 7.0;
    public String s19 = "value 19";
    public long l19 = 19000000133L;
    public double d19 = 19 / 7.0;
  }
}
