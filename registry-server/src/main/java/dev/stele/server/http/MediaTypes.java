package dev.stele.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The media types a resource speaks.
 *
 * @param produced in order of preference; the first is the default
 * @param consumed what a body may be; a body without a type is taken
 */
public record MediaTypes(List<String> produced, List<String> consumed) {
  public MediaTypes {
    produced = List.copyOf(produced);
    consumed = List.copyOf(consumed);
  }

  /** A resource that has one representation, takes no body and ignores what the client accepts. */
  public static MediaTypes only(String type) {
    return new MediaTypes(List.of(type), List.of());
  }

  /**
   * Chooses the type of the answer.
   *
   * @throws HttpException 400 for a Content-Type that is none, 415 for one that is not taken, 406
   *     if nothing acceptable is produced
   */
  String negotiate(HttpServerRequest http) {
    if (produced.size() == 1) {
      return produced.get(0);
    }
    checkContentType(http);
    String accept = accept(http.headers());
    if (accept == null) {
      return produced.get(0);
    }
    Choice best = null;
    for (String range : accept.split(",", -1)) {
      Choice choice = choice(range.strip());
      if (choice != null && (best == null || choice.isBetterThan(best))) {
        best = choice;
      }
    }
    if (best == null) {
      throw HttpException.of(406);
    }
    return best.type;
  }

  /** The type of an answer to a request that could not be negotiated. */
  String fallback(MultiMap headers) {
    String accept = accept(headers);
    if (accept != null) {
      for (String range : accept.split(",", -1)) {
        if (produced.contains(range.strip())) {
          return range.strip();
        }
      }
    }
    return produced.get(0);
  }

  private static @Nullable String accept(MultiMap headers) {
    List<String> values = headers.getAll(HttpHeaders.ACCEPT);
    String joined = values.size() == 1 ? values.get(0) : String.join(",", values);
    return joined.isBlank() ? null : joined;
  }

  private void checkContentType(HttpServerRequest http) {
    List<String> values = http.headers().getAll(HttpHeaders.CONTENT_TYPE);
    if (values.isEmpty()) {
      return;
    }
    String type = bare(values.get(0));
    int slash = type.indexOf('/');
    if (values.size() > 1 || slash < 1 || slash == type.length() - 1) {
      throw HttpException.badRequest();
    }
    if (!consumed.contains(type) && AnnouncedBody.bytes(http) != 0) {
      throw HttpException.of(415);
    }
  }

  /**
   * A type that a range of the Accept header lets through.
   *
   * @param rank of the type among the produced ones, 0 the best
   */
  private record Choice(String type, double quality, int rank) {
    boolean isBetterThan(Choice other) {
      return quality != other.quality ? quality > other.quality : rank < other.rank;
    }
  }

  private @Nullable Choice choice(String range) {
    String wanted = bare(range);
    List<String> kept = new ArrayList<>();
    double quality = 1;
    String[] parts = range.split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        quality = quality(parameter.substring(2));
      } else {
        kept.add(parameter);
      }
    }
    int rank = rank(wanted);
    if (rank < 0) {
      return null;
    }
    kept.add(0, produced.get(rank));
    return new Choice(String.join(";", kept), quality, rank);
  }

  private int rank(String wanted) {
    // JAX-RS does not look at the subtype once the type is a wildcard
    if (wanted.equals("*") || wanted.startsWith("*/")) {
      return 0;
    }
    if (wanted.endsWith("/*")) {
      String family = wanted.substring(0, wanted.length() - 1);
      return produced.get(0).startsWith(family) ? 0 : -1;
    }
    return produced.indexOf(wanted);
  }

  private static double quality(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0; // an entry that cannot be weighed is the last choice, not an error
    }
  }

  private static String bare(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
