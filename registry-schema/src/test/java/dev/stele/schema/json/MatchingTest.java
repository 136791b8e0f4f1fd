package dev.stele.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MatchingTest {
  private static final int RIGHTS = 6;

  @Test
  void size_wherePartnersMustBeGivenUp_isLargest() {
    assertThat(size(List.of(rights(0, 1), rights(0), rights(1, 2)))).isEqualTo(3);
    assertThat(size(List.of(rights(0, 1), rights(1, 2), rights(2, 3), rights(0)))).isEqualTo(4);
  }

  @Test
  void size_whereAllWantTheSame_isOne() {
    assertThat(size(List.of(rights(5), rights(5), rights(5)))).isEqualTo(1);
  }

  @Test
  void size_withoutEdges_isZero() {
    assertThat(size(List.of(rights(), rights()))).isZero();
    assertThat(size(List.of())).isZero();
  }

  @Test
  void size_ofRandomGraphs_isThatOfTryingAll() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      List<BitSet> edges =
          IntStream.range(0, 6).mapToObj(left -> BitSet.valueOf(bits(random))).toList();
      assertThat(size(edges)).as(edges.toString()).isEqualTo(bruteForce(edges, 0, new BitSet()));
    }
  }

  private static long[] bits(Random random) {
    long sparse = random.nextLong();
    return new long[] {sparse & random.nextLong() & ((1 << RIGHTS) - 1)};
  }

  private static int bruteForce(List<BitSet> edges, int left, BitSet taken) {
    if (left == edges.size()) {
      return 0;
    }
    int best = bruteForce(edges, left + 1, taken);
    for (int right : edges.get(left).stream().filter(each -> !taken.get(each)).toArray()) {
      taken.set(right);
      best = Math.max(best, 1 + bruteForce(edges, left + 1, taken));
      taken.clear(right);
    }
    return best;
  }

  private static int size(List<BitSet> edges) {
    return Matching.size(edges, RIGHTS, () -> {});
  }

  private static BitSet rights(int... rights) {
    BitSet set = new BitSet();
    IntStream.of(rights).forEach(set::set);
    return set;
  }
}
