package orders;

/** That the work for one record has failed. */
public class InvoiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvoiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
