package io.gradstream.serving.http;

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
    HttpHandler.write(Reply.error(code, text(code, message)), response, callback);
  }

  private static String text(int code, String message) {
    return message == null || message.isBlank() ? HttpStatus.getMessage(code) : message;
  }
}
