package dev.stele.it.cluster;

import dev.stele.it.cluster.FaultRun.Story;
import dev.stele.it.cluster.FaultRun.Survived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all runs survived, as a page in Markdown. */
final class FaultsReport {
  private static final Path PAGE = Path.of("target", "faults-report.md");

  private final List<Story> stories = new ArrayList<>();

  /** Adds a run, and writes the page anew. */
  void add(Story story) {
    stories.add(story);
    try {
      Files.writeString(PAGE, page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    List<Survived> all = stories.stream().flatMap(story -> story.faults().stream()).toList();
    StringBuilder page = new StringBuilder("# Faults under load\n\n");
    page.append("Operations: ").append(stories.stream().mapToInt(Story::calls).sum());
    page.append(". Faults: ").append(all.size()).append(".\n\n");
    page.append("Times are in ms, median and maximum: from the fault, and from its end, to the");
    page.append(" answer of the first write that was sent after it.\n\n");
    page.append("| Fault | Times | Take-over | | Resumed | | Calls | Unanswered | 503 |\n");
    page.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    all.stream()
        .collect(Collectors.groupingBy(Survived::fault, TreeMap::new, Collectors.toList()))
        .forEach((fault, ones) -> page.append(row(fault, ones)));
    page.append("\n## What happened when\n\n");
    for (Story story : stories) {
      page.append("- ").append(story.run()).append(", ").append(story.calls());
      page.append(" operations\n");
      for (Survived one : story.faults()) {
        page.append("  - ").append(one.at()).append(' ').append(one.fault()).append('\n');
      }
    }
    return page.toString();
  }

  private static String row(String fault, List<Survived> ones) {
    return "| %s | %d | %s | %s | %d | %d | %d |%n"
        .formatted(
            fault,
            ones.size(),
            medianAndMax(ones.stream().map(Survived::takeOver).toList()),
            medianAndMax(ones.stream().map(Survived::resumed).toList()),
            ones.stream().mapToInt(Survived::calls).sum(),
            ones.stream().mapToInt(Survived::unanswered).sum(),
            ones.stream().mapToInt(Survived::refused).sum());
  }

  /** Two cells of a table, in ms. */
  static String medianAndMax(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return sorted.get(sorted.size() / 2).toMillis()
        + " | "
        + sorted.get(sorted.size() - 1).toMillis();
  }
}
