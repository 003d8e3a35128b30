package io.gradstream.serving.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors the HTTP library finds before we see the request, in the protocol's form. */
final class JsonErrors extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    // The library finds fault with another version of HTTP, say, as if it were the server's.
    boolean callers = cause instanceof HttpException && HttpStatus.isServerError(code);
    int status = callers ? HttpStatus.BAD_REQUEST_400 : code;
    Exchange.write(Reply.ofLibrary(status, text(code, message)), response, callback);
  }

  private static String text(int code, String message) {
    return message == null || message.isBlank() ? HttpStatus.getMessage(code) : message;
  }
}
