package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "use.latest.version, use.latest.versions, true",
    "use.latest.version, use.latst.version, true",
    "use.latest.version, use.latest.verison, true",
    "use.latest.version, use.latest.bersion, true",
    "use.latest.version, use.latest.version, false",
    "use.latest.version, use.latest, false",
    "use.latest.version, use.lastest.versions, false"
  })
  void nearest_isOneEditAway(String known, String typed, boolean near) {
    assertThat(Spelling.nearest(typed, List.of(known)).isPresent()).isEqualTo(near);
  }
}
