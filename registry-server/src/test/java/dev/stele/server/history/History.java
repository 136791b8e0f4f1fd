package dev.stele.server.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all clients asked and were told. Immutable. */
public final class History {
  private static final int MAX_REQUEST = 64;

  private final List<Operation> operations;
  private final Map<String, Operation> byRequest = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two operations have one request id, or one has none that
   *     the log would keep as it is
   */
  public History(List<Operation> operations) {
    this.operations = List.copyOf(operations);
    for (Operation operation : this.operations) {
      String request = operation.request();
      if (request.isEmpty()
          || request.length() > MAX_REQUEST
          || byRequest.put(request, operation) != null) {
        throw new IllegalArgumentException(
            "Request id '" + request + "' does not name one operation");
      }
    }
  }

  public List<Operation> operations() {
    return operations;
  }

  Optional<Operation> operation(String request) {
    return Optional.ofNullable(byRequest.get(request));
  }
}
