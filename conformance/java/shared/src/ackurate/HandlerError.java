package ackurate;

/** The user's work for a record has failed. */
public final class HandlerError extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HandlerError(String message) {
    super(message);
  }
}
