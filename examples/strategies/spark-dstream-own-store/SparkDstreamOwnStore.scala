package orders

import java.sql.{Connection, DriverManager, SQLException}
import org.apache.kafka.common.TopicPartition
import org.apache.kafka.common.serialization.StringDeserializer
import org.apache.spark.SparkConf
import org.apache.spark.streaming.{Seconds, StreamingContext}
import org.apache.spark.streaming.kafka010.{HasOffsetRanges, KafkaUtils, OffsetRange}
import org.apache.spark.streaming.kafka010.ConsumerStrategies.Assign
import org.apache.spark.streaming.kafka010.LocationStrategies.PreferConsistent

/** Results and ranges in one transaction; it needs that the table ends where the batch begins. */
object SparkDstreamOwnStore {
  private val kafka = Map[String, Object](
    "bootstrap.servers" -> "localhost:9092",
    "group.id" -> "orders-service",
    "auto.offset.reset" -> "earliest",
    "enable.auto.commit" -> (false: java.lang.Boolean),
    "key.deserializer" -> classOf[StringDeserializer],
    "value.deserializer" -> classOf[StringDeserializer])

  // Assigned, not subscribed: new partitions are read after a restart.
  private val partitions = Seq(new TopicPartition("orders", 0), new TopicPartition("orders", 1))

  def main(args: Array[String]): Unit = {
    val context = new StreamingContext(new SparkConf().setAppName("orders"), Seconds(5))
    val stream = KafkaUtils.createDirectStream[String, String](
      context, PreferConsistent, Assign[String, String](partitions, kafka, loaded()))
    stream.foreachRDD { rdd =>
      val ranges = rdd.asInstanceOf[HasOffsetRanges].offsetRanges
      val results = rdd.map(record => Orders.resultOf(record.value)).collect()
      inTransaction { database =>
        results.foreach(Orders.insert(database, _))
        ranges.foreach(move(database, _))
      }
    }
    context.start()
    context.awaitTermination() // a conflict, too, ends the application; the next one asks the table
  }

  private def inTransaction[T](body: Connection => T): T = {
    val database = DriverManager.getConnection("jdbc:postgresql://localhost/orders")
    try {
      database.setAutoCommit(false)
      val result = body(database)
      database.commit()
      result
    } catch {
      case failure: Throwable =>
        database.rollback()
        throw failure
    } finally database.close()
  }

  /** One row per partition, with 0 at first. */
  private def loaded(): Map[TopicPartition, Long] = inTransaction { database =>
    val select = database.prepareStatement(
      "SELECT next_offset FROM next_offsets WHERE topic = ? AND part = ?")
    partitions.map { partition =>
      select.setString(1, partition.topic)
      select.setInt(2, partition.partition)
      val rows = select.executeQuery()
      if (!rows.next()) throw new SQLException(s"no row for $partition")
      partition -> rows.getLong(1)
    }.toMap
  }

  private def move(database: Connection, range: OffsetRange): Unit = {
    val update = database.prepareStatement(
      "UPDATE next_offsets SET next_offset = ? WHERE topic = ? AND part = ? AND next_offset = ?")
    update.setLong(1, range.untilOffset)
    update.setString(2, range.topic)
    update.setInt(3, range.partition)
    update.setLong(4, range.fromOffset)
    if (update.executeUpdate() != 1) throw new SQLException(s"$range is another driver's")
  }
}
