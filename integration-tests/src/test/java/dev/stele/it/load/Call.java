package dev.stele.it.load;

/**
 * What a client asks.
 *
 * @param body empty for none
 */
record Call(String method, String path, String body) {
  static Call get(String path) {
    return new Call("GET", path, "");
  }

  static Call delete(String path) {
    return new Call("DELETE", path, "");
  }

  static Call post(String path, Object body) {
    return new Call("POST", path, body.toString());
  }

  static Call put(String path, Object body) {
    return new Call("PUT", path, body.toString());
  }
}
