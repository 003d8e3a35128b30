package io.gradstream.serving.grpc;

import io.gradstream.schemas.ShownText;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Reply;
import io.grpc.Status;

/** Why a call is not answered as it was meant, in gRPC's words. */
final class Statuses {

  /** A message travels as a header, and clients take few of those. */
  private static final int MOST = 1000; // characters

  private Statuses() {}

  static Status of(HttpProblem problem) {
    return of(problem.refusal(), problem.getMessage());
  }

  static Status of(Reply refusal) {
    return of(refusal.refusal().orElse(Refusal.FAILED), refusal.message());
  }

  static Status of(Refusal refusal, String message) {
    String told = ShownText.cut(message, MOST);
    return Status.fromCode(code(refusal)).withDescription(told);
  }

  private static Status.Code code(Refusal refusal) {
    return switch (refusal) {
      case BAD_REQUEST, ENCODING -> Status.Code.INVALID_ARGUMENT;
      case UNAUTHORIZED -> Status.Code.UNAUTHENTICATED;
      case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
      case NOT_FOUND -> Status.Code.NOT_FOUND;
      case METHOD -> Status.Code.UNIMPLEMENTED;
      case NOT_FRESH -> Status.Code.FAILED_PRECONDITION;
      case TOO_LARGE, TOO_MUCH_WORK -> Status.Code.RESOURCE_EXHAUSTED;
      case LATE -> Status.Code.DEADLINE_EXCEEDED;
      case GONE -> Status.Code.CANCELLED;
      case FAILED -> Status.Code.INTERNAL;
      case NOT_READY, NOT_STORED, SLOW_BODY, REQUESTS_BUSY, BYTES_BUSY, MODEL_BUSY ->
          Status.Code.UNAVAILABLE;
    };
  }
}
