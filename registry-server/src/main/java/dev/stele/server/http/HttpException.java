package dev.stele.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that ends here: the status, code and message the client gets. */
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  /**
   * @param code the dialect's number for it; the status itself where there is none
   */
  public HttpException(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public HttpException(int status, String message) {
    this(status, status, message);
  }

  /** A path or a parameter that names nothing. */
  public static HttpException notFound() {
    return of(404);
  }

  /** With the status' own words. */
  static HttpException of(int status) {
    return new HttpException(status, "HTTP " + HttpResponseStatus.valueOf(status));
  }

  static HttpException badRequest() {
    return new HttpException(400, "Bad Request");
  }

  public int status() {
    return status;
  }

  public int code() {
    return code;
  }
}
