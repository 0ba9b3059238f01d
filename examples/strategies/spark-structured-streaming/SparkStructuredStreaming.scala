package orders

import java.sql.{Connection, DriverManager, SQLException}
import org.apache.spark.sql.{Dataset, SparkSession}

/** The checkpoint knows the batches, and the sink which of them it has: each is written once. */
object SparkStructuredStreaming {
  def main(args: Array[String]): Unit = {
    val spark = SparkSession.builder().appName("orders").getOrCreate()
    import spark.implicits._
    val orders = spark.readStream
      .format("kafka")
      .option("kafka.bootstrap.servers", "localhost:9092")
      .option("subscribe", "orders")
      .option("startingOffsets", "earliest")
      .load()
      .selectExpr("CAST(value AS STRING)")
      .as[String]
    orders.writeStream
      .option("checkpointLocation", "hdfs:///checkpoints/orders")
      .foreachBatch(write _)
      .start()
      .awaitTermination()
  }

  /** A batch that is run again has the same id and the same records. */
  private def write(batch: Dataset[String], id: Long): Unit = {
    val results = batch.collect().map(Orders.resultOf)
    val database = DriverManager.getConnection("jdbc:postgresql://localhost/orders")
    try {
      database.setAutoCommit(false)
      if (isNext(database, id)) {
        results.foreach(Orders.insert(database, _))
        database.commit()
      }
    } catch {
      case failure: Throwable =>
        database.rollback()
        throw failure
    } finally database.close()
  }

  /** Moves the one row of the table of batches, -1 at first; false: the sink has this batch. */
  private def isNext(database: Connection, id: Long): Boolean = {
    val rows = database.createStatement().executeQuery("SELECT last_batch FROM batches")
    if (!rows.next()) throw new SQLException("no row in the table of batches")
    val last = rows.getLong(1)
    if (id <= last) return false
    val update = database.prepareStatement(
      "UPDATE batches SET last_batch = ? WHERE last_batch = ?")
    update.setLong(1, id)
    update.setLong(2, last)
    if (update.executeUpdate() != 1) throw new SQLException(s"batch $id is another driver's")
    true
  }
}
