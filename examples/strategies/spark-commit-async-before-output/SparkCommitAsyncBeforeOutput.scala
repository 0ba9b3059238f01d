package orders

import org.apache.kafka.common.TopicPartition
import org.apache.kafka.common.serialization.StringDeserializer
import org.apache.spark.SparkConf
import org.apache.spark.streaming.{Seconds, StreamingContext}
import org.apache.spark.streaming.kafka010.{CanCommitOffsets, HasOffsetRanges, KafkaUtils}
import org.apache.spark.streaming.kafka010.ConsumerStrategies.Assign
import org.apache.spark.streaming.kafka010.LocationStrategies.PreferConsistent

/** MISTAKE: the next batch may commit these ranges while their output still runs. */
object SparkCommitAsyncBeforeOutput {
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
      context, PreferConsistent, Assign[String, String](partitions, kafka))
    stream.foreachRDD { rdd =>
      val ranges = rdd.asInstanceOf[HasOffsetRanges].offsetRanges
      stream.asInstanceOf[CanCommitOffsets].commitAsync(ranges)
      rdd.foreachPartition(_.foreach(record => Orders.write(record.value)))
    }
    context.start()
    context.awaitTermination() // throws what a batch has thrown
  }
}
