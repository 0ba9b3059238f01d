package orders

import java.sql.Connection

/** Your work for one record. It throws where that has failed. */
object Orders {
  /** Runs on an executor, perhaps more than once. */
  def write(order: String): Unit = ???

  def resultOf(order: String): String = ???

  /** Writes with this connection, and does not commit. */
  def insert(database: Connection, result: String): Unit = ???
}
