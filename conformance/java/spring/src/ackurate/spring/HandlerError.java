package ackurate.spring;

/** What a handler throws that is told to fail: the model has the same name for it. */
final class HandlerError extends RuntimeException {
  private static final long serialVersionUID = 1;

  HandlerError() {
    super("the script said so");
  }
}
