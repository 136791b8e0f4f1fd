package dev.stele.server.http.confluent;

import dev.stele.server.http.HttpException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be there in the members of a body. */
final class Members {
  private Members() {}

  /**
   * The elements of a member; none if it is not there itself.
   *
   * @throws HttpException 400 if one of them is null
   */
  static <T> List<T> elements(String member, @Nullable Collection<@Nullable T> given) {
    List<T> elements = new ArrayList<>();
    if (given != null) {
      given.forEach(element -> elements.add(present(element, "An element", member)));
    }
    return elements;
  }

  /**
   * A value that must not be null.
   *
   * @param which of the values in the member, for the message
   * @throws HttpException 400 if it is null
   */
  static <T> T present(@Nullable T value, String which, String member) {
    if (value == null) {
      throw new HttpException(400, which + " of '" + member + "' is null");
    }
    return value;
  }
}
