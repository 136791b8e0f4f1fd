package dev.stele.server.http.confluent;

import dev.stele.server.http.HttpException;
import java.util.List;

/**
 * A part of a listing.
 *
 * @param offset as the client sent it
 * @param size at most
 */
record Page(int offset, int size) {
  /**
   * Cuts it out.
   *
   * @throws HttpException 400 if the offset is negative
   */
  <T> List<T> of(List<T> all) {
    if (offset < 0) {
      throw new HttpException(400, "offset " + offset + " is negative");
    }
    int from = Math.min(offset, all.size());
    return all.subList(from, (int) Math.min((long) from + size, all.size()));
  }
}
