package dev.stele.server.engine;

import dev.stele.server.history.Operation;
import dev.stele.server.history.Recorded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** All that a schedule did, as one number: its log, bytes and all, and what its clients saw. */
final class Digest {
  private Digest() {}

  static String of(long seed) {
    Schedule schedule = new Schedule(seed, Planted.NOTHING, new Tally());
    Schedule.Result result = schedule.run();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Recorded recorded : schedule.records()) {
        digest.update(recorded.key().duplicate());
        digest.update(recorded.record().toString().getBytes(StandardCharsets.UTF_8));
      }
      for (Operation operation : result.history().operations()) {
        digest.update(operation.toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prints the digests of the first so many seeds. */
  public static void main(String[] arguments) {
    for (long seed = 0; seed < Long.parseLong(arguments[0]); seed++) {
      System.out.println(of(seed));
    }
  }
}
